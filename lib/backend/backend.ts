/** Finds the backend that is meant: the file of the application, and what is reached from it. */
import { dirname } from 'node:path';
import { INCLUDE_WORD, includesGiven } from '../framework/inclusions.js';
import { LIBRARIES } from '../framework/libraries.js';
import type { Module } from '../project/module.js';
import type { ParsedFiles } from '../project/parsed-files.js';
import { isInside } from '../project/paths.js';
import { openProject, type Project } from '../project/project.js';
import { importFolder } from '../project/project-root.js';
import type { Refusal } from '../refusal.js';
import { type AppCandidate, linkedApp, nearestCandidates } from './app-search.js';
import { showsRecords, showsTables } from './blueprint.js';
import { chooseApp } from './choose-app.js';
import { type Features, openFeatures } from './features.js';
import { type GivenPaths, wrongFlag } from './flags.js';
import { openLayers } from './layers.js';
import {
  featureFolders,
  type RouterReference,
  reachFromApp,
  routerDiscovery,
  routerReferences,
} from './router-references.js';

/** One possible backend: the app's file with all that is reached from it. */
export type Backend = {
  readonly candidate: AppCandidate;
  readonly modules: Project;
  readonly features: Features;
  readonly app: Module;
  readonly reached: readonly Module[];
  readonly uses: readonly RouterReference[];
  /** The folders of the feature packages: those whose routers are used, or those that the host discovers. */
  readonly packages: readonly string[];
  /** The module that looks for routers itself, where no use of one is seen. */
  readonly discovery: Module | undefined;
};

type Search = {
  readonly parsed: ParsedFiles;
  readonly top: string;
  /** The project as one of its folders sees it. */
  project(root: string): Project;
  /** The files that make an object of their own. */
  readonly makers: ReadonlySet<string>;
};

/** What is reached from a candidate, or from the file that takes its object or factory and includes the routers. */
function open(search: Search, candidate: AppCandidate): Backend | undefined {
  const direct = reachOf(search, candidate, candidate.path);
  const maker = direct?.modules.at(candidate.path);
  const isGiven = maker !== undefined && includesGiven(maker);
  if (direct === undefined || (direct.packages.length > 0 && !isGiven)) return direct;
  const names = candidate.objects.flatMap(({ factory, name }) => factory ?? name ?? []);
  for (const path of takers(search, candidate.path, names, isGiven ? names : [INCLUDE_WORD])) {
    const taking = reachOf(search, candidate, path);
    const isTaker = taking?.reached.some((each) => each.path === candidate.path) === true;
    if (isTaker && taking.packages.length > 0) return taking;
  }
  return direct;
}

function reachOf({ parsed, project, top }: Search, candidate: AppCandidate, path: string): Backend | undefined {
  const { files } = parsed;
  const tree = parsed.at(path)?.tree;
  if (tree === undefined) return undefined;
  const root = importFolder(files, top, path, tree);
  const modules = project(root);
  const app = modules.at(path);
  if (app === undefined) return undefined;
  const inFolders = reachWith(openFeatures(files, root, path), modules, app);
  const shows = ({ packages, features }: Reached): boolean => showsRecords(modules, packages, features);
  const hasTables = ({ packages, features }: Reached): boolean => showsTables(modules, packages, features);
  const layers = hasTables(inFolders) ? undefined : openLayers(modules, path);
  const byLayer = layers && reachWith(layers, modules, app);
  // A package for signing in or for an admin site may stand beside the layers, and one with handlers beside its models.
  const isShown = shows(inFolders) ? hasTables : shows;
  const isByLayer =
    byLayer !== undefined && (inFolders.packages.length === 0 ? byLayer.packages.length > 0 : isShown(byLayer));
  return { candidate, modules, app, ...(isByLayer ? byLayer : inFolders) };
}

type Reached = Pick<Backend, 'features' | 'reached' | 'uses' | 'packages' | 'discovery'>;

/** What is reached from the app's file of a backend that is known, with other texts in some files. */
export function reachAgain(
  modules: Project,
  path: string,
  kind: Features['kind'],
): Pick<Backend, 'features' | 'reached' | 'uses'> | undefined {
  const app = modules.at(path);
  const features = kind === 'layers' ? openLayers(modules, path) : openFeatures(modules.files, modules.root, path);
  return app && features && reachWith(features, modules, app);
}

function reachWith(features: Features, modules: Project, app: Module): Reached {
  const reached = reachFromApp(modules, features, [app]);
  const uses = routerReferences(reached, modules, features);
  const discovery = uses.length > 0 ? undefined : routerDiscovery(reached, features);
  const used =
    discovery === undefined ? [...new Set(uses.map(({ feature }) => feature))] : featureFolders(modules, features);
  const packages = used.filter((feature) => features.kind === 'folders' || worksOnSomething(features, feature));
  return { features, reached, uses, packages, discovery };
}

/** Whether a feature of a backend by layer has more than a router. */
function worksOnSomething(features: Features, feature: string): boolean {
  const roles = ['models', 'schemas', 'crud', 'services'] as const;
  return roles.some((role) => features.files(feature, role).length > 0 || features.shared(feature, role) !== undefined);
}

function holdsPackages({ modules, features }: Backend): boolean {
  return featureFolders(modules, features).length > 0;
}

/** The files around a candidate that mention one of its names, and one of some words: that they include routers. */
function takers(
  { parsed, top, makers }: Search,
  path: string,
  names: readonly string[],
  words: readonly string[],
): readonly string[] {
  const around = [dirname(path), dirname(dirname(path))].filter((folder) => isInside(top, folder));
  const found = around.flatMap((folder) => words.flatMap((word) => parsed.mentioning(folder, word)));
  return [...new Set(found)].filter((each) => {
    const text = makers.has(each) ? '' : (parsed.at(each)?.source ?? '');
    return names.some((name) => text.includes(name));
  });
}

/** The backend that is meant, or why there is none or it cannot be told which. */
export function findBackend(
  parsed: ParsedFiles,
  from: string,
  top: string,
  given: GivenPaths,
  further: (backend: Backend) => readonly string[],
): Backend | Refusal {
  const all = nearestCandidates(parsed, from, given.backend ?? top);
  const linked = linkedApp(parsed, all, from);
  if (linked !== undefined && given.backend === undefined && given.main === undefined) {
    return {
      id: 'app-linked',
      status: 3,
      reason: 'The application is reached through this link, so its real folder is not imported under its own name.',
      at: { path: linked },
      hint: 'Name the folder that the link leads to with --backend if it is imported under that name too; else put a real folder here.',
    };
  }
  const makes = all.filter(({ path }) => path === given.main);
  const candidates = makes.length === 0 ? all : makes;
  const makers = new Set(all.map(({ path }) => path));
  const projects = new Map<string, Project>();
  const project = (root: string): Project => {
    const known = projects.get(root) ?? openProject(parsed, root, LIBRARIES);
    projects.set(root, known);
    return known;
  };
  const search = { parsed, top, makers, project };
  // A file that takes the object of another one and includes the routers is named as well as the one that makes it.
  const opened = candidates
    .flatMap((each) => open(search, each) ?? [])
    .filter(({ app, candidate }) => [undefined, app.path, candidate.path].includes(given.main));
  if (opened.length === 0) return noBackend(from, top, given);
  return chooseApp(opened, { parsed, top, start: from, further, holdsPackages });
}

function noBackend(from: string, top: string, { main, backend }: GivenPaths): Refusal {
  if (main !== undefined) return wrongFlag('--main', 'this has no call of FastAPI().', { path: main });
  if (backend !== undefined)
    return wrongFlag('--backend', 'no file below this has a call of FastAPI().', { path: backend });
  return {
    id: 'backend-missing',
    status: 3,
    reason: 'No FastAPI backend was found.',
    looked: `a file like app/main.py with a call of FastAPI() in ${from} and the folders above it up to ${top}.`,
    hint: "Start the command in the backend's folder or name it with --backend.",
  };
}
