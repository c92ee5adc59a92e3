/** Finds the files that make a FastAPI object, and what the running application is called. */
import { dirname, join } from 'node:path';
import { type AppObject, appClasses, appObjects, assignedName, functionAround } from '../framework/app-objects.js';
import { anyTextOf } from '../project/files.js';
import { type Module, ownNames } from '../project/module.js';
import type { ParsedFiles } from '../project/parsed-files.js';
import { foldersUpward, isInside } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { isSkippedFolder, isTestFile } from '../project/scan.js';
import { calls, isVariable } from '../python/find.js';
import { type Imports, readImports } from '../python/imports.js';
import { childOf, type PythonNode, type PythonTree, walk } from '../python/syntax.js';

/** A file that makes FastAPI objects. */
export type AppCandidate = { readonly path: string; readonly objects: readonly AppObject[] };

/** Every file below a folder that makes a FastAPI object. */
export function appCandidates(parsed: ParsedFiles, top: string): readonly AppCandidate[] {
  const read = (path: string): readonly { path: string; tree: PythonTree; imports: Imports }[] => {
    const tree = parsed.at(path)?.tree;
    return tree === undefined ? [] : [{ path, tree, imports: readImports(tree, { name: 'module', isPackage: false }) }];
  };
  const direct = parsed.mentioning(top, 'FastAPI').flatMap(read);
  const classes = new Set(direct.flatMap(({ tree, imports }) => appClasses(tree, imports)));
  const named = [...classes].flatMap((name) => parsed.mentioning(top, name));
  const all = [...direct, ...named.filter((path) => !direct.some((each) => each.path === path)).flatMap(read)];
  return all.flatMap(({ path, tree, imports }) => {
    const objects = appObjects(tree, imports, (callee) => classes.has(callee.text.split('.').at(-1) ?? ''));
    return objects.length === 0 ? [] : [{ path, objects }];
  });
}

/** The nearest folder from `start` upwards, within `top`, below which there is an app; tests are stepped out of. */
export function nearestCandidates(parsed: ParsedFiles, start: string, top: string): readonly AppCandidate[] {
  for (const folder of foldersUpward(start, top)) {
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    const found = folder !== top && isSkippedFolder(name) ? [] : appCandidates(parsed, folder);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * A link to a folder with an app, between the start and the folder in which apps were found: Python imports it by the
 * name of the link.
 */
export function linkedApp(parsed: ParsedFiles, found: readonly AppCandidate[], start: string): string | undefined {
  const { files } = parsed;
  const isBelow = (folder: string): boolean => found.some(({ path }) => isInside(folder, path));
  for (let folder = start; !isBelow(folder) && dirname(folder) !== folder; folder = dirname(folder)) {
    const links = files.list(folder).map((name) => join(folder, name));
    const linked = links.find((path) => files.lstat(path)?.kind === 'link' && appCandidates(parsed, path).length > 0);
    if (linked !== undefined) return linked;
  }
  return undefined;
}

/**
 * How the running application is named: `app` of `app.main`, or a factory that makes it. `served` is what a server is
 * given where something wraps the application.
 */
export type AppName = {
  readonly module: string;
  readonly name: string;
  readonly served?: string;
  readonly isFactory: boolean;
};

/** A module-level object where there is one, else one that another file makes with the factory, else the factory. */
export function nameOfApp(modules: Project, app: Module, { path, objects }: AppCandidate): AppName | undefined {
  const held = objects.find(({ factory, name }) => factory === undefined && name !== undefined);
  if (held?.name !== undefined) {
    const module = modules.at(path) ?? app;
    return { module: module.module, ...namesOf(module, held.name), isFactory: false };
  }
  const factory = objects.find((each) => each.factory !== undefined)?.factory;
  const maker = modules.at(path);
  if (factory === undefined || maker === undefined) return undefined;
  for (const module of [app, maker, ...callersOf(modules, maker, factory)]) {
    const name = heldBy(modules, module, maker, factory);
    if (name !== undefined) return { module: module.module, name, isFactory: false };
  }
  return { module: maker.module, name: factory, isFactory: true };
}

/** What a module calls an application that it makes, and what it gives a server: `app = api`, `app = Wrapper(api)`. */
function namesOf(module: Module, name: string): Pick<AppName, 'name' | 'served'> {
  const value = childOf(ownNames(module).get('app') ?? module.tree.root, 'right');
  const holds = value !== undefined && [...walk(value)].some((each) => isVariable(each) && each.text === name);
  if (value === undefined || !holds) return { name };
  const wrapper = value.type === 'call' ? childOf(value, 'function') : undefined;
  const inner = wrapper === undefined ? undefined : innerAttribute(module, wrapper);
  if (inner === undefined) return { name: 'app' };
  // The object that is called `app` is hidden by what wraps it.
  return { name: name === 'app' ? `app.${inner}` : name, served: 'app' };
}

/** Under which name an ASGI wrapper keeps the application: it is no FastAPI object itself. */
function innerAttribute(module: Module, wrapper: PythonNode): string | undefined {
  const target = module.imports.resolve(wrapper)?.target ?? wrapper.text;
  if (/(?:^|\.)(?:socketio|engineio)\.(?:\w+\.)*(?:ASGIApp|WSGIApp)$/.test(target)) return 'other_asgi_app';
  return /Middleware$/.test(target) ? 'app' : undefined;
}

/** The name of a module's object that it makes by calling the app's factory. */
function heldBy(modules: Project, module: Module, app: Module, factory: string): string | undefined {
  for (const { node, callee } of calls(module.tree.root)) {
    if (functionAround(node) !== undefined) continue;
    const name = assignedName(node);
    if (name === undefined) continue;
    const target = module.imports.resolve(callee)?.target;
    const definition = target === undefined ? undefined : modules.define(target);
    const isOurs = definition?.module.path === app.path && definition.name === factory;
    if (isOurs || (module.path === app.path && target === undefined && callee.text === factory)) return name;
  }
  return undefined;
}

/** The files near the app's that mention its factory. */
function callersOf(modules: Project, app: Module, factory: string): readonly Module[] {
  const folders = new Set([dirname(app.path), dirname(dirname(app.path)), modules.root]);
  return [...folders]
    .filter((folder) => isInside(modules.root, folder))
    .flatMap((folder) => modules.files.list(folder).map((name) => ({ path: join(folder, name), name })))
    .filter(({ path, name }) => path !== app.path && name.endsWith('.py') && !isTestFile(name))
    .filter(({ path }) => anyTextOf(modules.files, path)?.includes(factory))
    .flatMap(({ path }) => modules.at(path) ?? []);
}
