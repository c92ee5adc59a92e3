/** The words in which code talks to its session: another kind of session is another value. */
import { type Part, type PySymbol, py } from './print/code.js';
import { asyncio, modules, orm } from './print/symbols.js';

export type Dialect = {
  /** What begins a function that talks to the database, and what is before a call of the session that waits. */
  readonly def: string;
  readonly await: string;
  readonly session: PySymbol;
  /** What is above a test that talks to the database. */
  readonly mark: Part;
};

export const SYNC: Dialect = { def: 'def', await: '', session: orm.Session, mark: undefined };

/** The plugin of anyio runs its tests: FastAPI needs anyio anyway. */
export const ASYNC: Dialect = {
  def: 'async def',
  await: 'await ',
  session: asyncio.AsyncSession,
  mark: py`@${modules.pytest}.mark.anyio`,
};
