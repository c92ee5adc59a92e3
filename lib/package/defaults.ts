/** Defaults of fields, as the model, the schemas and the database say them. */
import type { Field } from '../request/fields.js';
import { runsMySql } from './databases.js';
import { type Part, py } from './print/code.js';
import { sqlalchemy, uuid } from './print/symbols.js';
import { madeAnew } from './types/moments.js';
import type { Typed } from './types/table.js';

/** A factory is called for each record. */
export type DefaultValue = { readonly kind: 'value' | 'factory'; readonly code: Part };

/** The default as the schemas have it. */
export function schemaDefault({ field, row, given }: Typed): DefaultValue | undefined {
  if (field.default?.kind !== 'value') return madeDefault({ field, row, given });
  const code = row.literal(given, field.default.value);
  const isMutable = typeof code === 'string' && /^[[{]/.test(code);
  if (!isMutable) return { kind: 'value', code };
  if (code === '{}' || code === '[]') return { kind: 'factory', code: code === '{}' ? 'dict' : 'list' };
  return { kind: 'factory', code: `lambda: ${code}` };
}

/** The default as the model has it. */
export function modelDefault(typed: Typed): Part {
  return storedDefault(typed) ?? schemaDefault(typed)?.code;
}

/** The default as the column takes it, where that is another value than the schemas have. */
export function storedDefault({ field, row, given }: Typed): Part | undefined {
  if (field.default?.kind !== 'value') return undefined;
  return row.stored?.literal(field.default.value) ?? row.inColumn?.(given, field.default.value);
}

function madeDefault({ field, row, given: { context } }: Typed): DefaultValue | undefined {
  if (field.default?.kind !== 'factory') return undefined;
  const { name } = field.default;
  const code: Part = name === 'empty' ? (row.empty ?? 'list') : name === 'uuid4' ? uuid.uuid4 : madeAnew(context, name);
  return { kind: 'factory', code };
}

/** The default that the database gives; it is one on all that the host may run on. */
export function serverDefault({ field, row, given }: Typed): Part {
  const value = field.serverDefault;
  if (value === undefined) return undefined;
  if (value.kind === 'value') return row.server?.(value.value, given) ?? row.literal(given, value.value);
  if (value.name === 'empty') return '"[]"';
  if (value.name === 'now') return py`${sqlalchemy.func}.now()`;
  // MySQL takes an expression in parentheses alone.
  return runsMySql(given.context) ? py`${sqlalchemy.text}("(CURRENT_DATE)")` : py`${sqlalchemy.func}.current_date()`;
}

/** A value that the database gives is left out, not null; what can be null may be both. */
export const isLeftOut = (field: Field): boolean =>
  field.serverDefault !== undefined && !field.optional && !field.readonly;
