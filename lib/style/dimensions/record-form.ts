/** Whether a dependency loads the record of a path for the handlers, where it is defined, and its alias; or they take the key. */
import { hostName } from '../../framework/host-name.js';
import { parameterName } from '../../framework/parameter-dependencies.js';
import { namePattern, nounsOf } from '../../naming/name-pattern.js';
import type { Definition } from '../../project/module.js';
import { parametersOf } from '../../python/find.js';
import type { Dimension } from '../dimension.js';
import { type HandlerShape, handlerShapes, shapesOf } from '../handler-shapes.js';
import { mainModel } from '../main-model.js';

export type RecordForm =
  | { readonly kind: 'key' }
  /** `alias` is a pattern: `Valid{One}` of `ValidUser = Annotated[User, Depends(valid_user_id)]`. */
  | {
      readonly kind: 'loaded';
      readonly role: 'deps' | 'api';
      readonly alias: string | undefined;
      /** Whether the dependency takes the key before what it reads with. */
      readonly isKeyFirst: boolean;
    };

export const recordForm: Dimension<RecordForm> = {
  id: 'record-form',
  default: { kind: 'loaded', role: 'deps', alias: undefined, isKeyFirst: false },
  learn(host) {
    const shapes = shapesOf(host, 'get', 'update', 'delete');
    const loading = shapes.find(({ parameters }) => parameters.some(({ kind }) => kind === 'record'));
    const record = loading?.parameters.find(({ kind }) => kind === 'record');
    const [first = [...handlerShapes(host).values()][0]] = shapes;
    if (loading === undefined || record === undefined) {
      return first && { value: { kind: 'key' }, at: host.at(first.handler.module, first.handler.node.line) };
    }
    const target = record.given?.target;
    const definition = target === undefined ? undefined : host.modules.define(target);
    const owner = definition?.module;
    const role = owner !== undefined && host.blueprint?.routers.includes(owner) ? 'api' : 'deps';
    const named = record.alias === undefined ? undefined : record.type?.named[0];
    const alias = named && hostName(loading.handler.module, named)?.written.split('.').at(-1);
    const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
    const pattern = alias && namePattern(alias, nouns);
    return {
      value: {
        kind: 'loaded',
        role,
        alias: pattern?.includes('{') ? pattern : undefined,
        isKeyFirst: definition !== undefined && isKeyFirst(loading, definition),
      },
      at: host.at(loading.handler.module, record.node.line),
    };
  },
};

/** Whether the first parameter of a dependency is a key of the path. */
function isKeyFirst({ handler }: HandlerShape, { node }: Definition): boolean {
  const [first] = node.type === 'function_definition' ? parametersOf(node) : [];
  const keys = [...(handler.path ?? '').matchAll(/\{(\w+)/g)].map(([, key]) => key);
  return first !== undefined && keys.includes(parameterName(first));
}
