/** Whether a new route lets in anybody that the blueprint's routes do not: both are read from the running application. */
import type { Blueprint, ExpectedPackage, ProofQuestion } from './question.js';
import type { Passed, PassedDependency, SeenRoute } from './report.js';

/** A guard of the blueprint that a new route does not have, and the route that shows it. */
export type MissingGuard = { readonly route: SeenRoute; readonly like: SeenRoute; readonly guard: string };

/** What the comparison of a new route with the blueprint's showed: whether those are guarded, and whether it is itself. */
export type Parity = {
  readonly missing: readonly MissingGuard[];
  readonly isGuarded: boolean;
  readonly hasOwn: boolean;
  /** Whether middleware came to no answer here. */
  readonly isUnclear: boolean;
};

type Guard = (PassedDependency | Passed) & { readonly scopes?: readonly string[] };

/** A route that changes a record takes PUT in one host and PATCH in another. */
const verbOf = ({ method }: SeenRoute): string => (method === 'put' ? 'patch' : method);

/** The new package whose route it is. */
export const ownerOf = ({ packages }: ProofQuestion, route: SeenRoute): ExpectedPackage | undefined =>
  packages.find(({ owns }) => route.files.some(owns));

export function parityOf(
  route: SeenRoute,
  routes: readonly SeenRoute[],
  blueprint: Blueprint,
  owner: ExpectedPackage | undefined,
): Parity {
  const like = counterparts(route, routes, blueprint, owner);
  const [first] = like;
  const hasOwn = guardsOf(route).length > 0;
  const isUnclear = [route, ...like].some(({ stranger }) => stranger === null);
  if (first === undefined) return { missing: [], isGuarded: false, hasOwn, isUnclear };
  // What guards every one of them.
  const needed = guardsOf(first).filter((guard) => like.every((each) => has(each, guard, blueprint, undefined)));
  const missing = needed.filter((guard) => !has(route, guard, blueprint, owner));
  return {
    missing: missing.map((guard) => ({ route, like: first, guard: nameOf(guard) })),
    isGuarded: needed.some((guard) => !guard.id.startsWith(MIDDLEWARE) || typeof route.stranger === 'number'),
    hasOwn,
    isUnclear,
  };
}

/** `get_current_user of app.core.auth`, with what it was made with. */
function nameOf({ id, detail }: Guard): string {
  const [module = '', name = ''] = id.split(':');
  const made =
    detail === '' || /^(?:\{\}|\[\])$/.test(detail) || detail.length > 60 || id.startsWith(':')
      ? ''
      : ` with ${detail}`;
  return `${name.replaceAll('.<locals>', '')}${module === '' ? '' : ` of ${module}`}${made}`;
}

/**
 * The blueprint's routes that do the same: at the same place below its path, else those of the same verb, else all.
 */
function counterparts(
  route: SeenRoute,
  routes: readonly SeenRoute[],
  blueprint: Blueprint,
  owner: ExpectedPackage | undefined,
): readonly SeenRoute[] {
  const own = routes.filter((each) => each.method !== 'websocket' && each.files.some(blueprint.owns));
  const sameVerb = own.filter((each) => verbOf(each) === verbOf(route));
  const path = owner?.paths.find((each) => isBelow(route.path, each));
  if (path !== undefined) {
    const rest = shapeOf(route.path.slice(path.length));
    const wanted = nearest(blueprint.paths, path).map((each) => shapeOf(each) + rest);
    const same = sameVerb.filter((each) => wanted.includes(shapeOf(each.path)));
    if (same.length > 0) return same;
  }
  return sameVerb.length > 0 ? sameVerb : own;
}

export const isBelow = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** A path without the names of its parameters and the slash at its end. */
const shapeOf = (path: string): string => path.replace(/\{[^}]*\}/g, '{}').replace(/\/$/, '');

/** Those of the paths that have the most in common with one: of several versions or audiences the same one. */
function nearest(paths: readonly string[], path: string): readonly string[] {
  const common = (other: string): number => {
    const parts = path.split('/');
    const index = other.split('/').findIndex((part, at) => part !== parts[at]);
    return index < 0 ? other.split('/').length : index;
  };
  const most = Math.max(...paths.map(common));
  return paths.filter((each) => common(each) === most);
}

function guardsOf(route: SeenRoute): readonly Guard[] {
  const { dependencies, wrappers, checks = [], routeClass, routerClass, stranger } = route;
  return [
    ...dependencies.filter(({ isGuard, isOfRecord }) => isGuard && !isOfRecord),
    ...wrappers.filter(({ isGuard }) => isGuard),
    ...checks.map(({ text, tree }) => ({ id: `:its check ${text}`, detail: tree, file: null, isGuard: true })),
    ...(typeof stranger === 'number' ? [middleware(stranger)] : []),
    ...[routeClass, routerClass].flatMap((id) => (id === null ? [] : [{ id, detail: '', file: null, isGuard: true }])),
  ];
}

const isCheck = ({ id }: Guard): boolean => id.startsWith(':its check ');

const MIDDLEWARE = ':a middleware';

/** Something that acts on paths, and answers strangers itself. */
const middleware = (status: number): Guard => ({
  id: `${MIDDLEWARE} (${status} without credentials)`,
  detail: '',
  file: null,
  isGuard: true,
});

/** Whether a route has a guard: that very one, or the one that is called after the new package where the guard is of the blueprint. */
function has(route: SeenRoute, guard: Guard, blueprint: Blueprint, owner: ExpectedPackage | undefined): boolean {
  if (guard.id.startsWith(MIDDLEWARE)) return route.stranger !== 'in';
  const all: readonly Guard[] = [...guardsOf(route), ...route.dependencies];
  return all.some((each) => {
    const isSame = each.id === guard.id || (isCheck(each) && isCheck(guard));
    const isOwn =
      owner !== undefined &&
      guard.file !== null &&
      blueprint.owns(guard.file) &&
      each.isGuard &&
      neutral(each.id, owner) === neutral(guard.id, blueprint);
    if (!isSame && !isOwn) return false;
    const asks = (guard.scopes ?? []).length === 0 || (each.scopes ?? []).length > 0;
    const made =
      each.detail === guard.detail ||
      (owner !== undefined && neutral(each.detail, owner) === neutral(guard.detail, blueprint));
    return asks && made;
  });
}

/** A text without the names of the package that it is about. */
function neutral(text: string, { name, singular }: { readonly name: string; readonly singular: string }): string {
  const camel = (word: string): string =>
    word
      .split('_')
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join('');
  return [name, camel(name), singular, camel(singular)].reduce((each, word) => each.replaceAll(word, '§'), text);
}
