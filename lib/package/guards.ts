/** What lets only some callers in, as the blueprint declares it: on the router, in a decorator, as a parameter. */

import type { OperationName } from '../style/layers.js';
import { OPERATIONS } from '../style/operations.js';
import { guardsOf } from '../style/security-of.js';
import type { Style } from '../style/style-values.js';
import { passingCaller } from './checked-callers.js';
import type { Context } from './context.js';
import { hasStandardDeps, roleOfFile } from './modules.js';
import { dependency, hostNamed, type Parameter } from './parameters.js';
import { type Code, copied, join, type Part, py, symbol } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { elsewhere } from './reach.js';
import { isSessionGuard } from './session-guard.js';

type Guard = Style['security']['guards'][number];

// Literals, brackets and the names of keywords: what means the same in another module.
const PLAIN = /^(?:"[^"\\]*"|'[^'\\]*'|\d+|True|False|None|\w+=|[()[\]{},:\s])*$/;

/** Why the blueprint's authentication cannot be followed, with the place; nothing where it can. */
export function guardProblem(security: Style['security']): string | undefined {
  if (security.kind === 'unclear')
    return `[security-unclear] The dependencies of the blueprint's router cannot be read${at(security.router[0])}.`;
  const unknown = allGuards(security).find(
    ({ source, call, made, options }) =>
      source === undefined || (call !== undefined && made === undefined) || !PLAIN.test(options ?? ''),
  );
  return (
    unknown &&
    `[security-unclear] ${unknown.text} guards the blueprint and cannot be used in another package as it stands${at(unknown)}.`
  );
}

const at = (guard: Guard | undefined): string => (guard === undefined ? '' : ` (${guard.at})`);

/** Every guard of the package, each once. */
function allGuards({ guards, operations }: Style['security']): readonly Guard[] {
  const all = [...guards, ...OPERATIONS.flatMap((operation) => operations[operation] ?? [])];
  return all.filter((guard, index) => all.findIndex((each) => isSame(each, guard)) === index);
}

function isSame(one: Guard, other: Guard): boolean {
  const parts = ({ source, member, call, options }: Guard): string =>
    [source?.module, source?.name, member, call, options].join(' ');
  return parts(one) === parts(other);
}

/** Whether something lets in nobody who says nothing of themselves, for the dependencies alone and without a check in the code. */
export function isGuarded({ security, guardsAbove }: Style): boolean {
  const isLeft = Object.values(security.checks)
    .flat()
    .some(({ refusesNobody }) => refusesNobody);
  return security.guards.length + guardsAbove.length > 0 && !isLeft;
}

/** A guard that is made by a call has its own name, so that tests can put another in its place. */
type MadeGuard = { readonly name: string; readonly value: Part };

const isMade = ({ call }: Guard): boolean => call !== undefined;

const madeName = (index: number): string => (index === 0 ? 'require_access' : `require_access_${index + 1}`);

/** What a file defines for guards that are made by a call: the dependencies, or else the handlers' own. */
export function madeGuards(context: Context): readonly MadeGuard[] {
  if (roleOfFile(context.file) !== madeRole(context)) return [];
  return allGuards(context.conventions.security)
    .filter(isMade)
    .map((guard, index) => ({
      name: madeName(index),
      value: py`${callable(context, guard)}${guard.made && copied(guard.made)}`,
    }));
}

const madeRole = ({ conventions }: Context): 'deps' | 'api' => (hasStandardDeps(conventions) ? 'deps' : 'api');

function callable(context: Context, { source, member, written }: Guard): Part {
  if (source === undefined) throw new Error('a guard without a source was not refused');
  const isInTests = roleOfFile(context.file) === undefined;
  if (written !== undefined && !isInTests)
    return hostNamed(context, { dotted: `${source.module}.${source.name}`, written });
  return py`${symbol(source.module, source.name)}${member !== undefined && `.${member}`}`;
}

/** A callable that lets only some callers in, as another module of the package names it. */
function guardCallable(context: Context, guard: Guard): Part {
  if (!isMade(guard)) return callable(context, guard);
  const made = allGuards(context.conventions.security).filter(isMade);
  return elsewhere(context, madeRole(context), madeName(made.findIndex((each) => isSame(each, guard))));
}

/** What a test lets pass, somebody who passes, and what handlers call that parameter. */
type Passed = { readonly callable: Part; readonly caller: Part; readonly names: readonly string[] };

/** What a test has to let pass: the package's own guards and those above it that have a name; not what gives the caller. */
export function passedCallables(context: Context, isOwned: boolean): readonly Passed[] {
  const own = allGuards(context.conventions.security);
  const isSameName = (one: Guard, other: Guard): boolean =>
    one.source?.module === other.source?.module &&
    one.source?.name === other.source?.name &&
    one.member === other.member;
  const isFirst = (guard: Guard, index: number, all: readonly Guard[]): boolean =>
    isMade(guard) || all.findIndex((each) => !isMade(each) && isSameName(each, guard)) === index;
  const above = context.conventions.guardsAbove
    .filter((guard) => !isMade(guard) && guard.source !== undefined)
    .filter(isFirst)
    .filter((guard) => !own.some((each) => !isMade(each) && isSameName(each, guard)));
  const callers = isOwned ? callerGuards(context) : [];
  const isNoCaller = (guard: Guard): boolean => !callers.some((each) => isSameName(each, guard));
  const namesOf = (guard: Guard): readonly string[] =>
    own.flatMap((each) => (isSameName(each, guard) && each.form?.kind === 'parameter' ? each.form.name : []));
  return [
    ...own
      .filter(isFirst)
      .filter((guard) => isNoCaller(guard) && !isSessionGuard(context.conventions, guard))
      .map((guard) => {
        const names = namesOf(guard);
        return { callable: guardCallable(context, guard), caller: passingCaller(context, names), names };
      }),
    ...above.filter(isNoCaller).map((guard) => ({ callable: callable(context, guard), caller: 'None', names: [] })),
  ];
}

/** `Depends(get_current_user)` */
function depends(context: Context, guard: Guard): Code {
  const { kind = 'Depends', options } = guard;
  return py`${fastapi[kind]}(${join(', ', [guardCallable(context, guard), options])})`;
}

/** The guards of the router, as elements of its `dependencies=[…]`. */
export function routerGuards(context: Context): readonly Part[] {
  const { kind, guards } = context.conventions.security;
  const ofRouter = guards.filter(({ form }) => kind === 'router' || form === undefined);
  return ofRouter.map((guard) => depends(context, guard));
}

/** The guards of one handler, as elements of its decorator's `dependencies=[…]`. */
export function routeGuards(context: Context, operation: OperationName, isOwned: boolean): readonly Part[] {
  const own = guardsOf(context.conventions.security, operation);
  const isOfRoute = (guard: Guard): boolean =>
    guard.form?.kind === 'route' || (isOwned && isCalledLikeCaller(context, operation, guard));
  return own.filter(isOfRoute).map((guard) => depends(context, guard));
}

/** Whether a guard has the parameter's name of what gives the caller besides: both cannot be parameters. */
function isCalledLikeCaller(context: Context, operation: OperationName, guard: Guard): boolean {
  const { caller } = context.conventions;
  return (
    caller !== undefined &&
    callerGuard(context, operation) === caller &&
    caller.form.kind === 'parameter' &&
    guard.form?.kind === 'parameter' &&
    guard.form.name === caller.form.name
  );
}

/** The guards of one handler that it takes as parameters; a session that asks who calls is there once. */
export function userParameters(
  context: Context,
  operation: OperationName,
  { hasSession, isOwned }: { readonly hasSession: boolean; readonly isOwned: boolean },
): readonly Parameter[] {
  const { security, sessionForm } = context.conventions;
  const isSession = (guard: Guard): boolean => {
    const { form } = guard;
    if (!hasSession || form?.kind !== 'parameter') return false;
    if (sessionForm.kind !== 'alias') return isSessionGuard(context.conventions, guard);
    return form.type !== undefined && 'dotted' in form.type && form.type.dotted === sessionForm.alias.dotted;
  };
  return guardsOf(security, operation)
    .filter((guard) => !isSession(guard) && !(isOwned && isCalledLikeCaller(context, operation, guard)))
    .flatMap((guard) => guardParameter(context, guard));
}

function guardParameter(context: Context, guard: Guard): readonly Parameter[] {
  const { form } = guard;
  if (form?.kind !== 'parameter') return [];
  const { name, type, isAlias } = form;
  const said = type === undefined ? undefined : 'dotted' in type ? hostNamed(context, type) : copied(type);
  if (isAlias && !isMade(guard)) return [{ kind: 'user', code: py`${name}: ${said}`, hasDefault: false }];
  const call = depends(context, guard);
  if (said === undefined || isAlias) return [{ kind: 'user', code: py`${name}=${call}`, hasDefault: true }];
  return [dependency(context, 'user', name, said, call)];
}

/** What gives a handler the caller: its own guard, where that does; `operation` is nothing for what loads a record. */
function callerGuard({ conventions: { security, caller } }: Context, operation: OperationName | undefined): Guard {
  if (caller === undefined) throw new Error('a model with an owner was let through without a caller');
  const own = operation === undefined ? [] : guardsOf(security, operation);
  const isOfType = ({ form }: Guard): boolean =>
    form?.kind === 'parameter' &&
    form.type !== undefined &&
    'dotted' in form.type &&
    caller.form.type !== undefined &&
    'dotted' in caller.form.type &&
    form.type.dotted === caller.form.type.dotted;
  const isCaller = (guard: Guard): boolean => guard.form?.kind === 'parameter' && isSame(guard, caller);
  return own.find(isCaller) ?? own.find(isOfType) ?? caller;
}

/** What a handler calls the user who calls. */
export function callerName(context: Context, operation: OperationName | undefined): string {
  const { form } = callerGuard(context, operation);
  return form?.kind === 'parameter' ? form.name : '';
}

/** The caller as a parameter, where none of the operation's guards is it. */
export function callerParameters(context: Context, operation: OperationName | undefined): readonly Parameter[] {
  const { caller } = context.conventions;
  return caller === undefined || callerGuard(context, operation) !== caller ? [] : guardParameter(context, caller);
}

/** Everything that gives the caller to a handler of the package, each once: tests put a user of theirs in its place. */
export function callerCallables(context: Context): readonly Part[] {
  return callerGuards(context).map((guard) => guardCallable(context, guard));
}

function callerGuards(context: Context): readonly Guard[] {
  const all = [undefined, ...OPERATIONS].map((operation) => callerGuard(context, operation));
  return all.filter((guard, index) => all.findIndex((each) => isSame(each, guard)) === index);
}
