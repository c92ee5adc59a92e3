/** The table of pieces: which parts a package consists of, and where each goes. */
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';
import { maxIntegerLine } from './bounds.js';
import { type Context, context, enumClass, ownEnums, type PackageNames, shadowed } from './context.js';
import { shownFirst } from './embedded-order.js';
import { keyOf } from './key.js';
import { hasRole, hasStandardDeps, innerInits, moduleOfFile, pathIn, roleOfFile, schemasFile } from './modules.js';
import { sessionName } from './parameters.js';
import { handlers, routerObject } from './pieces/api.js';
import { commit, crud, hasOwnCommit } from './pieces/crud.js';
import { deps, packageDeps } from './pieces/deps.js';
import { exceptions } from './pieces/exceptions.js';
import { reExports } from './pieces/init.js';
import { model as modelClass } from './pieces/models.js';
import { schemaHelpers, schemas } from './pieces/schemas.js';
import { services } from './pieces/services.js';
import type { Part } from './print/code.js';
import type { ImportedName } from './print/names.js';
import { printUnhidden } from './print/unhidden.js';
import { spelledImports } from './spelling.js';
import { stampedStyle } from './stamps.js';
import { apiTests } from './tests/api.js';
import { byKey } from './tests/api-subject.js';
import { conftest } from './tests/conftest.js';
import { crudTests } from './tests/crud.js';
import { askedFixtures, modelFixtures } from './tests/owners.js';
import { asking } from './tests/parents.js';
import { servicesTests } from './tests/services.js';

/** A printed part of a package: its text, what it imports, and what its file re-exports for it. */
export type Piece = {
  readonly id: string;
  readonly file: string;
  /** `opening` above everything, `helper` below those in `after`, `handlers` above what would take their paths. */
  readonly place: 'opening' | 'helper' | 'handlers' | 'body';
  /** Names that the file must define for it. */
  readonly requires: readonly string[];
  /** What earlier helpers of the file define. */
  readonly after: readonly string[];
  readonly text: string;
  readonly imports: readonly ImportedName[];
  readonly exports: readonly string[];
};

/** The files of a package, in the order in which they are shown. */
const PACKAGE_FILES = [
  '__init__.py',
  'api.py',
  'crud.py',
  'deps.py',
  'exceptions.py',
  'models.py',
  'schemas.py',
  'services.py',
  'tests/__init__.py',
  'tests/conftest.py',
  'tests/test_api.py',
  'tests/test_crud.py',
  'tests/test_services.py',
] as const;

type File = (typeof PACKAGE_FILES)[number];

export type PackageFile = { readonly file: string; readonly below: string };

/** The files of a package: what each is called here, and its path below the package's folder. */
export function packageFiles(style: Style): readonly PackageFile[] {
  const { modules, layout } = style;
  const written = PACKAGE_FILES.filter((file) => isWritten(style, file) && fileHolding(style, file) === file);
  const files = written.map((file) => ({ file, below: pathIn(modules, file) }));
  // The folders of the layers are packages already, or are none.
  const own = files.filter(({ file }) => layout.kind !== 'layers' || file !== '__init__.py');
  return [...own, ...innerInits(style).map((file) => ({ file, below: file }))];
}

/** Whether a package of this style has a file: not the layers that the blueprint does without, and no tests of them. */
function isWritten(style: Style, file: File): boolean {
  const role = roleOfFile(file);
  if (role !== undefined) return hasRole(style, role);
  if (isOneTestFile(style))
    return file === '__init__.py' || file === 'tests/test_api.py' || file === 'tests/conftest.py';
  return style.layers.kind === 'standard' || !/test_(?:crud|services)/.test(file);
}

/** The file that holds what another host has in its own file: dependencies beside handlers, fixtures beside tests. */
function fileHolding(style: Style, file: string): string {
  const { modules } = style;
  if (file === 'deps.py' && modules.deps === modules.api) return 'api.py';
  if (file === 'schemas.py') return schemasFile(modules);
  return file === 'tests/conftest.py' && isOneTestFile(style) ? 'tests/test_api.py' : file;
}

/** Whether all tests go into one file, as the blueprint's are. */
export function isOneTestFile({ layers, tests }: Style): boolean {
  return layers.kind === 'chain' && tests.file !== undefined;
}

/** What the package has once, whatever its models are. */
const ONCE: readonly { readonly file: File; readonly print: (context: Context) => Part }[] = [
  { file: 'deps.py', print: packageDeps },
  { file: 'api.py', print: routerObject },
  { file: 'crud.py', print: commit },
  { file: 'tests/conftest.py', print: conftest },
  {
    file: 'tests/test_api.py',
    print: (given) => (given.conventions.key.of === undefined ? byKey(given) : undefined),
  },
];

/** What each model brings, and what it uses of what the package has once. */
const EACH: readonly {
  readonly file: File;
  readonly print: (context: Context, model: ModelSpec, path: string) => Part;
  readonly requires?: (context: Context) => readonly string[];
}[] = [
  { file: 'exceptions.py', print: exceptions },
  { file: 'models.py', print: modelClass },
  { file: 'schemas.py', print: schemas },
  {
    file: 'crud.py',
    print: crud,
    requires: ({ conventions }) => (hasOwnCommit(conventions) ? ['commit'] : []),
  },
  { file: 'services.py', print: services },
  { file: 'deps.py', print: deps, requires: requiredDeps },
  { file: 'api.py', print: handlers, requires: requiredByHandlers },
  { file: 'tests/conftest.py', print: modelFixtures },
  { file: 'tests/test_crud.py', print: crudTests },
  { file: 'tests/test_services.py', print: servicesTests },
  {
    file: 'tests/test_api.py',
    print: apiTests,
    requires: (given) =>
      byKey(given) === undefined || given.conventions.key.of !== undefined ? [] : [`by_${keyOf(given).name}`],
  },
];

function requiredDeps({ conventions }: Context): readonly string[] {
  const { sessionForm: form } = conventions;
  return form.kind === 'own' && hasStandardDeps(conventions) ? [sessionName(form), 'MAX_INTEGER'] : [];
}

function requiredByHandlers(given: Context): readonly string[] {
  const [name] = maxIntegerLine(given)?.split(' ') ?? [];
  return [given.conventions.router, ...(name === undefined ? [] : [name])];
}

type Asked = { readonly spec: ModelSpec; readonly path: string };

/** The pieces of a package, or of further models of one, in the order in which a new file has them. */
export function piecesOf(
  isNew: boolean,
  models: readonly Asked[],
  pkg: PackageNames,
  conventions: Style,
): readonly Piece[] {
  const all = [
    ...(isNew ? packagePieces(pkg, conventions) : []),
    ...shownFirst(models, (asked) => modelPieces(asked, pkg, stampedStyle(pkg, asked.spec, conventions))),
  ];
  const places = ['opening', 'helper', 'handlers', 'body'];
  const placed = [...new Map(all.map((piece) => [piece.id, piece])).values()].map((piece) => held(piece, conventions));
  return placed.sort((left, right) => places.indexOf(left.place) - places.indexOf(right.place));
}

/** A piece in the file that holds it; what others need of it is above them. */
function held(piece: Piece, conventions: Style): Piece {
  const file = fileHolding(conventions, piece.file);
  if (file === piece.file) return piece;
  return { ...piece, file, place: piece.place === 'body' && file === 'api.py' ? 'helper' : piece.place };
}

function packagePieces(pkg: PackageNames, conventions: Style): readonly Piece[] {
  const init = context(pkg, '__init__.py', conventions);
  const imports = reExports(init);
  const exports = conventions.dunderAll.init ? conventions.exports.map(({ name }) => name) : [];
  return [
    ...(imports.length === 0 ? [] : [{ ...piece('__init__.py:package', init, 'opening', ''), imports, exports }]),
    ...ONCE.flatMap(({ file, print: code }) => {
      const given = context(pkg, file, conventions);
      const printed = code(given);
      return printed === undefined ? [] : [piece(`${file}:package`, given, 'opening', printed)];
    }),
  ];
}

function modelPieces({ spec, path }: Asked, pkg: PackageNames, conventions: Style): readonly Piece[] {
  const helpers = context(pkg, 'schemas.py', conventions);
  const enums = ownEnums(spec).map((field) => enumClass(helpers, spec, field));
  return [
    ...schemaHelpers(helpers, spec).map(({ name, code }) =>
      piece(`schemas.py:${name}`, helpers, 'helper', code(helpers), spec),
    ),
    ...EACH.flatMap(({ file, print: code, requires }) => {
      const given = context(pkg, file, conventions);
      const printed = code(given, spec, path);
      if (printed === undefined || printed === false) return [];
      const place = file === 'api.py' && path !== '' ? 'handlers' : file === 'tests/conftest.py' ? 'opening' : 'body';
      return {
        ...piece(`${file}:${spec.name}`, given, place, printed, spec, askedFixtures(given, spec)),
        requires: requires?.(given) ?? [],
        // The base is in `__all__` because `create_all` is called through the package's models.
        exports:
          file === 'models.py' && conventions.dunderAll.models ? [conventions.base.name, spec.name, ...enums] : [],
      };
    }),
  ];
}

/** `fixtures` are what each test of the piece asks for. */
export function piece(
  id: string,
  given: Context,
  place: Piece['place'],
  code: Part,
  model?: ModelSpec,
  fixtures: readonly string[] = [],
): Piece {
  const printed = printUnhidden(code, shadowed(given, model), spelledImports(given), moduleOfFile(given));
  const text = fixtures.length === 0 ? printed.text : asking(printed.text, fixtures, printed.names);
  return { id, file: given.file, place, requires: [], after: [], text, imports: printed.names.imports, exports: [] };
}
