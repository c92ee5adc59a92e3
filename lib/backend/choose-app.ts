/** Chooses the application that is meant among several: the one that is started, or that has packages. */
import { relative } from 'node:path';
import type { Module } from '../project/module.js';
import type { ParsedFiles } from '../project/parsed-files.js';
import type { Project } from '../project/project.js';
import type { Refusal } from '../refusal.js';
import type { AppCandidate } from './app-search.js';
import { type StartedFile, startedFiles, startsApp } from './started-apps.js';

/** What of a backend tells whether it is the one that runs. */
type Startable = {
  readonly candidate: AppCandidate;
  readonly modules: Project;
  readonly app: Module;
  readonly reached: readonly Module[];
  readonly packages: readonly string[];
};

type Choice<Backend> = {
  readonly parsed: ParsedFiles;
  readonly top: string;
  /** The folder in which the run was started. */
  readonly start: string;
  /** The flags, besides `--main`, with which a run is not refused for want of them: one text a choice. */
  readonly further: (backend: Backend) => readonly string[];
  /** Whether there are packages on the disk, reached or not. */
  readonly holdsPackages: (backend: Backend) => boolean;
};

/**
 * The backend among several files with an app: the one that is started, the one that includes the others' routers, or
 * the one with packages; a refusal where several are left.
 */
export function chooseApp<Backend extends Startable>(
  all: readonly Backend[],
  { parsed, top, start, further, holdsPackages }: Choice<Backend>,
): Backend | Refusal {
  const [only, other] = all;
  if (only !== undefined && other === undefined) return only;
  const isPartOf = (part: Backend, whole: Backend): boolean =>
    part !== whole &&
    whole.reached.some(({ path }) => path === part.app.path) &&
    !part.reached.some(({ path }) => path === whole.app.path);
  const wholes = all.filter((part) => !all.some((whole) => isPartOf(part, whole)));
  const paths = all.flatMap(({ app, candidate }) => [app.path, candidate.path]);
  // A README shows many commands; only what starts a server by itself tells which app is meant.
  const started = startedFiles(parsed.files, paths, top).filter(({ source }) => source !== 'readme');
  const entry = started.filter(({ source }) => source === 'entrypoint');
  const isStarted = ({ modules, app, candidate }: Backend, by: StartedFile): boolean =>
    startsApp(modules, [app.path, candidate.path], by);
  const running = [entry, started].map((group) => all.filter((each) => group.some((by) => isStarted(each, by))));
  const groups = [...running, wholes.filter(({ app }) => !isAside(relative(top, app.path)))];
  // What is started and has nothing may be a stand-in of another service, beside a backend that somebody else starts.
  const hasPackages = (each: Backend): boolean => each.packages.length > 0 || holdsPackages(each);
  const pool = groups.find((group) => group.some(hasPackages)) ?? groups.find((group) => group.length > 0) ?? wholes;
  const using = pool.filter(({ packages }) => packages.length > 0);
  // Where no router is reached, packages on the disk still tell a backend from a script.
  const holding = using.length > 0 ? [] : pool.filter((each) => holdsPackages(each));
  const left = using.length > 0 ? using : holding.length > 0 ? holding : pool;
  const [first, second] = left;
  if (first !== undefined && second === undefined) return first;
  const places = left.flatMap((backend) => {
    const path = relative(start, backend.app.path) || backend.app.path;
    const by = started.find((each) => isStarted(backend, each))?.by;
    const why = by === undefined ? '' : `  (started by ${relative(top, by.path)}:${by.line})`;
    return further(backend).map((flags) => `    --main ${path}${flags === '' ? '' : ` ${flags}`}${why}`);
  });
  return {
    id: 'app-ambiguous',
    status: 3,
    reason: `There are several FastAPI apps here. Each of these says which one:\n${places.join('\n')}`,
    hint: 'Run the same command with one of these lines (or with --backend FOLDER).',
    ways: left.map(({ app }) => ({ main: app.path })),
  };
}

/** Whether a file is beside the application: an example, a script, a trial. */
function isAside(path: string): boolean {
  return /(?:^|[\\/])(?:scripts?|tools|examples?|demos?|mocks?|mock_\w+|load_?tests?|sandbox|playground|benchmarks?|tutorials?)[\\/]|(?:^|[\\/])(?:example|demo)\w*\.py$/i.test(
    path,
  );
}
