/** The words in which code talks to its session: another kind of session is another value. */
import type { PySymbol } from './print/code.js';
import { orm } from './print/symbols.js';

export type Dialect = {
  /** What begins a function that talks to the database, and what is before a call of the session that waits. */
  readonly def: string;
  readonly await: string;
  readonly session: PySymbol;
};

export const SYNC: Dialect = { def: 'def', await: '', session: orm.Session };
