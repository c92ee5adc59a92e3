/** `conftest.py`: the application on an empty database, and good bodies of each model. */
import { pythonString, pythonText } from '../../naming/names.js';
import type { Field } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { samples } from '../../request/samples.js';
import { type Context, jsonName, modelWords, resolved, writableFields } from '../context.js';
import { passedCallables } from '../guards.js';
import { type Code, py, symbol } from '../print/code.js';
import { abc, fastapi, importlib, mock, modules, orm, pool, sqlalchemy, testclient, typing } from '../print/symbols.js';

/** A pair of Python literals: the name of a field in JSON, and a value. */
export type Entry = { readonly key: string; readonly value: string };

const RECORDS = 3;
export const keyOf = (field: Field): string => pythonString(jsonName(field));

/** A long string in pieces that the formatter can break. */
export const wrapped = (value: string): string =>
  /^"(?:[^"\\]|\\.)*"$/.test(value) ? pythonText(JSON.parse(value) as string) : value;

/** As many different payloads as the unique fields allow, at most three. */
export function payloads(model: ModelSpec): readonly (readonly Entry[])[] {
  const fields = writableFields(model).map((field) => ({ field, values: samples(field, RECORDS) }));
  const possible = fields.filter(({ field }) => field.unique).map(({ values }) => values.length);
  const count = Math.min(RECORDS, ...possible);
  return Array.from({ length: count }, (_, index) =>
    fields.map(({ field, values }) => ({ key: keyOf(field), value: wrapped(values[index % values.length] ?? 'None') })),
  );
}

export function conftest(context: Context): Code {
  const { base, session, importRoot, app } = context.conventions;
  const main = app?.module ?? (importRoot === '' ? 'main' : `${importRoot}.main`);
  const application = app?.isFactory ? `${app.name}()` : (app?.name ?? 'app');
  const Base = symbol(base.module, base.name);
  const getDb = symbol(session.module, session.name);
  const guards = passedCallables(context);
  return py`
    @${modules.pytest}.fixture(scope="session")
    def app() -> ${fastapi.FastAPI}:
        # Importing the application may create its tables in the configured database.
        with ${mock.patch}.object(${Base}.metadata, "create_all"):
            application: ${fastapi.FastAPI} = ${importlib.import_module}(${JSON.stringify(main)}).${application}
        return application


    @${modules.pytest}.fixture
    def engine() -> ${abc.Iterator}[${sqlalchemy.Engine}]:
        engine = ${sqlalchemy.create_engine}(
            "sqlite://",
            connect_args={"check_same_thread": False},
            poolclass=${pool.StaticPool},
        )

        @${sqlalchemy.event}.listens_for(engine, "connect")
        def configure(connection: ${modules.sqlite3}.Connection, _record: object) -> None:
            connection.execute("PRAGMA foreign_keys = ON")
            # A list is in order because it is ordered, not by accident.
            connection.execute("PRAGMA reverse_unordered_selects = ON")

        ${Base}.metadata.create_all(engine)
        yield engine
        engine.dispose()


    @${modules.pytest}.fixture
    def db(engine: ${sqlalchemy.Engine}) -> ${abc.Iterator}[${orm.Session}]:
        with ${orm.Session}(engine) as session:
            yield session


    @${modules.pytest}.fixture
    def client(app: ${fastapi.FastAPI}, engine: ${sqlalchemy.Engine}) -> ${abc.Iterator}[${testclient.TestClient}]:
        def get_test_db() -> ${abc.Iterator}[${orm.Session}]:
            with ${orm.Session}(engine) as session:
                yield session
                ${context.conventions.transaction === 'flush' && 'session.commit()'}

        app.dependency_overrides[${getDb}] = get_test_db
        ${guards.map((guard) => py`app.dependency_overrides[${guard}] = lambda: None`)}
        yield ${testclient.TestClient}(app)
        ${guards.map((guard) => py`app.dependency_overrides.pop(${guard}, None)`)}
        del app.dependency_overrides[${getDb}]


    ${
      guards.length > 0 &&
      py`
        @${modules.pytest}.fixture
        def stranger(app: ${fastapi.FastAPI}, client: ${testclient.TestClient}) -> ${testclient.TestClient}:
            """Let nobody in but who may come in."""
            ${guards.map((guard) => py`del app.dependency_overrides[${guard}]`)}
            return client
      `
    }
  `;
}

export function fixtures(context: Context, asked: ModelSpec): Code {
  const { snake } = modelWords(context, asked);
  const all = payloads(resolved(context, asked));
  const body = (entries: readonly Entry[]): string =>
    `{${entries.map(({ key, value }) => `${key}: ${value}`).join(', ')}}`;
  return py`
    @${modules.pytest}.fixture
    def ${snake}_payloads() -> list[dict[str, ${typing.Any}]]:
        return [${all.map(body).join(', ')}]


    @${modules.pytest}.fixture
    def ${snake}_url(app: ${fastapi.FastAPI}) -> str:
        return str(app.url_path_for("create_${snake}"))
  `;
}
