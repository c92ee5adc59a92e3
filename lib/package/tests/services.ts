/** `test_services.py`: what only the services decide. */
import type { ModelSpec } from '../../request/model.js';
import { type Context, resolved } from '../context.js';
import { keyOf } from '../key.js';
import { moduleOf, schemaOf } from '../modules.js';
import { type Part, py } from '../print/code.js';
import { fastapi, modules, sqlalchemy } from '../print/symbols.js';
import { testNames } from './names.js';
import { defaultInJson, dict, isRequired, testValues } from './values.js';

export function servicesTests(context: Context, asked: ModelSpec): Part {
  // Where the layers are others, the tests of the handlers meet what they do.
  if (context.conventions.layers.kind === 'chain') return undefined;
  const model = resolved(context, asked);
  const { dialect: d } = context;
  const { name, snake } = model;
  const [models, services] = (['models', 'services'] as const).map((role) => moduleOf(context, role));
  const { one } = testNames(model, true);
  const values = testValues(context, model);
  const required = [...values.record, ...values.secrets].filter(({ field }) => isRequired(field));
  const change = [...values.least, ...values.most].find(
    // Null, or the value that the record has anyway, would change nothing.
    ({ field, value }) => value !== 'None' && value !== defaultInJson(context, field),
  );
  const missing = py`
    ${d.mark}
    ${d.def} test_get_${snake}_not_found(db: ${d.session}) -> None:
        with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
            ${d.await}${services}.get_${snake}(db, ${keyOf(context).inTests.missingValue})
  `;
  if (change === undefined) return missing;
  return py`
    ${d.mark}
    ${d.def} test_update_${snake}_deleted_meanwhile(db: ${d.session}) -> None:
        data = ${schemaOf(context, model, 'create')}.${d.validate}(${dict(required)})
        ${one} = ${d.await}${services}.create_${snake}(db, data)
        changes = ${schemaOf(context, model, 'update')}.${d.validate}(${dict([change])})
        # Another request has deleted it; this session has not noticed.
        ${d.await}db.execute(${sqlalchemy.delete}(${models}.${name}), execution_options={"synchronize_session": False})

        with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
            ${d.await}${services}.update_${snake}(db, ${one}, changes)
  `;
}
