/** Records as the schema that answers them: `InvoiceRead.model_validate(invoice)`. */
import type { ModelSpec } from '../request/model.js';
import { type Context, modelWords } from './context.js';
import { schemaOf } from './modules.js';
import { type Code, type Part, py } from './print/code.js';

/** A record, or each of a list. */
export function converted(context: Context, spec: ModelSpec, result: Part, isList: boolean): Code {
  const read = schemaOf(context, spec, 'read');
  const convert = context.conventions.pydantic === 1 ? 'from_orm' : 'model_validate';
  const { variable } = modelWords(context, spec);
  return isList
    ? py`[${read}.${convert}(${variable}) for ${variable} in ${result}]`
    : py`${read}.${convert}(${result})`;
}
