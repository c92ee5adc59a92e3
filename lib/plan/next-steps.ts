/** What to do after a run, in order: migrate, test, start, look; each as this backend does it. */
import { dirname, join, relative } from 'node:path';
import { type StartTarget, startedFiles, startsApp } from '../backend/started-apps.js';
import { alembicEnvironments, projectFolders } from '../framework/migrations.js';
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
export function nextStepLines(files: HostFiles, pkg: PackagePlan, from: string): readonly string[] {
  return nextSteps(files, pkg).map((step) => {
    const what = `${step.what}:`.padEnd(16);
    if ('url' in step)
      return `${what}${step.url}${step.paths === undefined ? '' : ` (its paths are below ${step.paths})`}`;
    const way = relative(from, step.folder);
    return `${what}${way === '' ? '' : `cd ${way} && `}${step.command}`;
  });
}

export function nextSteps(files: HostFiles, pkg: PackagePlan): readonly NextStep[] {
  const { host, models, name, docs, added } = pkg;
  const [model] = models;
  const top = topOf(files, host.root);
  const runner = runnerOf(files, host, top);
  const migrated = migrationFolder(files, host, top);
  const step: Step = (what, folder, command) => ({ what, folder, command: `${runner}${command}` });
  const what = added === undefined ? name : `${added.columns.join(' and ')} to ${added.table}`;
  return [
    ...(migrated === undefined
      ? []
      : [
          step('New migration', migrated.folder, `alembic ${migrated.options}revision --autogenerate -m "add ${what}"`),
          step('Migrate', migrated.folder, `alembic ${migrated.options}upgrade head`),
        ]),
    ...(model === undefined
      ? []
      : [step('Run its tests', host.root, `python -m pytest ${relative(host.root, testsOf(pkg))}`)]),
    ...startSteps(files, host, top, step),
    { what: 'Open', url: `http://127.0.0.1:8000${docs}`, paths: model && pathsIn(model) },
  ];
}

/** The folder that pytest is given: the package's, or where the host keeps its tests. */
function testsOf({ host, folder, conventions }: PackagePlan): string {
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
