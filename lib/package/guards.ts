/** What lets only some callers in, as the blueprint declares it: on the router, in a decorator, as a parameter. */

import { USUAL_NAME } from '../style/caller-of.js';
import type { OperationName } from '../style/layers.js';
import { OPERATIONS } from '../style/operations.js';
import { guardsOf } from '../style/security-of.js';
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { dependsOn, ownAliasOf, typeGiven } from './guard-aliases.js';
import { allGuards, isMade, isSameGuard, type NamedGuard, replacedCallable } from './named-guards.js';
import { dependency, type Parameter } from './parameters.js';
import { allChecks, callerFor } from './passing-callers.js';
import { type Part, py } from './print/code.js';
import { isSessionGuard } from './session-guard.js';

// Literals, brackets and the names of keywords: what means the same in another module.
const PLAIN = /^(?:"[^"\\]*"|'[^'\\]*'|\d+|True|False|None|\w+=|[()[\]{},:\s])*$/;

/** Why the blueprint's authentication cannot be followed, with the place; nothing where it can. */
export function guardProblem(security: Style['security']): string | undefined {
  if (security.kind === 'unclear')
    return `[security-unclear] The dependencies of the blueprint cannot be read${at(security.router[0])}.`;
  const ofPath = allGuards(security).find(({ pathParameter }) => pathParameter !== undefined);
  if (ofPath !== undefined) {
    const { text, pathParameter } = ofPath;
    return `[security-unclear] ${text} guards the blueprint by ${pathParameter} of its paths${at(ofPath)}, and those of another package have none: each caller would choose one.`;
  }
  const unknown = allGuards(security).find(
    ({ source, call, made, options, name }) =>
      source === undefined ||
      (name === undefined && ((call !== undefined && made === undefined) || !PLAIN.test(options ?? ''))),
  );
  return (
    unknown &&
    `[security-unclear] ${unknown.text} guards the blueprint and cannot be used in another package as it stands${at(unknown)}.`
  );
}

const at = (guard: NamedGuard | undefined): string => (guard === undefined ? '' : ` (${guard.at})`);

/** Whether something lets in nobody who says nothing of themselves, for the dependencies alone and without a check in the code. */
export function isGuarded({ security, guardsAbove }: Style): boolean {
  const isLeft = Object.values(security.checks)
    .flat()
    .some(({ refusesNobody }) => refusesNobody);
  return security.guards.length + guardsAbove.length > 0 && !isLeft;
}

/** What a test lets pass, somebody who passes, and what handlers call that parameter. */
type Passed = { readonly callable: Part; readonly caller: Part; readonly names: readonly string[] };

const isSameName = (one: NamedGuard, other: NamedGuard): boolean =>
  one.source?.module === other.source?.module && one.source?.name === other.source?.name && one.member === other.member;

/** Whether what tests put in the place of one guard is in the place of the other, too. */
function isReplacedLike(one: NamedGuard, other: NamedGuard): boolean {
  const isNamed = one.call !== undefined && !isMade(one);
  return isNamed ? isSameGuard(one, other) : isSameName(one, other) && isMade(one) === isMade(other);
}

const isFirst = (guard: NamedGuard, index: number, all: readonly NamedGuard[]): boolean =>
  all.findIndex((each) => isReplacedLike(each, guard)) === index;

/** What a test has to let pass: the package's own guards and those above it that have a name; not what gives the caller. */
export function passedCallables(context: Context, isOwned: boolean): readonly Passed[] {
  const own = allGuards(context.conventions.security);
  const above = context.conventions.guardsAbove
    .filter((guard) => guard.name !== undefined || (guard.source !== undefined && !isUnknown(guard)))
    .filter(isFirst)
    .filter((guard) => !own.some((each) => isReplacedLike(each, guard)));
  const callers = isOwned ? callerGuards(context) : [];
  const isNoCaller = (guard: NamedGuard): boolean => !callers.some((each) => isSameName(each, guard));
  return [
    ...own
      .filter(isFirst)
      .filter((guard) => isNoCaller(guard) && !isSessionGuard(context.conventions, guard))
      .map((guard) => {
        const names = namesOfGuard(context.conventions, guard);
        return {
          callable: replacedCallable(context, guard),
          caller: callerFor(context, names, 'passes') ?? 'None',
          names,
        };
      }),
    ...above
      .filter(isNoCaller)
      .map((guard) => ({ callable: replacedCallable(context, guard), caller: 'None', names: [] })),
  ];
}

/** What handlers call what a guard gives. */
export function namesOfGuard({ security }: Style, guard: NamedGuard): readonly string[] {
  return allGuards(security).flatMap((each) =>
    isSameName(each, guard) && each.form?.kind === 'parameter' ? each.form.name : [],
  );
}

/** Whether a call makes it that cannot be made in another module. */
const isUnknown = ({ call, made }: NamedGuard): boolean => call !== undefined && made === undefined;

/** Whether tests replace what a call makes where it is used, which has no name. */
export function replacesMade({ security, guardsAbove, caller }: Style): boolean {
  const all = [...allGuards(security), ...guardsAbove, ...(caller === undefined ? [] : [caller])];
  return all.some((guard) => isMade(guard) && !isUnknown(guard));
}

/** The guards of the router, as elements of its `dependencies=[…]`. */
export function routerGuards(context: Context): readonly Part[] {
  const { kind, guards } = context.conventions.security;
  const ofRouter = guards.filter(({ form }) => kind === 'router' || form === undefined);
  return ofRouter.map((guard) => dependsOn(context, guard));
}

/** The guards of one handler, as elements of its decorator's `dependencies=[…]`. */
export function routeGuards(context: Context, operation: OperationName, isOwned: boolean): readonly Part[] {
  const own = guardsOf(context.conventions.security, operation);
  // What gives the caller guards the handler that is given it.
  const isGiven = (guard: NamedGuard): boolean => isOwned && isSameGuard(guard, callerGuard(context, operation));
  const isOfRoute = (guard: NamedGuard): boolean =>
    (guard.form?.kind === 'route' && !isGiven(guard)) || (isOwned && isCalledLikeCaller(context, operation, guard));
  return own.filter(isOfRoute).map((guard) => dependsOn(context, guard));
}

/** Whether a guard has the parameter's name of what gives the caller besides: both cannot be parameters. */
function isCalledLikeCaller(context: Context, operation: OperationName, guard: NamedGuard): boolean {
  const { caller } = context.conventions;
  return (
    caller !== undefined &&
    callerGuard(context, operation) === caller &&
    caller.form.kind === 'parameter' &&
    guard.form?.kind === 'parameter' &&
    guard.form.name === calledCaller(context, caller).form.name
  );
}

/** The guards of one handler that it takes as parameters; a session that asks who calls is there once. */
export function userParameters(
  context: Context,
  operation: OperationName,
  { hasSession, isOwned }: { readonly hasSession: boolean; readonly isOwned: boolean },
): readonly Parameter[] {
  const { security, sessionForm } = context.conventions;
  const isSession = (guard: NamedGuard): boolean => {
    const { form } = guard;
    if (!hasSession || form?.kind !== 'parameter') return false;
    if (sessionForm.kind !== 'alias') return isSessionGuard(context.conventions, guard);
    return form.type !== undefined && 'dotted' in form.type && form.type.dotted === sessionForm.alias.dotted;
  };
  return guardsOf(security, operation)
    .filter((guard) => !isSession(guard) && !(isOwned && isCalledLikeCaller(context, operation, guard)))
    .map((guard) => {
      const { caller } = context.conventions;
      const isCaller = isOwned && caller !== undefined && guard === callerGuard(context, operation);
      return isCaller ? calledCaller(context, guard) : guard;
    })
    .flatMap((guard) => guardParameter(context, guard));
}

/** The guard that gives the caller under a name that can be used: `_` and `_user` are for what nobody looks at, not even checks. */
function calledCaller<T extends NamedGuard>({ conventions }: Context, guard: T): T {
  const { caller } = conventions;
  if (caller === undefined || guard.form?.kind !== 'parameter' || !guard.form.name.startsWith('_')) return guard;
  const own = guard.form.name;
  if (allChecks(conventions).some(({ callers }) => callers.includes(own))) return guard;
  const { name } = caller.form;
  return { ...guard, form: { ...guard.form, name: name.startsWith('_') ? USUAL_NAME : name } };
}

function guardParameter(context: Context, guard: NamedGuard): readonly Parameter[] {
  const { form } = guard;
  if (form?.kind !== 'parameter') return [];
  const { name, isAlias } = form;
  const said = typeGiven(context, guard);
  if (isAlias && !isMade(guard)) return [{ kind: 'user', name, code: py`${name}: ${said}`, hasDefault: false }];
  const alias = ownAliasOf(context, guard);
  if (alias !== undefined) return [{ kind: 'user', name, code: `${name}: ${alias}`, hasDefault: false }];
  const call = dependsOn(context, guard);
  if (said === undefined || isAlias) return [{ kind: 'user', name, code: py`${name}=${call}`, hasDefault: true }];
  return [{ ...dependency(context, 'user', name, said, call), name }];
}

/** What gives a handler the caller: its own guard, where that does; `operation` is nothing for what loads a record. */
function callerGuard({ conventions: { security, caller } }: Context, operation: OperationName | undefined): NamedGuard {
  if (caller === undefined) throw new Error('a model with an owner was let through without a caller');
  const own = operation === undefined ? [] : guardsOf(security, operation);
  const isOfType = ({ form }: NamedGuard): boolean =>
    form?.kind === 'parameter' &&
    form.type !== undefined &&
    'dotted' in form.type &&
    caller.form.type !== undefined &&
    'dotted' in caller.form.type &&
    form.type.dotted === caller.form.type.dotted;
  const isCaller = (guard: NamedGuard): boolean => guard.form?.kind === 'parameter' && isSameGuard(guard, caller);
  return own.find(isCaller) ?? own.find(isOfType) ?? caller;
}

/** What a handler calls the user who calls. */
export function callerName(context: Context, operation: OperationName | undefined): string {
  const { form } = calledCaller(context, callerGuard(context, operation));
  return form?.kind === 'parameter' ? form.name : '';
}

/** The caller as a parameter, where none of the operation's guards is it. */
export function callerParameters(context: Context, operation: OperationName | undefined): readonly Parameter[] {
  const { caller } = context.conventions;
  if (caller === undefined || callerGuard(context, operation) !== caller) return [];
  return guardParameter(context, calledCaller(context, caller));
}

/** Everything that gives the caller to a handler of the package, each once: tests put a user of theirs in its place. */
export function callerCallables(context: Context): readonly Omit<Passed, 'caller'>[] {
  return callerGuards(context).map((guard) => ({
    callable: replacedCallable(context, guard),
    names: namesOfGuard(context.conventions, guard),
  }));
}

function callerGuards(context: Context): readonly NamedGuard[] {
  const all = [undefined, ...OPERATIONS].map((operation) => callerGuard(context, operation));
  return all.filter(isFirst);
}
