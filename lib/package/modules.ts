/** The modules and files of a package, called as the host calls them. */
import { join } from 'node:path';
import type { ModelSpec } from '../request/model.js';
import type { Role, Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { type Code, type PySymbol, py, symbol } from './print/code.js';
import { type SchemaRole, schemaNames } from './schema-names.js';

/** Where a package's own names come from: a role is a module, as in `app.invoices.models`. */
export function modulePath(context: Context, role: Role): string {
  const { module, conventions } = context;
  return module === '' ? conventions.modules[role] : `${module}.${conventions.modules[role]}`;
}

/** A module of the package: `from app.invoices import crud`. */
export function moduleOf(context: Context, role: Role): PySymbol {
  const path = modulePath(context, role);
  return context.conventions.layout.kind === 'layers' ? layerOf(context, role, path) : moduleSymbol(path);
}

function moduleSymbol(path: string, local?: string): PySymbol {
  const at = path.lastIndexOf('.');
  const found: PySymbol = at < 0 ? { kind: 'symbol', name: path } : symbol(path.slice(0, at), path.slice(at + 1));
  return local === undefined || local === found.name ? found : { ...found, local };
}

/** By layer all modules of a feature may have one name: they are called as the blueprint does, or by what they are for. */
function layerOf(context: Context, role: Role, path: string): PySymbol {
  const { layout } = context.conventions;
  const habit = habitOf(context, role);
  if (habit?.kind === 'package') return moduleSymbol(path.slice(0, path.lastIndexOf('.')), habit.local);
  const isShared = layout.kind === 'layers' && layout.shared.includes(role);
  return moduleSymbol(
    path,
    habit?.local ?? (isShared ? undefined : calledFor(role, path.slice(path.lastIndexOf('.') + 1))),
  );
}

/** `invoice_service` for the module `invoice` of services; nothing for one that says what it is for: `invoice_service`. */
function calledFor(role: Role, name: string): string | undefined {
  const word = { services: 'service', crud: 'crud' }[role as string];
  if (word === undefined) return role;
  return /_(?:services?|crud|repo(?:sitory)?|dao)$|^(?:services?|crud)_/.test(name) ? undefined : `${name}_${word}`;
}

function habitOf({ conventions, file }: Context, role: Role): Style['layerImports'][number] | undefined {
  return conventions.layerImports.find(({ from, of }) => of === role && from === ROLE_FILES[file]);
}

/** Something that a module of the package defines. */
export function definedIn(context: Context, role: Role, name: string): PySymbol {
  return symbol(modulePath(context, role), name);
}

/** A class as another module of the package writes it: `models.Invoice`, or `Invoice` where the team imports classes. */
function classIn(context: Context, role: Role, name: string): Code {
  return areNamed(context, role) ? py`${definedIn(context, role, name)}` : py`${moduleOf(context, role)}.${name}`;
}

/** Whether a file imports the classes of a module by their names. By layer each one is seen to do so or not. */
function areNamed(context: Context, role: Role): boolean {
  const { layout, ownImports } = context.conventions;
  return layout.kind === 'layers' ? habitOf(context, role) === undefined : ownImports === 'names';
}

/** The class of a model as another module of the package writes it. */
export function modelOf(context: Context, model: ModelSpec): Code {
  // The handlers have the read schema too.
  const { api, deps } = context.conventions.modules;
  const isBeside = context.file === 'api.py' || (context.file === 'deps.py' && deps === api);
  const isTaken = isBeside && schemaNames(context, model).read === model.name;
  if (!isTaken || !areNamed(context, 'models') || !areNamed(context, 'schemas'))
    return classIn(context, 'models', model.name);
  return py`${{ ...definedIn(context, 'models', model.name), local: `${model.name}Model` }}`;
}

/** A schema as another module of the package has it: `schemas.InvoiceCreate`. */
export function schemaOf(context: Context, model: ModelSpec, role: SchemaRole): Code {
  return schemaClass(context, schemaNames(context, model)[role]);
}

/** Another class of the schemas' module, as other modules write it. */
export function schemaClass(context: Context, name: string): Code {
  return classIn(context, 'schemas', name);
}

const ROLE_FILES: Readonly<Record<string, Role>> = {
  'api.py': 'api',
  'crud.py': 'crud',
  'deps.py': 'deps',
  'exceptions.py': 'exceptions',
  'models.py': 'models',
  'schemas.py': 'schemas',
  'services.py': 'services',
};

/** What a file of the package is for; nothing for tests and the like. */
export const roleOfFile = (file: string): Role | undefined => ROLE_FILES[file];

/** The dotted name of the module that a file is; nothing for tests and the like. */
export function moduleOfFile(context: Context): string | undefined {
  const role = ROLE_FILES[context.file];
  return role && modulePath(context, role);
}

/** Whether a package of this style has a module of a role: not the layers that the blueprint does without. */
export function hasRole(style: Style, role: Role): boolean {
  const { layers, raises } = style;
  if (role === 'deps') return hasDeps(style);
  if (role === 'exceptions') {
    const forms = layers.kind === 'standard' ? [] : [raises.missingBy, raises.takenBy];
    return forms.some((form) => form.kind === 'own' && form.module === role);
  }
  if (layers.kind === 'standard' || (role !== 'crud' && role !== 'services')) return true;
  return layers.chain.some((layer) => layer.role === role);
}

/** Whether there is anything for a module of dependencies: none is invented beside a team that has none. */
function hasDeps(style: Style): boolean {
  const { recordForm, layers } = style;
  const isLoading = recordForm.kind === 'loaded' && recordForm.role === 'deps';
  const isMaking =
    layers.kind === 'chain' &&
    layers.chain.some(({ holder }) => {
      if (holder.kind !== 'object' || holder.reached.kind !== 'dependency') return false;
      const { maker, alias, module, shared } = holder.reached;
      const isMade = shared === undefined && typeof maker === 'string';
      return module === 'deps' && (isMade || (alias !== undefined && shared?.alias === undefined));
    });
  return hasStandardDeps(style) || isLoading || isMaking;
}

/** Whether the package has the standard's own dependencies: the session, and the largest number that a request may have. */
export function hasStandardDeps({ sessionForm, layers }: Style): boolean {
  // Where the lowest layer opens its sessions nobody takes one.
  const isOpened = layers.kind === 'chain' && layers.chain[0]?.opens !== undefined;
  return sessionForm.kind === 'own' && sessionForm.role === 'deps' && !isOpened;
}

/** The file that has the schemas: that of the models or of the handlers, where the blueprint has them there. */
export function schemasFile(modules: Style['modules']): string {
  return `${(['models', 'api'] as const).find((role) => modules[role] === modules.schemas) ?? 'schemas'}.py`;
}

/** The path of a file below the package's folder. */
export function pathIn(modules: Style['modules'], file: string): string {
  const role = ROLE_FILES[file];
  return role === undefined ? file : `${modules[role].replaceAll('.', '/')}.py`;
}

/** Where a file of a package is: its tests may be in the host's own folder of tests, `tests.invoices` of the project. */
export function packagePath(project: string, folder: string, tests: string | undefined, below: string): string {
  if (tests === undefined || !below.startsWith('tests/')) return join(folder, below);
  return join(project, ...tests.split('.'), below.slice('tests/'.length));
}

/** The `__init__.py` of each folder that holds a module, below the package's own; by layer of the feature's own folders alone. */
export function innerInits({ modules, layout }: Style): readonly string[] {
  const isByLayer = layout.kind === 'layers';
  const held = isByLayer ? (layout.own ?? []).map((role) => modules[role]) : Object.values(modules);
  const folders = held.flatMap((dotted) => {
    const parts = dotted.split('.').slice(0, -1);
    const all = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    return isByLayer ? all.slice(-1) : all;
  });
  return [...new Set(folders)].sort().map((folder) => `${folder}/__init__.py`);
}
