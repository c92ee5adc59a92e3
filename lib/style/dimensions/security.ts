/** Who may call the blueprint: what guards its router and its handlers. What cannot be read is refused, never public. */
import { isRefusal } from '../../refusal.js';
import { withChecks } from '../copied-checks.js';
import type { Dimension } from '../dimension.js';
import { handlerProblem, routerProblem } from '../hidden-guards.js';
import { type Security, securityOf } from '../security-of.js';

export const security: Dimension<Security> = {
  id: 'security',
  default: { kind: 'public', guards: [], router: [], handlers: [], operations: {}, checks: {}, narrowed: undefined },
  learn(host) {
    const { blueprint } = host;
    if (blueprint === undefined) return undefined;
    const problem = routerProblem(host, blueprint);
    if (problem !== undefined) return problem;
    const found = securityOf(host, blueprint);
    const value = withChecks(host, blueprint, found);
    if (isRefusal(value)) return value;
    const hidden = handlerProblem(host, blueprint, found);
    if (hidden !== undefined) return hidden;
    const at = value.guards[0]?.at;
    return { value, ...(at === undefined ? {} : { at }) };
  },
};
