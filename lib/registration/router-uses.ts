import { dottedParts } from '../python/find.js';
import { longestExpressions, type Reference } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { below, type HostFile, type Obstacle } from './host-file.js';
import { type Place, placeOf, type Role } from './place.js';

/** A use of a package's router with the place that it is in, if it is one that can be copied. */
export type RouterUse = { readonly reference: Reference; readonly place: Place | undefined };

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
export function routerUses(file: HostFile, owner: string): readonly RouterUse[] {
  const role = routerRole(file);
  const references = file.imports.references().filter(({ target }) => below(target, owner) !== undefined);
  const routers = references.filter((each) => isIncluded(each.node) || isRouterName(each.target));
  const uses = routers.map((reference) => ({ reference, place: placeOf(file, reference.node, role) }));
  if (uses.length > 0) return uses;
  const modules = references.filter(({ target }) => (below(target, owner)?.length ?? 0) <= 1);
  return modules.flatMap((reference) => {
    const place = placeOf(file, reference.node, role);
    return place?.kind === 'element' ? [{ reference, place }] : [];
  });
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
