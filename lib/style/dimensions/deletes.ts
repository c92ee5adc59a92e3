/** What a delete answers: nothing, the record that is gone, or a message. */
import { targetOf } from '../../framework/base-and-session.js';
import type { Handler } from '../../framework/handlers.js';
import { isSchemaName } from '../../framework/schema-classes.js';
import { hasNoun, nounsOf } from '../../naming/name-pattern.js';
import { type CopiedName, type CopiedText, copiedText } from '../../project/copied-text.js';
import type { Module } from '../../project/module.js';
import { calls } from '../../python/find.js';
import { childOf, type PythonNode } from '../../python/syntax.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import type { Dimension } from '../dimension.js';
import { type HandlerScope, handlerScope, withoutAwait } from '../handler-locals.js';
import { type HandlerShape, shapesOf } from '../handler-shapes.js';
import type { HostReading } from '../host-reading.js';
import { mainModel } from '../main-model.js';
import { asDelete } from '../operation-name.js';
import { statusOfDone } from '../silent-handlers.js';
import { type Hole, templateOf } from '../templates.js';
import { answeringScope, wrappedIn } from '../wrapped-answers.js';

/** `{"message": "{One} deleted"}` with what the decorator and the function say of its type. */
export type Message = {
  readonly kind: 'message';
  readonly value: CopiedText;
  readonly model: CopiedText | undefined;
  readonly returned: CopiedText | undefined;
};

export type Deletes = {
  readonly status: number;
  /** Whether a handler says what it returns, as text where that is nothing of the host. */
  readonly annotation: string | undefined;
  readonly answer: { readonly kind: 'nothing' } | { readonly kind: 'record' } | Message;
  /** What the blueprint answers and a new package does not: it answers `null`. */
  readonly unwritten?: string;
};

/** A type that says nothing of what is answered. */
const PLAIN = /^(?:None|Any|[Dd]ict(?:\[str, (?:str|bool|object)\])?)$/;

export const deletes: Dimension<Deletes> = {
  id: 'deletes',
  default: { status: 204, annotation: 'None', answer: { kind: 'nothing' } },
  learn(host) {
    const [shown] = shapesOf(host, 'delete');
    if (shown === undefined) return undefined;
    const { module, node, decorator } = shown.handler;
    const status = statusOfDone(shown.handler);
    const returned = childOf(node, 'return_type')?.text;
    const answer: Deletes['answer'] = status === 204 ? { kind: 'nothing' } : answerOf(host, shown);
    const isPlain = returned !== undefined && returned !== 'Any' && PLAIN.test(returned);
    const annotation = isPlain && (returned === 'None') === (answer.kind === 'nothing') ? returned : undefined;
    const unwritten = status === 204 || answer.kind !== 'nothing' ? undefined : toldIn(host);
    const value = { status, annotation, answer, ...(unwritten === undefined ? {} : { unwritten }) };
    return { value, at: host.at(module, decorator.line) };
  },
};

function answerOf(host: HostReading, shown: HandlerShape): Deletes['answer'] {
  const { node, keywords } = shown.handler;
  const scope = handlerScope(host, 'delete');
  const made = scope && answeringScope(scope);
  const value = made?.returned;
  const model = keywords.get('response_model');
  if (made === undefined || value === undefined || value.text === 'None') return { kind: 'nothing' };
  const message = answerMessage(host, shown.handler, made.module, value, asDelete, (each) => isDone(made, each));
  if (message !== undefined) return message;
  if (isRecordWrapped(scope)) return { kind: 'record' };
  if (isOtherSchema(host, made.module, value)) return { kind: 'nothing' };
  const isRecord = model !== undefined || childOf(node, 'return_type') !== undefined;
  return isRecord && !/bool|dict|int\b/.test(`${model?.text ?? ''}${childOf(node, 'return_type')?.text ?? ''}`)
    ? { kind: 'record' }
    : { kind: 'nothing' };
}

/** Whether a name is what a layer says of a delete: `success` of `success = service.delete(user_id)`, which gives a `bool`. */
function isDone({ served, localValue }: HandlerScope, node: PythonNode): boolean {
  const value = node.type === 'identifier' ? localValue(node.text) : undefined;
  if (served === undefined || value === undefined || withoutAwait(value) !== served.call.node) return false;
  return childOf(served.target.node, 'return_type')?.text === 'bool';
}

/**
 * A message that a handler answers with; `said` makes one about another record of its sentences, and `isDone` tells a name
 * that is true where the answer is given.
 */
export function answerMessage(
  host: HostReading,
  { module, node, keywords }: Handler,
  made: Module,
  value: PythonNode,
  said: (sentence: string) => string,
  isDone: (node: PythonNode) => boolean = () => false,
): Message | undefined {
  const isOwn = (dotted: string): boolean => host.blueprint?.has(dotted) === true;
  const message = copiedMessage(host, made, value, said, isDone);
  const model = keywords.get('response_model');
  const type = model && copiedText(module, model, isOwn);
  if (message === undefined || (model !== undefined && type === undefined)) return undefined;
  const returns = childOf(node, 'return_type');
  const returned = returns && !PLAIN.test(returns.text) ? copiedText(module, returns, isOwn) : undefined;
  return { kind: 'message', value: message, model: type, returned };
}

/** What a delete tells its client that is no message about any record: a dict with values, a text. */
function toldIn(host: HostReading): string | undefined {
  const scope = handlerScope(host, 'delete');
  const made = scope && answeringScope(scope);
  const value = made?.returned;
  if (made === undefined || value === undefined) return undefined;
  const isTold = /^(?:dictionary|string|list|tuple)$/.test(value.type) || isOtherSchema(host, made.module, value);
  return isTold ? value.text.replace(/\s+/g, ' ') : undefined;
}

/** Whether what was deleted is put into what other operations answer with. */
function isRecordWrapped(scope: HandlerScope | undefined): boolean {
  const wrapped = scope && wrappedIn(scope);
  const types = typeof wrapped === 'object' ? [wrapped.model, wrapped.annotation] : [];
  return types.some((type) => type?.holes.some(({ kind }) => kind === 'schema'));
}

/** A text, a dictionary or an object of the host's that is made of plain texts, with patterns for the nouns in them. */
function copiedMessage(
  host: HostReading,
  module: Module,
  value: PythonNode,
  said: (sentence: string) => string,
  isDone: (node: PythonNode) => boolean,
): CopiedText | undefined {
  if (!/^(?:dictionary|call|string|true)$/.test(value.type)) return undefined;
  const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
  const hole = (each: PythonNode): Hole | undefined => (isDone(each) ? { kind: 'local', name: 'True' } : undefined);
  const template = templateOf({ host, module, nouns, hole, said }, value);
  if (template === undefined) return undefined;
  const [first = '', ...others] = template.texts;
  const texts = [first];
  const names: CopiedName[] = [];
  for (const [index, hole] of template.holes.entries()) {
    const next = others[index] ?? '';
    if (hole.kind === 'local') texts[texts.length - 1] += `${hole.name}${next}`;
    else if (hole.kind === 'name') {
      names.push(hole.name);
      texts.push(next);
    } else if (hole.kind === 'words' && (hole.form === 'sentence' || !hasNoun(hole.pattern))) {
      texts[texts.length - 1] += `${JSON.stringify(hole.pattern)}${next}`;
    } else return undefined;
  }
  return { texts, names };
}

/** Whether something is made of a schema that is none of the blueprint's: what it says of the delete is not known. */
function isOtherSchema(host: HostReading, module: Module, value: PythonNode): boolean {
  const [call] = value.type === 'call' ? calls(value) : [];
  const callee = call?.callee.type === 'subscript' ? (childOf(call.callee, 'value') ?? call.callee) : call?.callee;
  // `ApiResponse.success({"message": "User deleted"})`
  const object = callee?.type === 'attribute' ? childOf(callee, 'object') : undefined;
  const name = [callee, object].find((each) => each !== undefined && isSchemaName(module, each, host.modules));
  if (name === undefined) return false;
  const definition = host.modules.define(targetOf(module, name) ?? '');
  return !blueprintSchemas(host).all.some(({ node }) => node === definition?.node);
}
