/** What takes back a run: from what it wrote down, and from what the code says by now. */
import { basename, dirname, join } from 'node:path';
import { type HostFiles, textOf } from '../project/files.js';
import { moduleFile } from '../project/paths.js';
import { openModule } from '../project/project.js';
import { topOf } from '../project/project-root.js';
import { isWithin } from '../python/imports.js';
import { loadParser, type PythonParser } from '../python/syntax.js';
import type { Refusal } from '../refusal.js';
import { rejoined } from './rejoined.js';
import { takenOut } from './take-out.js';
import { withoutUses } from './without-uses.js';

/** A run that wrote files, as it was written down. */
export type DoneRun = {
  readonly asked: readonly DonePackage[];
  readonly files: readonly DoneFile[];
};

export type DonePackage = {
  readonly package: string;
  /** Made by this run. */
  readonly isNew: boolean;
  readonly models: readonly string[];
  /** Its files, and the folder that Python imports them from. */
  readonly files: readonly string[];
  readonly root: string;
};

export type DoneFile = {
  readonly path: string;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
};

export type Undoing = {
  /** Edits first; a file that goes has no text after. */
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string | undefined }[];
  /** Files that people have changed: they stay. */
  readonly kept: readonly string[];
};

/** Takes back runs, the last one first; of a package that is named nothing else. `known` gives all runs, undone ones too. */
export async function planUndo(
  files: HostFiles,
  runs: readonly DoneRun[],
  known: () => readonly DoneRun[],
  name?: string,
): Promise<Undoing | readonly Refusal[]> {
  const parser = await loadParser();
  const texts = new Map<string, string | undefined>();
  const now = (path: string): string | undefined => (texts.has(path) ? texts.get(path) : textOf(files, path));
  const kept = new Set<string>();
  const unclear = new Set<string>();
  for (const run of runs) {
    const others = run.asked.filter((each) => name !== undefined && each.package !== name);
    for (const { path, before, after = '' } of [...run.files].reverse()) {
      const text = now(path);
      if (text === undefined || others.some((each) => each.files.includes(path))) continue;
      const isShared = others.length > 0 && before !== undefined;
      const rest = before === undefined ? (text === after ? undefined : text) : takenOut(text, before, after);
      if (before === undefined && text !== after) kept.add(path);
      else if (isShared || (before !== undefined && rest === undefined)) unclear.add(path);
      else texts.set(path, rest);
    }
  }
  for (const path of kept) texts.delete(path);
  const asked = runs.flatMap((run) => run.asked.filter((each) => name === undefined || each.package === name));
  const removed = [...texts].flatMap(([path, text]) => (text === undefined ? [path] : []));
  const going = [...removed, ...kept];
  const names = asked.flatMap((each) => namesOf(each, going, now));
  const refusals: Refusal[] = [];
  for (const path of unclear) {
    const text = now(path);
    const root = asked.find((each) => !each.files.includes(path))?.root;
    if (text === undefined || kept.has(path)) continue;
    const rest = root === undefined ? undefined : withoutUses(parser, moduleFile(root, path), text, names);
    const edits = known().flatMap((run) => run.files.filter((each) => each.path === path));
    if (typeof rest === 'string') texts.set(path, rejoined(parser, rest, edits));
    else refusals.push(notUnderstood(path, rest?.line));
  }
  const own = [...going, ...asked.flatMap((each) => each.files)];
  for (const root of new Set(asked.map((each) => each.root))) {
    refusals.push(...users(files, parser, { root, names, now, own }));
  }
  if (refusals.length > 0) return refusals;
  const changed = [...texts].flatMap(([path, after]) => {
    const before = textOf(files, path);
    return before === undefined || before === after ? [] : [{ path, before, after }];
  });
  const edits = changed.filter(({ after }) => after !== undefined);
  return { files: [...edits, ...changed.filter(({ after }) => after === undefined)], kept: [...kept] };
}

/** What nobody may use any more: the modules that go, their folder where it is the package's, models that go. */
function namesOf(
  { package: word, models, files, root }: DonePackage,
  going: readonly string[],
  now: (path: string) => string | undefined,
): readonly string[] {
  const paths = files.filter((path) => going.includes(path) && path.endsWith('.py'));
  const staying = files.filter((path) => !going.includes(path) && path.endsWith('.py'));
  const folder = paths.find((path) => basename(path) === '__init__.py' && basename(dirname(path)) === word);
  return [
    ...paths.map((path) => moduleFile(root, path).module),
    ...(folder === undefined ? [] : [moduleFile(root, folder).module]),
    ...staying.flatMap((path) => {
      // A run that gave it fields leaves the model there.
      const gone = models.filter((model) => !new RegExp(`^class ${model}\\b`, 'm').test(now(path) ?? ''));
      return gone.map((model) => `${moduleFile(root, path).module}.${model}`);
    }),
  ];
}

function notUnderstood(path: string, line: number | undefined): Refusal {
  return {
    id: 'undo-unclear',
    status: 3,
    reason: 'What the run wrote here was changed since, and cannot be told from the rest any more.',
    at: { path, line },
    hint: 'Take the lines out by hand, and run this again for the rest.',
  };
}

type Searched = {
  readonly root: string;
  /** Dotted names of what goes: modules, or models in modules that stay. */
  readonly names: readonly string[];
  readonly now: (path: string) => string | undefined;
  /** Files that go, or that are about what goes. */
  readonly own: readonly string[];
};

/** Other code that uses what would go. */
function users(files: HostFiles, parser: PythonParser, { root, names, now, own }: Searched): readonly Refusal[] {
  const words = new Set(names.map((each) => each.slice(each.lastIndexOf('.') + 1)));
  return pythonFiles(files, topOf(files, root)).flatMap((path): readonly Refusal[] => {
    const source = own.includes(path) ? undefined : now(path);
    if (source === undefined || ![...words].some((word) => source.includes(word))) return [];
    const { imports } = openModule(moduleFile(root, path), { path, source, tree: parser.parse(source) });
    const uses = [
      ...imports.bindings.map((each) => ({ name: each.path, node: each.statement })),
      ...imports.stars.map((each) => ({ name: each.path, node: each.statement })),
      ...imports.references().map(({ target, node }) => ({ name: target, node })),
    ];
    const found = uses.find((use) => names.some((each) => isWithin(use.name, each)));
    return found === undefined ? [] : [used(path, found.node.line, found.name)];
  });
}

function used(path: string, line: number, name: string): Refusal {
  return {
    id: 'package-used',
    status: 5,
    reason: `This uses ${name}, so nothing was taken back.`,
    at: { path, line },
    hint: 'Take that out first.',
  };
}

const MOST = 20_000;
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'site-packages', '__pycache__']);

/** Every Python file below a folder, tests too; environments and hidden folders left out. */
function pythonFiles(files: HostFiles, top: string): readonly string[] {
  const found: string[] = [];
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined && found.length < MOST; folder = folders.pop()) {
    const names = files.list(folder);
    if (names.includes('pyvenv.cfg')) continue;
    for (const name of names) {
      const kind = files.lstat(join(folder, name))?.kind;
      if (kind === 'folder' && !name.startsWith('.') && !SKIPPED.has(name)) folders.push(join(folder, name));
      if (kind === 'file' && name.endsWith('.py')) found.push(join(folder, name));
    }
  }
  return found;
}
