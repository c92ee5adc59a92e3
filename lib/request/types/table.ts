/** The table of all types: a type is a file of this folder and a row here or, where a list may hold it, in scalars.ts. */
import { wordList } from '../../naming/phrase.js';
import { type BytesType, bytes } from './bytes.js';
import { type EnumType, enumOfValues } from './enum.js';
import { type EnumClassType, enumClass } from './enum-class.js';
import { type JsonType, json } from './json.js';
import { type ListType, list } from './list.js';
import { type ManyType, m2m } from './m2m.js';
import { type RefType, ref } from './ref.js';
import { SCALARS, type ScalarType } from './scalars.js';
import { type SecretType, secret } from './secret.js';
import type { TypeRules } from './type-rules.js';

export type FieldType =
  | ScalarType
  | JsonType
  | BytesType
  | SecretType
  | EnumType
  | EnumClassType
  | ListType
  | RefType
  | ManyType;

type Table = { readonly [Kind in FieldType['kind']]: TypeRules<Extract<FieldType, { kind: Kind }>, FieldType> };

const TYPES: Table = {
  ...SCALARS,
  json,
  bytes,
  secret,
  enum: enumOfValues,
  'enum.class': enumClass,
  list,
  ref,
  m2m,
};

type Rules = TypeRules<FieldType, FieldType>;

export function rulesOf(type: FieldType): Rules {
  return TYPES[type.kind];
}

/** The rules of the type that a word starts; a word comes from a user, so it may be `constructor`. */
export function rulesOfWord(word: string): Rules | undefined {
  return typeWords().includes(word) ? ROWS.find(([kind]) => kind === word)?.[1] : undefined;
}

/** Every word that a type can start with. */
export function typeWords(): readonly string[] {
  return ROWS.flatMap(([kind, { read }]) => (read === undefined ? [] : [kind]));
}

/** The words of the types for which something holds: `str, text and slug`. */
export function typesWith(holds: (rules: Rules) => boolean): string {
  return wordList(ROWS.flatMap(([kind, rules]) => (holds(rules) ? [kind] : [])));
}

/** Every type's kind and the words that other languages have for it. */
export function foreignWords(): readonly (readonly [string, string])[] {
  return ROWS.flatMap(([kind, { foreign }]) =>
    foreign
      .split(' ')
      .filter(Boolean)
      .map((word) => [word, kind] as const),
  );
}

const ROWS: readonly (readonly [string, Rules])[] = Object.entries(TYPES);
