/** The shape of a row in the table of types: everything that one field type knows of itself. */
import type { TypeArguments, TypeReading } from './arguments.js';
import type { Reading } from './reading.js';
import type { Factory, InvalidSample, TypedField } from './typed-field.js';

/** `Read` is what its word can lead to, where that is not one type alone. */
export type TypeRules<T extends { readonly kind: string }, Read = T> = {
  /** Reads the arguments after the type's word; without it the word is none that can be written. */
  read?(args: TypeArguments, readType: ReadType): TypeReading<Read>;
  /** What follows its word behind a dot: a model of the host, or one of some words, of which not all are always known. */
  readonly argument?: { readonly of: 'models' | readonly string[]; readonly isNeeded?: true };
  /** Its values, where they are a few words. */
  words?(type: T): readonly string[];
  /** Other languages' words for it, to correct them. */
  readonly foreign: string;
  /** How it is written where that is more than its kind. */
  print?(type: T): string;
  /** Reads a value as it is written in a field. */
  value(type: T, text: string): Reading;
  /** The word that `default=` takes instead of a value. */
  readonly factory?: Factory;
  /** Why words like `now` are no default of it. */
  readonly noFactory?: string;
  /** `default=empty` means the empty text. */
  readonly takesEmpty?: boolean;
  /** Why the database cannot give this default. */
  serverDefaultProblem?(text: string): string | undefined;
  readonly lengths?: LengthRules<T>;
  readonly order?: OrderRules<T>;
  /** `pattern=` can be given. */
  readonly takesPattern?: boolean;
  /** The pattern that the type itself has. */
  readonly pattern?: string;
  /** Its values have an order that a list can be asked for parts of: `due_from`, `due_to`. */
  readonly isRanged?: boolean;
  /** A list can be asked for several of its values. */
  readonly isChoice?: boolean;
  /** A list can be searched for parts of its texts. */
  readonly isSearchable?: boolean;
  /** Nothing can be asked of its values. */
  isOpaque?(type: T): boolean;
  /** A database cannot index it. */
  readonly isUnindexable?: boolean;
  readonly isInteger?: boolean;
  /** Whether email-validator checks its values; a list asks for its items. */
  isCheckedAddress?(type: T): boolean;
  /** Nobody is shown its values, whether `writeonly` is said or not. */
  readonly isHidden?: boolean;
  /** Its value is the key of another record, or it has the keys of many. */
  readonly isReference?: boolean;
  readonly isMany?: boolean;
  /** Builtins of Python that the class body of the schema needs by their own names. */
  readonly builtins?: readonly string[];
  /**
   * Up to `count` different valid values, as Python literals that are JSON too (but for `True` and `False`): a decimal
   * is a string with exactly its scale of places, dates, datetimes (with `Z`) and UUIDs are strings. Always the same.
   */
  samples(field: TypedField<T>, count: number): readonly string[];
  /**
   * The least and the greatest values that the schema accepts, spelled like samples (a long text as `"x" * 255`) and as
   * they come back in an answer; without it the samples are as good.
   */
  edges?(field: TypedField<T>): readonly string[];
  /** One value for each rule of the field that its schema must refuse; null is not among them. */
  invalid(field: TypedField<T>): readonly InvalidSample[];
};

/** Reads a whole type, for a type whose arguments are another one. */
export type ReadType = (text: string, at: number) => TypeReading<{ readonly kind: string }>;

/** What `min_length` and `max_length` mean for a type. */
export type LengthRules<T> = {
  readonly unit: 'characters' | 'bytes';
  /** The least number that `min_length=` takes, where the type takes the modifier. */
  readonly min?: number;
  /** The least number that `max_length=` takes. */
  readonly max: number;
  /** The least length without `min_length=`. */
  least?(field: TypedField<T>): number;
  /** What the type itself allows. */
  most?(type: T): number | undefined;
};

/** What `ge`, `gt`, `le` and `lt` mean for a type. */
export type OrderRules<T> = {
  /** Negative where the first of two canonical values is smaller. */
  compare(type: T, one: string, other: string): number;
  /** No value is left between the bounds. */
  isEmpty(field: TypedField<T>): boolean;
  /** A canonical value as a bound is spelled. */
  bound?(value: string): string;
};
