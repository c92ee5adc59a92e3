/** The tag that a package is asked to have in the OpenAPI document: where it is written, and whether it is. */
import type { Refusal } from '../refusal.js';
import type { Style } from '../style/style-values.js';
import type { Change, PlannedPackage } from './plan.js';
import type { Draft } from './request.js';

/** A backend without tags has none where it includes routers: that of the package is its router's own. */
export function taggedStyle(style: Style, tag: string | undefined): Style {
  return tag === undefined || style.tags !== 'none' ? style : { ...style, tags: 'router' };
}

/** The tag that the handlers of a package have already. */
export function tagThere(api: string | undefined): string | undefined {
  return /\btags\s*=\s*\[\s*["']([^"'\\]+)["']\s*\]/.exec(api ?? '')?.[1];
}

/** A tag that neither the package nor the line that includes it has: the backend makes its tags of something else. */
export function unplacedTag(
  { plan: { name, conventions, host }, registration: { tag } }: PlannedPackage,
  { registers, isNew }: Draft,
  changes: readonly Change[],
): readonly Refusal[] {
  const isElsewhere = conventions?.tags !== 'router' && conventions?.tags !== 'handlers';
  if (tag === undefined || !isNew || !registers || !isElsewhere) return [];
  const routers = changes.filter(({ path }) => host.routers.some((each) => each.path === path));
  const has = (text: string | undefined): number => text?.split(/["']/).filter((each) => each === tag).length ?? 0;
  if (routers.length === 0 || routers.some(({ before, after }) => has(after) > has(before))) return [];
  const reason = `--tag=${tag}: the backend makes the tags of ${name} of something else where it includes its router.`;
  const [first] = routers;
  return [
    {
      id: 'tag-unplaced',
      status: 3,
      reason,
      ...(first === undefined ? {} : { at: { path: first.path } }),
      hint: 'Leave --tag out, or write the package with --no-register and include its router with that tag.',
    },
  ];
}
