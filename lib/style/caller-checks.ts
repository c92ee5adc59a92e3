/** Checks in a handler's own code that refuse callers whichever record is asked for: a role, a token, a session's user. */
import { calleesIn } from '../framework/callees.js';
import { saysAuthentication } from '../framework/guard-names.js';
import type { Guard } from '../framework/guards.js';
import { type Handler, handlerFunction } from '../framework/handlers.js';
import type { HostFunction } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { deniesIn, raisedIn, raisesDenial } from '../framework/raised.js';
import { isScheme } from '../framework/security-schemes.js';
import { assignments, calls, isVariable, parametersOf, statementOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import {
  givenKinds,
  givenNames,
  handlerKinds,
  kindIn,
  type NameKind,
  type NameKinds,
  nameLocals,
} from './caller-names.js';
import type { HostReading } from './host-reading.js';
import { type Asking, type WayThere, wayTo } from './reached.js';

const DEEPEST = 3;
const LOGIN = /RedirectResponse\([^)]*(?:log|sign)-?_?in/i;

/** A place where code refuses its caller. */
export type Denial = {
  /** The statement that raises or answers, or the call of what does. */
  readonly node: PythonNode;
  readonly place: Asking;
  readonly way: WayThere;
  /** The ways to where the function is called that it is in, from the handler on. */
  readonly above: readonly WayThere[];
  /** What a call comes to. */
  readonly inner: readonly Denial[];
};

/** Where a handler checks its caller alone; what it refuses about one record is not among it. `given` are names of new handlers. */
export function callerChecksIn(
  host: HostReading,
  handler: Handler,
  guards: readonly Guard[],
  given: ReadonlyMap<string, string>,
): readonly Denial[] {
  const body = childOf(handler.node, 'body');
  const place = { scope: handlerFunction(handler), kinds: handlerKinds(host, handler, guards), given };
  const uses: PythonNode[] = [];
  for (const { form, source } of guards) {
    // `token: str = Depends(oauth2_scheme)` lets in everybody who sends any token: what looks at it is in the code.
    if (form?.kind !== 'parameter' || body === undefined || !isScheme(source, host.modules)) continue;
    uses.push(...[...walk(body)].filter((each) => isVariable(each) && each.text === form.name).map(statementOf));
  }
  const used = uses.map((node) => ({ node, place, way: wayTo(node, place), above: [], inner: [] }));
  return [...used, ...denialsIn(host, place, [])];
}

function denialsIn(host: HostReading, place: Asking, above: readonly WayThere[]): readonly Denial[] {
  const { scope, kinds } = place;
  const body = childOf(scope.node, 'body');
  if (body === undefined) return [];
  const plain = new Map(kinds);
  nameLocals(body, plain, isPlain);
  nameLocals(body, kinds);
  const raised = new Map(raisedIn(scope, host.modules).map(({ statement, status }) => [statement, status]));
  const denies = (statement: PythonNode): boolean => {
    const status = raised.get(statement);
    return status === 401 || status === 403 || saysDenial(statement);
  };
  const found: Denial[] = [];
  const add = (node: PythonNode, way: WayThere, inner: readonly Denial[] = []): void => {
    found.push({ node, place, way, above, inner });
  };
  for (const each of walk(body)) {
    const isTold = denies(each) || (above.length === 0 && isRefusing(each, body, plain));
    const way = isTold ? wayTo(each, place) : undefined;
    if (way?.kind === 'caller') add(each, way);
    const asked = each.type === 'expression_statement' ? askedOf(each) : undefined;
    if (asked !== undefined && kinds.get(asked.text) === 'caller') add(each, wayTo(each, place));
  }
  for (const { call, target } of calleesIn(scope, host.modules)) {
    if (above.length >= DEEPEST || target.node === scope.node) continue;
    const way = wayTo(call.node, place);
    if (way.kind === 'record') continue;
    const there = {
      scope: target,
      kinds: givenKinds(call, target, kinds),
      given: givenNames(call, target, place.given),
    };
    const isNamed = saysAuthentication(target.name) && kindIn(call.node, kinds) === undefined;
    const isCheck =
      way.kind !== 'whose' && ((isNamed && deniesIn(target.node)) || (way.kind === 'caller' && deniesAll(target)));
    const inner = denialsIn(host, there, [...above, way]);
    if (isCheck || inner.length > 0) add(call.node, way, inner);
  }
  return found;
}

/** Whether a function does nothing but to refuse: `forbid("Not for you")`. */
function deniesAll({ node }: HostFunction): boolean {
  return (childOf(node, 'body')?.named ?? []).some((each) => each.type === 'raise_statement' && saysDenial(each));
}

function saysDenial(statement: PythonNode): boolean {
  const { type, text } = statement;
  return raisesDenial(statement) || (type === 'return_statement' && (deniesIn(statement) || LOGIN.test(text)));
}

/** Whether a value is a part of something, and not what was looked for by it. */
const isPlain = (value: PythonNode): boolean => ![...walk(value)].some(({ type }) => type === 'call');

/** Whether a statement that is reached for some callers alone ends their request: it raises, or answers nothing of the records. */
function isRefusing(statement: PythonNode, body: PythonNode, kinds: NameKinds): boolean {
  const above = statement.parent?.parent;
  const around = above?.type === 'else_clause' ? above.parent : above;
  if (!/^(?:if_statement|elif_clause)$/.test(around?.type ?? '') || around === undefined) return false;
  if (conditionOf(around, kinds) !== 'caller' || !saysRights(around, body)) return false;
  if (statement.type === 'raise_statement') return statement.named.length > 0;
  const made = new Set(assignments(body).map(({ name }) => name));
  const isConstant = [...walk(statement)].every(
    (each) => !isVariable(each) || isInText(each) || !(made.has(each.text) || isParameter(each)),
  );
  return statement.type === 'return_statement' && isConstant && !mayAsk(statement);
}

const RIGHTS =
  /role|admin|super_?user|staff|permission|privilege|scope|right|group|level|allow|access|active|disabled|blocked|banned|verified|\b(?:can|may|is|has)_[a-z]/i;

/** Whether a condition is about what a caller may, and not about what it has: `user.resume`. */
function saysRights(around: PythonNode, body: PythonNode): boolean {
  const condition = childOf(around, 'condition');
  const made = assignments(body).filter(({ name }) => new RegExp(`\\b${name}\\b`).test(condition?.text ?? ''));
  return [condition, ...made.map(({ value }) => value)].some((each) => RIGHTS.test(each?.text ?? ''));
}

/** `f"{user.name} may not"` */
function isInText(variable: PythonNode): boolean {
  for (let at = variable.parent; at !== undefined; at = at.parent) if (at.type === 'interpolation') return true;
  return false;
}

/** Whether a name is a parameter of the function that it is in. */
function isParameter(variable: PythonNode): boolean {
  for (let at = variable.parent; at !== undefined; at = at.parent) {
    if (at.type !== 'function_definition') continue;
    return parametersOf(at).some((each) => parameterName(each) === variable.text);
  }
  return false;
}

/** Whether a statement calls something that may give records: all but the classes of answers. */
const mayAsk = (statement: PythonNode): boolean =>
  calls(statement).some(({ callee }) => !/(?:^|\.)\w*Response$|^dict$/.test(callee.text));

/** What a statement asks to check by itself: `Authorize` of `Authorize.jwt_required()`. */
function askedOf(statement: PythonNode): PythonNode | undefined {
  const [first] = statement.named;
  const call = first?.type === 'await' ? first.named[0] : first;
  const callee = call?.type === 'call' ? childOf(call, 'function') : undefined;
  const object = callee?.type === 'attribute' ? childOf(callee, 'object') : undefined;
  return saysAuthentication(callee?.text.split('.').at(-1) ?? '') ? object : undefined;
}

function conditionOf(node: PythonNode, kinds: NameKinds): NameKind | undefined {
  const condition = childOf(node, 'condition');
  return condition && kindIn(condition, kinds);
}
