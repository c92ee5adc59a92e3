/** What a generic base of the host supplies to the class of a layer, and what that class tells it. */
import { isQueried } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { BaseArgument, LayerBase, LayerParameter, OperationName } from '../style/layers.js';
import type { Supply } from '../style/supply.js';
import { type Context, writableFields } from './context.js';
import { keyOf } from './key.js';
import type { NamedLayer } from './layers.js';
import { modelOf, schemaOf } from './modules.js';
import { type Code, join, type Part, py, symbol } from './print/code.js';

/** Whether the base has an operation and does right for this model, so that it is not written again. */
export function isSupplied(spec: ModelSpec, { operations }: NamedLayer, name: OperationName): boolean {
  const { supply, parameters } = operations[name];
  // The host's own code knows nothing of whose the records are.
  if (supply === undefined || !supply.isRight || parameters.some(({ kind }) => kind === 'scope')) return false;
  // Nor what the list is asked for by the fields of this model.
  if (name === 'list' && spec.fields.some(isQueried)) return false;
  if (!fitsDeletes(spec, name, supply, parameters)) return false;
  const fields = writableFields(spec);
  const hasServerDefault = fields.some(({ serverDefault }) => serverDefault !== undefined);
  const hasNulls = fields.some((field) => field.optional && (field.default ?? field.serverDefault) !== undefined);
  return name !== 'create' || !((hasNulls && !supply.isStatement) || (hasServerDefault && supply.dumpsAll));
}

/** Whether a parameter is one that only a base needs: which schema it reads, and how it sorts. */
export const isForBase = (kind: LayerParameter['kind']): boolean => kind === 'schema' || kind === 'order';

/** Whether it sees no record that is marked as deleted, and marks what it deletes, where the model has that; else neither. */
function fitsDeletes(
  { deletion }: ModelSpec,
  name: OperationName,
  { marks: { names, isOfAll, isByModel }, takesColumns }: Supply,
  parameters: NamedLayer['operations'][OperationName]['parameters'],
): boolean {
  if (deletion === undefined) return names.length === 0 || isOfAll || isByModel === true;
  if (takesColumns && name !== 'delete') return true;
  const isGiven = name === 'update' && !parameters.some(({ kind }) => kind === 'key');
  return name === 'create' || isGiven || names.includes(deletion.name);
}

/** The base with what it is told: `CRUDBase[Invoice, InvoiceCreate, InvoiceUpdate]`. */
export function baseCode(context: Context, spec: ModelSpec, base: LayerBase): Code {
  const given = base.arguments.map((each) => argumentCode(context, spec, each, undefined));
  const source = symbol(base.source.module, base.source.name);
  return given.length === 0 ? py`${source}` : py`${source}[${join(', ', given)}]`;
}

/** `model = Invoice` */
export function baseAttributes(context: Context, spec: ModelSpec, base: LayerBase): readonly Part[] {
  return base.attributes.map(({ name, value }) => py`${name} = ${argumentCode(context, spec, value, undefined)}`);
}

/** What its `__init__` is given. */
export function argumentsFor(context: Context, spec: ModelSpec, given: readonly BaseArgument[], session: Part): Code {
  return join(
    ', ',
    given.map((each) => argumentCode(context, spec, each, session)),
  );
}

function argumentCode(context: Context, spec: ModelSpec, argument: BaseArgument, session: Part): Part {
  if (typeof argument === 'object') return symbol(argument.module, argument.name);
  if (argument === 'session') return session;
  if (argument === 'none') return 'None';
  if (argument === 'key') return keyOf(context).python;
  return argument === 'model' ? modelOf(context, spec) : schemaOf(context, spec, argument);
}
