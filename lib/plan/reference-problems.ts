/** What stands in the way of references once their models are known, and what has to be known of them. */
import type { Refusal } from '../refusal.js';
import { type BackReference, isReference } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';

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
