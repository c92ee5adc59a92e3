export type FieldType =
  | { readonly kind: 'str'; readonly max: number }
  | { readonly kind: 'text' }
  | { readonly kind: 'int' }
  | { readonly kind: 'float' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'bool' }
  | { readonly kind: 'date' }
  /** With an offset; what is stored is UTC. */
  | { readonly kind: 'datetime' }
  | { readonly kind: 'uuid' }
  | { readonly kind: 'enum'; readonly values: readonly string[] };

/**
 * `value` is canonical for its type: `true`/`false`; an integer or a decimal without a plus, leading zeros or an
 * exponent (a decimal with exactly its scale of places); a number as JavaScript prints it for a float; `2024-01-31`;
 * `2024-01-31T08:00:00Z` in UTC, a fraction of up to six digits after the seconds; a lower-case UUID; the text itself
 * for str, text and enum. `empty` belongs to types that are not supported yet: an empty str is the value ''.
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
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly ge?: string;
  readonly gt?: string;
  readonly le?: string;
  readonly lt?: string;
  readonly pattern?: string;
  readonly column?: string;
  readonly alias?: string;
};

/** Something wrong with a field's text; `at` is where, in UTF-16 units from the start of the word. */
export type FieldError = { readonly at: number; readonly message: string };

/** The least number of characters that the schema accepts: 1 for a str that does not say otherwise. */
export function minLength(field: Field): number | undefined {
  if (field.minLength !== undefined) return field.minLength;
  if (field.type.kind !== 'str') return undefined;
  return field.default?.kind === 'value' && field.default.value === '' ? 0 : 1;
}

/** The greatest number of characters that the schema accepts. */
export function maxLength(field: Field): number | undefined {
  return field.maxLength ?? (field.type.kind === 'str' ? field.type.max : undefined);
}

export function isText(type: FieldType): boolean {
  return type.kind === 'str' || type.kind === 'text';
}
