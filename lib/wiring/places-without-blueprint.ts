/** Where a host without a feature package includes routers. */
import { relative } from 'node:path';
import type { Backend } from '../backend/backend.js';
import type { GivenPaths } from '../backend/flags.js';
import type { AppObject } from '../framework/app-objects.js';
import { findInclusions } from '../framework/inclusions.js';
import { type Module, ownNames } from '../project/module.js';
import { moduleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import type { Refusal } from '../refusal.js';
import { type RoutersFile, receiverProblem } from './router-places.js';

type Place = { readonly file: RoutersFile; readonly receiver: string | undefined };

const placeIn = (modules: Project, module: Module, receiver: string | undefined): Place => ({
  file: { ...moduleFile(modules.root, module.path), mode: 'include' },
  receiver,
});

/** Says which router that the app includes comes from a module that is not there. */
export function missingModule(modules: Project, app: Module): Refusal | undefined {
  for (const { reference } of findInclusions(app.tree, app.imports)) {
    if (reference === undefined || modules.define(reference.target) !== undefined) continue;
    const [first = ''] = reference.target.split('.');
    if (modules.fileOf(first) === undefined) continue;
    const { form, path, statement } = reference.via;
    const module = form.kind === 'from' ? path.split('.').slice(0, -1) : path.split('.');
    return {
      id: 'router-module-missing',
      status: 3,
      reason: `A router comes from ${module.join('.')}, but ${module.join('/')}.py does not exist.`,
      at: { path: app.path, line: statement.line },
    };
  }
  return undefined;
}

/**
 * Where a host without a feature package includes routers: the one object that does, the app's own file where none
 * does. An object that is itself included in another one goes before the one that includes it. A refusal where several
 * could be meant.
 */
export function placeWithoutBlueprint(
  modules: Project,
  app: Module,
  objects: readonly AppObject[],
  reached: readonly Module[],
  given: GivenPaths,
): Place | Refusal {
  const { routerFile, router } = given;
  const only = routerFile === undefined ? undefined : modules.at(routerFile);
  const problem = only && receiverProblem(given, only);
  if (problem !== undefined) return problem;
  if (only !== undefined && router !== undefined) return placeIn(modules, only, router);

  const left = possiblePlaces(modules, reached, given);
  const [first, second] = left;
  if (first !== undefined && second === undefined) return first;
  if (first === undefined) return placeIn(modules, only ?? app, router ?? objects[0]?.name);
  const named = left.map(({ file, receiver }) => `    ${receiver} in ${relative(modules.root, file.path)}`);
  return {
    id: 'router-ambiguous',
    status: 3,
    reason: `No package shows where a router is included, and several objects could include it:\n${named.join('\n')}`,
    hint: 'Say which one with --router-file FILE and --router NAME.',
    ways: left.map(({ file, receiver = '' }) => ({ routerFile: file.path, router: receiver })),
  };
}

/** The flags that say which router is meant, where an app has no package that shows it and several could be. */
export function routerFlags(
  { modules, packages, reached }: Backend,
  start: string,
  given: GivenPaths,
): readonly string[] {
  const places = packages.length > 0 ? [] : possiblePlaces(modules, reached, given);
  if (places.length < 2) return [''];
  return places.map(({ file, receiver }) => `--router-file ${relative(start, file.path)} --router ${receiver}`);
}

/** Every object that includes routers and may be meant; one that is included itself goes before what includes it. */
function possiblePlaces(modules: Project, reached: readonly Module[], given: GivenPaths): readonly Place[] {
  const { routerFile, router } = given;
  const only = routerFile === undefined ? undefined : modules.at(routerFile);
  const places = new Map<string, Place>();
  const included = new Set<string>();
  const prefixes = new Map<string, string[]>();
  for (const module of only === undefined ? reached : [only]) {
    for (const { receiver, reference, router: child, call } of findInclusions(module.tree, module.imports)) {
      if (receiver === undefined || (router !== undefined && receiver !== router)) continue;
      const key = `${module.path} ${receiver}`;
      places.set(key, placeIn(modules, module, receiver));
      prefixes.set(key, [...(prefixes.get(key) ?? []), call.keywords.get('prefix')?.text ?? '']);
      const definition = reference && modules.define(reference.target);
      if (definition?.name !== undefined) included.add(`${definition.module.path} ${definition.name}`);
      else if (child !== undefined && ownNames(module).has(child.text)) included.add(`${module.path} ${child.text}`);
    }
  }
  const inner = [...places].filter(([key]) => included.has(key));
  const possible = inner.length > 0 ? inner : [...places];
  // What includes all of its routers under one path is the router of that path alone: a part of one feature.
  const several = possible.filter(([key]) => !haveOnePath(prefixes.get(key) ?? []));
  return (several.length > 0 ? several : possible).map(([, place]) => place);
}

function haveOnePath([first = '', ...others]: readonly string[]): boolean {
  return /\w/.test(first) && others.length > 0 && others.every((each) => each === first);
}
