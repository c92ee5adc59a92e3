/** What the exceptions of a blueprint are made with: words, keys, values and what the record is called. */
import { targetOf } from '../framework/base-and-session.js';
import { ancestorsOf, type HostClass, methodsIn } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { statusNumber } from '../framework/raised.js';
import { isEnglish } from '../naming/phrase.js';
import type { Module } from '../project/module.js';
import { type Call, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { phraseOf, type Words } from './answer-words.js';
import type { HostReading } from './host-reading.js';

/** What an exception is given: words, the key, the value that is taken, its status, or the model. */
export type ExceptionArgument = {
  readonly name: string | undefined;
  readonly kind: 'text' | 'key' | 'value' | 'status' | 'model' | 'details';
  /** The words, as a phrase. */
  readonly text?: string;
  /** Whether the key is made a string of: `str(user_id)`. */
  readonly isString?: true;
  /** What details are: `{"user_id": str(user_id)}`. */
  readonly entries?: readonly (ExceptionArgument & { readonly name: string })[];
};

/** What a call gives; nothing where something of it is not understood. */
export function argumentsOf(
  module: Module,
  call: Call | undefined,
  words: Words,
  locals: ReadonlyMap<string, PythonNode> = new Map(),
): readonly ExceptionArgument[] | undefined {
  if (call === undefined) return [];
  if (call.splat) return undefined;
  const all = [
    ...call.positional.map((node) => ({ name: undefined, node })),
    ...[...call.keywords].map(([name, node]) => ({ name, node })),
  ];
  const read = all.map(({ name, node }) => {
    const argument = argumentOf(module, locals.get(node.text) ?? node, words);
    return argument && { ...argument, name };
  });
  return read.some((each) => each === undefined) ? undefined : read.flatMap((each) => each ?? []);
}

export function argumentOf(module: Module, node: PythonNode, words: Words): ExceptionArgument | undefined {
  const plain = { name: undefined };
  const literal = words.literal(module, node);
  if (literal !== undefined) {
    const text = phraseOf(literal.text, words);
    return text === undefined ? undefined : { ...plain, kind: 'text', text };
  }
  if (statusNumber(node.text) !== undefined) return { ...plain, kind: 'status' };
  if (node.type === 'dictionary') return detailsOf(module, node, words);
  const called =
    node.type === 'call' && /^str$/.test(childOf(node, 'function')?.text ?? '')
      ? childOf(node, 'arguments')?.named[0]
      : node;
  const role = called && roleOfName(called.text, words);
  if (role !== undefined) return { ...plain, kind: role, ...(called !== node && { isString: true as const }) };
  const target = node.type === 'identifier' || node.type === 'attribute' ? targetOf(module, node) : undefined;
  return target?.split('.').at(-1) === words.model ? { ...plain, kind: 'model' } : undefined;
}

function detailsOf(module: Module, node: PythonNode, words: Words): ExceptionArgument | undefined {
  const entries = node.named.map((pair) => {
    const [key, value] = [childOf(pair, 'key'), childOf(pair, 'value')];
    const name = key && words.literal(module, key);
    const phrase = name && phraseOf(name.text, words);
    const argument = value && argumentOf(module, value, words);
    const isKnown = argument?.kind === 'key' || argument?.kind === 'value';
    return phrase === undefined || argument === undefined || !isKnown ? undefined : { ...argument, name: phrase };
  });
  const known = entries.flatMap((each) => each ?? []);
  return known.length < entries.length || known.length === 0
    ? undefined
    : { name: undefined, kind: 'details', entries: known };
}

/** `user_id`, `id`; `email`, `data.email`, `data["email"]` */
export function roleOfName(text: string, { fields }: Words): 'key' | 'value' | undefined {
  const last = /(\w+)(?:["']\])?$/.exec(text)?.[1] ?? '';
  if (!/^[\w.]+(?:\[["']\w+["']\])?$/.test(text)) return undefined;
  if (/(?:^|_)(?:id|pk|uuid|key)$/.test(last)) return 'key';
  return fields.includes(last) || ['value', 'identifier'].includes(last) ? 'value' : undefined;
}

/** Parameters that are given what the record is called. */
const CALLED =
  /^(?:resource|entity|model|object|item|record|thing|what|noun)(?:_(?:name|type|kind|label))?$|^(?:kind|label|subject)$/;

/** The noun where a word that is the blueprint's alone says what the record is, in whatever language: `resource="文章"`. */
export function withNoun(
  { modules }: HostReading,
  type: HostClass,
  given: readonly ExceptionArgument[],
): readonly ExceptionArgument[] {
  const classes = [type, ...ancestorsOf(type, modules)];
  const init = classes.map((each) => methodsIn(each).get('__init__')).find((each) => each !== undefined);
  const names = init === undefined ? [] : parametersOf(init).map(parameterName).slice(1);
  return given.map((each, index) => {
    const { kind, text = '' } = each;
    const isNoun = kind === 'text' && CALLED.test(each.name ?? names[index] ?? '');
    if (!isNoun || /[{}]/.test(text) || isEnglish(text)) return each;
    return { ...each, text: /^\p{Ll}/u.test(text) ? '{title}' : '{Title}' };
  });
}
