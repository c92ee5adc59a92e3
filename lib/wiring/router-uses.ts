/** Uses of the routers of a package: included, listed, or named in strings. */
import { isIncludedRouter } from '../framework/inclusions.js';
import { dottedParts } from '../python/find.js';
import { longestExpressions } from '../python/imports.js';
import type { PythonNode } from '../python/syntax.js';
import { below, type SearchedFile } from './searched-file.js';
import { type Likeness, useSiteOf } from './use-site.js';
import { stringUses, type Use } from './uses.js';

const isRouterName = (text: string): boolean => /router$/i.test(text);

/** Routers are like routers; modules in a list are like modules with the same path below their packages. */
export function routerLikeness(file: SearchedFile): Likeness {
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
export function routerUses(file: SearchedFile, owner: string): readonly Use[] {
  const likeness = routerLikeness(file);
  const reExported = reExportedNamesOf(file, owner);
  const references = file.imports
    .references()
    .filter(({ target }) => below(target, owner) !== undefined || reExported.includes(target));
  const routers = references.filter(({ node, target }) => isIncludedRouter(node) || isRouterName(target));
  const uses = routers.map((reference): Use => {
    const { node, target } = reference;
    return { node, target, reference, site: useSiteOf(file, node, likeness) };
  });
  if (uses.length > 0) return uses;
  const modules = references.flatMap((reference): Use[] => {
    const { node, target } = reference;
    const inside = below(target, owner);
    // A list of modules for their models is none for their routers.
    const isModels = /(?:^|_)(?:models?|entit(?:y|ies)|tables?)$/.test(inside?.at(-1) ?? '');
    const site = inside === undefined || inside.length > 1 || isModels ? undefined : useSiteOf(file, node, likeness);
    return site?.kind === 'element' ? [{ node, target, reference, site }] : [];
  });
  return modules.length > 0 ? modules : stringUses(file, owner).filter(({ target }) => /router/i.test(target));
}

/** The names under which other modules of the host re-export a package's router. */
function reExportedNamesOf({ request, blueprint }: SearchedFile, owner: string): readonly string[] {
  return (request.reExported ?? []).map(({ from, to }) => (owner === blueprint ? from : to));
}

/** The dotted names in the file that no import or assignment explains: a star import may bring them. */
export function hiddenRouter(file: SearchedFile): PythonNode | undefined {
  return longestExpressions(file.tree.root).find((node) => {
    const name = dottedParts(node)?.[0] ?? '';
    return isIncludedRouter(node) && !file.imports.isBound(name, node);
  });
}
