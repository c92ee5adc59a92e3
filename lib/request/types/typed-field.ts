/** A checked field of some type: what every field has, whatever its type is. */

/**
 * `value` is canonical for its type: `true`/`false`; an integer or a decimal without a plus, leading zeros or an
 * exponent (a decimal with exactly its scale of places); a number as JavaScript prints it for a float; `2024-01-31`;
 * `2024-01-31T08:00:00Z` in UTC, a fraction of up to six digits after the seconds, and the same without `Z` where there
 * is no offset; `08:00:00`; `P1DT8H`; a lower-case UUID; JSON as JavaScript prints it; padded base64 for bytes; the text
 * itself for the rest. `empty` is the empty list: an empty str is the value ''.
 */
export type Default =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'factory'; readonly name: Factory };

export type Factory = 'now' | 'today' | 'uuid4' | 'empty';

export const ON_DELETE = ['cascade', 'restrict', 'setnull', 'noaction'] as const;

export type OnDelete = (typeof ON_DELETE)[number];

export type Bound = 'ge' | 'gt' | 'le' | 'lt';

export const BOUNDS: readonly Bound[] = ['ge', 'gt', 'le', 'lt'];

/** Bounds are canonical text of the field's type, a decimal's without trailing zeros. */
export type Bounds = {
  readonly ge?: string;
  readonly gt?: string;
  readonly le?: string;
  readonly lt?: string;
};

export type TypedField<T> = Bounds & {
  readonly name: string;
  readonly type: T;
  readonly optional: boolean;
  readonly unique: boolean;
  readonly index: boolean;
  readonly readonly: boolean;
  readonly writeonly: boolean;
  /** What the list can be asked for by it. */
  readonly isFiltered?: true;
  readonly isSorted?: true;
  readonly isSearched?: true;
  /** Whether the answer has the record that it refers to. */
  readonly isEmbedded?: true;
  readonly default?: Default;
  /** The default that the database gives. */
  readonly serverDefault?: Default;
  /** Whether each change of the record makes its default anew. */
  readonly isMoving?: true;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly column?: string;
  readonly alias?: string;
  readonly doc?: string;
  /** What becomes of the record when the one that it refers to is deleted. */
  readonly ondelete?: OnDelete;
  /** What the other model calls the records that refer to it. */
  readonly back?: string;
  /** The model whose rows join both, as it is written: `tags.Tagging`. */
  readonly through?: string;
  /** The function of the host that makes of a secret what is stored, as it is written. */
  readonly hash?: string;
  /** A reference that the request itself says: the caller whose record it is, or the record of the path above. */
  readonly scope?: 'owner' | 'parent';
};

/** Something wrong with a field's text; `at` is where, in UTF-16 units from the start of the word. */
export type FieldError = { readonly at: number; readonly message: string };

/** `value` is a Python expression of a value that JSON can carry; `why` names the rule that it breaks. */
export type InvalidSample = { readonly value: string; readonly why: string };
