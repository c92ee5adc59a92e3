import { plural, singular } from '../naming/inflect.js';
import { dottedParts } from '../python/find.js';
import { longestExpressions } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { stringUses, type Use } from './copy-uses.js';
import { below, type HostFile, type Obstacle } from './host-file.js';
import { counterpart } from './names.js';
import { placeOf, type Role } from './place.js';

const isRouterName = (text: string): boolean => /router$/i.test(text);

/** Routers are like routers; modules in a list are like modules with the same path below their packages. */
export function routerRole(file: HostFile): Role {
  const { importRoot } = file.request;
  return (node) => {
    const last = dottedParts(node)?.at(-1);
    if (last !== undefined && isRouterName(last)) return 'router';
    const target = file.imports.resolve(node)?.target;
    if (target === undefined) return undefined;
    if (isRouterName(target)) return 'router';
    const parts = (importRoot === '' ? target : target.slice(importRoot.length + 1)).split('.');
    return `module ${parts.slice(1).join('.')}`;
  };
}

/** Every use of the routers of a package: included, or handed to something that includes it. */
export function routerUses(file: HostFile, owner: string): readonly Use[] {
  const role = routerRole(file);
  const handed = handedOn(file, owner);
  const references = file.imports
    .references()
    .filter(({ target }) => below(target, owner) !== undefined || handed.includes(target));
  const routers = references.filter(({ node, target }) => isIncluded(node) || isRouterName(target));
  const uses = routers.map((reference): Use => {
    const { node, target } = reference;
    return { node, target, reference, place: placeOf(file, node, role) };
  });
  if (uses.length > 0) return uses;
  const modules = references.flatMap((reference): Use[] => {
    const { node, target } = reference;
    const inside = below(target, owner);
    // A list of modules for their models is none for their routers.
    const isModels = /(?:^|_)(?:models?|entit(?:y|ies)|tables?)$/.test(inside?.at(-1) ?? '');
    const place = inside === undefined || inside.length > 1 || isModels ? undefined : placeOf(file, node, role);
    return place?.kind === 'element' ? [{ node, target, reference, place }] : [];
  });
  return modules.length > 0 ? modules : stringUses(file, owner).filter(({ target }) => /router/i.test(target));
}

/** The names under which other modules of the host hand a package's router on. */
function handedOn({ request, blueprint }: HostFile, owner: string): readonly string[] {
  return (request.handedOn ?? []).map(({ from, to }) => (owner === blueprint ? from : to));
}

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

/** Whether the node is what an `include_router` includes. */
function isIncluded(node: PythonNode): boolean {
  const keyword = node.parent?.type === 'keyword_argument' ? node.parent : undefined;
  const list = keyword?.parent ?? node.parent;
  const call = list?.type === 'argument_list' ? list.parent : undefined;
  if (call === undefined || !/(?:^|\.)include_router$/.test(childOf(call, 'function')?.text ?? '')) return false;
  return keyword === undefined ? list?.named[0] === node : childOf(keyword, 'name')?.text === 'router';
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

/** The dotted names in the file that no import or assignment explains: a star import may bring them. */
export function hiddenRouter(file: HostFile): PythonNode | undefined {
  return longestExpressions(file.tree.root).find((node) => {
    const name = dottedParts(node)?.[0] ?? '';
    return isIncluded(node) && !file.imports.isBound(name, node);
  });
}

/** Whether a file includes routers at all. */
export function includesRouters(file: HostFile): boolean {
  return [...walk(file.tree.root)].some(
    (node) => node.type === 'attribute' && childOf(node, 'attribute')?.text === 'include_router',
  );
}
