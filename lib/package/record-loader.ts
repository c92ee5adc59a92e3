/** The dependency that loads the record of a path for the handlers: `get_invoice_or_404`. */
import type { ModelSpec } from '../request/model.js';
import { called, holderParameters } from './called.js';
import type { Context } from './context.js';
import { nameFor } from './layers.js';
import { modelOf, roleOfFile } from './modules.js';
import { keyName, keyParameter, loadedParameter, type Parameter } from './parameters.js';
import { join, type Part, py } from './print/code.js';
import { fastapi } from './print/symbols.js';
import { elsewhere } from './reach.js';
import { handlerScopes, scopeValues } from './scopes.js';
import { annotated } from './spelling.js';

/** What the file of a package has for it, where it is the one that has it: the function, and its alias. */
export function loader(context: Context, spec: ModelSpec): Part {
  const { dialect: d, conventions } = context;
  const { holder, loader: name, made, operations } = called(context, spec);
  const { recordForm: form } = conventions;
  const role = form.kind === 'loaded' ? form.role : 'deps';
  if (name === undefined || roleOfFile(context.file) !== role) return undefined;
  const held = holderParameters(context, holder);
  const isKeyFirst = form.kind === 'loaded' && form.isKeyFirst;
  const own = inOrder([...held, keyParameter(context, spec)], isKeyFirst);
  const given = behind(own, handlerScopes(context, spec));
  const values = {
    holder: holder.kind === 'none' ? undefined : holder.name,
    key: keyName(context, spec),
    scopes: scopeValues(context, spec),
  };
  const alias = aliasOf(context, spec);
  const model = modelOf(context, spec);
  return py`
    ${conventions.security.areCoroutines === true ? 'async def' : d.def} ${name}(${join(', ', given)}) -> ${model}:
        ${made}
        ${operations.get.statements(values)}
    ${
      alias !== undefined &&
      py`


      ${alias} = ${annotated(context, model, py`${fastapi.Depends}(${name})`)}
    `
    }
  `;
}

/** The session and the key, in the blueprint's order. */
function inOrder(given: readonly Parameter[], isKeyFirst: boolean): readonly Parameter[] {
  return isKeyFirst ? [...given].reverse() : given;
}

/** The parameters; those without a default have to be before the others. */
function behind(given: readonly Parameter[], more: readonly Parameter[]): readonly Part[] {
  const all = [...given, ...more];
  const bare = all.filter(({ hasDefault }) => !hasDefault);
  return [...bare, ...all.filter(({ hasDefault }) => hasDefault)].map(({ code }) => code);
}

function aliasOf(context: Context, spec: ModelSpec): string | undefined {
  const { recordForm: form } = context.conventions;
  return form.kind === 'loaded' && form.alias !== undefined ? nameFor(context, spec, form.alias) : undefined;
}

/** The record as a parameter of a handler. */
export function recordParameter(context: Context, spec: ModelSpec, variable: string, name: string): Parameter {
  const alias = aliasOf(context, spec);
  if (alias === undefined) return loadedParameter(context, variable, modelOf(context, spec), name);
  const { recordForm: form } = context.conventions;
  const role = form.kind === 'loaded' ? form.role : 'deps';
  return { kind: 'record', code: py`${variable}: ${elsewhere(context, role, alias)}`, hasDefault: false };
}
