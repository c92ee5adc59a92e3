/** Handlers that answer nothing when all is well, and with which status. */
import type { Handler } from '../framework/handlers.js';
import { calls } from '../python/find.js';
import { childOf, walk } from '../python/syntax.js';
import { successOf } from './status-form.js';

/** What a handler answers when all is well: `return Response(status_code=204)` says it in the handler and not in its decorator. */
export function statusOfDone({ node, keywords }: Handler): number {
  const code = keywords.get('status_code');
  return NOTHING.test(node.text) ? 204 : ((code && successOf(code)) ?? 200);
}

const NOTHING =
  /\breturn\s+(?:\w+\.)*Response\(\s*(?:status_code\s*=\s*)?(?:\w+\.)*(?:204|HTTP_204_NO_CONTENT)\s*,?\s*\)/;

/** Whether a handler does something, and ends without a value wherever it ends. */
export function isSilent({ node }: Handler): boolean {
  const all = [...walk(node)];
  const isDone = calls(childOf(node, 'body') ?? node).length > 0;
  return isDone && all.every(({ type, named }) => type !== 'return_statement' || named.length === 0);
}
