/** The guards that the blueprint declares on its router and on its handlers. */
import { calleesIn } from '../framework/callees.js';
import { type Guard, type GuardReader, guardReader, isSame } from '../framework/guards.js';
import { parametersOfHandler } from '../framework/handler-parameters.js';
import { type Handler, handlerFunction, nameOfHandler, routerCall } from '../framework/handlers.js';
import type { HostFunction } from '../framework/host-classes.js';
import type { Operation } from '../framework/operations.js';
import { deniesIn, raisedIn, raisesDenial } from '../framework/raised.js';
import type { Module } from '../project/module.js';
import type { Call } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { isRefusal } from '../refusal.js';
import { dependenciesIn } from '../wiring/dependency-lists.js';
import { blueprintHandlers, blueprintRecords } from './blueprint-handlers.js';
import type { BlueprintModules } from './blueprint-modules.js';
import type { CalledFirst } from './called-first.js';
import type { CallerCheck } from './caller-check.js';
import { handlerKinds, kindIn } from './caller-names.js';
import { areCoroutines } from './coroutine-handlers.js';
import { guardDecorators, shownDecorator } from './decorator-checks.js';
import { learnedOf } from './dimension.js';
import { sessionForm } from './dimensions/session-form.js';
import { fillIn } from './filled-operations.js';
import { isSessionParameter } from './handler-shapes.js';
import type { HostReading } from './host-reading.js';
import { makesLayer } from './layer-makers.js';
import { parameterForm } from './parameter-form.js';
import { tellsCaller } from './parameter-kinds.js';
import { pathGuards, withoutPathGuards } from './path-guards.js';
import { guardWrites, withoutThose } from './write-guards.js';

export type HandlerSecurity = {
  readonly name: string;
  readonly method: string;
  readonly path: string | undefined;
  readonly guards: readonly Guard[];
  /** What is checked of its caller besides, in decorators of it and in its own code. */
  readonly checks: readonly { readonly text: string; readonly at: string }[];
  /** Whether it is about the records and refuses some callers in its own code, whom its guards let in. */
  readonly refuses: boolean;
  /** The dependencies that refuse some callers by a part of its path. */
  readonly pathGuards: readonly string[];
};

/**
 * `public`: nothing is guarded. `router`: the router is, whatever the handlers add. `handlers`: every handler is, and
 * `guards` are what all of them have. `mixed`: some handlers are open; `guards` is what most of the others have.
 * `unclear`: dependencies that cannot be read.
 */
export type Security = {
  readonly kind: 'public' | 'router' | 'handlers' | 'mixed' | 'unclear';
  readonly guards: readonly Guard[];
  readonly router: readonly Guard[];
  readonly handlers: readonly HandlerSecurity[];
  /** What single operations ask for where that is more than `guards`: an admin to delete. A router's own is not among it. */
  readonly operations: Readonly<Partial<Record<Operation, readonly Guard[]>>>;
  /** The operations of the blueprint that let everybody in, where others of it are guarded. */
  readonly open?: readonly Operation[];
  /** Whether handlers are coroutines, whatever the session is. */
  readonly areCoroutines?: true;
  /** What the handlers of single operations check of their caller in their own code, and in decorators of theirs. */
  readonly checks: Readonly<Partial<Record<Operation, readonly CallerCheck[]>>>;
  /** What the list looks at of its caller to choose records, where it does: `current_user.tenant_id`. */
  readonly narrowed: string | undefined;
  /** What every handler calls for its caller before anything else, and those of a new package do not. */
  readonly first?: CalledFirst;
};

/** The security without what is in the handlers' own code. */
export type Declared = Omit<Security, 'checks' | 'narrowed' | 'first'>;

/**
 * What guards one operation: what the blueprint's own asks for. One that the blueprint lacks asks for what the most alike
 * of the others does, and one that is open there for what its others do.
 */
export function guardsOf(
  { kind, guards, operations }: Pick<Security, 'kind' | 'guards' | 'operations'>,
  operation: Operation,
): readonly Guard[] {
  return operations[operation] ?? (kind === 'router' ? [] : guards);
}

export function securityOf(reading: HostReading, blueprint: BlueprintModules): Declared {
  const { host, modules, at } = reading;
  const all = blueprintHandlers(blueprint);
  const parameters = new Set(all.flatMap(({ path }) => [...(path ?? '').matchAll(/\{(\w+)/g)].map((each) => each[1])));
  const read = guardReader(at, modules, (name) => parameters.has(name), makesLayer({ blueprint, modules }));
  let isUnclear = false;
  /** What a list of dependencies has, wherever it is written down: `dependencies=ADMINS`. */
  const listed = (module: Module, node: PythonNode): readonly Guard[] => {
    const found = dependenciesIn(modules, { module, node });
    if (found.unread.length > 0) isUnclear = true;
    return found.read.flatMap((each) => read.all(each.module, each.node));
  };
  const router = blueprint.routers.flatMap((module) =>
    host.routerObjects
      .filter(({ path }) => path === module.path)
      .flatMap(({ name }) => {
        const given = routerCall(module, name)?.keywords.get('dependencies');
        return given === undefined ? [] : listed(module, given);
      }),
  );
  const records = blueprintRecords(blueprint);
  const own = new Set(records.values());
  const guarded = new Map(all.map((handler) => [handler, guardsIn(reading, handler, read, listed)]));
  const handlers = all.map((handler) => ({
    name: nameOfHandler(handler),
    method: handler.method,
    path: handler.path,
    guards: guarded.get(handler) ?? [],
    checks: guardDecorators(modules, handler).map((each) => shownDecorator(each, at(handler.module, each.line))),
    refuses: own.has(handler) && refusesIn(reading, handler, guarded.get(handler) ?? []),
    pathGuards: pathGuards(modules, handler),
  }));
  const common = commonOf(handlers);
  const kind = isUnclear ? 'unclear' : router.length > 0 ? 'router' : common.kind;
  const guards = kind === 'unclear' || kind === 'router' ? router : common.guards;
  const operations: Partial<Record<Operation, readonly Guard[]>> = {};
  const list = records.get('list');
  const ofList = (list && guarded.get(list)) ?? [];
  for (const [operation, handler] of records) {
    const isByPath = pathGuards(modules, handler).length > 0;
    const declared = guarded.get(handler) ?? [];
    const own = withoutThose(isByPath ? withoutPathGuards(handler, declared, ofList) : declared, router);
    if (withoutThose(own, guards).length > 0) operations[operation] = own;
  }
  const shown = new Set(records.keys());
  fillIn(operations, shown);
  guardWrites(operations, shown, handlers, { router, guards });
  const isOpen = (operation: Operation): boolean => {
    const handler = records.get(operation);
    const found = handlers[handler === undefined ? -1 : all.indexOf(handler)];
    return (
      found !== undefined && found.guards.length + found.checks.length + found.pathGuards.length === 0 && !found.refuses
    );
  };
  const open = kind === 'mixed' ? [...records.keys()].filter(isOpen) : [];
  const asked = [...router, ...handlers.flatMap((each) => each.guards)];
  return {
    kind,
    guards,
    router,
    handlers,
    operations,
    ...(open.length === 0 ? {} : { open }),
    ...(areCoroutines(all, asked, modules) ? { areCoroutines: true } : {}),
  };
}

/**
 * Whether a handler refuses callers by itself, or has something do it that it tells who calls: `check_access(user,
 * current_user)`; `repeated` are statements of it that new handlers have too.
 */
export function refusesIn(
  reading: HostReading,
  handler: Handler,
  guards: readonly Guard[],
  repeated: readonly PythonNode[] = [],
): boolean {
  const { modules } = reading;
  const kinds = handlerKinds(reading, handler, guards);
  const isTold = (call: Call): boolean =>
    tellsCaller(call) ||
    [...call.positional, ...call.keywords.values()].some((each) => kindIn(each, kinds) === 'caller');
  const isRepeated = (each: PythonNode): boolean =>
    repeated.some(({ start, end }) => start <= each.start && each.end <= end);
  const denies = (scope: HostFunction, depth: number): boolean =>
    (childOf(scope.node, 'body')?.named ?? [scope.node]).some((each) => deniesIn(each) && !isRepeated(each)) ||
    // `raise ForbiddenError(…)` of the host
    [...walk(scope.node)].some((each) => raisesDenial(each) && !isRepeated(each)) ||
    raisedIn(scope, modules).some(
      ({ status, statement }) => (status === 401 || status === 403) && !isRepeated(statement),
    ) ||
    (depth < 3 &&
      calleesIn(scope, modules).some(
        ({ call, target }) =>
          (depth > 0 || (isTold(call) && !isRepeated(call.node))) &&
          target.node !== scope.node &&
          denies(target, depth + 1),
      ));
  return denies(handlerFunction(handler), 0);
}

/** What the handlers have in common; where some are open, what most of the others have. */
function commonOf(handlers: Security['handlers']): Pick<Security, 'kind' | 'guards'> {
  const guarded = handlers.filter(({ guards }) => guards.length > 0);
  if (guarded.length === 0) return { kind: 'public', guards: [] };
  const count = (guard: Guard): number =>
    guarded.filter(({ guards }) => guards.some((each) => isSame(each, guard))).length;
  const each = guarded.flatMap(({ guards }) => guards);
  const common = each.filter((guard, index) => {
    return count(guard) === handlers.length && each.findIndex((other) => isSame(other, guard)) === index;
  });
  if (common.length > 0) return { kind: 'handlers', guards: common };
  let most = each[0];
  for (const guard of each) if (most === undefined || count(guard) > count(most)) most = guard;
  return { kind: 'mixed', guards: most === undefined ? [] : [most] };
}

function guardsIn(
  host: HostReading,
  { module, keywords, node }: Handler,
  read: GuardReader,
  listed: (module: Module, node: PythonNode) => readonly Guard[],
): readonly Guard[] {
  const given = keywords.get('dependencies');
  const ofRoute = given === undefined ? [] : listed(module, given);
  const found = [
    ...ofRoute.map((guard): Guard => ({ ...guard, form: { kind: 'route' } })),
    ...parametersOfHandler(module, node, host.modules).flatMap((parameter) => {
      const form = parameterForm(module, parameter, host.modules);
      const direct = parameter.given?.call.node.text;
      // What guards a dependency that loads one record is no parameter of a handler, nor is a session of one operation alone.
      const isOther = isSessionParameter(host, parameter) && parameter.alias !== sessionAlias(host);
      const isOwn = ({ text }: Guard): boolean => !isOther && (direct === undefined || direct === text);
      return read
        .all(module, parameter.node)
        .map((guard): Guard => ({ ...guard, form: isOwn(guard) ? form : { kind: 'route' } }));
    }),
  ];
  return found.filter((guard, index) => found.findIndex((each) => isSame(each, guard)) === index);
}

/** The name under which handlers take the session, where that has the dependency in it. */
function sessionAlias(host: HostReading): string | undefined {
  const found = learnedOf(sessionForm, host);
  if (found === undefined || isRefusal(found) || found.value.kind !== 'alias') return undefined;
  return found.value.alias.dotted;
}
