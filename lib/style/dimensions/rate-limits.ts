/** The middleware that refuses clients that call too often: tests leave it out. */
import { limitingMiddleware } from '../../framework/rate-limits.js';
import type { Dimension } from '../dimension.js';

export const rateLimits: Dimension<readonly string[]> = {
  id: 'rate-limits',
  default: [],
  learn({ host, modules, at }) {
    const found = limitingMiddleware(modules, host.root);
    const [first] = found;
    return first && { value: [...new Set(found.map(({ name }) => name))], at: at(first.module, first.line) };
  },
};
