import { dirname, relative } from 'node:path';
import type { Module } from '../project/module.js';
import type { ParsedFiles } from '../project/parsed-files.js';
import { isInside } from '../project/paths.js';
import { openProject, type Project } from '../project/project.js';
import { importFolder } from '../project/project-root.js';
import { BackendPackageError } from '../refusal.js';
import {
  featureFolders,
  type RouterUse,
  reachFromApp,
  routerDiscovery,
  routerUses,
} from '../wiring/router-references.js';
import { type AppCandidate, nearestCandidates } from './app-search.js';
import { type Features, openFeatures } from './features.js';
import type { GivenPaths } from './flags.js';

/** One possible backend: the app's file with all that is reached from it. */
export type Backend = {
  readonly candidate: AppCandidate;
  readonly modules: Project;
  readonly features: Features;
  readonly app: Module;
  readonly reached: readonly Module[];
  readonly uses: readonly RouterUse[];
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
  if (direct === undefined || direct.packages.length > 0) return direct;
  const names = candidate.objects.flatMap(({ factory, name }) => factory ?? name ?? []);
  for (const path of takers(search, candidate.path, names)) {
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
  const features = openFeatures(files, root, path);
  const reached = reachFromApp(modules, features, [app]);
  const uses = routerUses(reached, modules, features);
  const discovery = uses.length > 0 ? undefined : routerDiscovery(reached, features);
  const packages =
    discovery === undefined ? [...new Set(uses.map(({ feature }) => feature))] : featureFolders(modules, features);
  return { candidate, modules, features, app, reached, uses, packages, discovery };
}

function holdsPackages({ modules, features }: Backend): boolean {
  return featureFolders(modules, features).length > 0;
}

/** The files around a candidate that include routers and mention one of its names. */
function takers({ parsed, top, makers }: Search, path: string, names: readonly string[]): readonly string[] {
  const around = [dirname(path), dirname(dirname(path))].filter((folder) => isInside(top, folder));
  const found = around.flatMap((folder) => parsed.mentioning(folder, 'include_router'));
  return [...new Set(found)].filter((each) => {
    const text = makers.has(each) ? '' : (parsed.at(each)?.source ?? '');
    return names.some((name) => text.includes(name));
  });
}

/** The backend among several files with an app: the one that includes the others' routers, or the one with packages. */
function chooseApp(all: readonly Backend[], start: string): Backend {
  const isPartOf = (part: Backend, whole: Backend): boolean =>
    part !== whole &&
    whole.reached.some(({ path }) => path === part.app.path) &&
    !part.reached.some(({ path }) => path === whole.app.path);
  const wholes = all.filter((part) => !all.some((whole) => isPartOf(part, whole)));
  const using = wholes.filter(({ packages }) => packages.length > 0);
  // Where no router is reached, packages on the disk still tell a backend from a script.
  const holding = using.length > 0 ? [] : wholes.filter(holdsPackages);
  const left = using.length > 0 ? using : holding.length > 0 ? holding : wholes;
  const [first, second] = left;
  if (first !== undefined && second === undefined) return first;
  const places = left.map(({ app }) => `    ${relative(start, app.path) || app.path}`).join('\n');
  const isOneRoot = new Set(left.map(({ modules }) => modules.root)).size === 1;
  const flag = isOneRoot ? '--main FILE' : '--backend FOLDER (or --main FILE)';
  throw new BackendPackageError({
    id: 'app-ambiguous',
    status: 3,
    reason: `There are several FastAPI apps here:\n${places}`,
    hint: `Say which one with ${flag}.`,
  });
}

/**
 * The backend that is meant.
 *
 * @throws BackendPackageError(3) when there is none or it cannot be told which; (2) for a flag that leads to none
 */
export function findBackend(parsed: ParsedFiles, from: string, top: string, given: GivenPaths): Backend {
  const lowest = given.backend ?? top;
  const all = nearestCandidates(parsed, from, lowest);
  const candidates = given.main === undefined ? all : all.filter(({ path }) => path === given.main);
  if (candidates.length === 0) {
    if (given.main !== undefined) {
      throw new BackendPackageError({
        id: 'flag-wrong',
        status: 2,
        reason: `--main: ${given.main} makes no FastAPI object.`,
        looked: 'a call of FastAPI().',
      });
    }
    if (given.backend !== undefined) {
      throw new BackendPackageError({
        id: 'flag-wrong',
        status: 2,
        reason: `--backend: no file below ${given.backend} makes a FastAPI object.`,
      });
    }
    throw new BackendPackageError({
      id: 'backend-missing',
      status: 3,
      reason: 'No FastAPI backend was found.',
      looked: `a file like app/main.py with a call of FastAPI() in ${from} and the folders above it up to ${top}.`,
      hint: "Start the command in the backend's folder or name it with --backend.",
    });
  }
  const makers = new Set(all.map(({ path }) => path));
  const projects = new Map<string, Project>();
  const project = (root: string): Project => {
    const known = projects.get(root) ?? openProject(parsed, root);
    projects.set(root, known);
    return known;
  };
  const search = { parsed, top, makers, project };
  return chooseApp(
    candidates.flatMap((each) => open(search, each) ?? []),
    from,
  );
}
