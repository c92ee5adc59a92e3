/** `conftest.py`: the application on a database in memory; the one that the host is configured for is left alone. */

import { pythonString } from '../../naming/literals.js';
import { outsider, passedChecks } from '../checked-callers.js';
import type { Context } from '../context.js';
import { passedCallables, replacesMade } from '../guards.js';
import { callerFor } from '../passing-callers.js';
import { type Code, join, type Part, type PySymbol, py, symbol } from '../print/code.js';
import {
  abc,
  asyncio,
  fastapi,
  importlib,
  mock,
  modules,
  pool,
  sqlalchemy,
  testclient,
  typing,
} from '../print/symbols.js';
import { hasSessionGuard } from '../session-guard.js';
import { sourceCode } from '../source-code.js';
import { isInTheWay, withoutMiddleware } from './middleware.js';
import { callingAs, isOwned, refusedOwners } from './owners.js';
import { ofOtherDatabases, zoned } from './sqlite-lacks.js';
import { stranger } from './stranger.js';
import { createTables, tableFilter } from './test-tables.js';

export function conftest(context: Context): Code {
  const { dialect } = context;
  const { base, app, importRoot } = context.conventions;
  const metadata = py`${symbol(base.module, base.name)}.metadata`;
  const main = pythonString(app?.module ?? (importRoot === '' ? 'main' : `${importRoot}.main`));
  const name = app?.isFactory ? `${app.name}()` : (app?.name ?? 'app');
  return py`
    ${ofOtherDatabases(context)}
    ${withoutLongFixtures(context)}
    @${modules.pytest}.fixture(scope="session")
    def app() -> ${fastapi.FastAPI}:
        # Importing the application may create tables in the configured database.
        with ${mock.patch}.object(${metadata}, "create_all"):
            application: ${fastapi.FastAPI} = ${importlib.import_module}(${main}).${name}
        return application


    ${tableFilter(context)}
    ${dialect.isAsync ? asyncDatabase(context, metadata) : database(context, metadata)}


    ${overrides(context)}
    ${client(context)}
    ${stranger(context)}
    ${passedChecks(context)}
    ${outsider(context, [
      ...passedCallables(context, isOwned(context)).map(({ callable, names }) => ({
        callable,
        failing: callerFor(context, names, 'fails'),
      })),
      ...refusedOwners(context),
    ])}
  `;
}

/** A fixture for the whole session cannot ask for one that is made for each test. */
function withoutLongFixtures({ conventions: { longFixtures } }: Context): Part {
  return longFixtures.map(
    (name) => py`
      @${modules.pytest}.fixture(scope="session", autouse=True)
      def ${name}() -> None:
          """Not for these tests, which make a database each."""


    `,
  );
}

function database(context: Context, metadata: Part): Code {
  return py`
    @${modules.pytest}.fixture
    def db() -> ${abc.Iterator}[${context.dialect.session}]:
        engine = ${sqlalchemy.create_engine}(
            "sqlite://", connect_args={"check_same_thread": False}, poolclass=${pool.StaticPool}
        )
        ${zoned(context, 'engine')}
        ${createTables(context, (given) => py`${metadata}.create_all(${join(', ', ['engine', ...given])})`)}
        with ${opened(context)}(bind=engine) as session:
            yield session
        engine.dispose()
  `;
}

/** What the host opens its sessions with, or a plain session. */
function opened({ dialect, conventions: { sessionMaker } }: Context): PySymbol {
  return sessionMaker?.kind === 'sessionmaker' ? symbol(sessionMaker.module, sessionMaker.name) : dialect.session;
}

/** The client runs the application in event loops of its own: it shares the engine with a test, and no session. */
function asyncDatabase(context: Context, metadata: Part): Code {
  return py`
    ${
      context.conventions.testRunner === 'anyio' &&
      py`
      @${modules.pytest}.fixture(scope="session")
      def anyio_backend() -> str:
          return "asyncio"


      `
    }
    async def create_tables(engine: ${asyncio.AsyncEngine}) -> None:
        ${createTables(
          context,
          (given) => py`
            async with engine.begin() as connection:
                await connection.run_sync(${join(', ', [py`${metadata}.create_all`, ...given])})
          `,
        )}


    @${modules.pytest}.fixture
    def engine() -> ${abc.Iterator}[${asyncio.AsyncEngine}]:
        memory = ${asyncio.create_async_engine}("sqlite+aiosqlite://", poolclass=${pool.StaticPool})
        ${zoned(context, 'memory.sync_engine')}
        ${modules.asyncio}.run(create_tables(memory))
        yield memory
        ${modules.asyncio}.run(memory.dispose())


    @${modules.pytest}.fixture
    async def db(engine: ${asyncio.AsyncEngine}) -> ${abc.AsyncIterator}[${context.dialect.session}]:
        async with ${opened(context)}(bind=engine) as session:
            yield session
  `;
}

/** What tests put in the place of dependencies, where some have no name in the application. */
function overrides({ conventions }: Context): Part {
  if (!replacesMade(conventions)) return undefined;
  return py`
    def code_of(dependency: ${typing.Any}) -> ${typing.Any}:
        return getattr(dependency, "__code__", type(dependency))


    class Overrides(dict[${typing.Any}, ${typing.Any}]):
        """Find what the application makes and gives no name by its code."""

        def get(self, dependency: ${typing.Any}, default: ${typing.Any} = None, /) -> ${typing.Any}:
            return super().get(dependency, super().get(code_of(dependency), default))


  `;
}

/** The client uses the host's own session dependency where its engine can be exchanged. */
function client(context: Context): Code {
  const { session, tests, testHost } = context.conventions;
  const sessionMaker = hasSessionGuard(context.conventions) ? undefined : context.conventions.sessionMaker;
  const isAsync = context.dialect.isAsync;
  const given = isAsync ? py`engine: ${asyncio.AsyncEngine}` : py`db: ${context.dialect.session}`;
  const engine = isAsync ? 'engine' : 'db.get_bind()';
  const owned = isOwned(context);
  const passed = [
    ...passedCallables(context, owned).map(
      ({ callable, caller }) => py`app.dependency_overrides[${callable}] = lambda: ${caller}`,
    ),
    ...callingAs(context, 1),
  ];
  const isOverriding = sessionMaker === undefined || passed.length > 0 || tests.isOverriding === true;
  const parameters = join(', ', [
    py`app: ${fastapi.FastAPI}`,
    given,
    (isOverriding || isInTheWay(context)) && py`monkeypatch: ${modules.pytest}.MonkeyPatch`,
  ]);
  const head = py`
    @${modules.pytest}.fixture
    def client(${parameters}) -> ${abc.Iterator}[${testclient.TestClient}]:
  `;
  // What other tests override is theirs, and as it was after this one.
  const none = replacesMade(context.conventions) ? 'Overrides()' : '{}';
  const apart = [
    isOverriding && `monkeypatch.setattr(app, "dependency_overrides", ${none})`,
    ...withoutMiddleware(context),
  ];
  const body = py`
    ${passed}
    yield ${testclient.TestClient}(${join(', ', ['app', testHost && `base_url=${pythonString(`http://${testHost}`)}`])})
  `;
  if (sessionMaker === undefined) {
    const dependency = sourceCode(session);
    return py`
      ${head}
          ${isAsync ? 'async def' : 'def'} get_test_db() -> ${isAsync ? abc.AsyncIterator : abc.Iterator}[${context.dialect.session}]:
              ${isAsync ? 'async with' : 'with'} ${context.dialect.session}(${engine}) as session:
                  yield session

          ${apart}
          app.dependency_overrides[${dependency}] = get_test_db
          ${body}
    `;
  }
  const target =
    sessionMaker.kind === 'sessionmaker'
      ? py`${mock.patch}.dict(${symbol(sessionMaker.module, sessionMaker.name)}.kw, bind=${engine})`
      : py`${mock.patch}(${pythonString(`${sessionMaker.module}.${sessionMaker.name}`)}, ${engine})`;
  return py`
    ${head}
        ${apart}
        # ${session.name} as it is, on the database of the test.
        with ${target}:
            ${body}
  `;
}
