export type ScalarType =
  | { readonly kind: 'str'; readonly max: number }
  | { readonly kind: 'text' }
  | { readonly kind: 'int' | 'bigint' | 'smallint' }
  | { readonly kind: 'float' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'bool' }
  | { readonly kind: 'date' }
  /** `datetime` has an offset, and what is stored is UTC; the others refuse one. */
  | { readonly kind: 'datetime' | 'datetime.naive' | 'time' }
  | { readonly kind: 'timedelta' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'email' | 'url' | 'slug' };

export type FieldType =
  | ScalarType
  | { readonly kind: 'json' }
  | { readonly kind: 'bytes' }
  /** `host` is there for an enum class of the backend once it was found. */
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly host?: HostEnum }
  /** An enum class of the backend by its name: which values it has is known when the backend is read. */
  | { readonly kind: 'enum.class'; readonly name: string }
  | { readonly kind: 'list'; readonly of: ScalarType };

/** An enum class of the backend: where it is imported from, and its members in their order. */
export type HostEnum = {
  readonly module: string;
  readonly name: string;
  readonly members: readonly { readonly name: string; readonly value: string }[];
};

/**
 * `value` is canonical for its type: `true`/`false`; an integer or a decimal without a plus, leading zeros or an
 * exponent (a decimal with exactly its scale of places); a number as JavaScript prints it for a float; `2024-01-31`;
 * `2024-01-31T08:00:00Z` in UTC, a fraction of up to six digits after the seconds, and the same without `Z` where there
 * is no offset; `08:00:00`; `P1DT8H`; a lower-case UUID; JSON as JavaScript prints it; padded base64 for bytes; the text
 * itself for the rest. `empty` is the empty list: an empty str is the value ''.
 */
export type Default =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'factory'; readonly name: 'now' | 'today' | 'uuid4' | 'empty' };

export type Bound = 'ge' | 'gt' | 'le' | 'lt';

export const BOUNDS: readonly Bound[] = ['ge', 'gt', 'le', 'lt'];

/** A checked field. Bounds are canonical text of the field's type, a decimal's without trailing zeros. */
export type Field = {
  readonly name: string;
  readonly type: FieldType;
  readonly optional: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly readonly: boolean;
  readonly writeonly: boolean;
  readonly default?: Default;
  /** The default that the database gives. */
  readonly serverDefault?: Default;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly ge?: string;
  readonly gt?: string;
  readonly le?: string;
  readonly lt?: string;
  readonly pattern?: string;
  readonly column?: string;
  readonly alias?: string;
  readonly doc?: string;
};

/** Something wrong with a field's text; `at` is where, in UTF-16 units from the start of the word. */
export type FieldError = { readonly at: number; readonly message: string };

/** The most characters of a type whose texts are bounded; those of an address are its standard's. */
const LONGEST = { email: 320, url: 2083, slug: 255 } as const;

/** The pattern of a slug. */
export const SLUG: string = '^[a-z0-9]+(?:-[a-z0-9]+)*$';

/** The least number of characters that the schema accepts: 1 for a str that does not say otherwise. */
export function minLength(field: Field): number | undefined {
  if (field.minLength !== undefined) return field.minLength;
  if (field.type.kind === 'slug') return 1;
  if (field.type.kind !== 'str') return undefined;
  return [field.default, field.serverDefault].some((given) => given?.kind === 'value' && given.value === '') ? 0 : 1;
}

/** The greatest number of characters that the schema accepts, of bytes for `bytes`. */
export function maxLength(field: Field): number | undefined {
  return field.maxLength ?? longest(field.type);
}

/** What the type itself allows. */
export function longest(type: FieldType): number | undefined {
  if (type.kind === 'str') return type.max;
  return type.kind === 'email' || type.kind === 'url' || type.kind === 'slug' ? LONGEST[type.kind] : undefined;
}

/** The pattern that the field's texts match, its own or its type's. */
export function patternOf(field: Field): string | undefined {
  return field.type.kind === 'slug' ? SLUG : field.pattern;
}

export function isText(type: FieldType): boolean {
  return type.kind === 'str' || type.kind === 'text' || type.kind === 'slug';
}

/** A field for one item of a list. */
export function itemField(field: Field, of: ScalarType): Field {
  const flags = { optional: false, unique: false, index: false, readonly: false, writeonly: false };
  return { name: field.name, type: of, ...flags };
}
