/** Why a field cannot be one of a model that is a dataclass. */
import type { Refusal } from '../refusal.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';

/** What `__init__` is not given it would have to leave out, for the database to give it. */
export function dataclassProblem({ mapping }: Style, model: ModelSpec): Refusal | undefined {
  if (mapping.dataclass === 'no') return undefined;
  const refused = (id: string, name: string, what: string, hint: string): Refusal => ({
    id,
    status: 3,
    reason: `${name}: where models are dataclasses, ${what} is not written.`,
    hint,
  });
  const given = model.fields.find(({ serverDefault, readonly }) => serverDefault !== undefined && !readonly);
  return (
    given &&
    refused(
      'server-default-dataclass',
      given.name,
      'a default of the database',
      'Give it the default of Python: default=.',
    )
  );
}
