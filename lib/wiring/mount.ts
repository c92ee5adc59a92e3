/** The path and the guards under which an application includes the routers of one place. */
import type { Inclusion } from '../framework/inclusions.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { above, dependencyOf, joined, type Mount } from './above.js';
import { type Mounted, mountedIn } from './inclusion-steps.js';
import { isInLoop, loopNames, type Turn, turnOf, type Value } from './loops.js';
import { pathText } from './path-text.js';

/** What is looked for: where the blueprint's router, or a receiver where there is no blueprint, is included. */
export type Wanted = {
  readonly isOurs: (inclusion: Inclusion) => boolean;
  /** Every place that uses the blueprint's router. */
  readonly uses: readonly Value[];
  readonly blueprint: string | undefined;
  /** What includes the new router where nothing is included yet. */
  readonly receiver: string | undefined;
};

/** What stands above the routers that are included at a place. */
export function mountOf(modules: Project, reached: readonly Module[], place: Module, wanted: Wanted): Mount {
  const all = mountedIn(reached);
  const shown = inclusionOf(modules, all, place, wanted);
  if (shown === undefined) {
    const { receiver } = wanted;
    // Nobody sees what includes the routers of a blueprint; without one, the receiver includes nothing yet.
    if (receiver === undefined) return { prefix: undefined, dependencies: [] };
    return above(modules, all, reached, { module: place, name: receiver, at: place.tree.root });
  }
  const { module, inclusion, turn } = shown;
  const { keywords, node } = inclusion.call;
  const beside = all.filter((each) => each.module === module);
  const isShared = isInLoop(inclusion)
    ? [...loopNames(inclusion)].every((name) => !mentions(keywords.get('prefix'), name))
    : isPrefixShared(inclusion, beside);
  const given = placePrefix(pathText(modules, module, keywords.get('prefix'), turn), isShared, wanted.blueprint ?? '');
  const below = dependencyOf(module, keywords.get('dependencies'));
  if (inclusion.receiver === undefined) return { prefix: undefined, dependencies: below };
  const rest = above(modules, all, reached, { module, name: inclusion.receiver, at: node });
  return { prefix: joined(rest.prefix, given), dependencies: [...below, ...rest.dependencies] };
}

/** The inclusion of the blueprint's router: a call with it, or one in a loop over it. */
function inclusionOf(
  modules: Project,
  all: readonly Mounted[],
  place: Module,
  { isOurs, uses, blueprint }: Wanted,
): (Mounted & { readonly turn?: Turn | undefined }) | undefined {
  const isThere = ({ module }: Mounted): boolean => module.path === place.path;
  const direct = all.filter(({ inclusion }) => isOurs(inclusion));
  const first = direct.find(isThere) ?? (blueprint === undefined ? undefined : direct[0]);
  if (first !== undefined || blueprint === undefined) return first;
  const loops = all.filter(({ inclusion }) => isInLoop(inclusion));
  for (const loop of [...loops.filter(isThere), ...loops]) {
    const turn = turnOf(modules, loop.module, loop.inclusion, uses);
    if (turn !== undefined) return { ...loop, turn };
  }
  // A loop over what a function finds, or the only inclusion of what a function is given.
  const beside = loops.filter(isThere);
  const others = beside.length > 0 ? beside : loops;
  return others.length === 1 ? others[0] : undefined;
}

/**
 * What the call that includes a package's router says of the place: all of its prefix where others are included with the
 * same or where it names no package, and what comes before the package's own segment: `/api` of `/api/users`.
 */
function placePrefix(prefix: string | undefined, isShared: boolean, blueprint: string): string | undefined {
  if (prefix === undefined || isShared) return prefix;
  const segments = prefix.replace(/\/$/, '').split('/');
  const bare = (text: string): string => text.toLowerCase().replace(/[-_]/g, '').replace(/s$/, '');
  const isOurs = blueprint !== '' && bare(segments.at(-1) ?? '') === bare(blueprint);
  if (isOurs) return segments.slice(0, -1).join('/');
  return segments.every((segment) => /^(?:|apis?|rest|backend|v\d+)$/i.test(segment)) ? segments.join('/') : '';
}

function isPrefixShared({ call, receiver }: Inclusion, beside: readonly Mounted[]): boolean {
  const prefix = call.keywords.get('prefix');
  return beside.some(
    ({ inclusion }) =>
      inclusion.call.node !== call.node &&
      inclusion.receiver === receiver &&
      inclusion.call.keywords.get('prefix')?.text === prefix?.text,
  );
}

function mentions(node: PythonNode | undefined, name: string): boolean {
  return node !== undefined && [...walk(node)].some(({ type, text }) => type === 'identifier' && text === name);
}
