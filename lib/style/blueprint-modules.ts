/** The blueprint's modules by what they are for. */
import { join, relative, sep } from 'node:path';
import { type Role, roleOf } from '../backend/features.js';
import type { HostFiles } from '../project/files.js';
import type { Module } from '../project/module.js';
import { dottedFolder } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { isSkippedFolder, isTestFile } from '../project/scan.js';
import type { Host } from '../wiring/host.js';

/** The blueprint's modules, by what they are for. */
export type BlueprintModules = {
  /** Dotted name of the package. */
  readonly package: string;
  readonly folder: string;
  /** Every module of the package, tests left out; those that its router is in come first. */
  readonly all: readonly Module[];
  /** The modules that its routers are defined in. */
  readonly routers: readonly Module[];
  of(role: Role): readonly Module[];
  /** `users/models.py:12` for a line of a module. */
  at(module: Module, line: number): string;
};

const MOST = 200;

export function openBlueprint(files: HostFiles, host: Host, modules: Project): BlueprintModules | undefined {
  if (host.blueprint === undefined) return undefined;
  const folder = join(host.packages, host.blueprint);
  const routers = [...new Set(host.gives.map(({ path }) => path))].flatMap((path) => modules.at(path) ?? []);
  const all = [...new Set([...routers, ...pathsIn(files, folder).flatMap((path) => modules.at(path) ?? [])])];
  return {
    package: dottedFolder(host.root, folder),
    folder,
    all,
    routers,
    of: (role) => all.filter(({ path }) => roleOf(childOf(folder, path)) === role),
    at: ({ path }, line) => `${relative(host.project, path)}:${line}`,
  };
}

function pathsIn(files: HostFiles, folder: string): readonly string[] {
  const found: string[] = [];
  const folders = [folder];
  for (let next = folders.shift(); next !== undefined && found.length < MOST; next = folders.shift()) {
    for (const name of files.list(next)) {
      const path = join(next, name);
      if (name.endsWith('.py') && !isTestFile(name)) found.push(path);
      else if (!name.includes('.') && !isSkippedFolder(name) && files.lstat(path)?.kind === 'folder')
        folders.push(path);
    }
  }
  return found;
}

function childOf(folder: string, path: string): string {
  return (relative(folder, path).split(sep)[0] ?? '').replace(/\.py$/, '');
}
