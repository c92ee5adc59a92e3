/** A path of a new package that a route of the host answers already, so that one of the two would never be reached. */
import { isInside } from '../project/paths.js';
import type { Refusal } from '../refusal.js';
import { comesBefore, type HostRoute, haveOneApp, type Order } from '../wiring/routes.js';
import type { PackagePlace } from './package-place.js';

/** The methods of a collection, as of `/invoices`, and of one record, as of `/invoices/{invoice_id}`. */
const COLLECTION: readonly string[] = ['get', 'post'];
const RECORD: readonly string[] = ['get', 'put', 'patch', 'delete'];

/**
 * The first route of the host that the package's paths would hide or that would hide them. Only what is certain: a
 * path that is not wholly written down is taken for none.
 */
export function takenPathProblem(
  routes: () => readonly HostRoute[],
  order: Order,
  path: string,
  place: PackagePlace,
): Refusal | undefined {
  const own = place.files.flatMap((file) => (file.isShared ? [] : [file.path]));
  const isOwn = (each: string): boolean =>
    place.kind === 'folder' ? isInside(place.folder, each) : own.includes(each);
  for (const route of routes()) {
    if (isOwn(route.module.path) || !haveOneApp(route.order, order)) continue;
    const what = collision(route, path, order);
    if (what === undefined) continue;
    return {
      id: 'path-taken',
      status: 3,
      reason: `The new package would answer ${path}, and the route ${route.path} ${what}.`,
      at: { path: route.module.path, line: route.line },
      hint:
        what === HIDES
          ? OTHER_WAY(route.path)
          : `Choose another name for the package, or move the route ${route.path}.`,
    };
  }
  return undefined;
}

const HIDES = 'comes first and answers every such path';

/** Another name would be hidden as well. */
const OTHER_WAY = (path: string): string =>
  `Give ${path} a path of its own, as a prefix where its router is included does, or follow a package that is served elsewhere with --like PACKAGE.`;

function collision({ methods, path, order }: HostRoute, ours: string, place: Order): string | undefined {
  const has = (wanted: readonly string[]): boolean => methods.some((method) => wanted.includes(method));
  const trimmed = path.replace(/\/$/, '');
  const below = trimmed.startsWith(`${ours}/`) ? trimmed.slice(ours.length + 1) : undefined;
  if (trimmed === ours && has(COLLECTION)) return 'answers it already';
  if (below !== undefined && /^\{\w+\}$/.test(below) && has(RECORD)) return 'answers its records already';
  const comesFirst = comesBefore(order, place);
  if (below !== undefined && /^[^{}/]+$/.test(below) && has(RECORD) && comesFirst === false) {
    return 'would be taken for one of its records';
  }
  const isHidden = comesFirst === true && has(COLLECTION) && /\{/.test(path) && matches(path, ours);
  return isHidden ? HIDES : undefined;
}

/** Whether a path with parameters answers another one. Those with a converter other than `path` may not. */
function matches(template: string, path: string): boolean {
  const pattern = template
    .split(/(\{[^{}]*\})/)
    .map((part) => {
      if (/^\{\w+\}$/.test(part)) return '[^/]+';
      if (/^\{\w+:path\}$/.test(part)) return '.*';
      return part.startsWith('{') ? '(?!)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${pattern}$`).test(path) || new RegExp(`^${pattern}$`).test(`${path}/`);
}
