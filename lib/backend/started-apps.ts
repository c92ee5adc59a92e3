/** Which file a backend is started from: `[tool.fastapi] entrypoint`, Dockerfiles, compose files, Procfile, scripts. */
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { type HostFiles, textOf } from '../project/files.js';
import { isFile, isInside } from '../project/paths.js';

/** A Python file that something starts, and the line that says so. */
export type StartedFile = {
  readonly path: string;
  readonly by: { readonly path: string; readonly line: number };
  /** `[tool.fastapi] entrypoint`: what the project itself says that its application is. */
  readonly isEntrypoint: boolean;
  /** How the server is started there; nothing where a script starts it. */
  readonly server?: Server;
};

/** `uvicorn --factory app.main:create_app` or `fastapi dev app/main.py`, from a folder. */
export type Server = { readonly folder: string; readonly command: string };

const STARTERS =
  /^(?:Procfile|[Dd]ockerfile.*|.*\.[Dd]ockerfile|(?:docker-)?compose.*\.ya?ml|[Mm]akefile|[Jj]ustfile|.*\.sh)$/;
const BESIDE = ['', 'docker', '.docker', 'deploy', 'scripts', 'bin'];

/** What is started in the folders from each of the paths up to the top. */
export function startedFiles(files: HostFiles, paths: readonly string[], top: string): readonly StartedFile[] {
  const folders = foldersAbove(paths, top);
  return folders.flatMap((folder) => [
    ...inPyproject(files, folder, folders),
    ...BESIDE.flatMap((each) => {
      const place = join(folder, each);
      const names = files.list(place).filter((name) => STARTERS.test(name));
      return names.flatMap((name) => inText(files, join(place, name), folder, folders));
    }),
  ]);
}

function foldersAbove(paths: readonly string[], top: string): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    for (let folder = dirname(path); isInside(top, folder); folder = dirname(folder)) {
      found.add(folder);
      if (dirname(folder) === folder) break;
    }
  }
  return [...found];
}

function inPyproject(files: HostFiles, folder: string, folders: readonly string[]): readonly StartedFile[] {
  const path = join(folder, 'pyproject.toml');
  const text = isFile(files, path) ? textOf(files, path) : undefined;
  if (text === undefined) return [];
  const target = /^([\w.]+)(?::\w+)?$/.exec(entrypointOf(text) ?? '')?.[1];
  const line = text.split('\n').findIndex((each) => /^\s*entrypoint\s*=/.test(each)) + 1;
  const named = target === undefined ? [] : filesOf(files, target, folder, folders);
  return [
    ...named.map((each) => ({ path: each, by: { path, line }, isEntrypoint: true })),
    ...inText(files, path, folder, folders),
  ];
}

function entrypointOf(text: string): string | undefined {
  try {
    const { tool } = parse(text) as { readonly tool?: { readonly fastapi?: { readonly entrypoint?: unknown } } };
    const found = tool?.fastapi?.entrypoint;
    return typeof found === 'string' ? found : undefined;
  } catch {
    // A broken pyproject.toml shows nothing; the host's own tools say what is wrong with it.
    return undefined;
  }
}

const SERVER =
  /\b(?:uvicorn|gunicorn|hypercorn|granian)\b[^#]{0,200}?[\s"'=]((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*):([A-Za-z_]\w*)/g;
const CLI = /\bfastapi["',\s]+(?:run|dev)\b(?:["',\s]+--?[\w-]+(?:[=\s"',]+\d[\d.]*)?)*(?:["',\s]+([\w./-]+\.py)\b)?/g;
const PYTHON = /\bpython3?["',\s]+(?:-u["',\s]+)?(?:-m["',\s]+((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)|([\w./-]+\.py)\b)/g;
/** Where `fastapi run` looks without a file. */
const DEFAULTS = ['main.py', 'app.py', 'api.py', 'app/main.py', 'app/app.py', 'app/api.py'];

function inText(files: HostFiles, path: string, folder: string, folders: readonly string[]): readonly StartedFile[] {
  // A Dockerfile that is a link, or anything else than a small text, starts nothing that is read here.
  const entry = files.lstat(path);
  if (entry?.kind !== 'file' || entry.size > LARGEST) return [];
  const text = textOf(files, path) ?? '';
  const found: StartedFile[] = [];
  const add = (paths: readonly string[], at: number, serverOf?: (path: string) => Server | undefined): void => {
    const line = text.slice(0, at).split('\n').length;
    if (/^\s*(?:#|\/\/)/.test(text.split('\n')[line - 1] ?? '')) return;
    for (const each of paths) {
      const server = serverOf?.(each);
      found.push({ path: each, by: { path, line }, isEntrypoint: false, ...(server === undefined ? {} : { server }) });
    }
  };
  for (const match of text.matchAll(SERVER)) {
    const [, module = '', name = ''] = match;
    const factory = /--factory\b/.test(lineAt(text, match.index)) ? '--factory ' : '';
    add(filesOf(files, module, folder, folders), match.index, (each) => {
      const base = baseOf(each, `${module.replaceAll('.', '/')}.py`, `${module.replaceAll('.', '/')}/__init__.py`);
      return base === undefined ? undefined : { folder: base, command: `uvicorn ${factory}${module}:${name} --reload` };
    });
  }
  for (const match of text.matchAll(CLI)) {
    const named = match[1] === undefined ? DEFAULTS : [match[1]];
    const paths = named.flatMap((each) => scriptAt(files, each, folder, folders)).slice(0, 1);
    add(paths, match.index, (each) => {
      const script = named.find((name) => each.endsWith(`/${name}`));
      const base = script && baseOf(each, script);
      return base === undefined
        ? undefined
        : { folder: base, command: `fastapi dev ${match[1] === undefined ? '' : script}`.trimEnd() };
    });
  }
  for (const match of text.matchAll(PYTHON)) {
    const script = match[2];
    add(
      script === undefined ? filesOf(files, match[1] ?? '', folder, folders) : scriptAt(files, script, folder, folders),
      match.index,
    );
  }
  return found;
}

function lineAt(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at) + 1).split('\n')[0] ?? '';
}

/** The folder from which a file has one of these paths. */
function baseOf(path: string, ...below: readonly string[]): string | undefined {
  const found = below.find((each) => path.endsWith(`/${each}`));
  return found && path.slice(0, -found.length - 1);
}

const LARGEST = 200_000;

/** The file of a dotted module: as the folder of the text sees it, else as any of the other folders does. */
function filesOf(files: HostFiles, dotted: string, folder: string, folders: readonly string[]): readonly string[] {
  const inFolder = (base: string): readonly string[] => {
    const stem = join(base, ...dotted.split('.'));
    return [`${stem}.py`, join(stem, '__init__.py'), join(stem, '__main__.py')]
      .filter((each) => isFile(files, each))
      .slice(0, 1);
  };
  const own = [...inFolder(folder), ...inFolder(join(folder, 'src'))];
  return own.length > 0 ? own.slice(0, 1) : [...new Set(folders.flatMap(inFolder))];
}

function scriptAt(files: HostFiles, script: string, folder: string, folders: readonly string[]): readonly string[] {
  const relative = script.replace(/^\.?\//, '');
  const found = [folder, ...folders].map((base) => join(base, relative)).find((path) => isFile(files, path));
  return found === undefined ? [] : [found];
}
