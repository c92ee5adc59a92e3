/** The references of a record that the request says by itself: who calls, and the record of the path above. */
import { pythonString } from '../naming/literals.js';
import { type Field, isReference, type RefTarget } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { fieldOfScope } from '../request/scopes.js';
import type { OperationName } from '../style/layers.js';
import type { Context } from './context.js';
import { isLive } from './deletion.js';
import { conditionsFor } from './filters.js';
import { callerName, callerParameters } from './guards.js';
import { modelOf } from './modules.js';
import { type Parameter, parentParameter } from './parameters.js';
import { join, type Part, py } from './print/code.js';
import { sqlmodel } from './print/symbols.js';
import { targetClass } from './references.js';
import { keyPython, targetOf } from './types/ref.js';

/** Those of a model: the record above first. */
export const scopesOf = ({ fields }: ModelSpec): readonly Field[] => fields.filter(({ scope }) => scope !== undefined);

export const isScoped = (model: ModelSpec): boolean => scopesOf(model).length > 0;

export const hasOwner = (model: ModelSpec): boolean => fieldOfScope(model, 'owner') !== undefined;

/** What a handler has for each of them: `current_user.id`. `operation` is nothing for what loads a record. */
export function scopeValues(context: Context, model: ModelSpec, operation?: OperationName): readonly Part[] {
  return scopesOf(model).map((field) => scopeValue(context, field, operation));
}

export function scopeValue(context: Context, field: Field, operation?: OperationName): Part {
  if (field.scope === 'parent' || !isReference(field.type)) return field.name;
  const name = callerName(context, operation);
  const { gives } = context.conventions.caller ?? {};
  if (gives?.kind === 'key') return name;
  if (gives?.kind !== 'with' || gives.key.kind === 'attribute')
    return `${name}.${gives?.kind === 'with' ? gives.key.name : targetOf(field.type).key.name}`;
  const item = pythonString(gives.key.name);
  return gives.key.isCalled ? `${name}.get(${item})` : `${name}[${item}]`;
}

/** What a handler takes for them. */
export function handlerScopes(context: Context, model: ModelSpec, operation?: OperationName): readonly Parameter[] {
  const above = fieldOfScope(model, 'parent');
  const parents =
    above !== undefined && isReference(above.type)
      ? [parentParameter(context, above.name, targetOf(above.type).key.kind)]
      : [];
  return [...parents, ...(hasOwner(model) ? callerParameters(context, operation) : [])];
}

/** What the functions below the handlers call them. */
export const scopeNames = (model: ModelSpec): readonly string[] => scopesOf(model).map(({ name }) => name);

/** `owner_id: int` */
export function scopeParameters(model: ModelSpec): readonly Part[] {
  return scopesOf(model).map(({ name }) => py`${name}: ${scopeTypeOf(model, name)}`);
}

export function scopeTypeOf(model: ModelSpec, name: string): Part {
  const type = scopesOf(model).find((field) => field.name === name)?.type;
  return type !== undefined && isReference(type) && keyPython(targetOf(type).key);
}

/** `Invoice.owner_id == owner_id`, for each of the values. */
export function scopeConditions(context: Context, model: ModelSpec, values: readonly Part[]): readonly Part[] {
  return scopesOf(model).map(({ name }, index) => py`${modelOf(context, model)}.${name} == ${values[index]}`);
}

/** What a record has to be that a request may see: its own, and not marked as deleted, nor what it is below. */
export function rowConditions(context: Context, model: ModelSpec, values: readonly Part[]): readonly Part[] {
  const own = modelOf(context, model);
  const above = fieldOfScope(model, 'parent');
  return [
    ...scopeConditions(context, model, values),
    model.deletion && isLive(context, own, model.deletion),
    above && isReference(above.type) && aboveLive(context, py`${own}.${above.name}`, targetOf(above.type)),
  ].filter(Boolean);
}

function aboveLive(context: Context, column: Part, to: RefTarget): Part {
  if (to.deletion === undefined) return undefined;
  const target = targetClass(context, to);
  const given = context.conventions.orm === 'sqlmodel' ? py`${sqlmodel.col}(${column})` : column;
  return py`${given}.in_(${context.dialect.select}(${target}.${to.key.name}).where(${isLive(context, target, to.deletion)}))`;
}

/** What a list is narrowed by: whose the records are, and what else it is asked for; nothing where it has all. */
export function whereFor(context: Context, model: ModelSpec, values: readonly Part[], filters: Part): Part {
  const all = [...rowConditions(context, model, values), conditionsFor(context, model, filters)].filter(Boolean);
  return all.length > 0 && join(', ', all);
}

/** `owner_id=owner_id`, for a record that is made. */
export function scopeKeywords(model: ModelSpec, values: readonly Part[]): readonly Part[] {
  return scopesOf(model).map(({ name }, index) => py`${name}=${values[index]}`);
}
