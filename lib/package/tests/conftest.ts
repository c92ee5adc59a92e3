/** `conftest.py`: the application on a database in memory; the one that the host is configured for is left alone. */

import { pythonString } from '../../naming/literals.js';
import type { Context } from '../context.js';
import { passedCallables } from '../guards.js';
import { moduleOf } from '../modules.js';
import { type Code, type Part, py, symbol } from '../print/code.js';
import { abc, fastapi, importlib, mock, modules, orm, pool, sqlalchemy, testclient } from '../print/symbols.js';

export function conftest(context: Context): Code {
  const { base, app, importRoot, sessionMaker } = context.conventions;
  const metadata = py`${symbol(base.module, base.name)}.metadata`;
  const main = pythonString(app?.module ?? (importRoot === '' ? 'main' : `${importRoot}.main`));
  const name = app?.isFactory ? `${app.name}()` : (app?.name ?? 'app');
  const opened = sessionMaker?.kind === 'sessionmaker' ? symbol(sessionMaker.module, sessionMaker.name) : orm.Session;
  return py`
    @${modules.pytest}.fixture(scope="session")
    def app() -> ${fastapi.FastAPI}:
        # Importing the application may create tables in the configured database.
        with ${mock.patch}.object(${metadata}, "create_all"):
            application: ${fastapi.FastAPI} = ${importlib.import_module}(${main}).${name}
        return application


    @${modules.pytest}.fixture
    def db() -> ${abc.Iterator}[${orm.Session}]:
        engine = ${sqlalchemy.create_engine}(
            "sqlite://", connect_args={"check_same_thread": False}, poolclass=${pool.StaticPool}
        )
        ${createTables(context, metadata, moduleOf(context, 'models'))}
        with ${opened}(bind=engine) as session:
            yield session
        engine.dispose()


    ${client(context)}
    ${stranger(context)}
  `;
}

/** The tables of the host's other packages may need another database. */
function createTables({ conventions }: Context, metadata: Part, models: Part): Part {
  if (conventions.tests.tables === 'all') return py`${metadata}.create_all(engine)`;
  const { base } = conventions;
  return py`
    # Tables of other packages may need another database than SQLite.
    tables = [
        mapper.local_table
        for mapper in ${symbol(base.module, base.name)}.registry.mappers
        if mapper.class_.__module__ == ${models}.__name__
        and isinstance(mapper.local_table, ${sqlalchemy.Table})
    ]
    ${metadata}.create_all(engine, tables=tables)
  `;
}

/** The client uses the host's own session dependency where its engine can be exchanged. */
function client(context: Context): Code {
  const { session, sessionMaker } = context.conventions;
  const passed = passedCallables(context).map((guard) => py`app.dependency_overrides[${guard}] = lambda: None`);
  const cleared = passed.length > 0 && 'app.dependency_overrides.clear()';
  const head = py`
    @${modules.pytest}.fixture
    def client(app: ${fastapi.FastAPI}, db: ${orm.Session}) -> ${abc.Iterator}[${testclient.TestClient}]:
  `;
  const body = py`
    ${passed}
    yield ${testclient.TestClient}(app)
    ${cleared}
  `;
  if (sessionMaker === undefined) {
    const dependency = symbol(session.module, session.name);
    return py`
      ${head}
          def get_test_db() -> ${abc.Iterator}[${orm.Session}]:
              with ${orm.Session}(db.get_bind()) as session:
                  yield session

          app.dependency_overrides[${dependency}] = get_test_db
          ${passed}
          yield ${testclient.TestClient}(app)
          app.dependency_overrides.clear()
    `;
  }
  const target =
    sessionMaker.kind === 'sessionmaker'
      ? py`${mock.patch}.dict(${symbol(sessionMaker.module, sessionMaker.name)}.kw, bind=db.get_bind())`
      : py`${mock.patch}(${pythonString(`${sessionMaker.module}.${sessionMaker.name}`)}, db.get_bind())`;
  return py`
    ${head}
        # ${session.name} as it is, on the database of the test.
        with ${target}:
            ${body}
  `;
}

function stranger(context: Context): Part {
  const passed = passedCallables(context);
  const { security, guardsAbove } = context.conventions;
  if (security.guards.length + guardsAbove.length === 0) return undefined;
  return py`


    @${modules.pytest}.fixture
    def stranger(app: ${fastapi.FastAPI}, client: ${testclient.TestClient}) -> ${testclient.TestClient}:
        """Let nobody in but who may come in."""
        ${passed.map((guard) => py`del app.dependency_overrides[${guard}]`)}
        return client
  `;
}
