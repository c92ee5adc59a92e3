/** The words in which code talks to its session and to its schemas: another kind of them is another value. */
import type { Style } from '../style/style-values.js';
import { type Part, type PySymbol, py } from './print/code.js';
import { asyncio, modules, orm, sqlalchemy, sqlmodel, sqlmodelAsync } from './print/symbols.js';

export type Dialect = {
  readonly isAsync: boolean;
  /** What begins a function that talks to the database, and what is before a call of the session that waits. */
  readonly def: string;
  readonly await: string;
  readonly session: PySymbol;
  /** SQLModel's own where its sessions `exec` statements: a record is then no row. */
  readonly select: PySymbol;
  /** What is above a test that talks to the database. */
  readonly mark: Part;
  /** The methods of a schema that give what was sent, and that make one of what would be sent. */
  readonly dump: string;
  readonly validate: string;
  /** Its method that gives another one with other values. */
  readonly copy: string;
  /** What it says of a number that is none; another rule of the field may speak first. */
  readonly notFinite: (field: string) => string;
};

const SYNC = { isAsync: false, def: 'def', await: '', session: orm.Session, mark: undefined };

/** The plugin of anyio runs its tests, where the host has not said who does: FastAPI needs anyio anyway. */
const ASYNC = {
  isAsync: true,
  def: 'async def',
  await: 'await ',
  session: asyncio.AsyncSession,
  mark: py`@${modules.pytest}.mark.anyio`,
};

const PYDANTIC = {
  1: { dump: 'dict', validate: 'parse_obj', copy: 'copy', notFinite: (field: string) => field },
  2: { dump: 'model_dump', validate: 'model_validate', copy: 'model_copy', notFinite: () => 'finite' },
};

export function dialectOf({ sessionKind, sessionClass, pydantic, queries, testRunner }: Style): Dialect {
  const session = sessionKind === 'sync' ? SYNC : testRunner === 'asyncio' ? { ...ASYNC, mark: undefined } : ASYNC;
  const isExec = queries.get === 'exec' || queries.list === 'exec';
  const select = isExec ? sqlmodel.select : sqlalchemy.select;
  const dialect = { ...session, ...PYDANTIC[pydantic], select };
  if (sessionClass === 'sqlalchemy') return dialect;
  return { ...dialect, session: dialect.isAsync ? sqlmodelAsync.AsyncSession : sqlmodel.Session };
}
