/** Whether the host's own handler answers for `HTTPException`, so that the body may have another shape. */
import { errorHandlers, statusesIn } from '../../framework/error-handlers.js';
import type { Dimension } from '../dimension.js';

export const errors: Dimension<{ readonly isOwn: boolean }> = {
  id: 'errors',
  default: { isOwn: false },
  learn({ host, modules, at, place }) {
    const [handler] = errorHandlers(modules, host.project, ['HTTPException', 'StarletteHTTPException']);
    if (handler === undefined) return undefined;
    const keeps = /\.status_code\b|\bhttp_exception_handler\b/.test(handler.node.text);
    const statuses = keeps ? [] : statusesIn(handler, modules);
    if (statuses.length > 0) {
      return {
        id: 'errors-status',
        status: 3,
        at: place(handler.module, handler.node.line),
        reason: `This handler answers every HTTPException with status ${statuses.join(' or ')}, so a missing record would not be 404.`,
      };
    }
    return { value: { isOwn: true }, at: at(handler.module, handler.node.line) };
  },
};
