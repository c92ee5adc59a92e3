/** The rows that the records of a model refer to: a fixture of `conftest.py` stores them before each test. */
import { type RefRow, referredBy } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { type Context, resolved, writableFields } from '../context.js';
import { modelOf, modulePath } from '../modules.js';
import { type Code, copied, join, type Part, py, symbol } from '../print/code.js';
import type { Names } from '../print/names.js';
import { asyncio, fastapi, modules } from '../print/symbols.js';
import { scopesOf } from '../scopes.js';
import { goneRow, goneTargets, lastRow, markedRow, ownedTargets } from './target-rows.js';

/** Everything that has to be stored, each model once, what is referred to before what refers to it. */
function rowsFor(model: ModelSpec): readonly RefRow[] {
  const all = [...writableFields(model), ...scopesOf(model)].flatMap((field) => referredBy(field)?.rows ?? []);
  return [...new Map(all.map((row) => [`${row.module}.${row.name}`, row])).values()];
}

/** The name of the fixture; nothing where a model refers to nothing but itself. */
export function parentsFixture(model: ModelSpec): string | undefined {
  return rowsFor(model).length === 0 ? undefined : `stored_for_${model.snake}`;
}

/** Whether the tests of the model ask for the fixture: the rows would be in the way of those of other models. */
export function isAskedFor(context: Context, model: ModelSpec): boolean {
  return rowsFor(model).some(({ module }) => module === modulePath(context, 'models'));
}

/** The tests of a piece, each asking for fixtures; not those of a stranger. */
export function asking(tests: string, fixtures: readonly string[], names: Names): string {
  const mark = `@${names.module('pytest')}.mark.usefixtures(${fixtures.map((each) => `"${each}"`).join(', ')})`;
  return tests.replace(/^(?:@.*\n)*(?:async )?def test_(?!\w+_are_guarded\b)/gm, (head) => `${mark}\n${head}`);
}

export function parents(context: Context, asked: ModelSpec): Part {
  const model = resolved(context, asked);
  const name = parentsFixture(model);
  if (name === undefined) return undefined;
  const rows = rowsFor(model);
  const last = lastRow(model);
  const gone = goneTargets(model);
  const end = (ownedTargets(model).length > 0 ? last + 1 : last) + (gone.length > 0 ? 1 : 0);
  const auto = isAskedFor(context, model) ? '' : '(autouse=True)';
  // The application knows every model, and a mapper looks for those of its relationships by their names.
  const head = (given: Part): Code => py`
    @${modules.pytest}.fixture${auto}
    def ${name}(${given}) -> None:
        """Store what the ${model.collection.replaceAll('_', ' ')} of the tests refer to."""
  `;
  const storing = (session: string, wait: string): Code => py`
    for number in range(1, ${end}):
        ${rows.flatMap((row, index) => [
          index > 0 && `${wait}${session}.flush()`,
          stored(context, ownedRow(model, row, last), (each) => py`${wait}${session}.merge(${each})`),
        ])}
    ${gone.length > 0 && `${wait}${session}.flush()`}
    ${gone.map((to) => py`${wait}${session}.execute(${markedRow(context, to, goneRow(model))})`)}
    ${wait}${session}.commit()
  `;
  const { isAsync, session } = context.dialect;
  if (!isAsync) {
    return py`
      ${head(py`app: ${fastapi.FastAPI}, db: ${session}`)}
          ${tables(context, rows, (given) => py`${given}.create_all(db.get_bind(), tables=tables)`)}
          ${storing('db', '')}
    `;
  }
  return py`
    ${head(py`app: ${fastapi.FastAPI}, engine: ${asyncio.AsyncEngine}`)}

        async def store() -> None:
            ${tables(
              context,
              rows,
              (given) => py`
                async with engine.begin() as connection:
                    await connection.run_sync(${given}.create_all, tables=tables)
              `,
            )}
            async with ${session}(engine) as session:
                ${storing('session', 'await ')}

        ${modules.asyncio}.run(store())
  `;
}

function ownedRow(model: ModelSpec, row: RefRow, last: number): RefRow {
  const of = ownedTargets(model).find(({ to }) => to.module === row.module && to.name === row.name);
  if (of === undefined) return row;
  const whose = `1 if number < ${last} else 2`;
  const values = row.values.map(([attribute, value]): RefRow['values'][number] => {
    const texts = value.texts.map((text) => text.replace(/\bnumber\b/, whose));
    return [attribute, attribute === of.to.owner ? { ...value, texts } : value];
  });
  return { ...row, values };
}

/** Where the tests make the package's own tables alone, those that it refers to are made here. */
function tables(context: Context, rows: readonly RefRow[], create: (metadata: Part) => Part): readonly Part[] {
  const { base, tests } = context.conventions;
  if (tests.tables === 'all') return [];
  const classes = rows.map((row) => py`${classOf(context, row)}.__table__`);
  return [py`tables = [${join(', ', classes)}]`, create(py`${symbol(base.module, base.name)}.metadata`)];
}

/** What stores a row, which gets its key once it is made where a dataclass is not made with it. */
function stored(context: Context, row: RefRow, store: (made: Part) => Code): Code {
  const given = (isLater: boolean): RefRow['values'] =>
    row.values.filter(([attribute]) => row.later.includes(attribute) === isLater);
  const values = given(false).map(([attribute, value]) => py`${attribute}=${copied(value)}`);
  const made = py`${classOf(context, row)}(${join(', ', values)})`;
  if (row.later.length === 0) return store(made);
  return py`
    row = ${made}
    ${given(true).map(([attribute, value]) => py`row.${attribute} = ${copied(value)}`)}
    ${store('row')}
  `;
}

function classOf(context: Context, { module, name }: RefRow): Part {
  const own = context.pkg.models.find((each) => each.name === name);
  if (module !== modulePath(context, 'models')) return symbol(module, name);
  return own === undefined ? symbol(module, name) : modelOf(context, own);
}
