/** Who may call the blueprint: what guards its router and its handlers. What cannot be read is refused, never public. */
import type { Guard } from '../../framework/guards.js';
import type { Operation } from '../../framework/handlers.js';
import type { Dimension } from '../dimension.js';
import { handlerProblem, routerProblem } from '../hidden-guards.js';
import { securityOf } from '../security-of.js';

export type HandlerSecurity = {
  readonly name: string;
  readonly method: string;
  readonly path: string | undefined;
  readonly guards: readonly Guard[];
};

/**
 * `public`: nothing is guarded. `router`: the router is, whatever the handlers add. `handlers`: every handler is, and
 * `guards` are what all of them have. `mixed`: some handlers are open; `guards` is what most of the others have.
 * `unclear`: dependencies that cannot be read.
 */
export type Security = {
  readonly kind: 'public' | 'router' | 'handlers' | 'mixed' | 'unclear';
  readonly guards: readonly Guard[];
  readonly router: readonly Guard[];
  readonly handlers: readonly HandlerSecurity[];
  /** What single operations ask for where that is more than `guards`: an admin to delete. A router's own is not among it. */
  readonly operations: Readonly<Partial<Record<Operation, readonly Guard[]>>>;
};

export const security: Dimension<Security> = {
  id: 'security',
  default: { kind: 'public', guards: [], router: [], handlers: [], operations: {} },
  learn(host) {
    const { blueprint } = host;
    if (blueprint === undefined) return undefined;
    const problem = routerProblem(host, blueprint);
    if (problem !== undefined) return problem;
    const value = securityOf(host, blueprint);
    const hidden = handlerProblem(host, blueprint, value);
    if (hidden !== undefined) return hidden;
    const at = value.guards[0]?.at;
    return { value, ...(at === undefined ? {} : { at }) };
  },
};
