/** Finds the backend that is meant: the file of the application, and what is reached from it. */
import { dirname, relative } from 'node:path';
import type { Module } from '../project/module.js';
import type { ParsedFiles } from '../project/parsed-files.js';
import { fileOfModule, isInside } from '../project/paths.js';
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
import { type AppCandidate, linkedApp, nearestCandidates } from './app-search.js';
import { type Features, openFeatures } from './features.js';
import type { GivenPaths } from './flags.js';
import { type StartedFile, startedFiles } from './started-apps.js';

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

/** The flags, besides `--main`, with which a run of a backend is not refused for want of them: one text a choice. */
export type FurtherFlags = (backend: Backend) => readonly string[];

/**
 * The backend among several files with an app: the one that is started, the one that includes the others' routers, or
 * the one with packages.
 */
function chooseApp(all: readonly Backend[], { parsed, top }: Search, start: string, further: FurtherFlags): Backend {
  const [only, other] = all;
  if (only !== undefined && other === undefined) return only;
  const isPartOf = (part: Backend, whole: Backend): boolean =>
    part !== whole &&
    whole.reached.some(({ path }) => path === part.app.path) &&
    !part.reached.some(({ path }) => path === whole.app.path);
  const wholes = all.filter((part) => !all.some((whole) => isPartOf(part, whole)));
  const paths = all.flatMap(({ app, candidate }) => [app.path, candidate.path]);
  const started = startedFiles(parsed.files, paths, top);
  const entry = started.filter(({ isEntrypoint }) => isEntrypoint);
  const running = [entry, started].map((group) => all.filter((each) => group.some((by) => isStarted(each, by))));
  const shown =
    running.find((group) => group.length > 0) ?? wholes.filter(({ app }) => !isAside(relative(top, app.path)));
  const pool = shown.length > 0 ? shown : wholes;
  const using = pool.filter(({ packages }) => packages.length > 0);
  // Where no router is reached, packages on the disk still tell a backend from a script.
  const holding = using.length > 0 ? [] : pool.filter(holdsPackages);
  const left = using.length > 0 ? using : holding.length > 0 ? holding : pool;
  const [first, second] = left;
  if (first !== undefined && second === undefined) return first;
  const places = left.flatMap((backend) => {
    const path = relative(start, backend.app.path) || backend.app.path;
    const by = started.find((each) => isStarted(backend, each))?.by;
    const why = by === undefined ? '' : `  (started by ${relative(top, by.path)}:${by.line})`;
    return further(backend).map((flags) => `    --main ${path}${flags === '' ? '' : ` ${flags}`}${why}`);
  });
  throw new BackendPackageError({
    id: 'app-ambiguous',
    status: 3,
    reason: `There are several FastAPI apps here. Each of these says which one:\n${places.join('\n')}`,
    hint: 'Run the same command with one of these lines (or with --backend FOLDER).',
  });
}

/** Whether a file that is started is a backend's own, or imports the application from there. */
function isStarted({ modules, app, candidate }: Backend, { path }: StartedFile): boolean {
  const own = [app.path, candidate.path];
  if (own.includes(path)) return true;
  // What is started may import from another folder than the application does.
  return (modules.at(path)?.imports.bindings ?? []).some((binding) =>
    [modules.root, dirname(path)].some((root) =>
      [binding.path, binding.path.replace(/\.\w+$/, '')].some((dotted) =>
        own.includes(fileOfModule(modules.files, root, dotted)?.path ?? ''),
      ),
    ),
  );
}

/** Whether a file is beside the application: an example, a script, a trial. */
function isAside(path: string): boolean {
  return /(?:^|[\\/])(?:scripts?|tools|examples?|demos?|sandbox|playground|benchmarks?|tutorials?)[\\/]|(?:^|[\\/])(?:example|demo)\w*\.py$/i.test(
    path,
  );
}

/**
 * The backend that is meant.
 *
 * @throws BackendPackageError(3) when there is none or it cannot be told which; (2) for a flag that leads to none
 */
export function findBackend(
  parsed: ParsedFiles,
  from: string,
  top: string,
  given: GivenPaths,
  further: FurtherFlags,
): Backend {
  const lowest = given.backend ?? top;
  const all = nearestCandidates(parsed, from, lowest);
  const linked = linkedApp(parsed, all, from);
  if (linked !== undefined && given.backend === undefined && given.main === undefined) {
    throw new BackendPackageError({
      id: 'app-linked',
      status: 3,
      reason: 'The application is reached through this link, so its real folder is not imported under its own name.',
      at: { path: linked },
      hint: 'Name the folder that the link leads to with --backend if it is imported under that name too; else put a real folder here.',
    });
  }
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
    search,
    from,
    further,
  );
}
