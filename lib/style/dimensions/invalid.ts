/** What the host answers a bad body with: its status, and whether its own handler gives the answer. */
import { answersRawErrors, errorHandlers, statusesIn } from '../../framework/error-handlers.js';
import type { Dimension } from '../dimension.js';

/** `isRaw` of a handler that puts Pydantic's errors into JSON as they are: an exception or a Decimal in them is a 500. */
export type Invalid = { readonly status: number; readonly isOwn: boolean; readonly isRaw?: true };

export const invalid: Dimension<Invalid> = {
  id: 'invalid',
  default: { status: 422, isOwn: false },
  learn({ host, modules, at, place }) {
    const [handler] = errorHandlers(modules, host.project, ['RequestValidationError']);
    if (handler === undefined) return undefined;
    const where = at(handler.module, handler.node.line);
    // One that passes on to FastAPI's own answers like it.
    if (/\brequest_validation_exception_handler\b/.test(handler.node.text)) {
      return { value: { status: 422, isOwn: true }, at: where };
    }
    const statuses = statusesIn(handler, modules);
    const [status] = statuses;
    if (status === undefined || statuses.length > 1) {
      return {
        id: 'invalid-unclear',
        status: 3,
        at: place(handler.module, handler.node.line),
        reason: 'The status that this handler of validation errors answers with cannot be read.',
        hint: 'Pin it in pyproject.toml: invalid = 422 below [tool.backend-package].',
      };
    }
    return { value: { status, isOwn: true, ...(answersRawErrors(handler) ? { isRaw: true } : {}) }, at: where };
  },
  pin: {
    expects: 'a status from 400 to 499',
    read: (given) =>
      typeof given === 'number' && given >= 400 && given < 500 ? { status: given, isOwn: true } : undefined,
  },
};
