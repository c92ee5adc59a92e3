/** What the session dependency opens its sessions with: tests exchange its engine and leave the dependency as it is. */
import { type SessionMaker, sessionMakerOf } from '../../framework/session-maker.js';
import type { Dimension } from '../dimension.js';

export const sessionMaker: Dimension<SessionMaker | undefined> = {
  id: 'session-maker',
  default: undefined,
  learn({ session, modules, at }) {
    const definition = session?.definition;
    const value = sessionMakerOf(definition, modules);
    return value && definition ? { value, at: at(definition.module, definition.node.line) } : undefined;
  },
};
