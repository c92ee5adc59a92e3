/** What can follow in a field that is half written, for shells that complete it. */
import { FLAGS, type Flag, isModifierWord, KEYS, type Key } from './modifiers.js';
import { segments } from './segments.js';
import { guessedType, readType } from './type-words.js';
import { type FieldType, rulesOf, rulesOfWord, typeWords } from './types/table.js';
import { BOUNDS, ON_DELETE } from './types/typed-field.js';

/** Whole fields; after `refersTo` a package and a model of the host follow instead. */
export type FieldCandidates = { readonly words: readonly string[]; readonly refersTo?: string };

type Rules = ReturnType<typeof rulesOf>;
type Fits = (rules: Rules, type: FieldType) => boolean;

const isIndexable: Fits = ({ isUnindexable, isMany }) => isUnindexable !== true && isMany !== true;
const isAsked: Fits = ({ isUnindexable, isOpaque, isHidden }, type) =>
  isUnindexable !== true && isHidden !== true && isOpaque?.(type) !== true;
const isLinked: Fits = ({ isReference, isMany }) => isReference === true || isMany === true;
const isOne: Fits = ({ isMany }) => isMany !== true;
const isOrdered: Fits = ({ order }) => order !== undefined;
const isPlain: Fits = (rules, type) => !isLinked(rules, type);

/** Which types a modifier goes with, where it does not go with all. */
const FITS: Partial<Readonly<Record<Flag | Key, Fits>>> = {
  optional: isOne,
  readonly: isOne,
  writeonly: isOne,
  unique: isIndexable,
  index: isIndexable,
  filter: isAsked,
  sort: isAsked,
  search: ({ isSearchable }) => isSearchable === true,
  embed: isLinked,
  back: isLinked,
  through: ({ isMany }) => isMany === true,
  ondelete: ({ isReference }) => isReference === true,
  column: isOne,
  default: isPlain,
  server_default: isPlain,
  min_length: ({ lengths }) => lengths?.min !== undefined,
  max_length: ({ lengths }) => lengths !== undefined,
  pattern: ({ takesPattern }) => takesPattern === true,
  hash: ({ isHidden }) => isHidden === true,
  ...Object.fromEntries(BOUNDS.map((bound) => [bound, isOrdered])),
};

/** The fields that begin with what is written of one. */
export function fieldCandidates(written: string): FieldCandidates {
  const parts = segments(written);
  const last = parts.at(-1);
  if (last === undefined || parts.length < 2) return { words: [] };
  const before = written.slice(0, last.at);
  const begun = (words: readonly string[], at = before): readonly string[] =>
    words.map((word) => `${at}${word}`).filter((word) => word.startsWith(written) && word !== written);
  const [{ word: name } = last, { word: typed } = last] = parts;
  const isTyped = parts.length > 2 && !isModifierWord(typed);
  const { type } = readType(isTyped ? typed : guessedType(name), 0);
  if (type === undefined) return { words: [] };
  if (last.word === 'through' && last.value !== undefined && rulesOf(type).isMany === true) {
    return { words: [], refersTo: `${before}through=` };
  }
  if (last.value !== undefined) return { words: begun(valuesOf(last.word, type), `${before}${last.word}=`) };
  const given = new Set(parts.slice(1, -1).map(({ word }) => word));
  const modifiers = modifiersOf(type).filter((word) => !given.has(word.replace('=', '')));
  if (parts.length > 2) return { words: begun(modifiers) };
  const [kind = '', ...args] = last.word.split('.');
  if (args.length === 0) return { words: begun([...typesWritten(), ...(last.word === '' ? [] : modifiers)]) };
  const { of = [] } = rulesOfWord(kind)?.argument ?? {};
  const behind = `${before}${kind}.`;
  return of === 'models' ? { words: [], refersTo: behind } : { words: begun(of, behind) };
}

function typesWritten(): readonly string[] {
  return typeWords().map((word) => (rulesOfWord(word)?.argument?.isNeeded ? `${word}.` : word));
}

function modifiersOf(type: FieldType): readonly string[] {
  const rules = rulesOf(type);
  const fitting = (word: Flag | Key): boolean => FITS[word]?.(rules, type) !== false;
  return [...FLAGS.filter(fitting), ...KEYS.filter(fitting).map((key) => `${key}=`)];
}

/** The words that a modifier may take, where these are known. */
function valuesOf(word: string, type: FieldType): readonly string[] {
  const { factory, takesEmpty, isReference, words } = rulesOf(type);
  if (word === 'ondelete') return isReference ? ON_DELETE : [];
  if (word !== 'default' && word !== 'server_default') return [];
  return [...(words?.(type) ?? []), ...(factory === undefined ? [] : [factory]), ...(takesEmpty ? ['empty'] : [])];
}
