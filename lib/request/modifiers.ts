/** The modifiers of a field as they are written: flags and keys, and what was meant by other words. */
import { didYouMean } from '../naming/did-you-mean.js';
import { pythonString } from '../naming/literals.js';
import type { Segment } from './segments.js';
import { type FieldType, rulesOf } from './types/table.js';
import type { FieldError } from './types/typed-field.js';

export type Flag = 'optional' | 'unique' | 'index' | 'readonly' | 'writeonly' | 'filter' | 'sort' | 'search' | 'embed';
export type Key =
  | 'default'
  | 'server_default'
  | 'doc'
  | 'min_length'
  | 'max_length'
  | 'ge'
  | 'gt'
  | 'le'
  | 'lt'
  | 'pattern'
  | 'column'
  | 'alias'
  | 'ondelete'
  | 'back'
  | 'through'
  | 'hash';

/** The modifiers as they are written, each with its place. */
export type Modifiers = {
  readonly flags: ReadonlyMap<Flag, number>;
  readonly keys: ReadonlyMap<Key, { readonly value: string; readonly at: number }>;
  readonly errors: readonly FieldError[];
};

export const FLAGS: readonly Flag[] = [
  'optional',
  'unique',
  'index',
  'readonly',
  'writeonly',
  'filter',
  'sort',
  'search',
  'embed',
];
export const KEYS: readonly Key[] = [
  'default',
  'server_default',
  'min_length',
  'max_length',
  'ge',
  'gt',
  'le',
  'lt',
  'pattern',
  'column',
  'alias',
  'ondelete',
  'back',
  'through',
  'hash',
  'doc',
];

/** Other languages' words, to correct them. */
const MEANT: ReadonlyMap<string, string> = new Map(
  Object.entries({
    optional: 'nullable null none blank maybe',
    unique: 'uniq',
    index: 'indexed db_index idx',
    readonly: 'read_only read-only computed editable',
    writeonly: 'write_only write-only',
    filter: 'filterable filtered',
    sort: 'sortable order order_by ordering',
    search: 'searchable fulltext',
    embed: 'embedded nested expand eager include',
    default: 'initial init default_value',
    server_default: 'db_default serverdefault database_default',
    min_length: 'minlength minlen min_len',
    max_length: 'maxlength maxlen max_len length size len',
    ge: 'gte minimum min_value',
    gt: 'exclusiveminimum',
    'ge=0': 'unsigned nonnegative',
    'gt=0': 'positive',
    le: 'lte maximum max_value',
    lt: 'exclusivemaximum',
    pattern: 'regex regexp match',
    column: 'db_column name',
    doc: 'description comment help help_text',
    ondelete: 'on_delete',
    back: 'back_populates backref related_name',
    through: 'via association join_model',
    hash: 'hashed hasher hash_with hashed_by',
  }).flatMap(([meant, words]) => words.split(' ').map((word) => [word, meant] as const)),
);

export function isModifierWord(word: string): boolean {
  return isFlag(word) || isKey(word);
}

export function readModifiers(parts: readonly Segment[], type: FieldType | undefined): Modifiers {
  const flags = new Map<Flag, number>();
  const keys = new Map<Key, { value: string; at: number }>();
  const errors: FieldError[] = [];
  parts.forEach(({ word, value, at }, index) => {
    const fail = (message: string): unknown => errors.push({ at, message });
    if (isFlag(word)) {
      if (value !== undefined) fail(`${word} takes no value: write ${word}, or leave it out.`);
      else if (flags.has(word)) fail(`${word} is given twice.`);
      else flags.set(word, at);
    } else if (isKey(word)) {
      if (value === undefined) fail(`${word} needs a value: ${word}=…`);
      else if (keys.has(word)) fail(`${word} is given twice.`);
      else keys.set(word, { value, at });
    } else if (word === '' && value === undefined) {
      fail('There is nothing between two colons. Inside a value, a colon is written ::.');
    } else {
      fail(unknown(word, type, parts.slice(0, index).findLast(hasFreeValue)));
    }
  });
  return { flags, keys, errors };
}

function isFlag(word: string): word is Flag {
  return FLAGS.some((flag) => flag === word);
}

function isKey(word: string): word is Key {
  return KEYS.some((key) => key === word);
}

function hasFreeValue({ word, value }: Segment): boolean {
  return value !== undefined && ['default', 'server_default', 'pattern', 'doc'].includes(word);
}

function unknown(word: string, type: FieldType | undefined, before: Segment | undefined): string {
  const lower = word.toLowerCase();
  const shown = pythonString(word);
  if (['required', 'notnull', 'not_null', 'nonnull'].includes(lower)) {
    return `${shown} is no modifier: a field is required unless it is optional. Leave it out.`;
  }
  if (['pk', 'primary_key', 'primary', 'autoincrement'].includes(lower)) {
    return `${shown} is no modifier: the key, id, is already provided. Leave it out.`;
  }
  const known = isModifierWord(lower) ? lower : (limit(lower, type) ?? MEANT.get(lower));
  const fix = known === undefined ? didYouMean(word, [...FLAGS, ...KEYS]) : ` Did you mean ${known}?`;
  if (fix !== '') return `${shown} is no modifier.${fix}`;
  const colon = before !== undefined ? ` If it belongs to the value of ${before.word}, write the colon as ::.` : '';
  return `${shown} is no modifier.${colon || ` The modifiers are ${[...FLAGS, ...KEYS.map((key) => `${key}=`)].join(', ')}.`}`;
}

/** `min` and `max` are lengths where a type has some, and bounds where it does not. */
function limit(word: string, type: FieldType | undefined): string | undefined {
  const hasLengths = type !== undefined && rulesOf(type).lengths !== undefined;
  if (word === 'min') return hasLengths ? 'min_length' : 'ge';
  return word === 'max' ? (hasLengths ? 'max_length' : 'le') : undefined;
}
