/** The interpreters that a host may be run with: what the person names, the active environment, those beside the project. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A Python, and where it was found, in words. */
export type FoundPython = { readonly path: string; readonly by: string };

const BESIDE = ['.venv', 'venv', 'env'];
const ASKED_FOR = 10_000;

/** In the order in which they are tried; tools are asked only where they keep the host's environment elsewhere. */
export function hostPythons(root: string, top: string, env: NodeJS.ProcessEnv): readonly FoundPython[] {
  const folders = foldersUp(root, dirname(dirname(top)));
  const named = ['VIRTUAL_ENV', 'UV_PROJECT_ENVIRONMENT'].flatMap((name) => {
    const value = env[name];
    return value ? inEnvironment(resolve(root, value), name) : [];
  });
  const beside = folders.flatMap((folder) => BESIDE.flatMap((name) => inEnvironment(join(folder, name), name)));
  const found = [...named, ...beside, ...folders.flatMap(pdmPython)];
  if (found.length > 0) return found;
  const asked = folders.flatMap(toolPython);
  const conda = env['CONDA_PREFIX'];
  return [...asked, ...(conda ? inEnvironment(conda, 'CONDA_PREFIX') : [])];
}

function foldersUp(root: string, top: string): readonly string[] {
  const folders = [root];
  for (let folder = root; folder !== top && folder !== dirname(folder); folder = dirname(folder)) {
    folders.push(dirname(folder));
  }
  return folders;
}

function inEnvironment(folder: string, by: string): readonly FoundPython[] {
  const places = ['bin/python', 'bin/python3', 'Scripts/python.exe', 'python.exe'];
  const path = places.map((place) => join(folder, place)).find((each) => existsSync(each));
  return path === undefined ? [] : [{ path, by }];
}

function pdmPython(folder: string): readonly FoundPython[] {
  const file = join(folder, '.pdm-python');
  if (!existsSync(file)) return [];
  const path = readFileSync(file, 'utf8').trim();
  return existsSync(path) ? [{ path, by: '.pdm-python' }] : [];
}

const TOOLS = [
  ['poetry.lock', 'poetry', ['env', 'info', '--executable']],
  ['Pipfile.lock', 'pipenv', ['--py']],
] as const;

/** The environment that a tool keeps for the project, if it has made one. */
function toolPython(folder: string): readonly FoundPython[] {
  return TOOLS.flatMap(([lock, tool, args]) => {
    if (!existsSync(join(folder, lock))) return [];
    const { status, stdout } = spawnSync(tool, args, { cwd: folder, encoding: 'utf8', timeout: ASKED_FOR });
    const path = (stdout ?? '').trim().split('\n').at(-1) ?? '';
    return status === 0 && existsSync(path) ? [{ path, by: tool }] : [];
  });
}
