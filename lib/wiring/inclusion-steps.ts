/** All that includes and mounts routers and apps: each call in each turn of the loop around it. */
import { findInclusions, findMountings, type Inclusion } from '../framework/inclusions.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import type { Call } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { callsOf, parametersAround, turnOfCall } from './function-calls.js';
import { type LoopTurn, loopAround, turnsOf } from './loops.js';
import { type Origin, originOf } from './origins.js';
import { entryOf, type Turn, type Value } from './values.js';

/** All that includes and mounts in the modules that are reached from an app. */
export type World = {
  readonly project: Project;
  readonly reached: readonly Module[];
  readonly steps: readonly Step[];
};

/** One object in another one: by one call, in one turn of the loop around it and one call of the function around it. */
export type Step = {
  readonly module: Module;
  readonly call: Call;
  /** What is included or mounted; nothing where that is not seen. */
  readonly origin: Origin | undefined;
  readonly receiver: Value | undefined;
  readonly turn: Turn;
  /** What the loop goes through. */
  readonly element: Value | undefined;
  /** Nobody sees what is included. */
  readonly isBlind: boolean;
  /** The path of a mounted app. */
  readonly mountedAt: PythonNode | undefined;
};

export function openWorld(project: Project, reached: readonly Module[]): World {
  const steps = reached.flatMap((module) => [
    ...inclusionsIn(project, reached, module),
    ...mountingsIn(project, reached, module),
  ]);
  return { project, reached, steps };
}

function inclusionsIn(project: Project, reached: readonly Module[], module: Module): readonly Step[] {
  return findInclusions(module.tree, module.imports).flatMap((inclusion) => {
    const { call } = inclusion;
    const object = childOf(call.callee, 'object');
    const receiver = object && { module, node: object };
    return turnsAround(project, reached, module, inclusion).map(({ turn, element }) => {
      const router = included(module, inclusion, turn);
      const origin = router && originOf(project, router, turn);
      const isForeign = router !== undefined && module.imports.resolve(router.node) !== undefined;
      const isBlind = origin === undefined && element === undefined && !isForeign;
      return { module, call, origin, receiver, turn, element, isBlind, mountedAt: undefined };
    });
  });
}

/** What is included: the argument, or the entry of a dictionary that is spread into the call. */
function included(module: Module, { router, call }: Inclusion, turn: Turn): Value | undefined {
  if (router !== undefined) return { module, node: router };
  const spread = childOf(call.node, 'arguments')?.named.find(({ type }) => type === 'dictionary_splat')?.named[0];
  const given = spread && turn(spread);
  return given && entryOf(given, '"router"');
}

function mountingsIn(project: Project, reached: readonly Module[], module: Module): readonly Step[] {
  if (!module.source.includes('.mount(')) return [];
  return findMountings(module.tree).flatMap(({ call, receiver, path, app }) => {
    const frames = framesAround(project, reached, module, call.node, [path, app]);
    return frames.flatMap((turn) => {
      const origin = originOf(project, { module, node: app }, turn);
      // A static folder or a foreign application has no routers of ours.
      if (origin === undefined) return [];
      const step = { module, call, receiver: { module, node: receiver }, element: undefined, isBlind: false };
      return [{ ...step, origin, turn, mountedAt: path }];
    });
  });
}

type Around = { readonly turn: Turn; readonly element: Value | undefined };

/** Every turn of the loop and every call of the function around an inclusion that change what it includes. */
function turnsAround(
  project: Project,
  reached: readonly Module[],
  module: Module,
  inclusion: Inclusion,
): readonly Around[] {
  const loop = loopAround(inclusion);
  const named = loop === undefined ? callsNaming(project, reached, module, inclusion) : [];
  if (named.length > 0) return named;
  const list = childOf(inclusion.call.node, 'arguments');
  const frames = framesAround(project, reached, module, inclusion.call.node, list === undefined ? [] : [list]);
  const turns: readonly (LoopTurn | undefined)[] =
    loop === undefined ? [undefined] : turnsOf(project, reached, module, loop);
  // Of a loop over what is found at run time nobody sees the turns.
  const seen = turns.length === 0 ? [undefined] : turns;
  return seen.flatMap((each) =>
    frames.map((frame) => ({ turn: (node: PythonNode) => each?.turn(node) ?? frame(node), element: each?.element })),
  );
}

/** The calls that give the function around an inclusion the name of what it imports and includes: `include("app.users.router:router")`. */
function callsNaming(
  project: Project,
  reached: readonly Module[],
  module: Module,
  { call }: Inclusion,
): readonly Around[] {
  const scope = [...parametersAround(call.node).values()][0];
  if (scope === undefined || !/\b(?:import_module|__import__)\b/.test(scope.text)) return [];
  const owner = { module, node: scope };
  return callsOf(project, reached, owner).flatMap((frame) => {
    const { node } = frame.call;
    const isNaming = [...walk(node)].some(
      ({ type, text }) => type === 'string_content' && /^\w+(?:[.:]\w+)+$/.test(text),
    );
    return isNaming ? [{ turn: turnOfCall(owner, frame), element: { module: frame.module, node } }] : [];
  });
}

/** The calls of the function around a node whose parameters some expressions use. */
function framesAround(
  project: Project,
  reached: readonly Module[],
  module: Module,
  at: PythonNode,
  expressions: readonly PythonNode[],
): readonly Turn[] {
  const parameters = parametersAround(at);
  const used = expressions.flatMap((each) => [...walk(each)]).filter(({ type }) => type === 'identifier');
  const scope = used.map(({ text }) => parameters.get(text)).find((each) => each !== undefined);
  if (scope === undefined) return [() => undefined];
  const owner = { module, node: scope };
  const frames = callsOf(project, reached, owner);
  return frames.length === 0 ? [() => undefined] : frames.map((frame) => turnOfCall(owner, frame));
}
