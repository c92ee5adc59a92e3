/** What takes back a run: from what it wrote down, and from what the code says by now. */
import { basename, dirname } from 'node:path';
import { type HostFiles, textOf } from '../project/files.js';
import { ownNames } from '../project/module.js';
import { moduleFile } from '../project/paths.js';
import { loadParser, type PythonParser } from '../python/syntax.js';
import type { Refusal } from '../refusal.js';
import { goneTables, otherUsers } from './other-users.js';
import { rejoined } from './rejoined.js';
import { takenOut } from './take-out.js';
import { type ThreeTexts, takenOutOfModule } from './take-out-imports.js';
import { withoutUses } from './without-uses.js';

/** A run that wrote files, as it was written down. */
export type DoneRun = {
  /** Higher than those of all runs before it; none where the code alone tells of it. */
  readonly number?: number | undefined;
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

type Known = () => readonly DoneRun[];

/** Whether a package is one of those that are named; without names all are. */
export const isNamed =
  (packages: readonly string[]) =>
  (each: DonePackage): boolean =>
    packages.length === 0 || packages.includes(each.package);

/** Takes back runs, the last one first; of packages that are named nothing else. `known` gives all runs, undone ones too. */
export async function planUndo(
  files: HostFiles,
  runs: readonly DoneRun[],
  known: Known,
  packages: readonly string[] = [],
): Promise<Undoing | readonly Refusal[]> {
  const parser = await loadParser();
  const isMeant = isNamed(packages);
  const texts = new Map<string, string | undefined>();
  const now = (path: string): string | undefined => (texts.has(path) ? texts.get(path) : textOf(files, path));
  const kept = new Set<string>();
  const unclear = new Set<string>();
  const together = new Map<string, readonly DonePackage[]>();
  for (const run of runs) {
    const others = run.asked.filter((each) => !isMeant(each));
    for (const { path, before, after = '' } of [...run.files].reverse()) {
      const text = now(path);
      const owners = run.asked.filter((each) => each.files.includes(path));
      if (owners.some(isMeant) && !owners.every(isMeant)) together.set(path, owners);
      if (text === undefined || !owners.every(isMeant)) continue;
      if (before === undefined) {
        if (text === after) texts.set(path, undefined);
        else kept.add(path);
        continue;
      }
      if (text === before) continue;
      const rest = without(parser, run, path, { now: text, before, after }, known);
      if (rest === undefined && isFromBefore(text, path, run, known)) continue;
      if (others.length > 0 || rest === undefined) unclear.add(path);
      else texts.set(path, rest);
    }
  }
  for (const path of kept) texts.delete(path);
  const asked = runs.flatMap((run) => run.asked.filter(isMeant));
  const removed = [...texts].flatMap(([path, text]) => (text === undefined ? [path] : []));
  const going = [...removed, ...kept];
  const at = (path: string, isAfter: boolean): string | undefined => (isAfter ? now(path) : textOf(files, path));
  const names = asked.flatMap((each) => namesOf(parser, each, going, at));
  const refusals = [...together].map(([path, owners]) => writtenTogether(path, owners));
  for (const path of unclear) {
    const text = now(path);
    const root = asked.find((each) => !each.files.includes(path))?.root;
    if (text === undefined || kept.has(path)) continue;
    const rest = root === undefined ? undefined : withoutUses(parser, moduleFile(root, path), text, names);
    if (typeof rest === 'string') texts.set(path, rejoined(parser, rest, editsOf(path, known)));
    else refusals.push(notUnderstood(path, rest?.line));
  }
  for (const root of new Set(asked.map((each) => each.root))) {
    const tables = goneTables(files, parser, { root, paths: asked.flatMap((each) => each.files), now });
    const using = otherUsers(files, parser, { root, names, tables, now, own: going });
    refusals.push(...using.map((each) => ({ ...each, hint: wayPast(each, asked, known) })));
  }
  if (refusals.length > 0) return refusals;
  const changed = [...texts].flatMap(([path, after]) => {
    const before = textOf(files, path);
    return before === undefined || before === after ? [] : [{ path, before, after }];
  });
  const edits = changed.filter(({ after }) => after !== undefined);
  return { files: [...edits, ...changed.filter(({ after }) => after === undefined)], kept: [...kept] };
}

/** A file without an edit. */
function without(
  parser: PythonParser,
  { asked }: DoneRun,
  path: string,
  edited: ThreeTexts,
  known: Known,
): string | undefined {
  const root = asked[0]?.root;
  if (root === undefined || !path.endsWith('.py')) return takenOut(edited.now, edited.before, edited.after);
  return takenOutOfModule(parser, moduleFile(root, path), edited, editsOf(path, known));
}

const editsOf = (path: string, known: Known): readonly DoneFile[] =>
  known().flatMap((run) => run.files.filter((each) => each.path === path));

/** What uses a package may be another one of ours, which goes with it. */
function wayPast({ at, hint }: Refusal, asked: readonly DonePackage[], known: Known): string | undefined {
  const all = known().flatMap((run) => run.asked);
  const user = all.find(({ files }) => at !== undefined && files.includes(at.path))?.package;
  const names = new Set([...asked.map((each) => each.package), ...(user === undefined ? [] : [user])]);
  return names.size > asked.length ? `${hint ?? ''} Or name both: undo ${[...names].join(' ')}` : hint;
}

/** Whether somebody has put a file back to what it was before an earlier run. */
function isFromBefore(text: string, path: string, { number = 0 }: DoneRun, known: Known): boolean {
  const isBefore = (each: DoneFile): boolean => each.path === path && each.before === text;
  return known().some((run) => (run.number ?? number) < number && run.files.some(isBefore));
}

/** What nobody may use any more: the modules that go, their folder where it is the package's, what goes from those that stay. */
function namesOf(
  parser: PythonParser,
  { package: word, files, root }: DonePackage,
  going: readonly string[],
  at: (path: string, isAfter: boolean) => string | undefined,
): readonly string[] {
  const paths = files.filter((path) => going.includes(path) && path.endsWith('.py'));
  const staying = files.filter((path) => !going.includes(path) && path.endsWith('.py'));
  const folder = paths.find((path) => basename(path) === '__init__.py' && basename(dirname(path)) === word);
  const definedIn = (path: string, isAfter: boolean): readonly string[] => [
    ...ownNames({ tree: parser.parse(at(path, isAfter) ?? '') }).keys(),
  ];
  return [
    ...paths.map((path) => moduleFile(root, path).module),
    ...(folder === undefined ? [] : [moduleFile(root, folder).module]),
    ...staying.flatMap((path) => {
      const left = new Set(definedIn(path, true));
      const gone = definedIn(path, false).filter((name) => !left.has(name));
      return gone.map((name) => `${moduleFile(root, path).module}.${name}`);
    }),
  ];
}

/** Of several packages in one file, written by one run, nothing tells whose is what. */
function writtenTogether(path: string, owners: readonly DonePackage[]): Refusal {
  const names = [...new Set(owners.map((each) => each.package))];
  return {
    id: 'undo-together',
    status: 5,
    reason: `One run wrote ${names.join(' and ')} into this file, so one of them alone is not taken back.`,
    at: { path },
    hint: `Name all of them: undo ${names.join(' ')}`,
  };
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
