/** The words in which the blueprint reads and changes rows: `query` or `select`, and what it calls what is between. */
import { sessionCallsIn } from '../../framework/session-calls.js';
import { type Nouns, namePattern, nounsOf } from '../../naming/name-pattern.js';
import { assignments, calls } from '../../python/find.js';
import { childOf, type PythonNode, walk } from '../../python/syntax.js';
import { COUNT } from '../counting.js';
import type { Dimension } from '../dimension.js';
import { mainModel } from '../main-model.js';
import { operationChains } from '../operation-chains.js';

export type Queries = {
  /** `session.get(…)`, `query(…).filter(…).first()`, or a `select` that is run by one of the session's methods; `exec` is SQLModel's. */
  readonly get: 'get' | 'query' | 'execute' | 'scalar' | 'scalars' | 'exec';
  readonly list: 'query' | 'execute' | 'scalars' | 'exec';
  /** Whether a list is made by `list(…)` and not by `….all()`. */
  readonly isListed: boolean;
  /** What a statement and its result are called, as patterns; nothing where they have no name. */
  readonly statement: string | undefined;
  readonly result: string | undefined;
  /** The same for the result of a list. */
  readonly rows: string | undefined;
  /** Whether the limit is given before the offset. */
  readonly isLimitFirst: boolean;
  /** What a loop over the changes calls a field and its value. */
  readonly loop: readonly [field: string, value: string];
};

export const queries: Dimension<Queries> = {
  id: 'queries',
  default: {
    get: 'get',
    list: 'scalars',
    isListed: true,
    statement: 'query',
    result: undefined,
    rows: undefined,
    isLimitFirst: false,
    loop: ['field', 'value'],
  },
  learn(host) {
    const chains = operationChains(host);
    const bottoms = [...chains.values()].map(({ bottom }) => bottom);
    const shown = bottoms.find(({ node }) => sessionCallsIn(node).some(({ method }) => READING.has(method)));
    if (shown === undefined) return undefined;
    const list = chains.get('list')?.bottom.node;
    const get = chains.get('get')?.bottom.node;
    const update = chains.get('update')?.bottom.node;
    const listed = list && listWord(list);
    const uses = (word: string): boolean =>
      bottoms.some(({ node }) => sessionCallsIn(node).some(({ method }) => method === word));
    const isQuery = uses('query');
    return {
      value: {
        get: (get && getWord(get)) ?? (isQuery ? 'query' : 'get'),
        list: listed ?? (isQuery ? 'query' : uses('exec') ? 'exec' : 'scalars'),
        isListed: list === undefined || makesList(list) || !/\.all\(\)/.test(list.text),
        ...namesIn(list, get, nounsOf(mainModel(host)?.name, host.host.blueprint ?? '')),
        isLimitFirst: /\.limit\([\s\S]*\.offset\(/.test(list?.text ?? ''),
        loop: (update && loopIn(update)) ?? queries.default.loop,
      },
      at: host.at(shown.module, shown.node.line),
    };
  },
};

const READING: ReadonlySet<string> = new Set(['query', 'execute', 'scalar', 'scalars', 'exec', 'get']);

function getWord(node: PythonNode): Queries['get'] | undefined {
  for (const { method, call } of sessionCallsIn(node)) {
    // `query(User).get(1)` is the old spelling of `session.get(User, 1)`.
    if (method === 'query') return /\.query\([\w.]+\)\s*\.get\(/.test(node.text) ? 'get' : 'query';
    if (method === 'get' && call.positional.length > 1) return 'get';
    if (method === 'execute' || method === 'scalar' || method === 'scalars' || method === 'exec') return method;
  }
  return undefined;
}

function listWord(node: PythonNode): Queries['list'] | undefined {
  const methods = sessionCallsIn(node).map(({ method }) => method);
  return (['query', 'scalars', 'exec', 'execute'] as const).find((word) => methods.includes(word));
}

const makesList = (node: PythonNode): boolean => calls(node).some(({ callee }) => callee.text === 'list');

/** What a statement and its result are called in a list, else where one record is read; what counts is something else. */
function namesIn(
  list: PythonNode | undefined,
  get: PythonNode | undefined,
  nouns: Nouns,
): Pick<Queries, 'statement' | 'result' | 'rows'> {
  const readIn = (node: PythonNode | undefined): readonly Assigned[] =>
    node === undefined ? [] : assignments(node).filter(({ name, value }) => !COUNT.test(`${name} ${value.text}`));
  const all = [...readIn(list), ...readIn(get)];
  const statement = all.find(
    ({ value: { text } }) => /\bselect\(/.test(text) && !/\b(?:exec(?:ute)?|scalars?)\(/.test(text),
  );
  const result = all.find(({ value }) => runs(value, /\.exec(?:ute)?$/));
  const rows = readIn(list).find(({ value }) => runs(value, /\.(?:execute|exec|scalars)$/));
  const called = (each: Assigned | undefined): string | undefined =>
    each && namePattern(each.name.replace(OF_SOME, ''), nouns);
  return { statement: called(statement), result: called(result), rows: called(list === undefined ? result : rows) };
}

type Assigned = ReturnType<typeof assignments>[number];

/** Which records of the blueprint are meant, where all are in a new package: `owned_result`. */
const OF_SOME =
  /^(?:owned|own|my|mine|(?:in)?active|enabled|deleted|visible|published|pending|approved|verified|recent|latest)_(?=[a-z])/;

/** Whether a value is what a method of the session gives, awaited or not. */
function runs(value: PythonNode, method: RegExp): boolean {
  const run = value.type === 'await' ? value.named[0] : value;
  return run?.type === 'call' && method.test(childOf(run, 'function')?.text ?? '');
}

function loopIn(node: PythonNode): Queries['loop'] | undefined {
  const loop = [...walk(node)].find(({ type, text }) => type === 'for_statement' && /\bsetattr\(/.test(text));
  const names = loop && childOf(loop, 'left')?.named.map(({ text }) => text);
  const [field, value] = names ?? [];
  return field !== undefined && value !== undefined ? [field, value] : undefined;
}
