/** What stands in the way of references once their models are known, and what has to be known of them. */
import type { Refusal } from '../refusal.js';
import { type BackReference, isReference, type RefTarget } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Change } from './plan.js';

/** What has to be known of a delete that the database will refuse: nothing of this run answers for it. */
export function keptNotes(models: readonly ModelSpec[], others: readonly Change[]): readonly string[] {
  const isMade = ({ module }: RefTarget): boolean =>
    others.some(({ path }) => path.endsWith(`${module.replaceAll('.', '/')}.py`));
  const tables = new Set(models.map(({ table }) => table));
  return models.flatMap(({ name, fields }) =>
    fields.flatMap(({ type, ondelete }) => {
      const to = isReference(type) ? type.to : undefined;
      if (to === undefined || tables.has(to.table) || isMade(to) || ondelete === 'cascade' || ondelete === 'setnull')
        return [];
      return `The database refuses to delete a ${to.name} that a ${name} refers to: what deletes one has to expect an IntegrityError, or give ${to.relation} ondelete=cascade.`;
    }),
  );
}

/** Other ends of references that a model has no attribute left for. */
export function takenBacks(models: readonly ModelSpec[], backs: readonly BackReference[]): readonly Refusal[] {
  return backs.flatMap((back, index): readonly Refusal[] => {
    const isSame = (other: BackReference): boolean =>
      other.module === back.module && other.model === back.model && other.name === back.name;
    const spec = models.find(({ name }) => name === back.model);
    const own =
      spec?.fields.flatMap(({ name, type }) => [name, isReference(type) ? type.to?.relation : undefined]) ?? [];
    if (!own.includes(back.name) && backs.findIndex(isSame) === index) return [];
    const { from, model, name } = back;
    const reason = `${from.model}.${from.relation} has back=${name}, and ${model} has an attribute ${name} already.`;
    return [{ id: 'ref-back', status: 3, reason, hint: 'Choose another name with back=.' }];
  });
}
