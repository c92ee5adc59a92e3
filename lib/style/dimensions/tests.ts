/** Where the tests of a package go, which tables they can make on SQLite, and what that lacks for the host's defaults. */
import { dirname, join, relative, sep } from 'node:path';
import { keyKind } from '../../framework/model-members.js';
import { mayHoldTables } from '../../framework/tables.js';
import { isFile, isInside } from '../../project/paths.js';
import { pytestSettings } from '../../project/pytest-settings.js';
import { isWithin } from '../../python/imports.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { inheritance } from '../inherited.js';
import { lostReference } from '../lost-tables.js';
import { mainModel } from '../main-model.js';
import { type MomentElement, momentElements } from '../moment-elements.js';
import { overridesDependencies, testFileOf } from '../test-file.js';

export type Tests = {
  /** The blueprint's folder of tests with dots, from the project's folder: `tests.users`; nothing for below the package. */
  readonly folder: string | undefined;
  /** The one file in which the tests of the blueprint's API are, from the project's folder: `tests/test_users`. */
  readonly file: string | undefined;
  readonly tables: 'all' | 'own';
  /** Whether models have defaults by PostgreSQL's `now()` or `timezone('utc', now())`. */
  readonly isZoned: boolean;
  /** Whether the base gives every model a key of a type that SQLite does not count: `BIGINT`. */
  readonly hasBigKeys?: true;
  /** Functions for the moment that the host writes for other databases alone. */
  readonly moments?: readonly MomentElement[];
  /** Whether tests of the host override dependencies of the application, maybe for the whole run. */
  readonly isOverriding?: true;
};

export const tests: Dimension<Tests> = {
  id: 'tests',
  default: { folder: undefined, file: undefined, tables: 'all', isZoned: false },
  learn(host) {
    const { folder, file } = placeOfTests(host);
    const special = specialTables(host) ?? lostReference(host);
    const at = special ?? folder?.at;
    const moments = momentElements(host);
    return {
      value: {
        folder: folder?.value,
        file,
        tables: special === undefined ? 'all' : 'own',
        isZoned: isZoned(host),
        ...(hasBigKeys(host) ? { hasBigKeys: true } : {}),
        ...(moments.length > 0 ? { moments } : {}),
        ...(overridesDependencies(host, rootsOf(host)) ? { isOverriding: true } : {}),
      },
      ...(at === undefined ? {} : { at }),
    };
  },
};

/** The folder of the blueprint's tests with what shows it, and the one file of those of its API. */
export function placeOfTests(host: HostReading): {
  readonly folder: { readonly value: string; readonly at: string } | undefined;
  readonly file: string | undefined;
} {
  const folder = folderOf(host);
  const file = host.blueprint && testFileOf(host, rootsOf(host));
  return { folder, file: file ?? (folder && fileInstead(host, folder.value)) };
}

/**
 * Where a package is imported by its name alone, a folder of tests that is called like it would be imported in its place:
 * pytest puts the folder above into the path, where that is no package.
 */
function fileInstead({ files, host, blueprint }: HostReading, folder: string): string | undefined {
  const name = host.blueprint ?? '';
  const parts = folder.split('.');
  const isTop = blueprint?.all.some(({ module }) => module.split('.')[0] === name) === true;
  const above = parts.slice(0, -1);
  if (!isTop || parts.at(-1) !== name || isFile(files, join(host.project, ...above, '__init__.py'))) return undefined;
  return [...above, `test_${name}`].join('/');
}

/** Whether the modules of the blueprint's model and of what every model inherits have such a default. */
function isZoned(host: HostReading): boolean {
  const inherited = inheritance(host).followed.flatMap(({ definition }) => definition?.module ?? []);
  return [mainModel(host)?.module, ...inherited].some((module) =>
    /text\(\s*["'](?:timezone|now)\(|\bfunc\.timezone\(/i.test(module?.source ?? ''),
  );
}

function hasBigKeys(host: HostReading): boolean {
  const supplied = inheritance(host).followed.flatMap(({ members }) => members);
  const key = supplied.find(({ column }) => column?.isPrimaryKey === true);
  return key !== undefined && keyKind(key) === 'bigint' && !/\bwith_variant\b/.test(key.node.text);
}

/** The folder beside the code where the blueprint has its tests, or where the runner looks alone. */
function folderOf(reading: HostReading): { value: string; at: string } | undefined {
  const { files, host, blueprint, top, shown } = reading;
  if (blueprint === undefined) return undefined;
  const name = host.blueprint ?? '';
  const paths = testPaths(files, host.project, top);
  const isLookedAt = paths === undefined || paths.value.some((path) => isInside(path, host.packages));
  const isFolder = blueprint.layout === 'folder';
  const isThere = (path: string): boolean => files.lstat(path)?.kind === 'folder';
  // Where none of its folders is there pytest looks everywhere.
  const isRun = isLookedAt || !paths.value.some(isThere);
  if (isFolder && isThere(join(blueprint.folder, 'tests')) && isRun) return undefined;
  const roots = rootsOf(reading);
  const twice = importedTwice(reading);
  for (const root of roots) {
    if (isInside(root, host.packages)) continue;
    const mirrored = folderCalled(files, root, name, 4);
    if (mirrored !== undefined) return { value: dotted(host.project, mirrored), at: shown(mirrored) };
  }
  const [first] = roots;
  if (!isFolder) {
    // No folder is the feature's own, and the tests are beside those of the others.
    const root = roots.find(isThere) ?? first ?? join(host.project, 'tests');
    return { value: dotted(host.project, join(root, name)), at: shown(root) };
  }
  if (twice !== undefined) return { value: dotted(host.project, join(first ?? host.project, name)), at: twice };
  if (isLookedAt || paths === undefined || first === undefined) return undefined;
  return { value: dotted(host.project, join(first, name)), at: shown(paths.path) };
}

/**
 * Where an `__init__` imports modules of its package. Below a folder without one pytest imports it by another name than the
 * application does, and the same tables would be made twice.
 */
function importedTwice({ files, host, blueprint, at }: HostReading): string | undefined {
  if (blueprint?.layout !== 'folder' || host.importRoot === '') return undefined;
  if (isFile(files, join(host.packages, '__init__.py'))) return undefined;
  const init = blueprint.all.find(({ path }) => path === join(blueprint.folder, '__init__.py'));
  const { bindings = [], stars = [] } = init?.imports ?? {};
  const found = [...bindings, ...stars].find(({ path }) => isWithin(path, blueprint.package));
  return init && found && at(init, found.statement.line);
}

/** The folders in which the host's tests are looked for. */
function rootsOf({ files, host, top }: HostReading): readonly string[] {
  const paths = testPaths(files, host.project, top);
  if (paths !== undefined) return paths.value;
  const beside = ['tests', 'test'].map((name) => join(host.project, name));
  // `app/tests`, where they are beside the code of the application.
  const inside = [dirname(host.app.path), host.packages].map((folder) => join(folder, 'tests'));
  const isThere = (path: string): boolean => files.lstat(path)?.kind === 'folder' && !beside.includes(path);
  return [...beside, ...new Set(inside.filter(isThere))];
}

const dotted = (project: string, path: string): string => relative(project, path).split(sep).join('.');

function folderCalled(files: HostReading['files'], root: string, name: string, depth: number): string | undefined {
  const all = files.list(root).filter((each) => files.lstat(join(root, each))?.kind === 'folder');
  // What tests take from there is no test.
  const folders = all.filter(
    (each) => !/^(?:fixtures?|factor(?:y|ies)|mocks?|data|helpers?|utils?|support)$/.test(each),
  );
  if (folders.includes(name)) return join(root, name);
  for (const each of depth > 0 ? folders : []) {
    const found = folderCalled(files, join(root, each), name, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The folders in which pytest looks for tests, from the file that it takes its settings from. */
function testPaths(
  files: HostReading['files'],
  project: string,
  top: string,
): { readonly value: readonly string[]; readonly path: string } | undefined {
  for (const { folder, file, value } of pytestSettings(files, project, top, 'testpaths')) {
    const all = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(/\s+/) : [];
    const folders = all.filter((each) => each !== '').map((each) => join(folder, each));
    if (folders.length > 0) return { value: folders, path: join(folder, file) };
  }
  return undefined;
}

const SPECIAL =
  /\bsqlalchemy\.dialects\b|\bfrom sqlalchemy import\b[^#\n]*\bARRAY\b|\bgeoalchemy2\b|\bpgvector\b|\bsqlalchemy_utils\b[^#\n]*\b(?:Ltree|TSVector)|["']schema["']\s*:/;

/** A model whose table cannot be made on SQLite: types of one database system, or a schema. */
function specialTables({ host, modules, at, base }: HostReading): string | undefined {
  const words = ['sqlalchemy.dialects', 'ARRAY', 'geoalchemy2', 'pgvector', 'TSVector', 'schema'];
  const paths = new Set(words.flatMap((word) => modules.mentioning(host.root, word)));
  for (const path of paths) {
    const module = modules.at(path);
    const isModel = mayHoldTables(module?.source ?? '');
    const own = base?.definition?.module.path === path && /\bMetaData\([^)]*\bschema\s*=/.test(module?.source ?? '');
    const index = module === undefined ? -1 : module.source.split('\n').findIndex((line) => SPECIAL.test(line));
    if (module !== undefined && isModel && index >= 0) return at(module, index + 1);
    if (module !== undefined && own) return at(module, base?.definition?.node.line ?? 1);
  }
  return undefined;
}
