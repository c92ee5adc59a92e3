/** Checks in a handler's own code that refuse callers whichever record is asked for: a role, a token, a session's user. */
import { calleesIn } from '../framework/callees.js';
import { saysAuthentication } from '../framework/guard-names.js';
import type { Guard } from '../framework/guards.js';
import { type HandlerParameter, parametersOfHandler } from '../framework/handler-parameters.js';
import type { Handler } from '../framework/handlers.js';
import type { HostFunction } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { deniesIn, raisedIn } from '../framework/raised.js';
import { isScheme } from '../framework/security-schemes.js';
import { assignments, type Call, isVariable, parametersOf, statementOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { parameterKind } from './handler-shapes.js';
import type { HostReading } from './host-reading.js';
import { isCallerName } from './parameter-kinds.js';

/** What a name of a function stands for: who calls, or what is asked for. Others (a session, a service, a page) are neither. */
type Kind = 'caller' | 'record';
type Kinds = Map<string, Kind>;

const DEEPEST = 3;
const CREDENTIAL = /token|api_?key|authori[sz]ation|credential|jwt|bearer/i;
const DENIAL = /Unauthori[sz]ed|Unauthenticated|NotAuthenticated|Forbidden|PermissionDenied|AccessDenied/;
const LOGIN = /RedirectResponse\([^)]*(?:log|sign)-?_?in/i;

/** Where a handler checks its caller alone; what it refuses about one record is not among it. */
export function callerChecksIn(host: HostReading, handler: Handler, guards: readonly Guard[]): readonly PythonNode[] {
  const { module, node } = handler;
  const kinds: Kinds = new Map();
  const uses: PythonNode[] = [];
  const body = childOf(node, 'body');
  for (const parameter of parametersOfHandler(module, node, host.modules)) {
    const { name } = parameter;
    const guard = guards.find(({ form }) => form?.kind === 'parameter' && form.name === name);
    const kind = guard === undefined ? kindOfParameter(host, handler, parameter) : 'caller';
    if (kind !== undefined) kinds.set(name, kind);
    // `token: str = Depends(oauth2_scheme)` lets in everybody who sends any token: what looks at it is in the code.
    if (guard === undefined || body === undefined || !isScheme(guard.source, host.modules)) continue;
    uses.push(...[...walk(body)].filter((each) => isVariable(each) && each.text === name).map(statementOf));
  }
  const scope = { module, name: childOf(node, 'name')?.text ?? '', node, owner: undefined };
  return [...uses, ...checksIn(host, scope, kinds, 0)];
}

function kindOfParameter(host: HostReading, handler: Handler, parameter: HandlerParameter): Kind | undefined {
  const { name, given, type } = parameter;
  const says = type?.text ?? '';
  if (/^(?:Request|HTTPConnection)\b/.test(says) || isCallerName(name)) return 'caller';
  const kind = parameterKind(host, handler, parameter);
  if (kind === 'key' || kind === 'record' || kind === 'body') return 'record';
  if (kind === 'user') return 'caller';
  const isSent = given === undefined || /^(?:Header|Cookie|Query)$/.test(given.kind);
  if (isSent && CREDENTIAL.test(name)) return 'caller';
  // `Authorize: AuthJWT = Depends()`
  return kind === 'object' && saysAuthentication(says) ? 'caller' : undefined;
}

function* checksIn(host: HostReading, scope: HostFunction, kinds: Kinds, depth: number): Generator<PythonNode> {
  const body = childOf(scope.node, 'body');
  if (body === undefined) return;
  for (const { name, value } of assignments(body)) {
    const kind = kindIn(value, kinds);
    if (kind !== undefined) kinds.set(name, kind);
  }
  const raised = new Map(raisedIn(scope, host.modules).map(({ statement, status }) => [statement, status]));
  const denies = (statement: PythonNode): boolean => {
    const status = raised.get(statement);
    return status === 401 || status === 403 || saysDenial(statement);
  };
  for (const each of walk(body)) {
    if (denies(each) && whenKind(each, scope.node, kinds) === 'caller') yield each;
    const asked = each.type === 'expression_statement' ? askedOf(each) : undefined;
    if (asked !== undefined && kinds.get(asked.text) === 'caller') yield each;
  }
  for (const { call, target } of calleesIn(scope, host.modules)) {
    if (depth >= DEEPEST || target.node === scope.node || whenKind(call.node, scope.node, kinds) === 'record') continue;
    const given = givenKinds(call, target, kinds);
    const isNamed = saysAuthentication(target.name) && kindIn(call.node, kinds) === undefined;
    const isCheck = isNamed && deniesIn(target.node);
    if (isCheck || checksIn(host, target, given, depth + 1).next().done === false) yield call.node;
  }
}

function saysDenial(statement: PythonNode): boolean {
  const { type, text } = statement;
  if (type === 'raise_statement') return deniesIn(statement) || DENIAL.test(text);
  return type === 'return_statement' && (deniesIn(statement) || LOGIN.test(text));
}

/** What a statement asks to check by itself: `Authorize` of `Authorize.jwt_required()`. */
function askedOf(statement: PythonNode): PythonNode | undefined {
  const [first] = statement.named;
  const call = first?.type === 'await' ? first.named[0] : first;
  const callee = call?.type === 'call' ? childOf(call, 'function') : undefined;
  const object = callee?.type === 'attribute' ? childOf(callee, 'object') : undefined;
  return saysAuthentication(callee?.text.split('.').at(-1) ?? '') ? object : undefined;
}

/** What an expression is about: a record where any of its names is. */
function kindIn(node: PythonNode, kinds: ReadonlyMap<string, Kind>): Kind | undefined {
  let found: Kind | undefined;
  for (const each of walk(node)) {
    const kind = isVariable(each) ? kinds.get(each.text) : undefined;
    if (kind === 'record') return kind;
    found ??= kind;
  }
  return found;
}

/** What decides whether a statement is reached: the conditions around it, what was tried, and what returned before. */
function whenKind(statement: PythonNode, scope: PythonNode, kinds: ReadonlyMap<string, Kind>): Kind | undefined {
  const all: (Kind | undefined)[] = [];
  for (let at = statement; at !== scope && at.parent !== undefined; at = at.parent) {
    const around = at.parent;
    for (const before of around.type === 'block' ? around.named : []) {
      if (before === at) break;
      if (before.type === 'if_statement' && /\breturn\b/.test(before.text)) all.push(conditionKind(before, kinds));
    }
    if (/^(?:if|while)_statement$|^elif_clause$/.test(around.type)) all.push(conditionKind(around, kinds));
    const tried = around.type === 'except_clause' ? around.parent && childOf(around.parent, 'body') : undefined;
    if (tried !== undefined) all.push(kindIn(tried, kinds));
  }
  return all.includes('record') ? 'record' : all.find((each) => each !== undefined);
}

function conditionKind(node: PythonNode, kinds: ReadonlyMap<string, Kind>): Kind | undefined {
  const condition = childOf(node, 'condition');
  return condition && kindIn(condition, kinds);
}

/** The kinds of a function's parameters, by what a call gives to them; of `self`, by what the object was made with. */
function givenKinds({ callee, positional, keywords }: Call, target: HostFunction, kinds: Kinds): Kinds {
  const given: Kinds = new Map();
  const names = parametersOf(target.node).map(parameterName);
  const object = callee.type === 'attribute' ? childOf(callee, 'object') : undefined;
  const self = target.owner !== undefined && /^(?:self|cls)$/.test(names[0] ?? '') ? names.shift() : undefined;
  const set = (name: string | undefined, value: PythonNode | undefined): void => {
    const kind = value && kindIn(value, kinds);
    if (name !== undefined && kind !== undefined) given.set(name, kind);
  };
  set(self, object);
  for (const [place, name] of names.entries()) set(name, keywords.get(name) ?? positional[place]);
  return given;
}
