/** What a path with the blueprint's name in it becomes for a new package. */
import { singular, singularSegment, urlSegment } from '../naming/inflect.js';
import type { RegistrationRequest } from './request.js';
import { counterparts, mentions } from './spelling.js';

type Named = Pick<RegistrationRequest, 'package' | 'singular' | 'slug'> & { readonly blueprint: string };

/** A path with the blueprint's segment replaced, and the same path without that segment. */
export type NewPath = { readonly text: string; readonly without: string };

/**
 * `/api/v1/users` for the new package. `undefined` when the blueprint is not in it, `unclear` when it is in it in another
 * way than as the last segment. `underscored` joins the words of the new segment where the file does so.
 */
export function newPath(path: string, named: Named, underscored = false): NewPath | 'unclear' | undefined {
  const segments = path.split('/');
  const last = segments.at(-1) === '' && segments.length > 1 ? segments.length - 2 : segments.length - 1;
  const segment = newSegment(segments[last] ?? '', named, underscored);
  if (segment === undefined) return mentions(path, named) ? 'unclear' : undefined;
  const before = segments.slice(0, last);
  if (mentions(before.join('/'), named)) return 'unclear';
  return { text: segments.with(last, segment).join('/'), without: before.join('/') };
}

function newSegment(segment: string, named: Named, underscored: boolean): string | undefined {
  const joiner = underscored ? '_' : '-';
  const slug = named.slug ?? named.package.replaceAll('_', joiner);
  for (const [from, to] of counterparts(named)) {
    if (segment !== from && segment !== urlSegment(from)) continue;
    if (to === named.package) return slug;
    if (to === named.singular && singular(slug) !== slug) return singularSegment(slug);
    return to.replaceAll('_', joiner);
  }
  return undefined;
}
