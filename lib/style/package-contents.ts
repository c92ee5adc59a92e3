/** What a package that somebody has written holds: what can be imported of it. */
import { basename, join, relative } from 'node:path';
import { type Role, roleOf } from '../backend/features.js';
import { handlersOf } from '../framework/handlers.js';
import { ROUTER_WORD } from '../framework/routers.js';
import { tablesIn } from '../framework/tables.js';
import type { HostFiles } from '../project/files.js';
import { type Module, ownNames } from '../project/module.js';
import { isSkippedFolder, isTestFile } from '../project/scan.js';
import { calls } from '../python/find.js';
import type { Host } from '../wiring/host.js';

/** A package that somebody has written: what can be imported of it. */
export type WrittenPackage = {
  /** Dotted names below the package, what a module defines before what it imports: `api.router`, `models.Invoice`. */
  readonly names: readonly string[];
  /** Its paths begin with its own name, by its router's prefix or in its decorators; nothing where none is seen. */
  readonly ownPrefix: true | undefined;
  /** The class with a table that is named after the package, or else the first that has one. */
  readonly model: string | undefined;
  /** Whether there are models at all: a class with a table, or a module or folder that is called so. */
  readonly hasModels: boolean;
};

const DEEPEST = 3;

function filesBelow(files: HostFiles, folder: string, depth: number): readonly string[] {
  return files.list(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name.endsWith('.py')) return isTestFile(name) ? [] : [path];
    const isFolder = !name.includes('.') && !isSkippedFolder(name) && files.lstat(path)?.kind === 'folder';
    return isFolder && depth > 0 ? filesBelow(files, path, depth - 1) : [];
  });
}

/** A module of a package, and its dotted name below it: by layer what it is for. */
type PackageModule = { readonly module: Module; readonly prefix: string };

/** Reads an existing package of the host. */
export async function readPackage(files: HostFiles, host: Host, folder: string): Promise<WrittenPackage> {
  const all = filesBelow(files, folder, DEEPEST).flatMap((path) => host.code.at(path) ?? []);
  const below = ({ path }: Module): string =>
    relative(folder, path)
      .replace(/(?:^|\/)__init__\.py$|\.py$/, '')
      .replaceAll('/', '.');
  return contentsOf(
    all.map((module) => ({ module, prefix: below(module) })),
    basename(folder),
  );
}

/** The same of a feature whose parts are files of the layers. */
export function readParts(
  host: Host,
  parts: readonly { readonly role: Role; readonly path: string }[],
  name: string,
): WrittenPackage {
  const all = parts.flatMap(({ role, path }): readonly PackageModule[] => {
    const module = host.code.at(path);
    return module === undefined ? [] : [{ module, prefix: role }];
  });
  return contentsOf(all, name);
}

function contentsOf(parts: readonly PackageModule[], called: string): WrittenPackage {
  const all = parts.map(({ module }) => module);
  const found = parts.map(({ module, prefix }) => {
    const inside = (name: string): string => (prefix === '' ? name : `${prefix}.${name}`);
    const imported = module.imports.bindings.filter(({ nested }) => !nested);
    const own = [...ownNames(module).keys()].map(inside);
    // What a star brings is not seen; an empty `__init__` brings nothing.
    const isOpen = module.imports.stars.length > 0 || (!module.isPackage && own.length + imported.length === 0);
    return { own, imported: imported.map((each) => inside(each.name)), open: isOpen && prefix !== '' ? [prefix] : [] };
  });
  const tables = all.flatMap(tablesIn).flatMap(({ isClass, name }) => (isClass ? [name] : []));
  const name = called.replaceAll('_', '').toLowerCase().replace(/s$/, '');
  const isNamed = (table: string): boolean => table.toLowerCase().replace(/(?:model|table)?s?$/, '') === name;
  const named = parts.flatMap(({ module, prefix }) =>
    roleOf(prefix.split('.')[0] ?? '') === 'models' ? [module] : [],
  );
  return {
    names: [
      ...found.flatMap(({ own }) => own),
      ...found.flatMap(({ imported }) => imported),
      ...found.flatMap(({ open }) => open),
    ],
    ownPrefix: all.some((module) => hasOwnPrefix(module, name)) ? true : undefined,
    model: tables.find(isNamed) ?? tables[0] ?? named.flatMap(classesIn).find(isNamed),
    hasModels: tables.length > 0 || named.length > 0,
  };
}

function classesIn(module: Module): readonly string[] {
  return [...ownNames(module)].flatMap(([name, { type }]) => (type === 'class_definition' ? [name] : []));
}

function hasOwnPrefix(module: Module, name: string): boolean {
  const made = calls(module.tree.root).filter(({ callee }) => callee.text.split('.').at(-1) === ROUTER_WORD);
  if (made.some(({ keywords }) => !/^(?:""|'')?$/.test(keywords.get('prefix')?.text ?? ''))) return true;
  const paths = handlersOf(module).flatMap(({ path }) => path ?? []);
  const isOwn = (path: string): boolean => path.replace(/[/_-]/g, '').toLowerCase().startsWith(name);
  return paths.length > 0 && paths.every(isOwn);
}
