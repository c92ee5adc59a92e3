/** How a backend is started: `[tool.fastapi] entrypoint`, Dockerfiles, compose files, Procfile, scripts, its README. */
import { basename, dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { type HostFiles, textOf } from '../project/files.js';
import { fileOfModule, foldersUpward, isFile } from '../project/paths.js';
import type { Project } from '../project/project.js';

/** What says how a backend is started, the most certain first. */
const SOURCES = ['entrypoint', 'launcher', 'readme'] as const;

/** What is started: a module with the application's name, a file, or a module or a file that Python itself runs. */
type Started =
  | { readonly kind: 'import'; readonly module: string; readonly name: string; readonly isFactory: boolean }
  | { readonly kind: 'file'; readonly files: readonly string[] }
  | { readonly kind: 'python-module'; readonly module: string }
  | { readonly kind: 'python-file'; readonly file: string };

/** A command that starts something, and the line that has it. */
export type StartCommand = {
  readonly by: { readonly path: string; readonly line: number };
  readonly source: (typeof SOURCES)[number];
  /** The folder that the text belongs to. */
  readonly folder: string;
  readonly started: Started;
};

/** What a server is given. */
export type StartTarget =
  | Extract<Started, { readonly kind: 'import' }>
  | { readonly kind: 'file'; readonly file: string };

/** A Python file that something starts, and the line that says so. */
export type StartedFile = Pick<StartCommand, 'by' | 'source'> & {
  readonly path: string;
  /** The folder that it is found from. */
  readonly folder: string;
  /** What the server is given; nothing for a script that starts a server itself. */
  readonly target: StartTarget | undefined;
};

const STARTERS =
  /^(?:Procfile|[Dd]ockerfile.*|.*\.[Dd]ockerfile|(?:docker-)?compose.*\.ya?ml|[Mm]akefile|[Jj]ustfile|.*\.sh)$/;
const README = /^README(?:\.\w+)?$/i;
const BESIDE = ['', 'docker', '.docker', 'deploy', 'scripts', 'bin'];

/** The commands in the folders from each of the paths up to the top; the most certain first, then the nearest. */
export function startCommands(files: HostFiles, paths: readonly string[], top: string): readonly StartCommand[] {
  const all = foldersAbove(paths, top).flatMap((folder) => [
    ...inPyproject(files, folder),
    ...BESIDE.flatMap((each) => {
      const place = join(folder, each);
      const names = files.list(place).filter((name) => STARTERS.test(name) || (each === '' && README.test(name)));
      return names.flatMap((name) => inText(files, join(place, name), folder));
    }),
  ]);
  return SOURCES.flatMap((source) => all.filter((each) => each.source === source));
}

/** What the commands start, as far as the file exists. */
export function startedFiles(files: HostFiles, paths: readonly string[], top: string): readonly StartedFile[] {
  const folders = foldersAbove(paths, top);
  return startCommands(files, paths, top).flatMap(({ by, source, folder, started }) =>
    filesOf(files, started, folder, folders).map((each) => ({ ...each, by, source })),
  );
}

/** Whether a file that is started is one of the application's own, or imports the application from there. */
export function startsApp(modules: Project, own: readonly string[], { path }: StartedFile): boolean {
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

function foldersAbove(paths: readonly string[], top: string): readonly string[] {
  return [...new Set(paths.flatMap((path) => foldersUpward(dirname(path), top)))];
}

function inPyproject(files: HostFiles, folder: string): readonly StartCommand[] {
  const path = join(folder, 'pyproject.toml');
  const text = isFile(files, path) ? textOf(files, path) : undefined;
  if (text === undefined) return [];
  const [, module, name] = /^([\w.]+)(?::(\w+))?$/.exec(entrypointOf(text) ?? '') ?? [];
  const line = text.split('\n').findIndex((each) => /^\s*entrypoint\s*=/.test(each)) + 1;
  const by = { path, line };
  const started = module === undefined ? [] : [entrypoint(module, name)];
  return [
    ...started.map((each) => ({ by, source: 'entrypoint' as const, folder, started: each })),
    ...inText(files, path, folder),
  ];
}

const entrypoint = (module: string, name: string | undefined): Started =>
  name === undefined ? { kind: 'python-module', module } : { kind: 'import', module, name, isFactory: false };

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
  /\b(?:uvicorn|gunicorn|hypercorn|granian)\b([^#]{0,200}?)[\s"'=`]((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*):([A-Za-z_]\w*)(\(\))?(?=([^#\n]*))/g;
const CLI = /\bfastapi["',\s]+(?:run|dev)\b(?:["',\s]+--?[\w-]+(?:[=\s"',]+\d[\d.]*)?)*(?:["',\s]+([\w./-]+\.py)\b)?/g;
const PYTHON = /\bpython3?["',\s]+(?:-u["',\s]+)?(?:-m["',\s]+((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)|([\w./-]+\.py)\b)/g;
/** Where `fastapi run` looks without a file. */
const DEFAULTS = ['main.py', 'app.py', 'api.py', 'app/main.py', 'app/app.py', 'app/api.py'];
const LARGEST = 200_000;

function inText(files: HostFiles, path: string, folder: string): readonly StartCommand[] {
  // A Dockerfile that is a link, or anything else than a small text, starts nothing that is read here.
  const entry = files.lstat(path);
  if (entry?.kind !== 'file' || entry.size > LARGEST) return [];
  const text = textOf(files, path) ?? '';
  const source = README.test(basename(path)) ? 'readme' : 'launcher';
  return startedIn(text).flatMap(({ at, started }) => {
    const line = text.slice(0, at).split('\n').length;
    const isComment = source === 'launcher' && /^\s*(?:#|\/\/)/.test(text.split('\n')[line - 1] ?? '');
    return isComment ? [] : [{ by: { path, line }, source, folder, started }];
  });
}

function startedIn(text: string): readonly { readonly at: number; readonly started: Started }[] {
  const servers = [...text.matchAll(SERVER)].map((match) => {
    const [, before, module = '', name = '', call, after] = match;
    const isFactory = call !== undefined || /--factory\b/.test(`${before}${after}`);
    return { at: match.index, started: { kind: 'import' as const, module, name, isFactory } };
  });
  const tools = [...text.matchAll(CLI)].map(({ 1: file, index }) => ({
    at: index,
    started: { kind: 'file' as const, files: file === undefined ? DEFAULTS : [file] },
  }));
  const scripts = [...text.matchAll(PYTHON)].map(({ 1: module = '', 2: file, index }) => ({
    at: index,
    started: file === undefined ? { kind: 'python-module' as const, module } : { kind: 'python-file' as const, file },
  }));
  return [...servers, ...tools, ...scripts];
}

type Found = { readonly path: string; readonly folder: string; readonly target: StartTarget | undefined };

function filesOf(files: HostFiles, started: Started, folder: string, folders: readonly string[]): readonly Found[] {
  if (started.kind === 'import') return modulesAt(files, started.module, folder, folders, started);
  if (started.kind === 'python-module') return modulesAt(files, started.module, folder, folders, undefined);
  const names = (started.kind === 'file' ? started.files : [started.file]).map((file) => file.replace(/^\.?\//, ''));
  for (const file of names) {
    const found = [folder, ...folders].find((base) => isFile(files, join(base, file)));
    const target = started.kind === 'file' ? { kind: started.kind, file } : undefined;
    if (found !== undefined) return [{ path: join(found, file), folder: found, target }];
  }
  return [];
}

/** The file of a dotted module: as the folder of the text sees it, else as any of the other folders does. */
function modulesAt(
  files: HostFiles,
  dotted: string,
  folder: string,
  folders: readonly string[],
  target: StartTarget | undefined,
): readonly Found[] {
  const inFolder = (base: string): readonly Found[] => {
    const stem = join(base, ...dotted.split('.'));
    const path = [`${stem}.py`, join(stem, '__init__.py'), join(stem, '__main__.py')].find((each) =>
      isFile(files, each),
    );
    return path === undefined ? [] : [{ path, folder: base, target }];
  };
  const own = [...inFolder(folder), ...inFolder(join(folder, 'src'))];
  return own.length > 0 ? own.slice(0, 1) : folders.flatMap(inFolder);
}
