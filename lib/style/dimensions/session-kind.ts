/** Whether the session is asynchronous: then every function that talks to the database is `async def`. */
import { yieldsAsyncSession } from '../../framework/session-maker.js';
import type { Dimension } from '../dimension.js';

export type SessionKind = 'sync' | 'async';

export const sessionKind: Dimension<SessionKind> = {
  id: 'session-kind',
  default: 'sync',
  learn({ session, modules, at }) {
    const definition = session?.definition;
    if (definition === undefined) return undefined;
    const value = yieldsAsyncSession(definition, modules) ? 'async' : 'sync';
    return { value, at: at(definition.module, definition.node.line) };
  },
};
