/** Which of the blueprint's routers a new package has a counterpart of. */
import { plural, singular } from '../naming/inflect.js';
import { below } from '../wiring/searched-file.js';
import type { HostFile, Obstacle } from './host-file.js';
import { counterpart } from './names.js';

/**
 * The uses of the one router that a new package has: those of the blueprint's router that is named after it, or plainly
 * `router`, when there are several. `undefined` when it is not clear which that is.
 */
function mainUses<T extends RouterName>(file: HostFile, uses: readonly T[]): readonly T[] | undefined {
  const { blueprint } = file.request;
  const names = [blueprint, singular(blueprint), plural(blueprint)];
  const plainly = new RegExp(
    `^_*(?:${names.join('|')})(?:_?router|_?api|_?routes)?$|^router_(?:${names.join('|')})$`,
    'i',
  );
  const score = ({ reference, target }: T): number => {
    const last = target.split('.').at(-1) ?? '';
    const named = reference?.via.name ?? '';
    if (plainly.test(last) || (plainly.test(named) && (last === 'router' || last === named))) return 2;
    return /(?:^|\.)(?:apis?|controllers?|endpoints?|handlers?|routers?|routes?|views?)\.router$/.test(target) ? 1 : 0;
  };
  const best = Math.max(...uses.map(score));
  const main = uses.filter((use) => score(use) === best);
  return best > 0 && new Set(main.map(({ target }) => target)).size === 1 ? main : undefined;
}

/** A router of the blueprint by its dotted name, and what it is called in the file. */
export type RouterName = {
  readonly target: string;
  readonly reference?: { readonly via: { readonly name: string } } | undefined;
};

/** Those routers of the blueprint's that the new package has a counterpart of; `undefined` when it is not clear which. */
export function chosen<T extends RouterName>(file: HostFile, routers: readonly T[]): readonly T[] | undefined {
  if (new Set(routers.map(({ target }) => target)).size < 2) return routers;
  if (file.request.provides === undefined) return mainUses(file, routers);
  const ours = routers.filter(
    ({ target }) => counterpart(below(target, file.blueprint) ?? [], file.request) !== undefined,
  );
  return ours.length > 0 ? ours : mainUses(file, routers);
}

/** What the file does to the blueprint's router that would have to be done to the new one too and is no registration. */
export function routerChanges(file: HostFile): Obstacle | undefined {
  for (const { node, target } of file.imports.references()) {
    const inside = below(target, file.blueprint);
    if (inside === undefined || !/router\.(?:dependencies|dependency_overrides|route_class)\b/i.test(`${target}.`))
      continue;
    const reason = `${node.text} is changed or read here: the new router would have to be guarded alike.`;
    return { id: 'router-shape-unknown', reason, line: node.line };
  }
  return undefined;
}
