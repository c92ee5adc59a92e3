/** What a list can be asked for: the class of its filters, and what the lowest layer makes of them. */
import { pythonString } from '../naming/names.js';
import { type Field, isChoice, isQueried, isRanged } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { type Context, jsonName, modelWords, resolved } from './context.js';
import { runsMySql } from './databases.js';
import { modelOf, schemaClass } from './modules.js';
import { dependency, type Parameter } from './parameters.js';
import { type Code, join, type Part, py } from './print/code.js';
import { abc, dataclasses, fastapi, sqlalchemy, sqlmodel, typing } from './print/symbols.js';
import { sentType } from './schema-lines.js';
import { filtersName, sortName } from './schema-names.js';
import { annotated, enumBases, isListStyle, listOf, optionalOf, tupleOf } from './spelling.js';
import { typed } from './types/table.js';

/** What the parameter with all of it is called. */
export const FILTERS = 'filters';

export const LONGEST_SEARCH = 100;

const filtered = ({ fields }: ModelSpec): readonly Field[] => fields.filter(({ isFiltered }) => isFiltered);
const sorted = ({ fields }: ModelSpec): readonly Field[] => fields.filter(({ isSorted }) => isSorted);
const searched = ({ fields }: ModelSpec): readonly Field[] => fields.filter(({ isSearched }) => isSearched);

/** Whether the list of a model can be asked for anything but a page. */
export const isListFiltered = ({ fields }: ModelSpec): boolean => fields.some(isQueried);

/** What a client asks for: the names of the query, in the order of the fields. */
export function queryNames(model: ModelSpec): readonly string[] {
  const ofFilters = filtered(model).flatMap((field) => asked(field).map(({ suffix }) => jsonName(field) + suffix));
  return [
    ...ofFilters,
    ...(searched(model).length > 0 ? ['search'] : []),
    ...(sorted(model).length > 0 ? ['sort'] : []),
  ];
}

type Asked = { readonly suffix: string; readonly operator: string; readonly method: string };

const EQUAL: Asked = { suffix: '', operator: '==', method: '__eq__' };
const RANGE: readonly Asked[] = [
  { suffix: '_from', operator: '>=', method: '__ge__' },
  { suffix: '_to', operator: '<=', method: '__le__' },
];

function asked(field: Field): readonly Asked[] {
  return [EQUAL, ...(isRanged(field) ? RANGE : [])];
}

/** The class of the filters and the enum of the orders, for `schemas.py`. */
export function filterSchemas(context: Context, model: ModelSpec): readonly Code[] {
  if (!isListFiltered(model)) return [];
  const spec = resolved(context, model);
  const lines = filtered(spec).flatMap((field) => {
    const type = sentType(typed(context, spec, field));
    return asked(field).map(({ suffix }) => queryLine(context, field, suffix, type));
  });
  const search = annotated(
    context,
    optionalOf(context, 'str'),
    py`${fastapi.Query}(min_length=1, max_length=${String(LONGEST_SEARCH)}, pattern=${String.raw`r"^[^\x00]*$"`})`,
  );
  const orders = sorted(spec).flatMap((field) => {
    const name = jsonName(field);
    return [`${field.name} = ${pythonString(name)}`, `${field.name}_desc = ${pythonString(`-${name}`)}`];
  });
  return [
    ...(orders.length === 0
      ? []
      : [
          py`
            class ${sortName(spec)}(${enumBases(context)}):
                ${orders}
          `,
        ]),
    py`
      @${dataclasses.dataclass}
      class ${filtersName(spec)}:
          ${lines}
          ${searched(spec).length > 0 && py`search: ${search} = None`}
          ${orders.length > 0 && py`sort: ${optionalOf(context, sortName(spec))} = None`}
    `,
  ];
}

/** `due_from: date | None = None`; several values of an enum are given one by one. */
function queryLine(context: Context, field: Field, suffix: string, type: Part): Code {
  const alias = field.alias === undefined ? undefined : py`alias=${pythonString(field.alias + suffix)}`;
  const value = optionalOf(context, isChoice(field) ? listOf(context, type) : type);
  const isPlain = alias === undefined && !isChoice(field);
  const told = isPlain ? value : annotated(context, value, py`${fastapi.Query}(${alias})`);
  return py`${field.name}${suffix}: ${told} = None`;
}

/** The parameter of a handler. */
export function filtersParameter(context: Context, model: ModelSpec): readonly Parameter[] {
  if (!isListFiltered(model)) return [];
  const type = schemaClass(context, filtersName(model));
  return [dependency(context, 'skip', FILTERS, type, py`${fastapi.Depends}()`)];
}

/** The parameter of a function below. */
export function filtersArgument(context: Context, model: ModelSpec): Part {
  return isListFiltered(model) && py`${FILTERS}: ${schemaClass(context, filtersName(model))}`;
}

const conditionsName = (context: Context, model: ModelSpec): string => `${modelWords(context, model).snake}_conditions`;
const orderName = (context: Context, model: ModelSpec): string => `${modelWords(context, model).snake}_order`;

const hasConditions = (model: ModelSpec): boolean => filtered(model).length + searched(model).length > 0;

/** `*invoice_conditions(filters)`, for `where`; nothing where nothing is filtered. */
export function conditionsFor(context: Context, model: ModelSpec, filters: Part): Part {
  return hasConditions(model) && py`*${conditionsName(context, model)}(${filters})`;
}

/** `*invoice_order(filters)`, for what goes before the standing order. */
export function orderFor(context: Context, model: ModelSpec, filters: Part): Part {
  return sorted(model).length > 0 && py`*${orderName(context, model)}(${filters})`;
}

/** The functions that make conditions and an order of filters, for the module of the lowest layer. */
export function filterFunctions(context: Context, model: ModelSpec): readonly Code[] {
  const spec = resolved(context, model);
  return [
    ...(hasConditions(spec) ? [conditionsFunction(context, spec)] : []),
    ...(sorted(spec).length > 0 ? [orderFunction(context, spec)] : []),
  ];
}

/** A column of the model; SQLModel's fields are typed as their values. */
function columnOf(context: Context, model: ModelSpec, { name }: Field): Code {
  const attribute = py`${modelOf(context, model)}.${name}`;
  return context.conventions.orm === 'sqlmodel' ? py`${sqlmodel.col}(${attribute})` : attribute;
}

function conditionsFunction(context: Context, model: ModelSpec): Code {
  const condition = py`${sqlalchemy.ColumnElement}[bool]`;
  const compared = filtered(model).flatMap((field) =>
    asked(field).map(({ suffix, operator, method }): Comparison => {
      const column = columnOf(context, model, field);
      const value = `${FILTERS}.${field.name}${suffix}`;
      const called = isChoice(field) ? 'in_' : method;
      const code = isChoice(field) ? py`${column}.in_(${value})` : py`${column} ${operator} ${value}`;
      return { value, code, method: py`${column}.${called}` };
    }),
  );
  const columns = searched(model).map((field) => columnOf(context, model, field));
  return py`
    def ${conditionsName(context, model)}(${filtersArgument(context, model)}) -> ${listOf(context, condition)}:
        ${compared.length > MOST_BRANCHES ? tabled(context, condition, compared) : branched(context, condition, compared)}
        ${columns.length > 0 && searching(columns)}
        return conditions
  `;
}

function orderFunction(context: Context, model: ModelSpec): Code {
  const type = schemaClass(context, sortName(model));
  const isInSteps = runsMySql(context);
  const one = py`${isInSteps ? sqlalchemy.ColumnElement : sqlalchemy.UnaryExpression}[${typing.Any}]`;
  const several = listOf(context, one);
  const dict = isListStyle(context) ? 'dict' : typing.Dict;
  const found = `orders[${FILTERS}.sort]`;
  const orders = sorted(model).flatMap((field) => {
    const column = columnOf(context, model, field);
    return (['', '_desc'] as const).map((suffix) => {
      const order = py`${column}.${suffix === '' ? 'asc' : 'desc'}()`;
      return py`${type}.${field.name}${suffix}: ${isInSteps ? steps(field, column, order) : nullsLast(field, order)},`;
    });
  });
  return py`
    def ${orderName(context, model)}(${filtersArgument(context, model)}) -> ${several}:
        orders: ${dict}[${type}, ${isInSteps ? several : one}] = {
            ${orders}
        }
        return [] if ${FILTERS}.sort is None else ${isInSteps ? found : `[${found}]`}
  `;
}

const nullsLast = (field: Field, order: Code): Code => (field.optional ? py`${order}.nulls_last()` : order);

/** MySQL cannot be told where nulls go, but orders by whether there is one. */
const steps = (field: Field, column: Code, order: Code): Code =>
  field.optional ? py`[${column}.is_(None), ${order}]` : py`[${order}]`;

/** A value that may be asked for, the condition for it, and the method that makes that condition of a value. */
type Comparison = { readonly value: string; readonly code: Code; readonly method: Code };

/** Linters count the branches of a function: ten at most, one of them for a search. */
const MOST_BRANCHES = 8;

function branched(context: Context, condition: Code, compared: readonly Comparison[]): readonly Part[] {
  const branches = compared.map(
    ({ value, code }) => py`
      if ${value} is not None:
          conditions.append(${code})
    `,
  );
  return [py`conditions: ${listOf(context, condition)} = []`, ...branches];
}

function tabled(context: Context, condition: Code, compared: readonly Comparison[]): readonly Part[] {
  const row = tupleOf(context, typing.Any, py`${abc.Callable}[[${typing.Any}], ${condition}]`);
  return [
    py`
      comparisons: ${listOf(context, row)} = [
          ${compared.map(({ value, method }) => py`(${value}, ${method}),`)}
      ]
      conditions = [compare(value) for value, compare in comparisons if value is not None]
    `,
  ];
}

function searching(columns: readonly Part[]): Code {
  const found = columns.map((column) => py`${column}.icontains(${FILTERS}.search, autoescape=True)`);
  const [only] = found;
  const all = found.length === 1 ? only : py`${sqlalchemy.or_}(${join(', ', found)})`;
  return py`
    if ${FILTERS}.search is not None:
        conditions.append(${all})
  `;
}
