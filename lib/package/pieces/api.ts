/** `api.py`: the router of a package and the handlers of a model. */
import { pythonText } from '../../naming/names.js';
import type { ModelSpec } from '../../request/model.js';
import type { OperationName } from '../../style/layers.js';
import { notFoundText, takenText } from '../answers.js';
import { type Called, type CallValues, called } from '../called.js';
import { type Context, modelWords, writableFields } from '../context.js';
import { guardDependencies } from '../guards.js';
import { keyOf } from '../key.js';
import { sessionParameter } from '../makers.js';
import { definedIn, modelOf, schemaOf } from '../modules.js';
import { type Code, join, type Part, py } from '../print/code.js';
import { fastapi } from '../print/symbols.js';
import { annotated, listOf } from '../spelling.js';

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
  const { snake, collection, variable, key } = modelWords(context, spec);
  const read = schemaOf(context, spec, 'read');
  const model = modelOf(context, spec);
  const calls = called(context, spec);
  const { operations } = calls;
  const taken = takenText(context, spec);
  const most = definedIn(context, 'deps', 'MAX_INTEGER');
  const base = (conventions.prefix === 'handlers' ? `/${pkg.slug}` : '') + below;
  const path = JSON.stringify(base + conventions.slash);
  const one = JSON.stringify(`${base}/{${key}}`);
  const says = (status: number, text: string): Part => `${status}: {"description": ${pythonText(text)}}`;
  const missing = says(404, notFoundText(context, spec));
  const conflict = taken !== undefined && says(409, taken);
  const answers = (...parts: readonly Part[]): Part => {
    const said = parts.filter(Boolean);
    return said.length > 0 && py`responses={${join(', ', said)}}`;
  };
  const route = (method: string, ...told: readonly Part[]): Part =>
    py`@${conventions.router}.${method}(${join(', ', told)})`;
  const model_ = py`response_model=${read}`;
  const holder = holderParameter(context, calls);
  const takes = (...parameters: readonly Part[]): Part => join(', ', parameters);
  const given = valuesFor(context, spec, calls);
  const record = recordParameter(context, spec, calls);
  const got = calls.loader === undefined ? operations.get.statements(given('get')) : py`return ${variable}`;
  return py`
    ${route('post', path, model_, py`status_code=${fastapi.status}.HTTP_201_CREATED`, answers(conflict))}
    ${d.def} create_${snake}(${takes(holder, py`data: ${schemaOf(context, spec, 'create')}`)}) -> ${model}:
        ${operations.create.statements(given('create'))}


    ${route('get', path, py`response_model=${listOf(context, read)}`)}
    ${d.def} list_${collection}(
        ${holder !== undefined && py`${holder},`}
        skip: ${annotated(context, 'int', py`${fastapi.Query}(ge=0, le=${most})`)} = 0,
        limit: ${annotated(context, 'int', py`${fastapi.Query}(ge=1, le=100)`)} = 100,
    ) -> ${listOf(context, model)}:
        ${operations.list.statements(given('list'))}


    ${route('get', one, model_, answers(missing))}
    ${d.def} get_${snake}(${takes(calls.loader === undefined && holder, record('get'))}) -> ${model}:
        ${got}


    ${
      writableFields(spec).length > 0 &&
      py`
        ${route('patch', one, model_, answers(missing, conflict))}
        ${d.def} update_${snake}(${takes(holder, record('update'), py`changes: ${schemaOf(context, spec, 'update')}`)}) -> ${model}:
            ${operations.update.statements(given('update'))}


      `
    }
    ${route('delete', one, py`status_code=${fastapi.status}.HTTP_204_NO_CONTENT`, answers(missing))}
    ${d.def} delete_${snake}(${takes(holder, record('delete'))}) -> None:
        ${operations.delete.statements(given('delete'))}
  `;
}

function holderParameter(context: Context, { holder }: Called): Part {
  if (holder.kind === 'session') return sessionParameter(context, holder.name);
  return holder.kind === 'object' ? holder.parameter : undefined;
}

type One = 'get' | 'update' | 'delete';

/** The record that a dependency loads, or the key that the path names. */
function recordParameter(context: Context, spec: ModelSpec, { loader, operations }: Called): (operation: One) => Part {
  const { variable, key } = modelWords(context, spec);
  return (operation) => {
    const isLoaded = loader !== undefined && (operation === 'get' || operations[operation].takes === 'record');
    if (!isLoaded) return py`${key}: ${keyOf(context).parameter}`;
    const loaded = py`${fastapi.Depends}(${definedIn(context, 'deps', loader)})`;
    return py`${variable}: ${annotated(context, modelOf(context, spec), loaded)}`;
  };
}

/** What each handler has for what it calls. */
function valuesFor(
  context: Context,
  spec: ModelSpec,
  { holder, operations }: Called,
): (operation: OperationName) => Partial<CallValues> {
  const { variable, key } = modelWords(context, spec);
  return (operation) => ({
    holder: holder.kind === 'none' ? undefined : holder.name,
    ...(operations[operation].takes === 'record' ? { record: variable } : { key }),
    ...(operation === 'create' ? { body: 'data' } : operation === 'update' ? { body: 'changes' } : {}),
    skip: 'skip',
    limit: 'limit',
  });
}
