/** Every way from an application down to a router: through the calls that include it, and those that mount an app. */
import { isAppCall, versioningCall } from '../framework/app-objects.js';
import { setsPrefix } from '../framework/routers.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls } from '../python/find.js';
import { argumentIn, type GivenByCall, NOTHING, readGiven } from './call-arguments.js';
import { type Dependencies, NO_DEPENDENCIES, together } from './dependency-lists.js';
import { argumentFor, callsOf, parametersAround, turnOfCall } from './function-calls.js';
import type { Step, World } from './inclusion-steps.js';
import { isSameOrigin, type Origin, originOf } from './origins.js';
import { joined } from './path-text.js';
import type { Turn, Value } from './values.js';

const DEEPEST = 8;

/** A place in a file. */
export type CallPlace = { readonly path: string; readonly at: number };

export type Way = {
  /** The prefixes of all that is above the router's own paths, and the router's own: `/api/v1/users`. */
  readonly prefix: string | undefined;
  /** What of it is not written down. */
  readonly unread: readonly Value[];
  /** Of all that is above the router. */
  readonly dependencies: Dependencies;
  /** The app that is started. */
  readonly app: Origin;
  /** The app that another one mounts and that has the router, and the prefix in that one. */
  readonly mounted: { readonly app: Origin; readonly prefix: string | undefined } | undefined;
  /** The calls on the way, from the app down. */
  readonly places: readonly CallPlace[];
};

/**
 * The ways to a router. `named` are strings that name its package where it is imported by name. `isFound` says that what
 * looks for routers itself may include it: the one inclusion of which nobody sees what it includes.
 */
export function waysTo(
  world: World,
  router: Origin,
  { named = [], isFound = false }: { readonly named?: readonly Value[]; readonly isFound?: boolean } = {},
): readonly Way[] {
  const direct = world.steps.filter((step) => isStepWith(step, router) || named.some((each) => isElement(step, each)));
  const blind = direct.length > 0 || !isFound ? [] : world.steps.filter(({ isBlind }) => isBlind);
  const steps = blind.length === 1 ? blind : direct;
  // What the router is made with is its own, and not above it.
  return waysBy(world, steps, router, { ...ownOf(world, router), dependencies: NO_DEPENDENCIES }, DEEPEST);
}

/** The ways to what an object includes, its own prefix among them. */
export function waysBelow(world: World, origin: Origin, depth: number = DEEPEST): readonly Way[] {
  if (depth === 0) return [];
  if (origin.scope !== undefined) return waysOfParameter(world, origin, depth);
  const steps = world.steps.filter((step) => isStepWith(step, origin));
  if (steps.length > 0) return waysBy(world, steps, origin, ownOf(world, origin), depth);
  return isAppCall(origin.module, origin.made) ? [startOf(world, origin)] : [];
}

const isStepWith = ({ origin }: Step, wanted: Origin): boolean => origin !== undefined && isSameOrigin(origin, wanted);

function isElement({ element }: Step, { module, node }: Value): boolean {
  if (element === undefined || element.module.path !== module.path) return false;
  return element.node.start <= node.start && node.end <= element.node.end;
}

/** An app that nothing mounts. */
function startOf(world: World, app: Origin): Way {
  const versioning = versioningCall(app.module);
  const unread = versioning === undefined ? [] : [{ module: app.module, node: versioning }];
  const { dependencies } = ownOf(world, app);
  return { prefix: unread.length > 0 ? undefined : '', unread, dependencies, app, mounted: undefined, places: [] };
}

/** What a function is given for a parameter. An app that is not seen to be given is the one that is started. */
function waysOfParameter(world: World, origin: Origin, depth: number): readonly Way[] {
  const { module, made, name, scope } = origin;
  if (scope === undefined || name === undefined) return [];
  const owner = { module, node: scope };
  const given = callsOf(world.project, world.reached, owner).flatMap((frame) => {
    const value = argumentFor(owner, name, frame);
    return (value && originOf(world.project, value)) ?? [];
  });
  if (given.length > 0) return given.flatMap((each) => waysBelow(world, each, depth - 1));
  const hasApp = /\bapp|fastapi|server/i.test(made.text);
  return hasApp
    ? [{ prefix: '', unread: [], dependencies: NO_DEPENDENCIES, app: origin, mounted: undefined, places: [] }]
    : [];
}

function waysBy(world: World, steps: readonly Step[], origin: Origin, own: GivenByCall, depth: number): readonly Way[] {
  return steps.flatMap((step) => {
    const receiver = step.receiver && originOf(world.project, step.receiver, step.turn);
    const given = givenBy(world, step);
    const way = (above: Way): Way => {
      const inner = above.mounted?.prefix ?? above.prefix;
      const isMounting = step.mountedAt !== undefined;
      const prefix = joined([above.prefix, given.prefix, own.prefix]);
      const mounted = above.mounted && {
        ...above.mounted,
        prefix: joined([inner, given.prefix, own.prefix]),
      };
      return {
        prefix,
        unread: [...above.unread, ...given.unread, ...own.unread],
        dependencies: together([own.dependencies, given.dependencies, above.dependencies]),
        app: above.app,
        mounted: isMounting ? { app: origin, prefix: '' } : mounted,
        places: [...above.places, ...placesOf(step)],
      };
    };
    return receiver === undefined ? [] : waysBelow(world, receiver, depth - 1).map(way);
  });
}

function placesOf({ module, call, element }: Step): readonly CallPlace[] {
  const place = { path: module.path, at: call.node.start };
  return element === undefined ? [place] : [place, { path: element.module.path, at: element.node.start }];
}

/** The prefix and the dependencies with which an object is made; those of an app that is mounted guard it, too. */
function ownOf({ project, reached }: World, { module, made, name }: Origin): GivenByCall {
  const [call] = made.type === 'call' ? calls(made) : [];
  if (call === undefined || call.node !== made) return { prefix: '', unread: [], dependencies: NO_DEPENDENCIES };
  const turn = onlyCallAround(project, reached, { module, node: made });
  const asked = { module, call, turn, reached };
  const dependencies = argumentIn(project, asked, 'dependencies');
  const hidden = setsPrefix(project, module, call, name) ? { hidden: { module, node: made } } : undefined;
  return readGiven(project, hidden ?? argumentIn(project, asked, 'prefix'), dependencies, turn);
}

/** The parameters around an expression, of a function that is called once. */
function onlyCallAround(project: Project, reached: readonly Module[], { module, node }: Value): Turn {
  const scopes = new Set(parametersAround(node).values());
  const turns = [...scopes].flatMap((scope) => {
    const [frame, other] = callsOf(project, reached, { module, node: scope });
    return frame === undefined || other !== undefined ? [] : [turnOfCall({ module, node: scope }, frame)];
  });
  return (each) => turns.map((turn) => turn(each)).find((value) => value !== undefined);
}

/** The prefix and the dependencies that a call gives to what it includes. */
function givenBy({ project, reached }: World, { module, call, turn, mountedAt }: Step): GivenByCall {
  if (mountedAt !== undefined) return readGiven(project, { value: { module, node: mountedAt } }, NOTHING, turn);
  const asked = { module, call, turn, reached };
  return readGiven(project, argumentIn(project, asked, 'prefix'), argumentIn(project, asked, 'dependencies'), turn);
}
