/** The blueprint's name in every spelling of labels, with the new package's in the same one. */
import { plural, singular } from '../naming/inflect.js';
import { isNeutral } from '../naming/neutral-words.js';
import type { RegistrationRequest } from './request.js';

type Named = Pick<RegistrationRequest, 'package' | 'singular' | 'slug' | 'modelName'> & { readonly blueprint: string };

/** How several words are joined where one word of the blueprint shows nothing. */
export type Joiners = { readonly lower: string; readonly capital: string };

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const STYLES: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join('_'),
  (words) => words.join('-'),
  (words) => words.join(' '),
  (words) => capital(words.join(' ')),
  (words) => words.map(capital).join(' '),
  (words) => words.map(capital).join(''),
  (words) => words.map(capital).join('-'),
  (words) => words.join('_').toUpperCase(),
  (words) => words.join(' ').toUpperCase(),
  (words) => words.map((word, index) => (index === 0 ? word : capital(word))).join(''),
];

/** The blueprint's name as it is, in the singular and in the plural, each with its counterpart. */
export function counterparts(named: Named): readonly (readonly [string, string])[] {
  const { blueprint, package: name, singular: one } = named;
  const pairs: (readonly [string, string])[] = [[blueprint, name]];
  const add = (from: string, to: string): void => {
    if (from !== '' && !pairs.some(([known]) => known === from)) pairs.push([from, to]);
  };
  add(singular(blueprint), one);
  add(plural(blueprint), plural(name));
  return blueprint === '' ? [] : pairs;
}

/** A text that is nothing but the blueprint's name in some spelling, as the new package's in the same one. */
export function respelled(text: string, named: Named, joiners: Partial<Joiners> = {}): string | undefined {
  for (const [from, to] of counterparts(named)) {
    const words = from.split('_');
    const style = STYLES.find((each) => each(words) === text);
    if (style === undefined) continue;
    const wished = to.split('_');
    if (words.length > 1 || wished.length === 1) return style(wished);
    if (text === from) return wished.join(joiners.lower ?? '_');
    if (text === from.toUpperCase()) return style(wished);
    return joiners.capital === undefined ? capital(wished.join(' ')) : wished.map(capital).join(joiners.capital);
  }
  return undefined;
}

/** Whether a text mentions the blueprint in any spelling. */
export function mentions(text: string, named: Named): boolean {
  const bare = (each: string): string => each.toLowerCase().replace(/[-_ ]/g, '');
  return named.blueprint !== '' && bare(text).includes(bare(singular(named.blueprint)));
}

/** A label (a tag, a title) that may have neutral words beside the blueprint's name; `undefined` for any other. */
export function relabelled(text: string, named: Named, joiners: Partial<Joiners> = {}): string | undefined {
  const whole = respelled(text, named, joiners);
  if (whole !== undefined) return whole;
  return replaceWords(text, named, joiners, isNeutral);
}

/** A sentence with the blueprint's name in it replaced wherever it is a word by itself. */
export function reworded(text: string, named: Named, joiners: Partial<Joiners> = {}): string | undefined {
  return replaceWords(text, named, joiners, () => true);
}

function replaceWords(
  text: string,
  named: Named,
  joiners: Partial<Joiners>,
  accepts: (rest: string) => boolean,
): string | undefined {
  // In a label like `admin_users` the words are joined by underscores.
  const joined = /^[a-z\d_]+$/.test(text) ? '' : '_';
  let rest = text;
  let result = text;
  for (const [from] of counterparts(named)) {
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}${joined}])${from.split('_').join('[-_ ]')}(?![\\p{L}\\p{N}${joined}])`,
      'giu',
    );
    rest = rest.replace(pattern, '');
    result = result.replace(pattern, (found) => respelled(found, named, joiners) ?? found);
  }
  return rest !== text && !mentions(rest, named) && accepts(rest) && !mentions(result, named) ? result : undefined;
}
