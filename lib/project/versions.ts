/** Which versions of a package and of Python a project admits, from the files that ask for them or lock them. */
import { dirname, join } from 'node:path';
import { anyTextOf, type HostFiles, textOf } from './files.js';
import { readToml, type TomlTable, valueAt } from './settings.js';

export type Version = readonly [major: number, minor: number];

/** The versions that are admitted: from `least` on, and below `below`; where one is open it is not given. */
export type Admitted = {
  readonly least: Version | undefined;
  readonly below: Version | undefined;
  /** The file that says so. */
  readonly path: string;
};

export function isOlder(one: Version, other: Version): boolean {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}

/** Whether no admitted version is as new as the given one. */
export function isBefore({ below }: Pick<Admitted, 'below'>, version: Version): boolean {
  return below !== undefined && !isOlder(version, below);
}

/**
 * What the folders' files admit of a package, by its normalized name. A lock file tells what is installed and goes before
 * what is only asked for.
 */
export function admittedOf(files: HostFiles, folders: readonly string[], name: string): Admitted | undefined {
  for (const read of [locked, asked]) {
    for (const folder of folders) {
      const found = read(files, folder, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const normalized = (name: string): string => name.toLowerCase().replace(/[._-]+/g, '-');

function locked(files: HostFiles, folder: string, name: string): Admitted | undefined {
  for (const file of ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml']) {
    const path = join(folder, file);
    const toml = readToml(files, path);
    const packages = [valueAt(toml, 'package'), valueAt(toml, 'packages')].find(Array.isArray) ?? [];
    for (const each of packages as readonly TomlTable[]) {
      const { name: given, version } = each;
      if (typeof given !== 'string' || typeof version !== 'string' || normalized(given) !== name) continue;
      return { ...admitted(`==${version}`), path };
    }
  }
  const path = join(folder, 'Pipfile.lock');
  const text = textOf(files, path) ?? '';
  const version = new RegExp(`"${name}"\\s*:\\s*\\{[^{}]*"version"\\s*:\\s*"([^"]+)"`).exec(text)?.[1];
  return version === undefined ? undefined : { ...admitted(version), path };
}

function asked(files: HostFiles, folder: string, name: string): Admitted | undefined {
  const names = files.list(folder);
  const lists = [
    ...names.filter((each) => /^requirements.*\.(?:txt|in)$/.test(each)),
    ...files.list(join(folder, 'requirements')).map((each) => `requirements/${each}`),
    ...names.filter((each) => ['constraints.txt', 'setup.cfg', 'setup.py'].includes(each)),
  ];
  for (const file of lists) {
    const spec = specIn(anyTextOf(files, join(folder, file)) ?? '', name);
    if (spec !== undefined && spec !== '') return { ...admitted(spec), path: join(folder, file) };
  }
  for (const file of ['pyproject.toml', 'Pipfile']) {
    const path = join(folder, file);
    const spec = specOf(readToml(files, path), name);
    if (spec !== undefined && /\d/.test(spec)) return { ...admitted(spec), path };
  }
  return undefined;
}

/** The specifier of a package in lines of requirements: `==0.95.1` of `fastapi[all]==0.95.1 ; python_version…`. */
function specIn(text: string, name: string): string | undefined {
  for (const line of text.split(/\r\n|\n|\r/)) {
    const match = /^[ \t"'[]*([A-Za-z0-9][\w.-]*)[ \t]*(?:\[[^\]]*\])?[ \t]*\(?([^;#"']*)/.exec(line);
    if (match?.[1] !== undefined && normalized(match[1]) === name)
      return match[2]?.replace(/\\|--hash.*|\)/g, '').trim();
  }
  return undefined;
}

/** The specifier of a package anywhere in a `pyproject.toml` or `Pipfile`, as a string in a list or as a key. */
function specOf(value: unknown, name: string): string | undefined {
  if (typeof value === 'string') return specIn(value, name);
  if (Array.isArray(value)) return first(value, (each) => specOf(each, name));
  if (typeof value !== 'object' || value === null) return undefined;
  return first(Object.entries(value), ([key, each]) => {
    if (['name', 'description', 'keywords', 'classifiers', 'scripts', 'tool.ruff'].includes(key)) return undefined;
    if (normalized(key) !== name) return specOf(each, name);
    const version = typeof each === 'string' ? each : valueAt(each, 'version');
    return typeof version === 'string' ? version : undefined;
  });
}

function first<Each, Found>(all: Iterable<Each>, look: (each: Each) => Found | undefined): Found | undefined {
  for (const each of all) {
    const found = look(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a specifier admits: PEP 440's operators, and the caret and the tilde of Poetry. */
export function admitted(specifier: string): Pick<Admitted, 'least' | 'below'> {
  let least: Version | undefined;
  let below: Version | undefined;
  for (const clause of specifier.split(',')) {
    const match = /^\s*(===?|~=|>=|<=|!=|>|<|\^|~)?\s*v?(\d+)(?:\.(\d+))?((?:\.\d+)*)/.exec(clause);
    if (match === null) continue;
    const [, operator = '==', major = '0', minor, rest = ''] = match;
    const version: Version = [Number(major), Number(minor ?? 0)];
    const next: Version = minor === undefined ? [version[0] + 1, 0] : [version[0], version[1] + 1];
    if (['==', '===', '~=', '>=', '>', '^', '~'].includes(operator)) least = version;
    if (operator === '==' || operator === '===' || operator === '~' || operator === '<=') below = next;
    if (operator === '<') below = /[1-9]/.test(rest) ? next : version;
    if (operator === '~=') below = rest === '' ? [version[0] + 1, 0] : next;
    if (operator === '^') below = version[0] > 0 || minor === undefined ? [version[0] + 1, 0] : next;
  }
  return { least, below };
}

/** The oldest Python that a project says it runs on, from the places that say so, the surest first. */
export function pythonOf(files: HostFiles, folders: readonly string[]): Admitted | undefined {
  return first(PYTHON, (read) => first(folders, (folder) => read(files, folder)));
}

type ReadPython = (files: HostFiles, folder: string) => Admitted | undefined;

const fromPyproject =
  (...keys: readonly string[]): ReadPython =>
  (files, folder) => {
    const path = join(folder, 'pyproject.toml');
    const spec = valueAt(readToml(files, path), ...keys);
    const version = typeof spec === 'string' ? spec : valueAt(spec, 'version');
    return typeof version === 'string' ? known({ ...admitted(version), path }) : undefined;
  };

const fromText =
  (name: RegExp, pattern: RegExp): ReadPython =>
  (files, folder) => {
    const paths = files.list(folder).filter((each) => name.test(each));
    return first(paths, (each) => {
      const path = join(folder, each);
      const found = pattern.exec(textOf(files, path) ?? '')?.[1];
      return found === undefined ? undefined : known({ ...admitted(found), path });
    });
  };

const known = (found: Admitted): Admitted | undefined => (found.least === undefined ? undefined : found);

/** `py310` is what ruff and Black call Python 3.10. */
const fromTarget = (text: string, path: string): Admitted | undefined => {
  const all = [...text.matchAll(/py3(\d+)/g)].map(([, minor]) => Number(minor));
  return all.length === 0 ? undefined : { least: [3, Math.min(...all)], below: undefined, path };
};

const fromTool =
  (tool: string): ReadPython =>
  (files, folder) =>
    first(tool === 'ruff' ? ['.ruff.toml', 'ruff.toml', 'pyproject.toml'] : ['pyproject.toml'], (name) => {
      const path = join(folder, name);
      const keys = name === 'pyproject.toml' ? ['tool', tool, 'target-version'] : ['target-version'];
      return fromTarget(JSON.stringify(valueAt(readToml(files, path), ...keys) ?? ''), path);
    });

const PYTHON: readonly ReadPython[] = [
  fromPyproject('project', 'requires-python'),
  fromPyproject('tool', 'poetry', 'dependencies', 'python'),
  fromText(/^setup\.cfg$/, /^python_requires\s*=\s*(.+)$/m),
  fromText(/^setup\.py$/, /python_requires\s*=\s*["']([^"']+)["']/),
  fromText(/^Pipfile$/, /^python_(?:full_)?version\s*=\s*["']([^"']+)["']/m),
  fromText(/^\.python-version$/, /^(?:cpython-?)?(3\.\d+)/m),
  fromText(/^runtime\.txt$/, /^python-(3\.\d+)/m),
  fromText(/^(?:.*\.)?Dockerfile(?:\..*)?$/i, /^FROM\s+(?:--\S+\s+)?\S*python(?:\S*?:)?(3\.\d+)/m),
  fromTool('ruff'),
  fromTool('black'),
];

/** The folders that say what a project needs: its own, the one that Python imports from, and those above, up to `top`. */
export function requiringFolders(project: string, root: string, top: string): readonly string[] {
  const above: string[] = [];
  for (let folder = project; folder !== top && dirname(folder) !== folder; folder = dirname(folder)) {
    above.push(dirname(folder));
  }
  return [...new Set([project, root, ...above])];
}
