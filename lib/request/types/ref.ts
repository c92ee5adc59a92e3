/** `ref.users.User`: the key of a record of another model, which is looked up when the backend is read. */

import { pythonString } from '../../naming/literals.js';
import type { Deletion } from '../deletion.js';
import { failed, type TypeArguments, type TypeReading } from './arguments.js';
import { bad } from './reading.js';
import { sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';
import type { InvalidSample, OnDelete } from './typed-field.js';

/** The model's class, its package, or both; `to` is what was found. */
export type RefType = {
  readonly kind: 'ref';
  readonly package?: string;
  readonly model?: string;
  readonly to?: RefTarget;
};

export function isReference(type: { readonly kind: string }): type is RefType {
  return type.kind === 'ref';
}

export type RefKey = {
  /** The model's attribute, and its column in the database. */
  readonly name: string;
  readonly column: string;
  readonly kind: 'int' | 'bigint' | 'uuid' | 'str';
};

/** A model that a reference leads to, and what the referring model calls it. */
export type RefTarget = {
  /** `author`, of the column `author_id`. */
  readonly relation: string;
  /** Where its class is defined, the class and the table. */
  readonly module: string;
  readonly name: string;
  readonly table: string;
  readonly key: RefKey;
  /** Whether the model refers to itself. */
  readonly isSelf: boolean;
  /** What shows the record in an answer, where it is embedded. */
  readonly shown?: ShownRecord;
  /** Where records of both models belong to callers: the attribute by which the record names its owner. */
  readonly owner?: string;
  /** The attributes that say or may say whose the record is, where nothing asks for it. */
  readonly perhapsOwners?: readonly string[];
  /** How a record of it says that it is deleted, where it is marked and kept. */
  readonly deletion?: Deletion;
  /** What tests have to store so that there is such a record, in this order. */
  readonly rows: readonly RefRow[];
};

/** The schema that an answer shows a record with, and how the record is loaded beside the one that refers to it. */
export type ShownRecord = {
  readonly module: string;
  readonly name: string;
  readonly loading: 'selectin' | 'joined';
  /** Whether the schema has the record's key, by the name of its attribute. */
  readonly hasKey: boolean;
};

/** A relationship at the other end of a reference: `invoices` of a customer. */
export type BackReference = {
  /** The model that gets it. */
  readonly module: string;
  readonly model: string;
  readonly name: string;
  /** The model that refers, its relationship and its column. */
  readonly from: {
    readonly module: string;
    readonly model: string;
    readonly relation: string;
    readonly column: string;
  };
  readonly isOne: boolean;
  readonly ondelete: OnDelete | undefined;
  /** The class that joins records of both, where each may have several of the other, and what the model's key is called. */
  readonly link?: LinkClass & { readonly key: string };
  /** Whether the model refers to the other one in several ways. */
  readonly isOneOfSeveral: boolean;
};

/** The class whose rows join records of two models: `PostTag`. */
export type LinkClass = {
  readonly name: string;
  readonly table: string;
  /** Its keys of the record that has the others, and of those. */
  readonly own: string;
  readonly other: string;
  readonly from: LinkSource;
};

/** The package writes the class, or it is a model of its own. */
export type LinkSource =
  | {
      readonly kind: 'written';
      /** What it inherits from: a base without a key, since its two keys are its own. */
      readonly base: { readonly module: string; readonly name: string };
    }
  | {
      readonly kind: 'model';
      readonly module: string;
      /** Relationships that set the same column. */
      readonly overlaps: readonly string[];
      /** Whether several of its columns lead to one of both models. */
      readonly isOneOfSeveral: boolean;
    };

/** A row of a model: each value is a Python expression, its text with names in it, and `number` the number of the row. */
export type RefRow = {
  readonly module: string;
  readonly name: string;
  readonly values: readonly (readonly [
    attribute: string,
    value: {
      readonly texts: readonly string[];
      readonly names: readonly { readonly module?: string; readonly name: string; readonly local?: string }[];
    },
  ])[];
  /** The attributes that it gets once it is made. */
  readonly later: readonly string[];
};

export const ref: TypeRules<RefType> = {
  read,
  argument: { of: 'models', isNeeded: true },
  foreign: 'fk foreignkey foreign_key references reference belongs_to many_to_one manytoone one_to_one onetoone',
  print: (type) => `ref.${printTarget(type)}`,
  isReference: true,
  value: () => bad('is no default of a reference: it has none.'),
  samples: ({ type }, count) => {
    const to = found(type);
    // Of its own records none is there before the first one.
    return to.isSelf ? [] : sequence(Math.min(count, MOST_ROWS), (index) => keySample(to.key, index + 1));
  },
  invalid: ({ type }) => INVALID_KEYS[found(type).key.kind],
};

/** So many records are there to refer to where no two may have the same. */
const MOST_ROWS = 4;

function found({ to }: RefType): RefTarget {
  if (to === undefined) throw new Error('the model of a reference was not looked for');
  return to;
}

/** The key of the record with a number, in JSON. */
export function keySample({ kind }: RefKey, number: number): string {
  // With a letter: SQLite takes digits alone in a column of the type UUID for a number.
  if (kind === 'uuid') return pythonString(`a0000000-0000-4000-8000-${String(number).padStart(12, '0')}`);
  return kind === 'str' ? pythonString(String(number)) : String(number);
}

const beyond = (bits: number): readonly InvalidSample[] => [
  { value: '"x"', why: 'wrong type' },
  { value: '0', why: 'less than any key' },
  { value: String(2n ** BigInt(bits - 1)), why: 'too large for its column' },
];

export const INVALID_KEYS: Readonly<Record<RefKey['kind'], readonly InvalidSample[]>> = {
  int: beyond(32),
  bigint: beyond(64),
  uuid: [{ value: '"x"', why: 'no key' }],
  str: [
    { value: '1', why: 'wrong type' },
    { value: '"\\u0000"', why: 'NUL' },
  ],
};

function read(written: TypeArguments): TypeReading<RefType> {
  const { type, errors } = readTarget(written, 'ref', 'ref.users.User');
  return { type: type && { kind: 'ref', ...type }, errors };
}

/** The package and the model behind a word. */
export function readTarget(
  written: TypeArguments,
  word: string,
  example: string,
): TypeReading<Pick<RefType, 'package' | 'model'>> {
  const { args } = written;
  const [first = '', second] = args;
  if (first === '') return failed(written, `${word} needs the model that it refers to: ${example}.`, 0);
  if (args.length > 2) {
    return failed(written, `${word} takes a package and a model, not a path: ${word}.${args.slice(-2).join('.')}.`, 0);
  }
  if (second !== undefined && !isPackage(first)) {
    return failed(written, `${pythonString(first)} is no name of a package: write ${example}.`, 0);
  }
  const last = second ?? first;
  if (second === undefined && isPackage(last)) return { type: { package: last }, errors: [] };
  if (!/^[A-Z][A-Za-z0-9_]{0,99}$/.test(last)) {
    const message = `${pythonString(last)} is no name of a model: it is a class, as in ${example}.`;
    return failed(written, message, args.length - 1);
  }
  return { type: second === undefined ? { model: last } : { model: last, package: first }, errors: [] };
}

/** `tags.Tag` */
export const printTarget = ({ package: name, model }: Pick<RefType, 'package' | 'model'>): string =>
  [name, model].filter((part) => part !== undefined).join('.');

const isPackage = (name: string): boolean => /^[a-z][a-z0-9_]{0,99}$/.test(name);
