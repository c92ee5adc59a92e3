/** What says that something lets only some callers in, by its name, and that it may let in nobody known. */
import { parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { raisesDenial } from './raised.js';

const SAYS_AUTH =
  /current_?(?:active_?)?(?:user|account|admin|superuser)|auth|(?:log|sign)(?:ged|ed)?_?in|token|permission|require|role|admin|superuser|staff|verify|jwt|bearer|api_?key|principal|identity|scope/i;
const IS_NO_GUARD =
  /service|repo|crud|dao|uow|unit_of_work|manager|session|form|settings|config|client|use_?case|redis|_db$/i;

/** Whether a dependency of this name lets only some callers in. */
export function saysGuard(name: string): boolean {
  return SAYS_AUTH.test(name) && !IS_NO_GUARD.test(name);
}

/** Whether a name says that something lets only some callers in. */
export function saysAuthentication(name: string): boolean {
  return /^(?:protected?|guard(?:ed)?|restrict(?:ed)?|private|secured?)$/i.test(name) || saysGuard(name);
}

/** `get_current_user_optional` */
export const MAY_BE_NOBODY: RegExp = /(?:^|_)optional(?:_|$)/i;

/** Whether a function says that it may give nothing, and does: who has no token is nobody, and is let in. */
export function mayGiveNobody(node: PythonNode): boolean {
  const type = node.type === 'function_definition' ? (childOf(node, 'return_type')?.text ?? '') : '';
  if (!/^(?:\w+\.)*Optional\[|\|\s*None$|^None\s*\|/.test(type) || refusesWhoSendsNothing(node)) return false;
  return [...walk(node)].some(
    (each) => each.type === 'return_statement' && (each.named[0] === undefined || each.named[0].text === 'None'),
  );
}

/** `if not authorization: raise HTTPException(401)`: whom it gives nothing for has sent something else. */
function refusesWhoSendsNothing(node: PythonNode): boolean {
  const given = new Set(parametersOf(node).map(({ text }) => /^\w+/.exec(text)?.[0]));
  const statements = childOf(node, 'body')?.named ?? [];
  const first = statements.find((each) =>
    [...walk(each)].some(({ type }) => /^(?:return|raise)_statement$/.test(type)),
  );
  const condition = first?.type === 'if_statement' ? childOf(first, 'condition')?.text : undefined;
  const [, not, isNone] = /^(?:not (\w+)|(\w+) is None)$/.exec(condition ?? '') ?? [];
  const isRefused = first !== undefined && childOf(first, 'consequence')?.named.some(raisesDenial) === true;
  return isRefused && (not ?? isNone) !== undefined && given.has(not ?? isNone);
}
