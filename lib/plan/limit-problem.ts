/** Why a field cannot have the limits that it was given. */
import { rowOf } from '../package/types/table.js';
import type { Refusal } from '../refusal.js';
import type { ModelSpec } from '../request/model.js';
import { BOUNDS } from '../request/types/typed-field.js';
import type { Style } from '../style/style-values.js';

/** What a JSONResponse does not write, as the Decimal that is the limit of a decimal, cannot be told of a bad body. */
export function limitProblem({ invalid, pydantic, evidence }: Style, { fields }: ModelSpec): Refusal | undefined {
  if (invalid.isRaw !== true || pydantic === 1) return undefined;
  // What kind of enum a class of the backend is, is not known here; it has no limits.
  const limited = fields.find(
    (field) => BOUNDS.some((bound) => field[bound]) && rowOf(field.type).isLimitNoJson === true,
  );
  if (limited === undefined) return undefined;
  const seen = evidence['invalid'] === undefined ? '' : ` (${evidence['invalid']})`;
  return {
    id: 'invalid-raw',
    status: 3,
    reason: `The backend's handler of validation errors${seen} gives exc.errors() to a JSONResponse as it is: of a ${limited.name} beyond its limit they hold an object that is no JSON, so the answer would be 500.`,
    hint: `Give it jsonable_encoder(exc.errors()) of fastapi.encoders there, or leave the limits of ${limited.name} out.`,
  };
}
