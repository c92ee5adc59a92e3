/** `services.py`: the operations of a model with what they answer when they cannot be done. */
import { argumentText } from '../../naming/names.js';
import { isDeletedWith } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { notFoundText, takenText } from '../answers.js';
import { type Context, modelWords, writableFields } from '../context.js';
import { FILTERS, filtersArgument, isListFiltered } from '../filters.js';
import { keyOf } from '../key.js';
import { modelOf, moduleOf, schemaOf } from '../modules.js';
import { type Code, join, type Part, py } from '../print/code.js';
import { alchemyErrors, fastapi, ormErrors } from '../print/symbols.js';
import {
  anyOf,
  existsParameters,
  isForeignKey,
  isKept,
  keptText,
  type RecordReference,
  recordAbove,
  referencesOf,
  requiredOwner,
  storedReferences,
} from '../references.js';
import { scopeNames, scopeParameters } from '../scopes.js';
import { listOf, tupleOf, unionOf } from '../spelling.js';
import { totalOf } from '../totals.js';
import { layer } from './layer.js';

export function services(context: Context, spec: ModelSpec): Part {
  if (context.conventions.layers.kind === 'chain') return layer(context, spec, 'services');
  const { dialect: d } = context;
  const words = modelWords(context, spec);
  const { snake, collection, variable, many, key } = words;
  const db = py`db: ${d.session}`;
  const model = modelOf(context, spec);
  const crud = moduleOf(context, 'crud');
  const taken = takenText(context, spec);
  const update = py`${d.await}${crud}.update_${snake}(db, ${variable}, changes)`;
  const scoped = scopeParameters(spec);
  const names = scopeNames(spec);
  const create = py`${d.await}${crud}.create_${snake}(${join(', ', ['db', 'data', ...names])})`;
  const references = referencesOf(context, spec);
  const goneIf = (all: readonly RecordReference[]): Part => {
    const any = anyOf(
      context,
      all.map(({ words }) => words),
    );
    return any !== undefined && py`raise ${notFound(context, any)} from error`;
  };
  const stored = storedReferences(context, spec);
  const gone = goneIf(stored);
  const remove = py`${d.await}${crud}.delete_${snake}(db, ${variable})`;
  const owner = references.map(({ to }) => requiredOwner(spec, to)).find((each) => each !== undefined);
  const above = recordAbove(context, spec);
  const isThere =
    above !== undefined &&
    py`
      if not ${d.await}${crud}.${above.exists}(${join(', ', ['db', above.field.name, requiredOwner(spec, above.to)?.name])}):
          raise ${notFound(context, above.words)}
    `;
  const checked = (what: string, of = ''): Part =>
    references.length > 0 &&
    `${d.await}check_${snake}(db, ${what}${owner === undefined ? '' : `, ${of}${owner.name}`})`;
  const total = totalOf(context) !== undefined;
  const listed = py`${crud}.get_${collection}(${join(', ', ['db', ...names, isListFiltered(spec) && FILTERS, 'skip', 'limit'])})`;
  return py`
    def ${snake}_not_found() -> ${fastapi.HTTPException}:
        return ${notFound(context, spec)}


    ${
      taken !== undefined &&
      py`
        def ${snake}_taken() -> ${fastapi.HTTPException}:
            return ${fastapi.HTTPException}(${fastapi.status}.HTTP_409_CONFLICT, ${argumentText(taken)})


      `
    }
    ${d.def} get_${snake}(${join(', ', [db, py`${key}: ${keyOf(context).python}`, ...scoped])}) -> ${model}:
        ${variable} = ${d.await}${crud}.get_${snake}(${join(', ', ['db', key, ...names])})
        if ${variable} is None:
            raise ${snake}_not_found()
        return ${variable}


    ${d.def} list_${collection}(${join(', ', [db, ...scoped, filtersArgument(context, spec), 'skip: int', 'limit: int'])}) -> ${total ? tupleOf(context, listOf(context, model), 'int') : listOf(context, model)}:
        ${isThere}
        ${
          total
            ? py`
              ${many} = ${d.await}${listed}
              return ${many}, ${d.await}${crud}.count_${collection}(${join(', ', ['db', ...names, isListFiltered(spec) && FILTERS])})
            `
            : py`return ${d.await}${listed}`
        }


    ${references.length > 0 && check(context, spec, references)}
    ${d.def} create_${snake}(${join(', ', [db, py`data: ${schemaOf(context, spec, 'create')}`, ...scoped])}) -> ${model}:
        ${isThere}
        ${checked('data')}
        ${
          isDeletedWith(spec)
            ? py`
              ${guardedStore(context, spec, py`created = ${create}`, gone)}
              if created is None:
                  raise ${notFound(
                    context,
                    anyOf(
                      context,
                      stored.map(({ words }) => words),
                    ) ?? spec,
                  )}
              return created
            `
            : guardedStore(context, spec, py`return ${create}`, gone)
        }


    ${
      writableFields(spec).length > 0 &&
      py`
        ${d.def} update_${snake}(${db}, ${variable}: ${model}, changes: ${schemaOf(context, spec, 'update')}) -> ${model}:
            ${checked('changes', `${variable}.`)}
            ${guardedStore(context, spec, py`updated = ${update}`, goneIf(references))}
            if updated is None:
                raise ${snake}_not_found()
            return updated


      `
    }
    ${d.def} delete_${snake}(${db}, ${variable}: ${model}) -> None:
        ${isKept(context, spec) ? kept(context, spec, remove) : spec.deletion !== undefined && isDeletedWith(spec) ? lost(snake, remove) : remove}
  `;
}

function notFound(context: Context, spec: ModelSpec): Part {
  return py`${fastapi.HTTPException}(${fastapi.status}.HTTP_404_NOT_FOUND, ${argumentText(notFoundText(context, spec))})`;
}

/** A write, with what is answered where the database refuses it. */
function guardedStore(context: Context, spec: ModelSpec, code: Code, gone: Part): Code {
  const isTaken = takenText(context, spec) !== undefined;
  const both =
    isTaken &&
    gone &&
    py`
      if ${isForeignKey('error')}:
          ${gone}
    `;
  if (!isTaken && !gone) return code;
  return py`
    try:
        ${code}
    except ${alchemyErrors.IntegrityError} as error:
        ${both}
        ${isTaken ? `raise ${modelWords(context, spec).snake}_taken() from error` : gone}
  `;
}

/** Another request may delete what the record goes with, and the row that is to be marked is gone then. */
function lost(snake: string, remove: Part): Code {
  return py`
    try:
        ${remove}
    except ${ormErrors.StaleDataError} as error:
        raise ${snake}_not_found() from error
  `;
}

function kept(context: Context, spec: ModelSpec, remove: Part): Code {
  const text = argumentText(keptText(context, spec));
  return py`
    try:
        ${remove}
    except ${alchemyErrors.IntegrityError} as error:
        raise ${fastapi.HTTPException}(${fastapi.status}.HTTP_409_CONFLICT, ${text}) from error
  `;
}

/** What a create and an update refer to is looked for first: not every database that the host runs on does it. */
function check(context: Context, spec: ModelSpec, references: readonly RecordReference[]): Code {
  const { dialect: d } = context;
  const { snake } = modelWords(context, spec);
  const crud = moduleOf(context, 'crud');
  const schemas = (['create', 'update'] as const).map((role) => schemaOf(context, spec, role));
  const owned = references.map((each) => existsParameters(context, spec, each)[1]).find((each) => each !== undefined);
  return py`
    ${d.def} check_${snake}(db: ${d.session}, data: ${unionOf(context, schemas[0], schemas[1])}${owned && py`, ${owned}`}) -> None:
        ${references.map(
          ({ field, to, exists, words, isMany }) => py`
            if data.${field.name}${!isMany && ' is not None'} and not ${d.await}${crud}.${exists}(${join(', ', ['db', `data.${field.name}`, requiredOwner(spec, to)?.name])}):
                raise ${notFound(context, words)}
          `,
        )}


  `;
}
