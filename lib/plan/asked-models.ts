/** The models of a draft as the host has its own: called, tabled, marked and owned as it does it. */
import { urlSegment } from '../naming/names.js';
import { withClassName } from '../package/class-names.js';
import type { PackageNames } from '../package/context.js';
import { withTableName } from '../package/table-name.js';
import type { Style } from '../style/style-values.js';
import { withTimestamps } from './asked-style.js';
import { withScopes } from './owner.js';
import type { Draft, ModelDraft } from './request.js';
import { withDeletion } from './soft-deletes.js';

/** The first model of a package has the package's own path and comes first. */
export function askedModels(
  learned: Style,
  { models }: Draft,
  { stampMixin, softDeletes }: Pick<PackageNames, 'stampMixin' | 'softDeletes'>,
): readonly ModelDraft[] {
  return [...models]
    .sort((left, right) => Number(left.path !== '') - Number(right.path !== ''))
    .map(({ spec: typed, path }) => {
      const spec = withClassName(learned, typed);
      return {
        spec: withDeletion(
          softDeletes,
          learned,
          withTimestamps(learned, stampMixin, withScopes(withTableName(learned, spec))),
        ),
        path: path === pathOf(typed) ? pathOf(spec) : path,
      };
    });
}

const pathOf = ({ collection }: ModelDraft['spec']): string => `/${urlSegment(collection)}`;

/** Whether a package was written when its models had no other name than their nouns. */
export function hasBareNames(asked: readonly ModelDraft[], classes: ReadonlySet<string> = new Set()): boolean {
  return asked.some(({ spec: { name, noun } }) => name !== noun && classes.has(noun) && !classes.has(name));
}
