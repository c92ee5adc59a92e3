import type { ModelSpec } from '../request/model.js';
import type { Conventions } from '../style/conventions.js';
import { type Context, enumClass, ownEnums } from './context.js';
import { apiView, crudView, depsView, logicView, routerView, servicesView, symbols } from './logic-view.js';
import { modelHelpersView } from './model-helpers-view.js';
import { MODEL_HELPERS, modelNeeds, modelView } from './models-view.js';
import { innerInits, pathIn } from './modules.js';
import { SCHEMA_TYPES, schemaNeeds, schemaTypesView } from './schema-types.js';
import { schemaView } from './schemas-view.js';
import { conftestView, fixturesView, testsView } from './tests-view.js';

/**
 * A part of a package that a template prints: which file it goes to, which template prints it with what, and what its
 * file re-exports for it. Pieces with the same `id` are one piece.
 */
export type Piece = {
  readonly id: string;
  readonly file: string;
  readonly template: string;
  /** The model whose names the piece must not hide. */
  readonly model?: ModelSpec;
  readonly exports: readonly string[];
  /**
   * Where it goes in its file: `opening` above everything, a `helper` behind the ones that stand `after`, `handlers`
   * above every handler that would take their paths, a `body` at the end.
   */
  readonly place: 'opening' | 'helper' | 'handlers' | 'body';
  /** Names that the file must define for it. */
  readonly requires: readonly string[];
  /** What earlier helpers of the file define. */
  readonly after: readonly string[];
  readonly view: (context: Context) => object;
};

type Export = Conventions['exports'][number];

const FILES_OF_APP = 'app/templates';
const FILES_OF_MODEL = 'model/templates';

/** The files of a package, in the order in which they are shown. */
const PACKAGE_FILES = [
  '__init__.py',
  'api.py',
  'crud.py',
  'deps.py',
  'models.py',
  'schemas.py',
  'services.py',
  'tests/__init__.py',
  'tests/conftest.py',
  'tests/test_api.py',
  'tests/test_crud.py',
  'tests/test_services.py',
] as const;

/** The files of a package: what each is called here, and its path below the package's folder. */
export function packageFiles(
  modules: Conventions['modules'],
): readonly { readonly file: string; readonly below: string }[] {
  return [
    ...PACKAGE_FILES.map((file) => ({ file, below: pathIn(modules, file) })),
    ...innerInits(modules).map((file) => ({ file, below: file })),
  ];
}

const ONCE = { place: 'opening', requires: [], after: [] } as const;

/** What a package has once, whatever its models are. */
function packagePieces(exports: readonly Export[]): readonly Piece[] {
  const once = (file: string, view: Piece['view']): Piece => ({
    id: `${file}:package`,
    file,
    template: `${FILES_OF_APP}/${file}.ejs`,
    exports: [],
    ...ONCE,
    view,
  });
  return [
    ...initPiece(exports),
    once('api.py', routerView),
    once('crud.py', (context) => ({ py: symbols(context, 'Iterator Session SQLAlchemyError contextmanager') })),
    once('deps.py', depsView),
    once('services.py', (context) => ({
      py: symbols(
        context,
        'HTTPException IntegrityError InvalidRequestError Iterator StaleDataError contextmanager status',
      ),
    })),
    typesPiece('int32'),
    once('tests/conftest.py', conftestView),
  ];
}

/** What the package's `__init__` makes known of it, where the host's packages do that. */
function initPiece(exports: readonly Export[]): readonly Piece[] {
  if (exports.length === 0) return [];
  const view: Piece['view'] = (context) => {
    for (const { name, target } of exports) {
      const parts = [context.module, ...target.split('.')];
      context.names.as(parts.slice(0, -1).join('.'), parts.at(-1) ?? '', name);
    }
    return {};
  };
  const names = exports.map(({ name }) => name);
  const file = '__init__.py';
  return [{ id: `${file}:package`, file, template: `${FILES_OF_APP}/${file}.ejs`, exports: names, ...ONCE, view }];
}

const NO_TYPES = { ...schemaNeeds([]), int32: false };
const NO_HELPERS = modelNeeds([]);

/** What each helper defines last, in the order in which they stand in their file. */
const HELPERS: Readonly<Record<'models.py' | 'schemas.py', Readonly<Record<string, string>>>> = {
  'models.py': MODEL_HELPERS,
  'schemas.py': { int32: 'Int32', ...SCHEMA_TYPES },
};

function helper(file: keyof typeof HELPERS, need: string, view: Piece['view']): Omit<Piece, 'model'> {
  const order = Object.entries(HELPERS[file]);
  return {
    id: `${file}:${need}`,
    file,
    template: `${FILES_OF_APP}/${file}.ejs`,
    exports: [],
    place: 'helper',
    requires: [],
    after: order
      .slice(
        0,
        order.findIndex(([name]) => name === need),
      )
      .map(([, defined]) => defined),
    view,
  };
}

/** Names that the package's helpers have: no other class of the package. */
export const HELPER_NAMES: ReadonlySet<string> = new Set(Object.values(HELPERS).flatMap((each) => Object.values(each)));

const typesPiece = (need: string): Omit<Piece, 'model'> =>
  helper('schemas.py', need, (context) => schemaTypesView(context, { ...NO_TYPES, [need]: true }));

/** The helpers that the fields of a model call for; another model of the package may have brought them already. */
function helperPieces(model: ModelSpec): readonly Piece[] {
  const needed = (needs: object): readonly string[] =>
    Object.entries(needs).flatMap(([need, isNeeded]) => (isNeeded ? [need] : []));
  return [
    ...needed(modelNeeds(model.fields)).map((need) => ({
      ...helper('models.py', need, (context) => modelHelpersView(context, { ...NO_HELPERS, [need]: true })),
      model,
    })),
    ...needed(schemaNeeds(model.fields)).map((need) => ({ ...typesPiece(need), model })),
  ];
}

/** What the pieces of a model use of what the package has once. */
const REQUIRED = {
  'api.py': ['router', 'UNREADABLE', 'NOT_FOUND', 'CONFLICT'],
  'crud.py': ['_rollback_on_error'],
  'deps.py': ['DbSession', 'Skip', 'Limit'],
  'models.py': [],
  'schemas.py': ['Int32'],
  'services.py': ['not_found', 'refusals'],
  'tests/conftest.py': ['app', 'db', 'client'],
  'tests/test_api.py': [],
  'tests/test_crud.py': [],
  'tests/test_services.py': [],
} as const;

const PLACES = ['opening', 'helper', 'handlers', 'body'];

/** What one model brings into its package; its paths stand at `path` below the package's prefix. */
function modelPieces(model: ModelSpec, path: string): readonly Piece[] {
  const own = (file: keyof typeof REQUIRED, view: Piece['view'], exports: readonly string[] = []): Piece => ({
    id: `${file}:${model.name}`,
    file,
    template: `${FILES_OF_MODEL}/${file}.ejs`,
    model,
    exports,
    place: file === 'api.py' && path !== '' ? 'handlers' : 'body',
    requires: REQUIRED[file],
    after: [],
    view,
  });
  const enums = ownEnums(model).map((field) => enumClass(model, field));
  return [
    ...helperPieces(model),
    own('models.py', (context) => modelView(context, model), [model.name, ...enums]),
    own('schemas.py', (context) => schemaView(context, model)),
    own('crud.py', (context) => crudView(context, model)),
    own('services.py', (context) => servicesView(context, model)),
    own('deps.py', (context) => logicView(context, model, 'Annotated Path Int32 models schemas services')),
    own('api.py', (context) => apiView(context, model, path)),
    own('tests/conftest.py', (context) => fixturesView(context, model)),
    own('tests/test_crud.py', (context) =>
      testsView(context, model, 'Any IntegrityError Session create_autospec pytest crud models schemas'),
    ),
    own('tests/test_services.py', (context) =>
      testsView(
        context,
        model,
        'Any HTTPException IntegrityError InvalidRequestError Session StaleDataError create_autospec pytest models schemas services',
      ),
    ),
    own('tests/test_api.py', (context) => testsView(context, model, 'Any TestClient pytest')),
  ];
}

/** The pieces of a package, or of further models of one, in the order in which a new file has them. */
export function piecesOf(
  isNew: boolean,
  exports: readonly Export[],
  models: readonly { readonly spec: ModelSpec; readonly path: string }[],
): readonly Piece[] {
  const all = [
    ...(isNew ? packagePieces(exports) : []),
    ...models.flatMap(({ spec, path }) => modelPieces(spec, path)),
  ];
  return [...new Map(all.map((piece) => [piece.id, piece])).values()].sort(
    (left, right) => PLACES.indexOf(left.place) - PLACES.indexOf(right.place) || left.after.length - right.after.length,
  );
}
