/** The statements that a function runs on a session of SQLAlchemy: `db.query(…)`, `await session.scalars(…)`, `db.add(…)`. */
import { type Call, calls, dottedParts } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

export type SessionCall = {
  /** `query`, `scalars`, `add`, `commit`… */
  readonly method: string;
  /** What the session is called there: `db`, `self.session`. */
  readonly session: PythonNode;
  readonly call: Call;
};

const METHODS: ReadonlySet<string> = new Set([
  ...['query', 'execute', 'scalar', 'scalars', 'get', 'get_one', 'exec', 'stream'],
  ...['add', 'add_all', 'merge', 'delete', 'commit', 'flush', 'refresh', 'rollback'],
]);

const SESSION = /(?:^|_)(?:db|dbs|session|sess|database|db_session|s)$/i;

const known = new WeakMap<PythonNode, readonly SessionCall[]>();

/** The calls of a session in a function, in the order of the text. */
export function sessionCallsIn(node: PythonNode): readonly SessionCall[] {
  const found = known.get(node) ?? read(node);
  known.set(node, found);
  return found;
}

function read(node: PythonNode): readonly SessionCall[] {
  const opened = new Set(
    [...walk(node)].flatMap((each) =>
      each.type === 'as_pattern' && /session/i.test(each.named[0]?.text ?? '') ? (each.named[1]?.text ?? []) : [],
    ),
  );
  return calls(node).flatMap((call) => {
    const session = childOf(call.callee, 'object');
    const method = childOf(call.callee, 'attribute')?.text;
    if (session === undefined || method === undefined || !METHODS.has(method)) return [];
    const parts = dottedParts(session);
    const last = parts?.at(-1) ?? '';
    return parts !== undefined && (SESSION.test(last) || opened.has(last)) ? [{ method, session, call }] : [];
  });
}

/** What a function calls the session that it opens itself: `async with async_session_maker() as session`. */
export function openedSession(node: PythonNode): string | undefined {
  const opened = [...walk(node)].find(
    ({ type, named }) => type === 'as_pattern' && /session/i.test(named[0]?.text ?? ''),
  );
  return opened?.named[1]?.text;
}

/** What reads or writes rows; `commit`, `flush`, `refresh` and `rollback` are for what others have changed. */
export function hasStatements(node: PythonNode): boolean {
  return sessionCallsIn(node).some(({ method }) => !['commit', 'flush', 'refresh', 'rollback'].includes(method));
}
