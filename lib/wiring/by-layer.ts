/** Where a backend by layer has the parts of its blueprint, and which packages gather them for others. */
import { basename, dirname, join } from 'node:path';
import type { Backend } from '../backend/backend.js';
import { ROLES, type Role } from '../backend/features.js';
import { singular } from '../naming/inflect.js';
import type { Module } from '../project/module.js';
import { foldersUpward, type ModuleFile, moduleFile } from '../project/paths.js';
import { isWithin } from '../python/imports.js';

/** A file with a part of the blueprint: its own, `models/user.py`, or the one of all features, `models.py`. */
export type LayerPart = { readonly role: Role; readonly file: ModuleFile; readonly isShared: boolean };

/** An `__init__` that imports parts of the blueprint for others, and the names that it re-exports. */
export type GatheringFile = {
  readonly file: ModuleFile;
  readonly names: readonly { readonly name: string; readonly path: string }[];
};

export type ByLayer = { readonly parts: readonly LayerPart[]; readonly gathering: readonly GatheringFile[] };

/** Nothing for a backend whose features have folders of their own. */
export function byLayerOf({ modules, features, reached }: Backend, feature: string): ByLayer | undefined {
  if (features.kind === 'folders') return undefined;
  const parts = ROLES.flatMap((role): readonly LayerPart[] => {
    const shared = features.shared(feature, role);
    if (shared !== undefined) return [{ role, file: moduleFile(modules.root, shared), isShared: true }];
    const own = features.files(feature, role);
    return own.map((path) => ({ role, file: moduleFile(modules.root, path), isShared: false }));
  });
  const base = dirname(feature);
  const own = parts.filter(({ isShared }) => !isShared);
  const folders = new Set(own.flatMap(({ file }) => foldersUpward(dirname(file.path), base)));
  const gathering = [...folders].flatMap((folder) => {
    const module = modules.at(join(folder, '__init__.py'));
    const found = module && gatheredBy(module, own);
    const isLeft = isOwnFolder(folder, feature) && !reached.some((each) => importsThrough(each, found));
    return found === undefined || isLeft ? [] : [found];
  });
  return { parts, gathering };
}

/** Whether a folder beside the layers is the feature's own: that of `users/router.py` beside `models/user.py`. */
export function isOwnFolder(folder: string, feature: string): boolean {
  return singular(basename(folder)) === singular(basename(feature));
}

function importsThrough({ imports }: Module, gathering: GatheringFile | undefined): boolean {
  const names = gathering?.names.map(({ name }) => `${gathering.file.module}.${name}`) ?? [];
  return imports.bindings.some(({ path }) => names.includes(path));
}

function gatheredBy(module: Module, parts: readonly LayerPart[]): GatheringFile | undefined {
  const isOurs = (path: string): boolean => parts.some(({ file }) => isWithin(path, file.module));
  const bindings = module.imports.bindings.filter(({ path, nested, typeOnly }) => !nested && !typeOnly && isOurs(path));
  const stars = module.imports.stars.filter(({ path }) => isOurs(path));
  if (bindings.length + stars.length === 0) return undefined;
  const { path, module: name, isPackage } = module;
  return {
    file: { path, module: name, isPackage },
    names: bindings.map((each) => ({ name: each.name, path: each.path })),
  };
}
