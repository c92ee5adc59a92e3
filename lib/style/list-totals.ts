/** How the blueprint counts the records of a list: in which layer, by which calls, and in which words. */
import type { HostFunction } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { sessionCallsIn } from '../framework/session-calls.js';
import { namePattern } from '../naming/name-pattern.js';
import { assignments, parametersOf, valueReturned } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { isRefusal } from '../refusal.js';
import { COUNT, countingIn } from './counting.js';
import { learnedOf } from './dimension.js';
import { layers } from './dimensions/layers.js';
import type { HandlerScope } from './handler-locals.js';
import type { HostReading } from './host-reading.js';
import type { Layer } from './layers.js';
import { operationChains } from './operation-chains.js';

/** The function of a layer that counts. */
export type CountOperation = {
  /** A pattern: `count_{many}`. */
  readonly name: string;
  /** What it calls the session that it is given; nothing where it is given none. */
  readonly session: { readonly name: string; readonly isNamed: boolean; readonly isNamedOnly: boolean } | undefined;
  /** Whether the base of the layer's class has it. */
  readonly isInherited: boolean;
};

export type CountWords = {
  readonly run: 'query' | 'query-scalar' | 'scalar' | 'execute' | 'exec';
  /** What the result is called; nothing where it has no name. */
  readonly result: string | undefined;
  /** `.scalar_one()` behind what is run. */
  readonly end: string;
  /** Whether nothing is said to be none: `… or 0`. */
  readonly isOrZero: boolean;
  /** `func.count(User.id)` and not `func.count()`. */
  readonly isOfKey: boolean;
};

export type ListTotal = {
  /** The level that gives both the records and their number, from the session up; the handlers are above the layers. */
  readonly from: number;
  /** Whether the number is got before the records. */
  readonly isFirst: boolean;
  /** What counts at the levels below, from the session up. */
  readonly counts: readonly CountOperation[];
  readonly words: CountWords;
  /** What the number is called where both are got. */
  readonly name: string;
};

/** Nothing where the blueprint counts in a way that cannot be followed. */
export function listTotal(host: HostReading, scope: HandlerScope): ListTotal | undefined {
  const learned = learnedOf(layers, host);
  if (learned === undefined || isRefusal(learned) || learned.value.kind !== 'chain') return undefined;
  const { chain } = learned.value;
  const functions = functionsBelow(host, chain);
  if (functions === undefined) return undefined;
  const paired = functions.findIndex(givesPair);
  // Where a layer makes the answer, it is the one that counts.
  const from = scope.count === undefined ? paired : Math.max(chain.length - scope.depth, 0);
  if (from < 0 || chain.slice(0, from === 0 ? 1 : from).some(({ opens }) => opens !== undefined)) return undefined;
  if (from === 0 && chain[0]?.operations.list.supply !== undefined) return undefined;
  const giving = functions[from] ?? scope.function;
  const found = countsBelow(host, scope, chain, giving, from);
  const words = found && wordsIn(found.bottom);
  if (found === undefined || words === undefined) return undefined;
  return {
    from,
    isFirst: isCountFirst(giving, chain, host),
    counts: found.counts,
    words,
    name: namePattern(scope.total ?? 'total', scope.nouns),
  };
}

/** The list of each layer, from the session up. */
function functionsBelow(host: HostReading, chain: readonly Layer[]): readonly HostFunction[] | undefined {
  const links = operationChains(host).get('list')?.links ?? [];
  // Handlers that list themselves, above a layer for the other operations: the new list and its count are in the layer.
  if (chain.length === 0 || links.length === 0) return [];
  if (links.length < chain.length) return undefined;
  const ends = chain.length === 1 ? [links[0]] : [links.at(-1), links[0]];
  return ends.flatMap((link) => link?.target ?? []);
}

/** `return users, total` */
function givesPair({ node }: HostFunction): boolean {
  const value = valueReturned(node);
  const parts = value?.type === 'expression_list' || value?.type === 'tuple' ? value.named : [];
  return parts.length === 2 && COUNT.test(parts[1]?.text ?? '') && !COUNT.test(parts[0]?.text ?? '');
}

/** The functions that count at each level below, and the one that runs the statement. */
function countsBelow(
  host: HostReading,
  { nouns }: HandlerScope,
  chain: readonly Layer[],
  giving: HostFunction,
  from: number,
): { readonly counts: readonly CountOperation[]; readonly bottom: HostFunction } | undefined {
  const counts: CountOperation[] = [];
  let bottom = giving;
  for (let level = from - 1; level >= 0; level -= 1) {
    const callee = countingIn(bottom, host.modules)[0];
    if (callee === undefined) {
      const layer = isListedAbove(host) ? chain[level] : undefined;
      if (layer === undefined) return undefined;
      counts.unshift(countLikeList(layer));
      continue;
    }
    const { target, inherited, call } = callee;
    const taken = parametersOf(target.node);
    const session = taken.find(
      (each) => /Session\b/.test(childOf(each, 'type')?.text ?? '') || /^(?:db|session)$/.test(parameterName(each)),
    );
    const before = session === undefined ? taken : taken.slice(0, taken.indexOf(session));
    const isStarred = before.some(({ type, text }) => type === 'keyword_separator' || text === '*');
    const name = session && parameterName(session);
    counts.unshift({
      name: namePattern(target.name, nouns),
      session: name === undefined ? undefined : { name, isNamed: call.keywords.has(name), isNamedOnly: isStarred },
      isInherited: inherited !== undefined && chain[level]?.base !== undefined,
    });
    bottom = target;
  }
  return { counts, bottom };
}

const isListedAbove = (host: HostReading): boolean => operationChains(host).get('list')?.links.length === 0;

/** The count of a layer whose list is not the blueprint's either. */
function countLikeList({ operations }: Layer): CountOperation {
  const session = operations.list.parameters.find(({ kind }) => kind === 'session');
  return {
    name: 'count_{many}',
    session: session && {
      name: session.name,
      isNamed: session.given !== 'place',
      isNamedOnly: session.given === 'only-name',
    },
    isInherited: false,
  };
}

function isCountFirst({ node }: HostFunction, chain: readonly Layer[], host: HostReading): boolean {
  const all = [...walk(node)].filter(({ type }) => type === 'assignment');
  const count = all.find((each) => COUNT.test(childOf(each, 'left')?.text ?? ''));
  const rows = all.find((each) => each !== count && isRows(each, chain, host));
  return count !== undefined && rows !== undefined && count.start < rows.start;
}

function isRows(node: PythonNode, chain: readonly Layer[], host: HostReading): boolean {
  const links = operationChains(host).get('list')?.links ?? [];
  const names = links.map(({ call }) => call.callee.text);
  const text = childOf(node, 'right')?.text ?? '';
  return (
    names.some((name) => text.includes(`${name}(`)) || (chain.length >= 0 && /\.(?:all|limit|offset)\(/.test(text))
  );
}

function wordsIn({ node }: HostFunction): CountWords | undefined {
  const text = node.text;
  const isOrZero = /\bor 0\b/.test(text);
  const isOfKey = /func\.count\(\s*\w/.test(text) && !/func\.count\(\s*\)/.test(text);
  if (/\.query\([\s\S]*\.count\(\)/.test(text) && !/func\.count/.test(text)) {
    return { run: 'query', result: undefined, end: '', isOrZero: false, isOfKey: false };
  }
  if (!/func\.count/.test(text)) return undefined;
  const methods = sessionCallsIn(node).map(({ method }) => method);
  if (methods.includes('query')) return { run: 'query-scalar', result: undefined, end: '.scalar()', isOrZero, isOfKey };
  if (methods.includes('scalar')) return { run: 'scalar', result: undefined, end: '', isOrZero, isOfKey };
  const end = `.${/\.(scalar_one|scalar|one|first)\(\)/.exec(text)?.[1] ?? 'scalar_one'}()`;
  if (methods.includes('exec')) return { run: 'exec', result: undefined, end: '.one()', isOrZero, isOfKey };
  if (!methods.includes('execute') || end === '.one()' || end === '.first()') return undefined;
  const result = assignments(node).find(
    ({ value: { text: made } }) => /func\.count/.test(made) && /\.execute\(/.test(made) && !made.includes(end),
  );
  return { run: 'execute', result: result?.name, end, isOrZero, isOfKey };
}
