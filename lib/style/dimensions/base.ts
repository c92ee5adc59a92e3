/** The declarative base that the package's models inherit from. */
import { dirname, join } from 'node:path';
import { roleOf } from '../../backend/features.js';
import { baseOfObject, type HostImport, type Source } from '../../framework/base-and-session.js';
import { isTable, tablesIn } from '../../framework/tables.js';
import type { Module } from '../../project/module.js';
import { fileOfModule, isFile } from '../../project/paths.js';
import { isWithin } from '../../python/imports.js';
import type { Refusal, RefusalPlace } from '../../refusal.js';
import { type Dimension, refuse } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { libraryBase } from '../inherited.js';
import { sourcePin } from '../source-pin.js';
import { layersOf, whereItIs } from '../without-base.js';

export const base: Dimension<Source> = {
  id: 'base',
  default: { module: 'app.core.db', name: 'Base' },
  learn(host) {
    const { base: found, pinnedBase } = host;
    const library = pinnedBase === undefined ? libraryBase(host) : undefined;
    if (library !== undefined) return ofTwoRoots(host, library) ?? ofLibrary(library);
    if (found === undefined) return missing(host);
    const problem = sourceProblem(host, found, 'base') ?? (pinnedBase === undefined ? layoutApart(host) : undefined);
    return problem ?? { value: found.source, at: host.at(found.module, found.line) };
  },
  pin: sourcePin('app.core.db:Base'),
};

type Followed = { readonly name: string; readonly at: RefusalPlace };

/** A base that is imported from the folder above the one that the application imports from: its file is two modules. */
function ofTwoRoots({ files, host }: HostReading, { name, at }: Followed): Refusal | undefined {
  const module = name.slice(0, name.lastIndexOf('.'));
  if (fileOfModule(files, dirname(host.root), module) === undefined) return undefined;
  const inner = module.split('.').slice(1).join('.');
  return {
    id: 'base-of-two-roots',
    status: 3,
    at,
    reason: `The models import ${module}, and the application imports from the folder below, where it is ${inner}: one file would be two modules, each with tables of its own.`,
    hint: `Import it in one way everywhere, as ${inner} or by starting the application in the folder above.`,
  };
}

function ofLibrary({ name, at }: Followed): Refusal {
  return {
    id: 'base-of-library',
    status: 3,
    at,
    reason: `The models inherit from ${name}, a class of a library: which columns it gives them cannot be read.`,
    hint: 'To write on a base of the backend, name it in pyproject.toml: base = "app.database:Base" in [tool.backend-package].',
  };
}

function missing(host: HostReading): Refusal {
  const { blueprint } = host;
  const apart = layoutApart(host);
  if (apart !== undefined) return apart;
  const object = blueprint && baseOfObject(blueprint.of('models'), host.modules);
  if (object !== undefined) {
    const { module, node } = object;
    const [first = ''] = node.text.split('.');
    return {
      id: 'base-of-object',
      status: 3,
      reason: `The models inherit from ${node.text}, which is a part of an object. This version does not write that.`,
      at: host.place(module, node.line),
      hint: `Give it a name where ${first} is made, Base = ${node.text}, and say so in pyproject.toml: base = "${ofModule(host, module, first)}:Base" in [tool.backend-package].`,
    };
  }
  if (blueprint !== undefined) {
    const { text, hasBase } = whereItIs(host);
    const seen = hasBase ? `.${text}` : ', and nothing in this backend is one: it stores its records otherwise.';
    const reason = `No model in ${blueprint.where} inherits from a declarative base of SQLAlchemy${seen}`;
    return absentModels(host) ?? { id: 'base-missing', status: 3, reason };
  }
  const layers = layersOf(host);
  const why =
    layers.length > 1
      ? `This backend is laid out by layer (${layers.join(', ')}) and not in a package for each feature`
      : `No feature package shows which base to use, and ${nowhere(host)}`;
  const { text, hint } = whereItIs(host);
  return { id: 'base-missing', status: 3, reason: `${why}.${text}`, ...hint };
}

/** Models that the blueprint imports and that are not there: a repository may leave out what `.gitignore` names. */
function absentModels({ blueprint, modules, host, place }: HostReading): Refusal | undefined {
  for (const module of blueprint?.all ?? []) {
    for (const { path, statement } of module.imports.bindings) {
      const dotted = path.split('.').slice(0, -1);
      const isModels = dotted.some((part) => roleOf(part) === 'models') && isWithin(path, host.importRoot);
      if (!isModels || modules.define(path) !== undefined || modules.fileOf(dotted.join('.')) !== undefined) continue;
      return {
        id: 'base-missing',
        status: 3,
        reason: `The blueprint imports ${dotted.join('.')}, which is not here, so nothing shows how models are written.`,
        at: place(module, statement.line),
        hint: 'Put the file there: what .gitignore names is in no clone of a repository.',
      };
    }
  }
  return undefined;
}

/** The module that makes an object which another one uses. */
function ofModule({ modules }: HostReading, module: Module, name: string): string {
  const path = module.imports.bindings.find((each) => each.name === name)?.path;
  return (path === undefined ? undefined : modules.define(path)?.module.module) ?? module.module;
}

/** Where the written standard has the base, and what is wrong there. */
function nowhere({ files, host, shown }: HostReading): string {
  const path = join(host.packages, 'core/db.py');
  return isFile(files, path) ? `there is no Base in ${shown(path)}` : `there is no ${shown(path)} that has one`;
}

/** A blueprint without a table, whose code works on one that another folder has. */
function layoutApart(host: HostReading): Refusal | undefined {
  const { blueprint } = host;
  const hasOwn = blueprint?.all.some((module) => tablesIn(module).length > 0) === true;
  const at = blueprint === undefined || hasOwn ? undefined : modelApart(host, blueprint.all);
  if (blueprint === undefined || at === undefined) return undefined;
  return {
    id: 'layout-apart',
    status: 3,
    reason: `The blueprint ${blueprint.where} has its models in another folder. This version writes packages that have all of their layers in one folder, or each layer in a folder for it.`,
    at,
  };
}

/** Where a model is that a blueprint imports from elsewhere in the host. */
function modelApart({ blueprint, modules, place }: HostReading, all: readonly Module[]): RefusalPlace | undefined {
  for (const { imports } of all) {
    for (const { path } of imports.bindings) {
      const definition = modules.define(path);
      if (definition === undefined || blueprint?.has(definition.module.module) === true) continue;
      if (isTable(definition)) return place(definition.module, definition.node.line);
    }
  }
  return undefined;
}

/** Why a source cannot be imported as it is: a part of an object, or a name of the blueprint itself. */
export function sourceProblem(
  { blueprint, place }: HostReading,
  { definition, module, line, source }: HostImport,
  what: 'base' | 'session',
): Refusal | undefined {
  const where = place(module, line);
  if (definition !== undefined && definition.rest.length > 0) {
    return refuse(`${what}-of-object`, where, `${source.module}.${source.name}, which is a part of an object`);
  }
  if (blueprint?.has(source.module)) {
    return refuse(`${what}-in-package`, where, `${source.name}, which the package defines for itself`);
  }
  return undefined;
}
