/** The paths of a package and what guards them, in lines for a person. */
import type { Guard } from '../framework/guards.js';
import type { Style } from '../style/style-values.js';
import type { ModelPlan, ServedPath } from './plan.js';

/** The paths of a model, in words. */
export function pathsIn({ paths }: ModelPlan): string {
  return paths.map(({ path }) => path).join(' and ');
}

/** What lets only some callers in; of each path where that differs. */
export function guardLines(conventions: Style, paths: readonly ServedPath[]): readonly string[] {
  const words = paths.map(({ path, guards }) => ({ path, words: guardWords(conventions, guards) }));
  const [first, ...others] = words;
  const shown = first?.words ?? guardWords(conventions, conventions.guardsAbove);
  if (others.every((each) => each.words === shown)) return [`    guarded by   ${shown}`];
  return words.map((each) => `    guarded by   ${each.words}, for ${each.path}`);
}

/** The package's own guards, and those of what includes it. */
function guardWords({ security }: Style, guardsAbove: readonly Guard[]): string {
  const own = security.guards.map(({ text, at }: Guard) => `${text} as in ${at}`);
  const above = guardsAbove.map(({ text, at }) => `${text} of what includes it (${at})`);
  const all = [...own, ...above];
  return all.length === 0 ? 'nothing that is seen here: everybody may call the new paths' : all.join(', ');
}
