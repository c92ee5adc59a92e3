/** The statements on the session at the lowest level: how one record and a list are read, made and changed. */
import type { ModelSpec } from '../request/model.js';
import type { DataForm, OperationName } from '../style/layers.js';
import { type Context, writableFields } from './context.js';
import { orderFor } from './filters.js';
import { keyOf } from './key.js';
import { nameFor } from './layers.js';
import { excluded, givenRows, linksByHand } from './links.js';
import { modelOf } from './modules.js';
import { join, type Part, py } from './print/code.js';
import { sqlalchemy } from './print/symbols.js';
import { rowConditions, scopeKeywords, whereFor } from './scopes.js';
import { orderColumns, touches } from './stamps.js';

/** What was sent: the schema, or what became of it. */
export type Sent = { readonly code: Part; readonly form: DataForm };

/** What is read: the statements that have to be before it, and its expression. */
export type Read = { readonly before: readonly Part[]; readonly value: Part };

/** The record of a key, or nothing. */
export function oneRow(context: Context, spec: ModelSpec, session: Part, key: Part, scopes: readonly Part[]): Read {
  const { dialect: d } = context;
  const { get: shown, result: pattern, list } = context.conventions.queries;
  const result = pattern && nameFor(context, spec, pattern);
  const model = modelOf(context, spec);
  const conditions = rowConditions(context, spec, scopes);
  const where = join(', ', [py`${model}.${keyOf(context).name} == ${key}`, ...conditions]);
  const get = conditions.length > 0 && shown === 'get' ? BY_CONDITION[list] : shown;
  if (get === 'get') return { before: [], value: py`${d.await}${session}.get(${model}, ${key})` };
  if (get === 'query') return { before: [], value: py`${session}.query(${model}).filter(${where}).first()` };
  const { before, value } = statement(context, spec, py`${context.dialect.select}(${model}).where(${where})`);
  const run = py`${d.await}${session}.${get}(${value})`;
  if (get === 'scalar') return { before, value: run };
  const one = { execute: 'scalar_one_or_none()', exec: 'first()', scalars: 'one_or_none()' }[get];
  if (result !== undefined && get !== 'scalars') {
    return { before: [...before, py`${result} = ${run}`], value: py`${result}.${one}` };
  }
  return { before, value: py`${awaited(context, run)}.${one}` };
}

/** How a record is read that its key alone does not name, where the blueprint gets records by their keys. */
const BY_CONDITION: Readonly<Record<Queries['list'], Queries['get']>> = {
  query: 'query',
  scalars: 'scalar',
  execute: 'execute',
  exec: 'exec',
};

type Queries = Context['conventions']['queries'];

/** What a list is read with: the session, its bounds, and what it is narrowed by. */
type ListScope = {
  readonly session: Part;
  readonly skip: Part;
  readonly limit: Part;
  readonly filters: Part;
  readonly scopes: readonly Part[];
};

/** A page of the records, in the order of their keys. */
export function pageOfRows(
  context: Context,
  spec: ModelSpec,
  { session, skip, limit, filters, scopes }: ListScope,
): Read {
  const { dialect: d } = context;
  const { list, rows: pattern, isLimitFirst } = context.conventions.queries;
  const name = pattern && nameFor(context, spec, pattern);
  const model = modelOf(context, spec);
  const bounds = [py`.offset(${skip})`, py`.limit(${limit})`];
  const where = whereFor(context, spec, scopes, filters);
  const all = [orderFor(context, spec, filters), ...orderColumns(context, spec, model)];
  const page = py`.order_by(${join(', ', all)})${join('', isLimitFirst ? bounds.reverse() : bounds)}`;
  if (list === 'query') {
    return { before: [], value: py`${session}.query(${model})${where && py`.filter(${where})`}${page}.all()` };
  }
  const { before, value } = statement(
    context,
    spec,
    py`${context.dialect.select}(${model})${where && py`.where(${where})`}${page}`,
  );
  const run = py`${d.await}${session}.${list}(${value})`;
  const isListed = makesList(context);
  const given = name === undefined ? awaited(context, run) : name;
  const named = name === undefined ? before : [...before, py`${name} = ${run}`];
  if (list === 'scalars' || list === 'exec') {
    if (!isListed) return { before: named, value: py`${given}.all()` };
    return name === undefined ? { before, value: py`list(${run})` } : { before: named, value: py`list(${name})` };
  }
  const rows = py`${given}.scalars().all()`;
  return { before: named, value: isListed ? py`list(${rows})` : rows };
}

const awaited = ({ dialect }: Context, run: Part): Part => (dialect.await === '' ? run : py`(${run})`);

/** Whether a list is made by `list(…)`: not where the module has a function of that name. */
export function makesList({ conventions: { queries, layers } }: Context): boolean {
  const isHidden =
    layers.kind === 'chain' &&
    layers.chain.some(({ holder, operations }) => holder.kind === 'functions' && operations.list.name === 'list');
  return queries.isListed && !isHidden;
}

/** A statement with its own name where the blueprint gives it one. */
function statement(context: Context, spec: ModelSpec, code: Part): Read {
  const pattern = context.conventions.queries.statement;
  if (pattern === undefined) return { before: [], value: code };
  const name = nameFor(context, spec, pattern);
  return { before: [py`${name} = ${code}`], value: name };
}

/** What was sent as a dict: without what was left out where that means something. */
export function dumped(context: Context, spec: ModelSpec, operation: OperationName, { code, form }: Sent): Part {
  if (form !== 'schema') return code;
  const { dialect } = context;
  const isPartial =
    operation === 'update' || writableFields(spec).some(({ serverDefault }) => serverDefault !== undefined);
  return py`${code}.${dialect.dump}(${join(', ', [excluded(context, spec), isPartial && 'exclude_unset=True'])})`;
}

/** The record that a create stores, under its name. */
export function newRecord(
  context: Context,
  spec: ModelSpec,
  variable: string,
  sent: Sent,
  scopes: readonly Part[],
): readonly Part[] {
  if (sent.form === 'record') return sent.code === variable ? [] : [py`${variable} = ${sent.code}`];
  const model = modelOf(context, spec);
  const dict = dumped(context, spec, 'create', sent);
  const hasNulls = writableFields(spec).some(
    (field) => field.optional && (field.default ?? field.serverDefault) !== undefined,
  );
  const scoped = scopeKeywords(spec, scopes);
  const rows = linksByHand(context, spec).map((each) => givenRows(context, each, variable, sent.code, true));
  if (!hasNulls) return [py`${variable} = ${model}(${join(', ', [py`**${dict}`, ...scoped])})`, ...rows];
  return [
    py`
      # A plain None would be replaced by the column's default.
      stored = {
          field: ${sqlalchemy.null}() if value is None else value
          for field, value in ${dict}.items()
      }
      ${variable} = ${model}(${join(', ', ['**stored', ...scoped])})
    `,
    ...rows,
  ];
}

/** The loop that gives a record what was sent, and the keys of others out of the `whole` of it. */
export function setFields(context: Context, spec: ModelSpec, record: Part, sent: Sent, whole: Sent): Part {
  const [field, value] = context.conventions.queries.loop;
  return py`
    ${linksByHand(context, spec).map(
      (each) => py`
        if ${whole.code}.${each.field.name} is not None:
            ${givenRows(context, each, record, whole.code, false)}
      `,
    )}
    for ${field}, ${value} in ${dumped(context, spec, 'update', sent)}.items():
        setattr(${record}, ${field}, ${value})
    ${touches(context, spec, record)}
  `;
}
