/** Why a record cannot have many of another model. */
import { linksOf } from '../package/links.js';
import type { Refusal } from '../refusal.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';

/** What stores a record of SQLModel makes its rows by hand, from the schema that was sent. */
export function linkProblem({ orm, layers }: Style, model: ModelSpec): Refusal | undefined {
  const [link] = linksOf(model);
  if (link === undefined || orm !== 'sqlmodel') return undefined;
  const lowest = layers.kind === 'chain' ? layers.chain[0] : undefined;
  const isSchema = (['create', 'update'] as const).every(
    (each) => (lowest?.operations[each].data ?? 'schema') === 'schema',
  );
  if (layers.kind === 'chain' && isSchema) return undefined;
  const reason = `${link.field.name}: where SQLModel's records are made of dicts, m2m is not written.`;
  return { id: 'm2m-sqlmodel', status: 3, reason, hint: 'Leave it out and write it by hand.' };
}
