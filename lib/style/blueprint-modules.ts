/** The blueprint's modules by what they are for. */
import { join, relative, sep } from 'node:path';
import { type Role, roleOf } from '../backend/features.js';
import type { HostFiles } from '../project/files.js';
import type { Module } from '../project/module.js';
import { dottedFolder } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { isSkippedFolder, isTestFile } from '../project/scan.js';
import { isWithin } from '../python/imports.js';
import type { ByLayer } from '../wiring/by-layer.js';
import type { Host } from '../wiring/host.js';

type Common = {
  /** What the host calls it. */
  readonly name: string;
  /** Where it is, for a person: the folder of the package, or the files of the layers. */
  readonly where: string;
  /** Every module of the package, tests left out; those that its router is in come first. */
  readonly all: readonly Module[];
  /** The modules that its routers are defined in. */
  readonly routers: readonly Module[];
  /** Whether a dotted name is of the blueprint itself and not of the host around it. */
  has(dotted: string): boolean;
  of(role: Role): readonly Module[];
  /** `users/models.py:12` for a line of a module. */
  at(module: Module, line: number): string;
};

/** A blueprint in its own folder. */
export type BlueprintPackage = Common & {
  readonly layout: 'folder';
  /** Dotted name of the package. */
  readonly package: string;
  readonly folder: string;
};

/** A blueprint of which each layer has a part. */
export type BlueprintByLayer = Common & { readonly layout: 'layers'; readonly byLayer: ByLayer };

/** The blueprint's modules, by what they are for. */
export type BlueprintModules = BlueprintPackage | BlueprintByLayer;

const MOST = 200;

export function openBlueprint(files: HostFiles, host: Host, modules: Project): BlueprintModules | undefined {
  if (host.blueprint === undefined) return undefined;
  const routers = [...new Set(host.routerObjects.map(({ path }) => path))].flatMap((path) => modules.at(path) ?? []);
  const shown = (path: string): string => relative(host.project, path);
  const at = ({ path }: Module, line: number): string => `${shown(path)}:${line}`;
  if (host.byLayer !== undefined)
    return { name: host.blueprint, ...inLayers(host.byLayer, routers, modules, shown), routers, at };
  const folder = join(host.packages, host.blueprint);
  const all = [...new Set([...routers, ...pathsIn(files, folder).flatMap((path) => modules.at(path) ?? [])])];
  const dotted = dottedFolder(host.root, folder);
  return {
    layout: 'folder',
    name: host.blueprint,
    package: dotted,
    folder,
    where: shown(folder),
    all,
    routers,
    has: (module) => isWithin(module, dotted),
    of: (role) => all.filter(({ path }) => roleOf(childOf(folder, path)) === role),
    at,
  };
}

function inLayers(
  byLayer: ByLayer,
  routers: readonly Module[],
  modules: Project,
  shown: (path: string) => string,
): Omit<BlueprintByLayer, 'name' | 'routers' | 'at'> {
  const { parts } = byLayer;
  const moduleAt = (path: string): readonly Module[] => [modules.at(path) ?? []].flat();
  const all = [...new Set([...routers, ...parts.flatMap(({ file }) => moduleAt(file.path))])];
  const own = parts.filter(({ isShared }) => !isShared);
  return {
    layout: 'layers',
    byLayer,
    where: [...new Set(parts.map(({ file }) => shown(file.path)))].join(', '),
    all,
    has: (dotted) => own.some(({ file }) => isWithin(dotted, file.module)),
    of: (role) => parts.filter((part) => part.role === role).flatMap(({ file }) => moduleAt(file.path)),
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
