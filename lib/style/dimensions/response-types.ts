/** Where the type of an answer is said: `response_model=`, what the handler returns, both, or nowhere. */
import { targetOf } from '../../framework/base-and-session.js';
import { tablesIn } from '../../framework/tables.js';
import type { Definition } from '../../project/module.js';
import { childOf, type PythonNode, walk } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';
import { type HandlerShape, shapesOf } from '../handler-shapes.js';
import type { HostReading } from '../host-reading.js';

export type ResponseTypes = {
  /** Whether the decorator has `response_model=`. */
  readonly isModel: boolean;
  /** What a handler says it returns: the record, the schema, anything; nothing where it says nothing. */
  readonly annotation: 'record' | 'schema' | 'any' | undefined;
  /** Whether the handler of a list says it too. */
  readonly isListTyped: boolean;
  /** Whether it makes the schema itself: `UserRead.model_validate(user)`. */
  readonly isConverted: boolean;
};

export const responseTypes: Dimension<ResponseTypes> = {
  id: 'response-types',
  default: { isModel: true, annotation: 'record', isListTyped: true, isConverted: false },
  learn(host) {
    const [shown] = shapesOf(host, 'get', 'create', 'update', 'list');
    if (shown === undefined) return undefined;
    const { module, node, keywords, decorator } = shown.handler;
    const isConverted = /\.(?:model_validate|from_orm|parse_obj)\(/.test(childOf(node, 'body')?.text ?? '');
    const annotation = annotationOf(host, shown);
    const [list] = shapesOf(host, 'list');
    const value: ResponseTypes = {
      // What says nothing anywhere is answered as it comes, which could show what a schema leaves out.
      isModel: keywords.has('response_model') || (annotation !== 'schema' && !isConverted),
      annotation,
      isListTyped:
        annotation === undefined || list === undefined || childOf(list.handler.node, 'return_type') !== undefined,
      isConverted: isConverted && annotation !== 'record',
    };
    return { value, at: host.at(module, decorator.line) };
  },
};

function annotationOf(
  { blueprint, modules }: HostReading,
  { handler: { module, node } }: HandlerShape,
): ResponseTypes['annotation'] {
  const returned = childOf(node, 'return_type');
  if (returned === undefined) return undefined;
  const names = [...walk(returned)].filter(isName);
  const targets = names.flatMap((each) => targetOf(module, each) ?? []);
  if (targets.some((target) => /^typing(?:_extensions)?\.Any$/.test(target))) return 'any';
  const models = blueprint?.of('models') ?? [];
  const schemas = new Set(blueprint?.of('schemas'));
  const isRecord = targets.some((target) => {
    const owner = modules.define(target);
    return owner?.name !== undefined && models.includes(owner.module) && !schemas.has(owner.module) && isTable(owner);
  });
  return isRecord ? 'record' : /^(?:None|dict|Dict|str|bool)\b/.test(returned.text) ? undefined : 'schema';
}

const isName = ({ type }: PythonNode): boolean => type === 'identifier' || type === 'attribute';

/** Models and schemas may be in one file. */
const isTable = ({ module, name }: Definition): boolean => tablesIn(module).some((table) => table.name === name);
