/** What to do after a run, in order: migrate, test, start, look; each as this backend does it. */

import { dirname, join, relative } from 'node:path';
import { type StartTarget, startedFiles, startsApp } from '../backend/started-apps.js';
import { alembicEnvironments, projectFolders } from '../framework/migrations.js';
import { wordList } from '../naming/phrase.js';
import { isOneTestFile } from '../package/pieces.js';
import { anyTextOf, type HostFiles } from '../project/files.js';
import { fileOfModule, isInside } from '../project/paths.js';
import { topOf } from '../project/project-root.js';
import type { Host } from '../wiring/host.js';
import type { PackagePlan } from './plan.js';
import { pathsIn } from './show-paths.js';

/** A command and the folder that it is typed in, or an address to look at. */
export type NextStep = { readonly what: string } & (
  | { readonly folder: string; readonly command: string }
  | { readonly url: string; readonly paths: string | undefined }
);

/** Lines for a person at `from`. */
export function nextStepLines(files: HostFiles, packages: readonly PackagePlan[], from: string): readonly string[] {
  return nextSteps(files, packages).map((step) => {
    const what = `${step.what}:`.padEnd(16);
    if ('url' in step)
      return `${what}${step.url}${step.paths === undefined ? '' : ` (its paths are below ${step.paths})`}`;
    const way = relative(from, step.folder);
    return `${what}${way === '' ? '' : `cd ${way} && `}${step.command}`;
  });
}

/** Each step once for all packages that the run has written in one backend. */
export function nextSteps(files: HostFiles, packages: readonly PackagePlan[]): readonly NextStep[] {
  const hosts = new Set(packages.map(({ host }) => host));
  return [...hosts].flatMap((host) =>
    stepsIn(
      files,
      host,
      packages.filter((each) => each.host === host),
    ),
  );
}

function stepsIn(files: HostFiles, host: Host, packages: readonly PackagePlan[]): readonly NextStep[] {
  const top = topOf(files, host.root);
  const runner = runnerOf(files, host, top);
  const migrated = migrationFolder(files, host, top);
  const step: Step = (what, folder, command) => ({ what, folder, command: `${runner}${command}` });
  const written = packages.filter(({ models }) => models.length > 0);
  return [
    ...(migrated === undefined
      ? []
      : [
          step(
            'New migration',
            migrated.folder,
            `alembic ${migrated.options}revision --autogenerate -m "add ${whatIsNew(packages)}"`,
          ),
          step('Migrate', migrated.folder, `alembic ${migrated.options}upgrade head`),
        ]),
    ...(written.length === 0
      ? []
      : [
          step(
            written.length === 1 ? 'Run its tests' : 'Run the tests',
            host.root,
            `python -m pytest ${testsOf(host, written)}`,
          ),
        ]),
    ...startSteps(files, host, top, step),
    ...[...new Set(packages.map(({ docs }) => docs))].map((docs) => {
      const [model, other] = written.filter((each) => each.docs === docs).flatMap(({ models }) => models.slice(0, 1));
      return {
        what: 'Open',
        url: `http://127.0.0.1:8000${docs}`,
        paths: model && other === undefined ? pathsIn(model) : undefined,
      };
    }),
  ];
}

/** More packages than these are not named one by one. */
const MANY = 4;

function whatIsNew(packages: readonly PackagePlan[]): string {
  if (packages.length > MANY) return `${packages.length} packages`;
  return wordList(
    packages.map(({ name, added }) =>
      added === undefined ? name : `${added.columns.join(' and ')} to ${added.table}`,
    ),
  );
}

/** What pytest is given: the tests of each package, or the folder that those of many are in. */
function testsOf(host: Host, packages: readonly PackagePlan[]): string {
  const all = [...new Set(packages.map((each) => relative(host.root, testsOfPackage(each))))];
  return (all.length > MANY ? [...new Set(all.map((path) => dirname(path)))] : all).join(' ');
}

/** The folder of the package, or where the host keeps its tests. */
function testsOfPackage({ host, folder, conventions }: PackagePlan): string {
  if (conventions !== undefined && isOneTestFile(conventions))
    return `${join(host.project, conventions.tests.file ?? '')}.py`;
  const tests = conventions?.tests.folder;
  return tests === undefined ? folder : join(host.project, ...tests.split('.'));
}

const RUNNERS = [
  ['uv.lock', 'uv run '],
  ['poetry.lock', 'poetry run '],
  ['pdm.lock', 'pdm run '],
  ['Pipfile', 'pipenv run '],
] as const;

/** How the backend runs its tools, by the lock file from its root upwards. */
function runnerOf(files: HostFiles, host: Host, top: string): string {
  const folders = projectFolders(top, join(host.root, 'x'));
  const found = folders.flatMap((folder) => RUNNERS.filter(([file]) => files.lstat(join(folder, file)) !== undefined));
  return found[0]?.[1] ?? '';
}

type Migrated = { readonly folder: string; readonly options: string };

/** The folder that Alembic is run in; nothing where the tables are not made by it. */
function migrationFolder(files: HostFiles, host: Host, top: string): Migrated | undefined {
  const folders = projectFolders(top, host.app.path);
  const [environment] = alembicEnvironments(host.code, folders, host.project).run;
  if (environment === undefined) return undefined;
  const configured = folders.find((folder) => {
    if (files.lstat(join(folder, 'alembic.ini')) !== undefined) return true;
    return /^\[tool\.alembic\]/m.test(anyTextOf(files, join(folder, 'pyproject.toml')) ?? '');
  });
  if (configured !== undefined) return { folder: configured, options: '' };
  // An alembic.ini beside env.py is named on the command line.
  const ini = [dirname(environment), dirname(dirname(environment))].find(
    (folder) => files.lstat(join(folder, 'alembic.ini')) !== undefined,
  );
  return ini === undefined
    ? undefined
    : { folder: host.root, options: `-c ${relative(host.root, join(ini, 'alembic.ini'))} ` };
}

type Step = (what: string, folder: string, command: string) => NextStep;

/** How the server is started: as the backend's own files do it, else by the application's name. */
function startSteps(files: HostFiles, host: Host, top: string, step: Step): readonly NextStep[] {
  const { appName, code, root } = host;
  const named = appName && fileOfModule(files, root, appName.module)?.path;
  const own = [host.app.path, ...(named === undefined ? [] : [named])];
  const started = startedFiles(files, own, top).filter(
    // From a folder further down the application's own imports are not found.
    (each) => isInside(each.folder, root) && startsApp(code, own, each),
  );
  for (const { folder, target } of started) {
    if (target !== undefined) return [step('Start it', folder, serverCommand(target))];
  }
  if (appName === undefined) return [];
  const { module, name, served = name, isFactory } = appName;
  return [step('Start it', root, serverCommand({ kind: 'import', module, name: served, isFactory }))];
}

function serverCommand(target: StartTarget): string {
  if (target.kind === 'file') return `fastapi dev ${target.file}`;
  return `uvicorn ${target.isFactory ? '--factory ' : ''}${target.module}:${target.name} --reload`;
}
