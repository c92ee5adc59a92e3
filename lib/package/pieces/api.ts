/** `api.py`: the router of a package and the handlers of a model. */
import { pythonText } from '../../naming/names.js';
import type { ModelSpec } from '../../request/model.js';
import { called } from '../called.js';
import { type Context, modelWords, writableFields } from '../context.js';
import { guardDependencies } from '../guards.js';
import { definedIn, moduleOf, schemaOf } from '../modules.js';
import { type Code, join, type Part, py } from '../print/code.js';
import { fastapi } from '../print/symbols.js';
import { annotated, listOf } from '../spelling.js';
import { notFoundText, takenText } from './services.js';

export function router(context: Context): Code {
  const { conventions, pkg } = context;
  const guards = guardDependencies(context);
  const isElsewhere = conventions.prefix === 'include' || conventions.prefix === 'handlers';
  const given = [
    !isElsewhere && `prefix=${JSON.stringify(`/${pkg.slug}`)}`,
    (conventions.tags === 'router' || conventions.tags === 'handlers') && `tags=[${JSON.stringify(pkg.name)}]`,
    guards.length > 0 && py`dependencies=[${join(', ', guards)}]`,
  ];
  return py`${conventions.router} = ${fastapi.APIRouter}(${join(', ', given)})`;
}

/** `below` is where the model's paths are below the package's prefix: nothing for the first model. */
export function handlers(context: Context, spec: ModelSpec, below: string): Code {
  const { dialect: d, conventions, pkg } = context;
  const words = modelWords(context, spec);
  const { name, snake, collection, variable, key } = words;
  const models = moduleOf(context, 'models');
  const read = schemaOf(context, spec, 'read');
  const { holder, operations } = called(context, spec);
  if (holder.kind !== 'session') throw new Error(`handlers cannot take a ${holder.kind} yet`);
  const model = py`${models}.${name}`;
  const db = py`${holder.name}: ${definedIn(context, 'deps', 'DbSession')}`;
  const given = { holder: holder.name, record: variable, skip: 'skip', limit: 'limit' };
  const loaded = py`${fastapi.Depends}(${definedIn(context, 'deps', `get_${snake}_or_404`)})`;
  const record = py`${variable}: ${annotated(context, model, loaded)}`;
  const most = definedIn(context, 'deps', 'MAX_INTEGER');
  const base = (conventions.prefix === 'handlers' ? `/${pkg.slug}` : '') + below;
  const path = JSON.stringify(base + conventions.slash);
  const one = JSON.stringify(`${base}/{${key}}`);
  const taken = takenText(spec);
  const says = (status: number, text: string): Part => `${status}: {"description": ${pythonText(text)}}`;
  const missing = says(404, notFoundText(words));
  const conflict = taken !== undefined && says(409, taken);
  const answers = (...parts: readonly Part[]): Part => {
    const said = parts.filter(Boolean);
    return said.length > 0 && py`responses={${join(', ', said)}}`;
  };
  const route = (method: string, ...told: readonly Part[]): Part =>
    py`@${conventions.router}.${method}(${join(', ', told)})`;
  const model_ = py`response_model=${read}`;
  return py`
    ${route('post', path, model_, py`status_code=${fastapi.status}.HTTP_201_CREATED`, answers(conflict))}
    ${d.def} create_${snake}(${db}, data: ${schemaOf(context, spec, 'create')}) -> ${model}:
        ${operations.create.statements({ ...given, body: 'data' })}


    ${route('get', path, py`response_model=${listOf(context, read)}`)}
    ${d.def} list_${collection}(
        ${db},
        skip: ${annotated(context, 'int', py`${fastapi.Query}(ge=0, le=${most})`)} = 0,
        limit: ${annotated(context, 'int', py`${fastapi.Query}(ge=1, le=100)`)} = 100,
    ) -> ${listOf(context, model)}:
        ${operations.list.statements(given)}


    ${route('get', one, model_, answers(missing))}
    ${d.def} get_${snake}(${record}) -> ${model}:
        return ${variable}


    ${
      writableFields(spec).length > 0 &&
      py`
        ${route('patch', one, model_, answers(missing, conflict))}
        ${d.def} update_${snake}(${db}, ${record}, changes: ${schemaOf(context, spec, 'update')}) -> ${model}:
            ${operations.update.statements({ ...given, body: 'changes' })}


      `
    }
    ${route('delete', one, py`status_code=${fastapi.status}.HTTP_204_NO_CONTENT`, answers(missing))}
    ${d.def} delete_${snake}(${db}, ${record}) -> None:
        ${operations.delete.statements(given)}
  `;
}
