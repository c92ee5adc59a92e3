/** What an operation is called, without the words that are about the blueprint alone: `create_{one}` of `create_admin_user`. */
import { hasNoun, type Nouns, namePattern } from '../naming/name-pattern.js';

const NEUTRAL: ReadonlySet<string> = new Set(
  'by id ids pk uuid key all many multi one list new async db record records item items obj object objects data instance entity or and none 404 fail first or_404 with in to from of the paginated page pages partial detail details full service crud repo repository endpoint handler'.split(
    ' ',
  ),
);
const LINK: ReadonlySet<string> = new Set(['by', 'with', 'in', 'to', 'from', 'of', 'and', 'or', 'the']);

const VERB =
  /^(?:create|add|insert|save|store|update|edit|change|modify|patch|delete|remove|destroy|list|get|find|read|fetch|retrieve)$/;

/** The words from the verb on: `admin` of `admin_update_user` says who may. */
function fromVerb(words: readonly string[], isKept: (word: string | undefined) => boolean): readonly string[] {
  const at = words.findIndex((word) => VERB.test(word));
  return at > 0 && !words.slice(0, at).some(isKept) ? words.slice(at) : words;
}

/** A delete under the word for what it does: a blueprint that keeps its records may `deactivate` them. */
export const asDelete = (text: string): string =>
  text.replace(/(?<![a-z])(deactivat|disabl|archiv)(?=e(?:d|s)?(?![a-z])|ing(?![a-z]))/gi, (stem) =>
    stem.startsWith('D') || stem.startsWith('A') ? 'Delet' : 'delet',
  );

/** A create under the word for what it does: people alone `register` and `sign_up`. */
export const asCreate = (name: string): string => name.replace(/(?<![a-z])(?:register|sign_?up)(?![a-z])/, 'create');

/** Whether a variable says that its record was just made or changed: `new_user` is no name for one that was read. */
export const isOfWrite = (variable: string): boolean =>
  /^(?:new|created|added|updated|changed|saved|deleted|removed|old|existing|nov[oa]|nuev[oa]|cread[oa]|criad[oa]|nouve(?:au|lle)|neue[rs]?)_/.test(
    variable,
  );

/** The pattern of a name: its verb, its noun and what every package may say. */
export function operationName(name: string, nouns: Nouns): string {
  // What marks a record deletes it: `soft` says how.
  const plain = name.replace(/^(_*)(?:soft|hard)_(?=del|remove)/, '$1');
  const isKept = (word: string | undefined): boolean => word === undefined || NEUTRAL.has(word) || word.includes('{');
  const [verb = '', ...words] = fromVerb(namePattern(plain, nouns).split(/(?<!^_*)_/), isKept);
  // `get_by_user_id` of posts is by another key than theirs.
  const isOther = (index: number): boolean =>
    words[index] === 'id' && !isKept(words[index - 1]) && words[index - 2] === 'by';
  // `user_create` has its verb behind the noun.
  const isVerb = (word: string): boolean => verb.includes('{') && VERB.test(word);
  const kept = words.filter((word, index) => isVerb(word) || (isKept(word) && !isOther(index)));
  if (kept.length === words.length) return [verb, ...words].join('_');
  // `by` of `get_by_email` says nothing without the word.
  while (LINK.has(kept.at(-1) ?? '')) kept.pop();
  return [verb, ...kept].join('_');
}

/** The pattern of a name of a handler or of a variable without what is said of the blueprint's records alone: who sees them, what is beside them. */
export function withoutKind(pattern: string): string {
  if (!hasNoun(pattern)) return pattern;
  return pattern
    .replace(/(?<=\})_with_(?:stats|statistics|details?|relations?|images?|count|counts|items|info)$/, '')
    .replace(/_(?:public|active|inactive|my|published|current)(?=_|$)/g, '');
}

/** Whether a name has a noun of its own behind its verb, and is left with the verb alone: `list_staff`, and no `get_by_email`. */
export function hasOtherNoun(name: string, plain: string): boolean {
  const [, noun] = /^_*[a-z]+_([a-z]+)/.exec(name) ?? [];
  return /^_*[a-z]+$/.test(plain) && plain !== name && noun !== undefined && !NEUTRAL.has(noun);
}

const OTHERS = {
  create: /(?<![a-z])(?:update|edit|patch)(?![a-z])/,
  update: /(?<![a-z])(?:create|new|add)(?![a-z])/,
} as const;

/** What is sent for an operation, after what is sent for the other one: `user_update` and `user_create`. */
export function forOperation(name: string, operation: string): string {
  return operation === 'create' || operation === 'update' ? name.replace(OTHERS[operation], operation) : name;
}
