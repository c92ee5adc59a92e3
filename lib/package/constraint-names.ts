/** Names of constraints, and who gives them. */
import { boundedName } from '../naming/names.js';
import type { ModelSpec } from '../request/model.js';
import type { Context } from './context.js';

/** The name of a constraint, or the part of it that the host's naming convention completes. */
export function constraintName(
  { conventions }: Context,
  model: ModelSpec,
  kind: 'ck' | 'uq' | 'ix' | 'fk',
  ...parts: readonly string[]
): string {
  const pattern = conventions.constraintNames[kind];
  if (pattern?.includes('%(constraint_name)s')) return parts.join('_');
  return boundedName([kind, model.table, ...parts].join('_'));
}

/** Whether a column says itself that it is unique: the host's convention names the constraint, or nobody does. */
export function isUniqueInColumn({ conventions }: Context): boolean {
  const pattern = conventions.constraintNames.uq;
  // Such a convention asks for a name.
  if (pattern?.includes('%(constraint_name)s')) return false;
  return pattern !== undefined || conventions.unique !== 'constraint';
}

/** Whether a foreign key has a name: where the host's convention asks for one, others have one, or no constraint is without. */
export function isForeignKeyNamed(context: Context): boolean {
  const { constraintNames, orm, referenceForm } = context.conventions;
  if (constraintNames.fk !== undefined) return constraintNames.fk.includes('%(constraint_name)s');
  return orm !== 'sqlmodel' && (referenceForm.isNamed ?? !isUniqueInColumn(context));
}
