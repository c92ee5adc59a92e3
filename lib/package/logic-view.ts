import type { ModelSpec } from '../request/model.js';
import { type Context, type ModelWords, modelWords, optionalOf, unionOf } from './context.js';
import { guardNames, type MadeGuard, madeGuards } from './guards.js';
import { moduleName, ofModule, type Role } from './modules.js';

/** The modules and names that a file of the package uses, under the names they have there. */
export type Symbols = Readonly<Record<string, string>>;

/** Where the names come from that the pieces of crud, services, deps and api print. */
const SOURCES: Readonly<Record<string, string>> = {
  APIRoute: 'fastapi.routing',
  APIRouter: 'fastapi',
  Annotated: 'typing',
  Any: 'typing',
  Callable: 'collections.abc',
  Coroutine: 'collections.abc',
  Depends: 'fastapi',
  Engine: 'sqlalchemy',
  FastAPI: 'fastapi',
  HTTPException: 'fastapi',
  IntegrityError: 'sqlalchemy.exc',
  InvalidRequestError: 'sqlalchemy.exc',
  Iterator: 'collections.abc',
  Mock: 'unittest.mock',
  Path: 'fastapi',
  Query: 'fastapi',
  Request: 'fastapi',
  RequestValidationError: 'fastapi.exceptions',
  Response: 'fastapi',
  SQLAlchemyError: 'sqlalchemy.exc',
  Session: 'sqlalchemy.orm',
  StaleDataError: 'sqlalchemy.orm.exc',
  StaticPool: 'sqlalchemy.pool',
  TestClient: 'fastapi.testclient',
  contextmanager: 'contextlib',
  create_autospec: 'unittest.mock',
  create_engine: 'sqlalchemy',
  delete: 'sqlalchemy',
  event: 'sqlalchemy',
  import_module: 'importlib',
  null: 'sqlalchemy',
  patch: 'unittest.mock',
  select: 'sqlalchemy',
  sessionmaker: 'sqlalchemy.orm',
  status: 'fastapi',
};

const PACKAGE_MODULES: Readonly<Record<string, Role>> = {
  api: 'api',
  crud: 'crud',
  models: 'models',
  schemas: 'schemas',
  services: 'services',
};

export function symbols(context: Context, words: string): Symbols {
  const py: Record<string, string> = {};
  for (const word of words.split(' ')) {
    const role = PACKAGE_MODULES[word];
    if (word === 'pytest' || word === 'sqlite3') py[word] = context.names.module(word);
    else if (role !== undefined) py[word] = moduleName(context, role);
    else if (word === 'DbSession' || word === 'Skip' || word === 'Limit') py[word] = ofModule(context, 'deps', word);
    else if (word === 'Int32') py[word] = 'Int32';
    else py[word] = context.names.from(SOURCES[word] ?? unknown(word), word);
  }
  return py;
}

function unknown(word: string): never {
  throw new Error(`no source is known for ${word}`);
}

export type LogicView = ModelWords & {
  readonly py: Symbols;
  readonly db: string;
  readonly optional: (type: string) => string;
};

export function logicView(context: Context, model: ModelSpec, words: string): LogicView {
  const py = symbols(context, words);
  return {
    ...modelWords(
      model,
      Object.values(context.conventions.modules).flatMap((dotted) => dotted.split('.').at(-1) ?? []),
    ),
    py,
    db: `db: ${py['Session'] ?? 'Session'}`,
    optional: (type) => optionalOf(context, type),
  };
}

export type CrudView = LogicView & { readonly sent: string; readonly nulls: boolean };

/** What the database gives a default to is left out where it was not sent; where null was sent it is null. */
export function crudView(context: Context, model: ModelSpec): CrudView {
  const writable = model.fields.filter((field) => !field.readonly);
  const nulls = writable.some((field) => field.optional && (field.default ?? field.serverDefault) !== undefined);
  const isLeft = writable.some((field) => field.serverDefault !== undefined);
  return {
    ...logicView(context, model, `Session delete${nulls ? ' null' : ''} select models schemas`),
    sent: isLeft ? 'exclude_unset=True' : '',
    nulls,
  };
}

export function servicesView(context: Context, model: ModelSpec): LogicView {
  return logicView(context, model, 'Session HTTPException IntegrityError status crud models schemas');
}

export type ApiView = LogicView & { readonly path: string; readonly record: string; readonly router: string };

/** `path` stands below the package's prefix: nothing for the first model. */
export function apiView(context: Context, model: ModelSpec, path: string): ApiView {
  const view = logicView(context, model, 'Annotated Depends status models schemas services DbSession Skip Limit');
  const dependency = ofModule(context, 'deps', `get_${model.snake}_or_404`);
  const { Annotated, Depends, models } = view.py;
  const { prefix, router } = context.conventions;
  const start = prefix === 'handlers' ? `/${context.pkg.slug}` : '';
  return {
    ...view,
    router,
    path: start + path,
    record: `${Annotated}[${models}.${model.name}, ${Depends}(${dependency})]`,
  };
}

export type RouterView = {
  readonly py: Symbols;
  /** The router's name, and the arguments of the call that makes it. */
  readonly router: string;
  readonly given: string;
  readonly statusKey: string;
};

export function routerView(context: Context): RouterView {
  const { conventions, pkg } = context;
  const guards = guardNames(context);
  const given = [
    ...(conventions.prefix === 'include' || conventions.prefix === 'handlers'
      ? []
      : [`prefix=${JSON.stringify(`/${pkg.slug}`)}`]),
    ...(conventions.tags === 'router' || conventions.tags === 'handlers' ? [`tags=[${JSON.stringify(pkg.name)}]`] : []),
    ...(guards.length > 0 ? [`dependencies=[${guards.join(', ')}]`] : []),
  ];
  return {
    router: conventions.router,
    given: given.join(', '),
    py: symbols(context, 'APIRoute APIRouter Any Callable Coroutine Request RequestValidationError Response status'),
    statusKey: unionOf(context, 'int', 'str'),
  };
}

export function depsView(context: Context): { readonly py: Symbols; readonly guards: readonly MadeGuard[] } {
  const { session } = context.conventions;
  return {
    py: {
      ...symbols(context, 'Annotated Depends Query Session schemas Int32'),
      get_db: context.names.from(session.module, session.name),
    },
    guards: madeGuards(context),
  };
}
