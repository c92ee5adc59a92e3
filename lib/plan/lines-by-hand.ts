/** The lines that register a package, for a person who adds them by hand. */
import type { Project } from '../project/project.js';
import type { PastedLines } from '../refusal.js';
import type { EditOutcome } from '../registration/outcome.js';
import { type FileOutcome, type NewPackage, registerPackage } from '../registration/register.js';
import type { Host } from '../wiring/host.js';
import { addedLines, placesOf } from './lines.js';

/** The lines that a registration adds to each file or would have to; `code` is the host before it. */
export function linesToAdd(outcomes: readonly FileOutcome[], code: Project): readonly PastedLines[] {
  // The last edit of a file has those before it in its text, and lines that were refused are told by themselves.
  const last = new Map(outcomes.flatMap((each) => (each.outcome.kind === 'edited' ? [[each.file.path, each]] : [])));
  const found = outcomes.flatMap((each, index): readonly PastedLines[] => {
    const { file, outcome } = each;
    const before = code.at(file.path)?.source ?? '';
    if (outcome.kind === 'refused') return pasted(file.path, outcome, before);
    if (outcome.kind !== 'edited' || last.get(file.path) !== each) return [];
    const tried = outcomes.slice(0, index).flatMap((other) => triedIn(other, file.path));
    const without = tried.at(-1) ?? before;
    const lines = addedLines(without, outcome.source).map((line) => line.text);
    const text = { before, after: outcome.source };
    return [{ path: file.path, lines, places: placesOf(without, outcome.source), text }];
  });
  return byFile(found);
}

/** The lines of each file together; every text has those before it in it. */
export function byFile(all: readonly PastedLines[]): readonly PastedLines[] {
  return [...new Set(all.map(({ path }) => path))].map((path) => {
    const own = all.filter((each) => each.path === path);
    const [first, last] = [own[0]?.text, own.at(-1)?.text];
    const isWhole = first !== undefined && last !== undefined && own.every(({ text }) => text !== undefined);
    const text = isWhole ? { text: { before: first.before, after: last.after } } : {};
    const places = own.flatMap((each) => each.lines.map((_, index) => each.places?.[index]));
    return { path, lines: own.flatMap(({ lines }) => lines), places, ...text };
  });
}

/** The text of a file with the lines of a refusal in it. */
function triedIn({ file, outcome }: FileOutcome, path: string): readonly string[] {
  return outcome.kind === 'refused' && file.path === path ? [outcome.source ?? []].flat() : [];
}

/** The lines of a refusal for a file as it is on the disk; nothing where none is known to work. */
export function pasted(
  path: string,
  { paste, source }: EditOutcome & { kind: 'refused' },
  before: string | undefined,
): readonly PastedLines[] {
  if (paste === '') return [];
  const text = source === undefined || before === undefined ? {} : { text: { before, after: source } };
  return [{ path, lines: paste.split('\n'), ...text }];
}

/** What registering by hand takes, and whether `--register-only` would do it. */
export type ByHand = { readonly paste: readonly PastedLines[]; readonly canRegister: boolean };

export async function linesByHand(host: Host, pkg: NewPackage): Promise<ByHand> {
  const outcomes = await registerPackage(host, pkg);
  return {
    paste: linesToAdd(outcomes, host.code),
    canRegister: host.nothing.models?.id !== 'no-tables' && outcomes.every(({ outcome }) => outcome.kind !== 'refused'),
  };
}
