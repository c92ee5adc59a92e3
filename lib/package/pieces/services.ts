/** `services.py`: the operations of a model with what they answer when they cannot be done. */
import { pythonText } from '../../naming/names.js';
import type { ModelSpec } from '../../request/model.js';
import { notFoundText, takenText } from '../answers.js';
import { type Context, modelWords, writableFields } from '../context.js';
import { keyOf } from '../key.js';
import { modelOf, moduleOf, schemaOf } from '../modules.js';
import { type Code, type Part, py } from '../print/code.js';
import { alchemyErrors, fastapi } from '../print/symbols.js';
import { listOf } from '../spelling.js';
import { layer } from './layer.js';

export function services(context: Context, spec: ModelSpec): Part {
  if (context.conventions.layers.kind === 'chain') return layer(context, spec, 'services');
  const { dialect: d } = context;
  const words = modelWords(context, spec);
  const { snake, collection, variable, key } = words;
  const db = py`db: ${d.session}`;
  const model = modelOf(context, spec);
  const crud = moduleOf(context, 'crud');
  const taken = takenText(context, spec);
  const update = py`${d.await}${crud}.update_${snake}(db, ${variable}, changes)`;
  const create = py`${d.await}${crud}.create_${snake}(db, data)`;
  const guarded = (code: Code): Code =>
    taken === undefined
      ? code
      : py`
        try:
            ${code}
        except ${alchemyErrors.IntegrityError} as error:
            raise ${snake}_taken() from error
      `;
  return py`
    def ${snake}_not_found() -> ${fastapi.HTTPException}:
        return ${fastapi.HTTPException}(${fastapi.status}.HTTP_404_NOT_FOUND, ${pythonText(notFoundText(context, spec))})


    ${
      taken !== undefined &&
      py`
        def ${snake}_taken() -> ${fastapi.HTTPException}:
            return ${fastapi.HTTPException}(${fastapi.status}.HTTP_409_CONFLICT, ${pythonText(taken)})


      `
    }
    ${d.def} get_${snake}(${db}, ${key}: ${keyOf(context).python}) -> ${model}:
        ${variable} = ${d.await}${crud}.get_${snake}(db, ${key})
        if ${variable} is None:
            raise ${snake}_not_found()
        return ${variable}


    ${d.def} list_${collection}(${db}, skip: int, limit: int) -> ${listOf(context, model)}:
        return ${d.await}${crud}.get_${collection}(db, skip, limit)


    ${d.def} create_${snake}(${db}, data: ${schemaOf(context, spec, 'create')}) -> ${model}:
        ${guarded(py`return ${create}`)}


    ${
      writableFields(spec).length > 0 &&
      py`
        ${d.def} update_${snake}(${db}, ${variable}: ${model}, changes: ${schemaOf(context, spec, 'update')}) -> ${model}:
            ${guarded(py`updated = ${update}`)}
            if updated is None:
                raise ${snake}_not_found()
            return updated


      `
    }
    ${d.def} delete_${snake}(${db}, ${variable}: ${model}) -> None:
        ${d.await}${crud}.delete_${snake}(db, ${variable})
  `;
}
