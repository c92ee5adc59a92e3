/** Paths of a Python project: what is a file, what is inside a folder, and how a path is written with dots. */
import { basename, dirname, join, relative, sep } from 'node:path';
import type { HostFiles } from './files.js';

/** A Python file by its absolute path and its dotted name; `isPackage` for an `__init__.py`. */
export type ModuleFile = { readonly path: string; readonly module: string; readonly isPackage: boolean };

export function isFile(files: Pick<HostFiles, 'lstat'>, path: string): boolean {
  const kind = files.lstat(path)?.kind;
  return kind === 'file' || kind === 'link';
}

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}

/** The folders from one upward to `top`, the nearest first; none where it is outside of `top`. */
export function foldersUpward(from: string, top: string): readonly string[] {
  const folders: string[] = [];
  // The folder above the outermost one is itself.
  for (let folder = from; isInside(top, folder) && folder !== folders.at(-1); folder = dirname(folder)) {
    folders.push(folder);
  }
  return folders;
}

/** The dotted name of a folder below the root; empty for the root itself. */
export function dottedFolder(root: string, folder: string): string {
  return relative(root, folder).split(sep).join('.');
}

/** A file's dotted name; a file outside the root has its own name alone. */
export function moduleFile(root: string, path: string): ModuleFile {
  const isPackage = basename(path) === '__init__.py';
  const stem = isPackage ? dirname(path) : path.replace(/\.py$/, '');
  return { path, module: isInside(root, path) ? dottedFolder(root, stem) : basename(stem), isPackage };
}

const DOTTED = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;

/** The file that Python would run for a dotted name; a package goes before a module of the same name. */
export function fileOfModule(files: HostFiles, root: string, dotted: string): ModuleFile | undefined {
  if (!DOTTED.test(dotted)) return undefined;
  const path = join(root, ...dotted.split('.'));
  const file = [join(path, '__init__.py'), `${path}.py`].find((each) => isFile(files, each));
  return file === undefined ? undefined : moduleFile(root, file);
}
