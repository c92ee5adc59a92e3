/** What a field refers to, whether it is one record or many. */
import { isMany } from './m2m.js';
import { isReference, type RefTarget } from './ref.js';

export function referredBy({ type }: { readonly type: { readonly kind: string } }): RefTarget | undefined {
  return isReference(type) || isMany(type) ? type.to : undefined;
}
