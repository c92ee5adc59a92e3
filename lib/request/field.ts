/** A checked field, and what its type and its modifiers together say of it. */
import { singular } from '../naming/names.js';
import { type FieldType, rulesOf } from './types/table.js';
import type { TypedField } from './types/typed-field.js';

/** A checked field. */
export type Field = TypedField<FieldType>;

/** The least number of characters that the schema accepts: 1 for a str that does not say otherwise. */
export function minLength(field: Field): number | undefined {
  return field.minLength ?? rulesOf(field.type).lengths?.least?.(field);
}

/** The greatest number of characters that the schema accepts, of bytes for `bytes`. */
export function maxLength(field: Field): number | undefined {
  return field.maxLength ?? rulesOf(field.type).lengths?.most?.(field.type);
}

/** The pattern that the field's texts match, its own or its type's. */
export function patternOf(field: Field): string | undefined {
  return field.pattern ?? rulesOf(field.type).pattern;
}

export function isInteger(type: FieldType): boolean {
  return rulesOf(type).isInteger === true;
}

/** Whether the backend needs email-validator for it. */
export function isCheckedAddress(type: FieldType): boolean {
  return rulesOf(type).isCheckedAddress?.(type) === true;
}

/** The model's attribute: what refers to records is named after them, and its attribute after their keys. */
export function fieldAttribute({ name, type }: Field): string {
  const { isReference, isMany } = rulesOf(type);
  if (isMany) return `${singular(name)}_ids`;
  return isReference ? `${name}_id` : name;
}

/** A type as it is written, with all its arguments. */
export function printType(type: FieldType): string {
  return rulesOf(type).print?.(type) ?? type.kind;
}

/** Whether a list can be asked for the values between two: `due_from` and `due_to`. */
export function isRanged({ type }: Field): boolean {
  return rulesOf(type).isRanged === true;
}

/** Whether a list can be asked for several values at once. */
export function isChoice({ type }: Field): boolean {
  return rulesOf(type).isChoice === true;
}

/** Whether a list can be asked for anything by the field. */
export function isQueried({ isFiltered, isSorted, isSearched }: Field): boolean {
  return isFiltered === true || isSorted === true || isSearched === true;
}

/** Whether a record may be deleted with what it refers to, even before the request that creates it has answered. */
export function isDeletedWith({ fields }: { readonly fields: readonly Field[] }): boolean {
  return fields.some(({ type, ondelete }) => rulesOf(type).isReference === true && ondelete === 'cascade');
}
