import { basename, join, relative } from 'node:path';
import { calls } from '../python/find.js';
import { loadParser } from '../python/syntax.js';
import type { HostFiles } from './files.js';
import { handlersOf } from './habits.js';
import type { Host } from './locate.js';
import { type Module, openModules, ownNames } from './modules.js';
import { isSkippedFolder, isTestFile } from './scan.js';

/** A package that somebody has written: what can be imported of it. */
export type WrittenPackage = {
  /** Dotted names below the package: `api.router`, `models.Invoice`. */
  readonly names: readonly string[];
  /** Its paths begin with its own name, by its router's prefix or in its decorators; nothing where none is seen. */
  readonly ownPrefix: true | undefined;
  /** The first class that has a table. */
  readonly model: string | undefined;
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

/** Reads a package of the host that is there already. */
export async function readPackage(files: HostFiles, host: Host, folder: string): Promise<WrittenPackage> {
  const modules = openModules(files, host.root, await loadParser());
  const all = filesBelow(files, folder, DEEPEST).flatMap((path) => modules.at(path) ?? []);
  const below = ({ path }: Module): string =>
    relative(folder, path)
      .replace(/(?:^|\/)__init__\.py$|\.py$/, '')
      .replaceAll('/', '.');
  const inModule = (module: Module, names: readonly string[]): readonly string[] => {
    const prefix = below(module);
    return names.map((each) => (prefix === '' ? each : `${prefix}.${each}`));
  };
  // What a module defines stands before what others only import of it.
  const names = [
    ...all.flatMap((module) => inModule(module, [...ownNames(module).keys()])),
    ...all.flatMap((module) =>
      inModule(
        module,
        module.imports.bindings.filter(({ nested }) => !nested).map((each) => each.name),
      ),
    ),
  ];
  const tables = all.flatMap((module) =>
    [...ownNames(module)].filter(([, { type, text }]) => type === 'class_definition' && /\b__tablename__\b/.test(text)),
  );
  const name = basename(folder).replaceAll('_', '').toLowerCase().replace(/s$/, '');
  const ownPrefix = all.some((module) => hasOwnPrefix(module, name)) ? true : undefined;
  return { names, ownPrefix, model: tables[0]?.[0] };
}

function hasOwnPrefix(module: Module, name: string): boolean {
  const made = calls(module.tree.root).filter(({ callee }) => /(?:^|\.)APIRouter$/.test(callee.text));
  if (made.some(({ keywords }) => !/^(?:""|'')?$/.test(keywords.get('prefix')?.text ?? ''))) return true;
  const paths = handlersOf(module).flatMap(({ path }) => path ?? []);
  const isOwn = (path: string): boolean => path.replace(/[/_-]/g, '').toLowerCase().startsWith(name);
  return paths.length > 0 && paths.every(isOwn);
}
