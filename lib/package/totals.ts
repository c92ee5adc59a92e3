/** How many records there are, beside a list: the statement of the lowest level, and how higher ones come to it. */
import type { ModelSpec } from '../request/model.js';
import type { CountOperation, ListTotal } from '../style/list-totals.js';
import type { Context } from './context.js';
import { FILTERS } from './filters.js';
import { keyOf } from './key.js';
import type { Read } from './layer-statements.js';
import { nameFor } from './layers.js';
import { modelOf } from './modules.js';
import { type Code, join, type Part, py } from './print/code.js';
import { sqlalchemy } from './print/symbols.js';
import { scopeKeywords, whereFor } from './scopes.js';

/** How the lists of the package come to their total; nothing where they have none. */
export const totalOf = ({ conventions }: Context): ListTotal | undefined => conventions.envelope.total;

/** What the number of all records is called beside them. */
export function totalName(context: Context, spec: ModelSpec): string {
  return nameFor(context, spec, totalOf(context)?.name ?? 'total');
}

/** What a list and its total are narrowed by. */
type Narrowing = { readonly filters: Part; readonly scopes: readonly Part[] };

/** The statement that counts, on a session. */
export function counted(
  context: Context,
  spec: ModelSpec,
  { words }: ListTotal,
  session: Part,
  { filters, scopes }: Narrowing,
): Read {
  const plain = (value: Code): Read => ({ before: [], value });
  const { run, result, end, isOrZero, isOfKey } = words;
  const { await: wait } = context.dialect;
  const model = modelOf(context, spec);
  const where = whereFor(context, spec, scopes, filters);
  const kept = where && py`.filter(${where})`;
  if (run === 'query') return plain(py`${session}.query(${model})${kept}.count()`);
  const number = isOfKey
    ? py`${sqlalchemy.func}.count(${model}.${keyOf(context).name})`
    : py`${sqlalchemy.func}.count()`;
  const from = isOfKey ? '' : py`.select_from(${model})`;
  const zero = isOrZero && ' or 0';
  if (run === 'query-scalar') return plain(py`${session}.query(${number})${from}${kept}${end}${zero}`);
  const select = py`${context.dialect.select}(${number})${from}${where && py`.where(${where})`}`;
  if (run === 'scalar') return plain(py`${wait}${session}.scalar(${select})${zero}`);
  // A result of SQLModel's own `exec` is a row where the statement is SQLAlchemy's.
  const method = run === 'exec' && context.dialect.select === sqlalchemy.select ? 'scalars' : run;
  const got = py`${wait}${session}.${method}(${select})`;
  if (result !== undefined) return { before: [py`${result} = ${got}`], value: py`${result}${end}${zero}` };
  return plain(py`${wait === '' ? got : py`(${got})`}${end}${zero}`);
}

/** The call of what counts at the level below. */
export function countCall(
  context: Context,
  count: CountOperation,
  callee: Part,
  session: Part,
  { filters, scopes }: Narrowing,
  spec: ModelSpec,
): Code {
  const isNamed = count.session?.isNamed === true;
  const given = count.session && (isNamed ? py`${count.session.name}=${session}` : session);
  const all = [
    given,
    ...(isNamed ? scopeKeywords(spec, scopes) : scopes),
    filters && isNamed ? py`${FILTERS}=${filters}` : filters,
  ];
  return py`${context.dialect.await}${callee}(${join(', ', all)})`;
}
