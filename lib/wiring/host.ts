/** Finds the backend, its blueprint, and every file in which the blueprint is made known. */
import { basename, dirname, join } from 'node:path';
import { type AppName, nameOfApp } from '../backend/app-search.js';
import { type Backend, findBackend } from '../backend/backend.js';
import { chooseBlueprint } from '../backend/blueprint.js';
import { checkFlags, type GivenPaths, type HostFlags, wrongFlag } from '../backend/flags.js';
import { findsByItself } from '../backend/packages-by-name.js';
import { singular } from '../naming/inflect.js';
import type { HostFiles } from '../project/files.js';
import type { Module } from '../project/module.js';
import { parsedFiles, type ReadTexts, readTexts } from '../project/parsed-files.js';
import { dottedFolder, isInside, type ModuleFile, moduleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { projectOf, topOf } from '../project/project-root.js';
import { loadParser } from '../python/syntax.js';
import { isRefusal, type Refusal } from '../refusal.js';
import { type ByLayer, byLayerOf } from './by-layer.js';
import { modelsPlacesAlone, placesOfModels } from './models-of-host.js';
import type { ModelsFile, Reason } from './models-places.js';
import { missingModule, placeWithoutBlueprint, routerFlags } from './places-without-blueprint.js';
import { type RouterObject, routerObjectsOf } from './router-objects.js';
import { type RoutersFile, routerPlaces } from './router-places.js';
import type { Served } from './served.js';
import { servedBlueprint, servedReceiver } from './served-host.js';
import { unitsOfWork } from './units-of-work.js';

/** The absolute paths of the parts of a backend. */
export type Host = {
  /** What reads the backend's Python, from its root. */
  readonly code: Project;
  /** The folder that Python imports from: `backend/`. */
  readonly root: string;
  /** The folder with pyproject.toml or the like, from the root upwards. */
  readonly project: string;
  /** Dotted name of the package that holds the feature packages: `app`, `src.modules`, or nothing for bare imports. */
  readonly importRoot: string;
  /** The folder that holds the feature packages: `backend/app/`. */
  readonly packages: string;
  /** The file that makes the FastAPI object. */
  readonly app: ModuleFile;
  /** What the running application is called. */
  readonly appName: AppName | undefined;
  /** The blueprint's router objects that the host uses, in the order in which it does. */
  readonly routerObjects: readonly RouterObject[];
  /** The files in which the blueprint's models are made known. */
  readonly models: readonly ModelsFile[];
  /** The files in which the blueprint's router is included; without a blueprint the one obvious place. */
  readonly routers: readonly RoutersFile[];
  /** The ways on which the application serves the blueprint's router; without a blueprint what `receiver` includes. */
  readonly served: readonly Served[];
  /** Why there is nothing to edit: each is set exactly when its list is empty. */
  readonly nothing: { readonly models: Reason | undefined; readonly routers: Reason | undefined };
  /** The package that shows how things are done; nothing where the host has no feature package. */
  readonly blueprint: string | undefined;
  /** The object that includes the new router: given with `--router`, or the only one where there is no blueprint. */
  readonly receiver: string | undefined;
  /** Where a backend by layer has the parts of its blueprint; nothing where each feature has its own folder. */
  readonly byLayer: ByLayer | undefined;
  /** The files in which units of work make the blueprint's repository. */
  readonly units: readonly ModuleFile[];
  /** Whether a file is of one feature; others are of the host. */
  isOfFeature(path: string): boolean;
  /** What was seen and left alone, in words. */
  readonly notes: readonly string[];
};

/**
 * Finds the backend from the folder in which the run was started, never outside the repository that it is in.
 *
 * `texts` are what the run has read so far; packages of the names `passedOver` are not followed.
 *
 * Refusals of status 3 where there is none or it cannot be told which, of status 2 for a flag that is not what it says.
 */
export async function locateHost(
  files: HostFiles,
  start: string,
  flags: HostFlags = {},
  texts: ReadTexts = readTexts(),
  passedOver: readonly string[] = [],
): Promise<Host | readonly Refusal[]> {
  const parser = await loadParser();
  const given = checkFlags(files, start, flags);
  if (!('main' in given)) return given;
  const from = given.main === undefined ? (given.backend ?? start) : dirname(given.main);
  const top = topOf(files, from);
  const parsed = parsedFiles(files, parser, texts);
  const backend = findBackend(parsed, from, top, given, (each) => routerFlags(each, start, given));
  if (isRefusal(backend)) return [backend];
  const followed = backend.packages.filter((folder) => !passedOver.includes(basename(folder)));
  const host = describe(files, backend, top, given, followed);
  return isRefusal(host) ? [host] : host;
}

function describe(
  files: HostFiles,
  backend: Backend,
  top: string,
  given: GivenPaths,
  followed: readonly string[],
): Host | Refusal {
  const { modules, features, app, uses, candidate, discovery } = backend;
  const { root } = modules;
  const feature =
    given.like === undefined ? chooseBlueprint(modules, followed, features) : likeGiven(files, given.like, backend);
  if (isRefusal(feature)) return feature;
  const host = {
    code: modules,
    root,
    project: projectOf(files, root, top),
    app: moduleFile(root, app.path),
    appName: nameOfApp(modules, app, candidate),
  };
  if (feature === undefined) return withoutBlueprint(host, backend, given, top);
  const packages = dirname(feature);
  const ours = uses.filter((use) => use.feature === feature);
  const shown = routerPlaces(given, modules, features, ours);
  if (isRefusal(shown)) return shown;
  const routers = shown.length > 0 || discovery === undefined ? shown : unnamed(backend, discovery);
  if (routers.length === 0 && discovery === undefined) {
    return {
      id: 'router-unreached',
      status: 3,
      reason: `The router of ${basename(feature)} is not reached from this file.`,
      at: { path: app.path },
      hint: 'Say where it is included with --router-file FILE.',
    };
  }
  const routerObjects = routerObjectsOf(backend, feature);
  const models = placesOfModels(backend, feature, host.project, top);
  return {
    ...host,
    importRoot: dottedFolder(root, packages),
    packages,
    routerObjects,
    models: models.files,
    routers,
    served: servedBlueprint(backend, routerObjects, feature, host),
    nothing: { models: models.nothing, routers: routers.length > 0 ? undefined : discovered(discovery) },
    blueprint: basename(feature),
    receiver: given.router,
    byLayer: byLayerOf(backend, feature),
    units: unitsOfWork(backend, feature),
    isOfFeature: (path) => features.of(path) !== undefined,
    notes: models.notes,
  };
}

/** A module that imports by names of which nothing tells where they are written: it is refused when it is edited. */
function unnamed({ modules }: Backend, importer: Module): readonly RoutersFile[] {
  if (findsByItself(modules, importer)) return [];
  const { path } = importer;
  return [{ ...moduleFile(modules.root, path), mode: 'names', lists: [], importer: path }];
}

function discovered(walker: Module | undefined): Reason {
  const text = 'This backend discovers routers by itself; nothing to register.';
  return { id: 'discovered', text, ...(walker === undefined ? {} : { at: walker.path }) };
}

/** A host without a feature package: the written standard's lines, in the one place that includes routers. */
function withoutBlueprint(
  host: Pick<Host, 'code' | 'root' | 'project' | 'app' | 'appName'>,
  backend: Backend,
  given: GivenPaths,
  top: string,
): Host | Refusal {
  const { modules, app, reached } = backend;
  const missing = missingModule(modules, app);
  if (missing !== undefined) return missing;
  const place = placeWithoutBlueprint(modules, app, backend.candidate.objects, reached, given);
  if (isRefusal(place)) return place;
  const { file, receiver } = place;
  const models = modelsPlacesAlone(backend, host.project, top);
  const own = dirname(app.path);
  const packages = isInside(host.root, file.path) ? sharedFolder(own, file.path) : own;
  return {
    ...host,
    importRoot: isInside(host.root, packages) ? dottedFolder(host.root, packages) : '',
    packages,
    models: models.files,
    routers: [file],
    served: servedReceiver(backend, file.path, receiver, host),
    nothing: { models: models.nothing, routers: undefined },
    blueprint: undefined,
    routerObjects: [],
    receiver,
    byLayer: undefined,
    units: [],
    isOfFeature: () => false,
    notes: [],
  };
}

/** The folder, or the next one above it, that holds a file, too: an app made in `app/core/` has its routers in `app/api/`. */
function sharedFolder(folder: string, file: string): string {
  const above = dirname(folder);
  return isInside(folder, file) || above === folder ? folder : sharedFolder(above, file);
}

function likeGiven(files: HostFiles, like: string, { packages: folders, modules }: Backend): string | Refusal {
  // A backend by layer may say it with the noun of one.
  const named =
    folders.find((folder) => basename(folder) === like || dottedFolder(modules.root, folder) === like) ??
    folders.find((folder) => singular(basename(folder)) === like);
  if (named !== undefined) return named;
  const parents = [...new Set(folders.map((folder) => dirname(folder)))];
  const there = parents.map((folder) => join(folder, like)).find((folder) => files.lstat(folder)?.kind === 'folder');
  if (there !== undefined) return there;
  const known = folders.map((folder) => basename(folder)).join(', ') || 'none';
  return wrongFlag('--like', `there is no package ${like}. Packages whose routers are included: ${known}.`);
}
