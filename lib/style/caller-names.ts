/** What the names in a handler stand for: who calls, or what is asked for; followed into what the handler calls. */
import { saysAuthentication } from '../framework/guard-names.js';
import type { Guard } from '../framework/guards.js';
import { type HandlerParameter, parametersOfHandler } from '../framework/handler-parameters.js';
import type { Handler } from '../framework/handlers.js';
import type { HostFunction } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { assignments, type Call, calls, isVariable, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { parameterKind } from './handler-shapes.js';
import type { HostReading } from './host-reading.js';
import { isCallerName } from './parameter-kinds.js';

/** Others than these (a session, a service, the bounds of a page) have no kind. */
export type NameKind = 'caller' | 'record';
export type NameKinds = Map<string, NameKind>;

const CREDENTIAL = /token|api_?key|authori[sz]ation|credential|jwt|bearer/i;

const OF_FASTAPI = /^(?:\w+\.)?(?:Response|BackgroundTasks|WebSocket|SecurityScopes)\b/;

/** Whether a parameter says who asks, whoever sent it: by its name, or for what judges it: `check_role(user_role)`. */
function isJudged({ node }: Handler, name: string): boolean {
  if (saysAuthentication(name)) return true;
  return calls(node).some(({ callee, positional, keywords }) => {
    const isJudge = saysAuthentication(callee.text.split('.').at(-1) ?? '');
    return isJudge && [...positional, ...keywords.values()].some(({ text }) => text === name);
  });
}

/** The kinds of a handler's parameters. */
export function handlerKinds(host: HostReading, handler: Handler, guards: readonly Guard[]): NameKinds {
  const kinds: NameKinds = new Map();
  for (const parameter of parametersOfHandler(handler.module, handler.node, host.modules)) {
    const { name } = parameter;
    const isGuard = guards.some(({ form }) => form?.kind === 'parameter' && form.name === name);
    const kind = isGuard ? 'caller' : kindOfParameter(host, handler, parameter);
    if (kind !== undefined) kinds.set(name, kind);
  }
  return kinds;
}

function kindOfParameter(host: HostReading, handler: Handler, parameter: HandlerParameter): NameKind | undefined {
  const { name, given, type } = parameter;
  const says = type?.text ?? '';
  if (/^(?:Request|HTTPConnection)\b/.test(says) || isCallerName(name)) return 'caller';
  // `company: CurrentCompany`, which `get_current_company` gives
  if (
    isCallerName(
      given?.target
        ?.split('.')
        .at(-1)
        ?.replace(/^_*get_/, '') ?? '',
    )
  )
    return 'caller';
  const kind = parameterKind(host, handler, parameter);
  if (kind === 'key' || kind === 'record' || kind === 'body') return 'record';
  if (kind === 'user') return 'caller';
  const isSent = given === undefined || /^(?:Header|Cookie|Query)$/.test(given.kind);
  if (isSent && CREDENTIAL.test(name)) return 'caller';
  // `permanent: bool = False` is a part of what is asked for, which new handlers do not have.
  const isOption = given === undefined ? says !== '' && !OF_FASTAPI.test(says) : given.kind === 'Query';
  if (isOption && !isJudged(handler, name)) return 'record';
  // `Authorize: AuthJWT = Depends()`
  return kind === 'object' && saysAuthentication(says) ? 'caller' : undefined;
}

/** Adds the local variables, by what they are made of. */
export function nameLocals(
  body: PythonNode,
  kinds: NameKinds,
  isMeant: (value: PythonNode) => boolean = () => true,
): void {
  for (const { name, value } of assignments(body)) {
    const kind = isMeant(value) ? kindIn(value, kinds) : undefined;
    if (kind !== undefined) kinds.set(name, kind);
  }
}

/** What an expression is about: a record where any of its names is. */
export function kindIn(node: PythonNode, kinds: ReadonlyMap<string, NameKind>): NameKind | undefined {
  let found: NameKind | undefined;
  for (const each of walk(node)) {
    const kind = isVariable(each) ? kinds.get(each.text) : undefined;
    if (kind === 'record') return kind;
    found ??= kind;
  }
  return found;
}

/** The kinds of a function's parameters, by what a call gives to them; of `self`, by what the object was made with. */
export function givenKinds(call: Call, target: HostFunction, kinds: NameKinds): NameKinds {
  const found: NameKinds = new Map();
  for (const [name, value] of givenTo(call, target)) {
    const kind = kindIn(value, kinds);
    if (kind !== undefined) found.set(name, kind);
  }
  return found;
}

/** The names of a function's parameters for what has a name where it is called. */
export function givenNames(
  call: Call,
  target: HostFunction,
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, { type, text }] of givenTo(call, target)) {
    const known = type === 'identifier' ? names.get(text) : undefined;
    if (known !== undefined) found.set(name, known);
  }
  return found;
}

function* givenTo({ callee, positional, keywords }: Call, target: HostFunction): Generator<[string, PythonNode]> {
  const names = parametersOf(target.node).map(parameterName);
  const object = callee.type === 'attribute' ? childOf(callee, 'object') : undefined;
  const self = target.owner !== undefined && /^(?:self|cls)$/.test(names[0] ?? '') ? names.shift() : undefined;
  if (self !== undefined && object !== undefined) yield [self, object];
  for (const [place, name] of names.entries()) {
    const value = keywords.get(name) ?? positional[place];
    if (value !== undefined) yield [name, value];
  }
}
