/** Handlers that answer nothing when all is well, and with which status. */
import type { Handler } from '../framework/handlers.js';
import { type Call, calls } from '../python/find.js';
import { childOf, walk } from '../python/syntax.js';
import { successOf } from './status-form.js';

/** What a handler answers when all is well; what it returns says it before its decorator: `return Response(status_code=204)`. */
export function statusOfDone({ node, keywords }: Handler): number {
  const code = keywords.get('status_code');
  const returned = [...walk(node)].flatMap(({ type, named }) => {
    const [call] = type === 'return_statement' && named[0]?.type === 'call' ? calls(named[0]) : [];
    const isResponse = /(?:^|\.)\w*Response$/.test(call?.callee.text ?? '');
    return (isResponse && successIn(call)) || [];
  });
  return returned.at(-1) ?? (code && successOf(code)) ?? 200;
}

/** The status of success that a response is made with; its class may take it first. */
function successIn(call: Call | undefined): number | undefined {
  const said =
    call?.keywords.get('status_code') ?? call?.positional.find(({ text }) => /^\d{3}$|HTTP_\d{3}/.test(text));
  return said && successOf(said);
}

/** Whether a handler does something, and ends without a value wherever it ends. */
export function isSilent({ node }: Handler): boolean {
  const all = [...walk(node)];
  const isDone = calls(childOf(node, 'body') ?? node).length > 0;
  return isDone && all.every(({ type, named }) => type !== 'return_statement' || named.length === 0);
}
