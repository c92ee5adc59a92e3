import type { ModelSpec } from '../spec/model.js';
import { type Context, enumClass, ownEnums } from './context.js';
import { apiView, crudView, depsView, logicView, routerView, servicesView, symbols } from './logic-view.js';
import { modelHelpersView } from './model-helpers-view.js';
import { modelNeeds, modelView } from './models-view.js';
import { schemaNeeds, schemaTypesView } from './schema-types.js';
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
  readonly exports?: readonly string[];
  readonly view: (context: Context) => object;
};

const FILES_OF_APP = 'app/templates';
const FILES_OF_MODEL = 'model/templates';

/** The files of a package, in the order in which they are shown. */
export const PACKAGE_FILES = [
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

/** What a package has once, whatever its models are. */
export function packagePieces(): readonly Piece[] {
  const once = (file: string, view: Piece['view']): Piece => ({
    id: `${file}:package`,
    file,
    template: `${FILES_OF_APP}/${file}.ejs`,
    view,
  });
  return [
    once('api.py', routerView),
    once('crud.py', (context) => ({ py: symbols(context, 'Iterator Session SQLAlchemyError contextmanager') })),
    once('deps.py', depsView),
    once('services.py', (context) => ({
      py: symbols(
        context,
        'HTTPException IntegrityError InvalidRequestError Iterator StaleDataError contextmanager status',
      ),
    })),
    { ...typesPiece('int32'), view: (context) => schemaTypesView(context, { ...NO_TYPES, int32: true }) },
    once('tests/conftest.py', conftestView),
  ];
}

const NO_TYPES = { ...schemaNeeds([]), int32: false };
const NO_HELPERS = modelNeeds([]);

const typesPiece = (need: string): Omit<Piece, 'view'> => ({
  id: `schemas.py:${need}`,
  file: 'schemas.py',
  template: `${FILES_OF_APP}/schemas.py.ejs`,
});

/** The helpers that the fields of a model call for; another model of the package may have brought them already. */
function helperPieces(model: ModelSpec): readonly Piece[] {
  const helpers = Object.entries(modelNeeds(model.fields))
    .filter(([, needed]) => needed)
    .map(
      ([need]): Piece => ({
        id: `models.py:${need}`,
        file: 'models.py',
        template: `${FILES_OF_APP}/models.py.ejs`,
        model,
        view: (context) => modelHelpersView(context, { ...NO_HELPERS, [need]: true }),
      }),
    );
  const types = Object.entries(schemaNeeds(model.fields))
    .filter(([, needed]) => needed)
    .map(
      ([need]): Piece => ({
        ...typesPiece(need),
        model,
        view: (context) => schemaTypesView(context, { ...NO_TYPES, [need]: true }),
      }),
    );
  return [...helpers, ...types];
}

/** What one model brings into its package; its paths stand at `path` below the package's prefix. */
export function modelPieces(model: ModelSpec, path: string): readonly Piece[] {
  const own = (file: string, view: Piece['view'], exports: readonly string[] = []): Piece => ({
    id: `${file}:${model.name}`,
    file,
    template: `${FILES_OF_MODEL}/${file}.ejs`,
    model,
    exports,
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
