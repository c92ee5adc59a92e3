/** `test_services.py`: what only the services decide. */
import { isDeletedWith, isReference } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { type Context, resolved } from '../context.js';
import { keyOf } from '../key.js';
import { moduleOf, schemaOf } from '../modules.js';
import { type Code, join, type Part, py } from '../print/code.js';
import { fastapi, mock, modules, sqlalchemy } from '../print/symbols.js';
import { recordAbove, referencesOf } from '../references.js';
import { scopesOf } from '../scopes.js';
import { NOBODY } from './missing-references.js';
import { testNames } from './names.js';
import { firstScopes, nobodyValue } from './owners.js';
import { defaultInJson, dict, type Entry, isRequired, testValues } from './values.js';

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
            ${d.await}${services}.get_${snake}(${join(', ', ['db', keyOf(context).inTests.missingValue, ...firstScopes(model)])})
  `;
  const gone = [goneMeanwhile(context, model, required), lostMeanwhile(context, model, required)];
  if (change === undefined)
    return py`
    ${missing}
    ${gone}
  `;
  return py`
    ${d.mark}
    ${d.def} test_update_${snake}_deleted_meanwhile(db: ${d.session}) -> None:
        data = ${schemaOf(context, model, 'create')}.${d.validate}(${dict(required)})
        ${one} = ${d.await}${services}.create_${snake}(${join(', ', ['db', 'data', ...firstScopes(model)])})
        changes = ${schemaOf(context, model, 'update')}.${d.validate}(${dict([change])})
        # Another request has deleted it; this session has not noticed.
        ${d.await}db.execute(${sqlalchemy.delete}(${models}.${name}), execution_options={"synchronize_session": False})

        with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
            ${d.await}${services}.update_${snake}(db, ${one}, changes)
    ${gone}
  `;
}

/** The row that is to be marked as deleted may be gone with what the record goes with. */
function lostMeanwhile(context: Context, model: ModelSpec, required: readonly Entry[]): Part {
  if (model.deletion === undefined || !isDeletedWith(model)) return undefined;
  const { dialect: d } = context;
  const [models, services] = (['models', 'services'] as const).map((role) => moduleOf(context, role));
  const { one } = testNames(model, true);
  return py`


    ${d.mark}
    ${d.def} test_delete_${model.snake}_deleted_meanwhile(db: ${d.session}) -> None:
        data = ${schemaOf(context, model, 'create')}.${d.validate}(${dict(required)})
        ${one} = ${d.await}${services}.create_${model.snake}(${join(', ', ['db', 'data', ...firstScopes(model)])})
        ${d.await}db.execute(${sqlalchemy.delete}(${models}.${model.name}), execution_options={"synchronize_session": False})

        with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
            ${d.await}${services}.delete_${model.snake}(db, ${one})
  `;
}

/** What is deleted between the check and the commit is refused by the database, which has to look after foreign keys then. */
function goneMeanwhile(context: Context, model: ModelSpec, required: readonly Entry[]): readonly Code[] {
  const { dialect: d } = context;
  const [crud, services] = (['crud', 'services'] as const).map((role) => moduleOf(context, role));
  return referencesOf(context, model)
    .map(({ field, to, exists, isMany }) => {
      const nobody = NOBODY[to.key.kind];
      const values = [
        ...required.filter((each) => each.field !== field),
        { field, value: isMany ? `[${nobody}]` : nobody },
      ];
      return py`


      ${d.mark}
      @${mock.patch}.object(${crud}, "${exists}", ${mock.create_autospec}(${crud}.${exists}, return_value=True))
      ${d.def} test_create_${model.snake}_with_${to.relation}_deleted_meanwhile(db: ${d.session}) -> None:
          ${d.await}db.execute(${sqlalchemy.text}("PRAGMA foreign_keys = ON"))
          data = ${schemaOf(context, model, 'create')}.${d.validate}(${dict(values)})

          with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
              ${d.await}${services}.create_${model.snake}(${join(', ', ['db', 'data', ...firstScopes(model)])})
    `;
    })
    .concat(goneForUpdate(context, model, required))
    .concat(goneOwner(context, model, required));
}

/** An update answers for all references in one place, so one of them is enough. */
function goneForUpdate(context: Context, model: ModelSpec, required: readonly Entry[]): readonly Code[] {
  const { dialect: d } = context;
  const [crud, services] = (['crud', 'services'] as const).map((role) => moduleOf(context, role));
  const { one } = testNames(model, true);
  const [first] = referencesOf(context, model);
  if (first === undefined) return [];
  const { field, to, exists, isMany } = first;
  const nobody = NOBODY[to.key.kind];
  const change = { field, value: isMany ? `[${nobody}]` : nobody };
  return [
    py`


    ${d.mark}
    @${mock.patch}.object(${crud}, "${exists}", ${mock.create_autospec}(${crud}.${exists}, return_value=True))
    ${d.def} test_update_${model.snake}_to_${to.relation}_deleted_meanwhile(db: ${d.session}) -> None:
        data = ${schemaOf(context, model, 'create')}.${d.validate}(${dict(required)})
        ${one} = ${d.await}${services}.create_${model.snake}(${join(', ', ['db', 'data', ...firstScopes(model)])})
        changes = ${schemaOf(context, model, 'update')}.${d.validate}(${dict([change])})
        ${d.await}db.execute(${sqlalchemy.text}("PRAGMA foreign_keys = ON"))

        with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
            ${d.await}${services}.update_${model.snake}(db, ${one}, changes)
  `,
  ];
}

/** Nobody looks for the caller again: the database alone may know that it is gone. */
function goneOwner(context: Context, model: ModelSpec, required: readonly Entry[]): readonly Code[] {
  const { dialect: d } = context;
  const [crud, services] = (['crud', 'services'] as const).map((role) => moduleOf(context, role));
  const above = recordAbove(context, model)?.exists;
  return scopesOf(model).map((field, index) => {
    const scopes = firstScopes(model).with(index, isReference(field.type) && nobodyValue(field.type));
    return py`


      ${d.mark}
      ${field.scope === 'parent' && py`@${mock.patch}.object(${crud}, "${above}", ${mock.create_autospec}(${crud}.${above}, return_value=True))`}
      ${d.def} test_create_${model.snake}_with_${field.name}_deleted_meanwhile(db: ${d.session}) -> None:
          ${d.await}db.execute(${sqlalchemy.text}("PRAGMA foreign_keys = ON"))
          data = ${schemaOf(context, model, 'create')}.${d.validate}(${dict(required)})

          with ${modules.pytest}.raises(${fastapi.HTTPException}, match="404"):
              ${d.await}${services}.create_${model.snake}(${join(', ', ['db', 'data', ...scopes])})
    `;
  });
}
