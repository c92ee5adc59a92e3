/** Where a package's paths begin in the OpenAPI document. */
import type { Host } from '../wiring/host.js';
import { addedLines } from './lines.js';
import type { Change } from './plan.js';

/** `/api/v1/invoices`: what is above the router, the prefix that its include gives it, and its own. */
export function pathPrefix({ mount = '', routers }: Host, slug: string, changes: readonly Change[]): string {
  const added = changes
    .filter(({ path }) => routers.some((file) => file.path === path))
    .flatMap(({ before = '', after }) => addedLines(before, after).map(({ text }) => text));
  const given = /\bprefix\s*=\s*(["'])([^"'{}]*)\1/.exec(added.join('\n'))?.[2] ?? '';
  const above = given === '' || mount.endsWith(given) ? mount : mount + given;
  return given.split('/').includes(slug) ? above : `${above}/${slug}`;
}
