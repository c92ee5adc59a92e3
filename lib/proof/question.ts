/** What is to be proven of a plan: which application, from where, and what it has to serve afterwards. */
import { basename, dirname, join, relative } from 'node:path';
import type { AppName } from '../backend/app-search.js';
import { alembicEnvironments, projectFolders } from '../framework/migrations.js';
import { singular } from '../naming/names.js';
import { type PackagePlan, type Plan, replacements } from '../plan/plan.js';
import type { HostFiles } from '../project/files.js';
import { isInside, moduleFile } from '../project/paths.js';
import { topOf } from '../project/project-root.js';
import type { Host } from '../wiring/host.js';

/** A new package, as the routes of the application are looked through for it. */
export type ExpectedPackage = {
  readonly name: string;
  readonly singular: string;
  /** Its paths, the longest first; empty for a package that is only registered. */
  readonly paths: readonly string[];
  readonly models: readonly string[];
  /** What a table gets that is there, instead of new routes and tables. */
  readonly added?: PackagePlan['added'];
  /** Whether it was there, and is written anew. */
  readonly isReplaced?: boolean;
  /** Whether a file is one of the package's. */
  readonly owns: (path: string) => boolean;
};

export type Blueprint = {
  readonly name: string;
  readonly singular: string;
  readonly owns: (path: string) => boolean;
  /** Where its routers are served; empty where that is not seen. */
  readonly paths: readonly string[];
};

export type ProofQuestion = {
  /** The folder that Python imports from. */
  readonly root: string;
  /** The folder that is copied: with the project's settings and with all that changes. */
  readonly project: string;
  /** The folder of the repository, of which the project is a part. */
  readonly top: string;
  /** The folders from which the application may be started, the likeliest first. */
  readonly folders: readonly string[];
  readonly app: AppName;
  /** Alembic's env.py files. */
  readonly environments: readonly string[];
  /** The modules of the new packages. */
  readonly modules: readonly string[];
  readonly tests: readonly string[];
  /** All files of the packages' tests. */
  readonly testFiles: readonly string[];
  readonly packages: readonly ExpectedPackage[];
  readonly blueprint: Blueprint | undefined;
  /** The host's files are edited in this run, or need no edit. */
  readonly isRegistered: boolean;
  /** Whether a file that was there gets another text. */
  readonly isEdited: (path: string) => boolean;
};

/** One question for each application that the plan changes; the files of those whose application has no name. */
export function proofQuestions(
  plan: Plan,
  files: HostFiles,
): readonly (ProofQuestion | { readonly unnamed: string })[] {
  const hosts = [...new Map(plan.packages.map(({ host }) => [`${host.root} ${host.app.path}`, host])).values()];
  return hosts.map((host) => {
    const packages = plan.packages.filter((each) => each.host.app.path === host.app.path);
    return host.appName === undefined
      ? { unnamed: host.app.path }
      : questionOf(plan, files, host, host.appName, packages);
  });
}

function questionOf(
  plan: Plan,
  files: HostFiles,
  host: Host,
  app: AppName,
  packages: readonly PackagePlan[],
): ProofQuestion {
  const { root, project } = host;
  const top = topOf(files, root);
  const above = projectFolders(top, host.app.path);
  const hasSettings = [root, project].filter((folder) => files.lstat(join(folder, '.env')) !== undefined);
  const written = packages.flatMap((each) => each.files.filter((path) => path.endsWith('.py')));
  const isTest = (path: string): boolean =>
    /(?:^|\/)(?:tests?\/|test_[^/]*$|conftest\.py$)/.test(relative(project, path));
  return {
    root,
    project: plan.changes.reduce((folder, { path }) => commonFolder(folder, path, top), project),
    top,
    folders: [...new Set([...hasSettings, root, project, top])],
    app,
    environments: alembicEnvironments(host.code, above, project).run,
    modules: written.filter((path) => !isTest(path)).map((path) => moduleFile(root, path).module),
    tests: written.filter((path) => isTest(path) && basename(path).startsWith('test_')),
    testFiles: written.filter(isTest),
    packages: packages.map((each) => expected(each, plan)),
    blueprint: blueprintOf(host),
    isRegistered: plan.byHand.length === 0,
    isEdited: (path) => plan.changes.some((each) => each.before !== undefined && each.path === path),
  };
}

/** The nearest folder above one, up to the top, that holds a path. */
function commonFolder(folder: string, path: string, top: string): string {
  return isInside(folder, path) || folder === top ? folder : commonFolder(dirname(folder), path, top);
}

function expected({ name, isNew, models, added, files, folder, host }: PackagePlan, plan: Plan): ExpectedPackage {
  const own = new Set(files);
  const paths = models.flatMap((model) => model.paths.map(({ path }) => path));
  const isAnywhere = files.length === 0 && host.byLayer !== undefined;
  return {
    name,
    singular: singular(name),
    paths: [...new Set(paths)].sort((left, right) => right.length - left.length),
    models: models.map((model) => model.name),
    ...(added === undefined ? {} : { added }),
    isReplaced: isNew && replacements(plan).some(({ path }) => own.has(path)),
    owns: (path) => isAnywhere || own.has(path) || (host.byLayer === undefined && isInside(folder, path)),
  };
}

function blueprintOf({ blueprint: name, packages, byLayer, served }: Host): Blueprint | undefined {
  if (name === undefined) return undefined;
  const own = new Set((byLayer?.parts ?? []).filter(({ isShared }) => !isShared).map(({ file }) => file.path));
  const folder = join(packages, name);
  return {
    name,
    singular: singular(name),
    owns: (path) => (byLayer === undefined ? isInside(folder, path) : own.has(path) || dirname(path) === folder),
    paths: served.flatMap(({ prefix }) => prefix ?? []),
  };
}
