/** Lists that show a caller some of the records alone: the caller's own, those of a tenant. */
import { calleesIn } from '../framework/callees.js';
import type { Guard } from '../framework/guards.js';
import { type Handler, handlerFunction } from '../framework/handlers.js';
import type { HostFunction } from '../framework/host-classes.js';
import { isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { stepOf } from './caller-member.js';
import { givenKinds, handlerKinds, kindIn, type NameKinds, nameLocals } from './caller-names.js';
import type { HostReading } from './host-reading.js';

const DEEPEST = 3;
/** What of a caller tells which records are meant. */
const WHOSE = /^(?:id|uuid|pk)$|_(?:id|uuid|pk)$|tenant|organi[sz]ation|company|workspace|team/i;

/** What a list looks at of its caller to choose records: `current_user.tenant_id`. */
export function narrowedBy(host: HostReading, handler: Handler, guards: readonly Guard[]): string | undefined {
  return wordIn(host, handlerFunction(handler), handlerKinds(host, handler, guards), 0);
}

function wordIn(host: HostReading, scope: HostFunction, kinds: NameKinds, depth: number): string | undefined {
  const body = childOf(scope.node, 'body');
  if (body === undefined) return undefined;
  nameLocals(body, kinds);
  const own = [...walk(body)].find((each) => isWhose(each, kinds) && isUsed(each));
  if (own !== undefined) return own.text;
  for (const { call, target } of calleesIn(scope, host.modules)) {
    if (depth >= DEEPEST || target.node === scope.node || kindIn(call.node, kinds) !== 'caller') continue;
    const found = wordIn(host, target, givenKinds(call, target, kinds), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `current_user.tenant_id`, `user["id"]` and `user.get("id")`, or `user_id` where a dependency gives that alone. */
function isWhose(node: PythonNode, kinds: NameKinds): boolean {
  if (node.type === 'identifier') return isVariable(node) && kinds.get(node.text) === 'caller' && WHOSE.test(node.text);
  const step = stepOf(node);
  return step !== undefined && kinds.get(step.object.text) === 'caller' && WHOSE.test(step.name);
}

/** In what is called or compared, and not in what is logged or raised. */
function isUsed(node: PythonNode): boolean {
  for (let at = node.parent; at !== undefined && at.type !== 'block'; at = at.parent) {
    if (at.type === 'raise_statement' || at.type === 'interpolation') return false;
    if (at.type === 'call' && /^(?:\w+\.)*(?:log|logger|logging)\.\w+\(|^print\(/.test(at.text)) return false;
  }
  return true;
}
