/** Why a run stops: the one shape of a refusal, how refusals are printed, and the error that carries them to the door. */
import { isAbsolute, relative } from 'node:path';

/**
 * The exit statuses of a run: 2 a bad command line, name or field; 3 the host was not understood; 4 the result did
 * not verify; 5 refused by the user or by a policy, or the host is busy.
 */
export type ExitStatus = 2 | 3 | 4 | 5;

const STATUSES: readonly ExitStatus[] = [2, 3, 4, 5];

/** One reason why a run stops, and how to get past it. Paths are absolute; they are printed as seen from the shell. */
export type Refusal = {
  /** A name for scripts and the docs, as in `router-ambiguous`. One that was published never changes. */
  readonly id: string;
  readonly status: ExitStatus;
  /** What is wrong, as sentences without the id and without the place. */
  readonly reason: string;
  /** The file that shows it, with the line where there is one. */
  readonly at?: RefusalPlace | undefined;
  /** What was looked for, and where, or the path of it; for something that was not found. */
  readonly looked?: string | undefined;
  /** Lines to add by hand: they were applied to the file's text and judged. */
  readonly paste?: readonly PastedLines[] | undefined;
  /** Whether the application was started with these lines, in a sentence. */
  readonly tried?: string | undefined;
  /** What to do: a flag, another name. */
  readonly hint?: string | undefined;
  /** The field that is meant, in the words that would ask for it. */
  readonly field?: string | undefined;
  /** Where several things may be meant: for each of them the options that say so. */
  readonly ways?: readonly Readonly<Record<string, string>>[] | undefined;
};

export type RefusalPlace = {
  readonly path: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
};

export type PastedLines = {
  readonly path: string;
  readonly lines: readonly string[];
  /** Beside each line where it goes, if it is not clear by itself: `below: …`, `instead of: …`. */
  readonly places?: readonly (string | undefined)[];
  /** The whole file without the lines and with them; nothing for a file that cannot be edited. */
  readonly text?: { readonly before: string; readonly after: string };
};

/** Whether a function that gives a value or a refusal gave the refusal. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'id' in value && 'status' in value && 'reason' in value;
}

/** The error that ends a run, for the person at the shell. `yo` ends with the numeric `code` and prints no stack trace. */
export class BackendPackageError extends Error {
  readonly code: ExitStatus;
  readonly refusals: readonly Refusal[];

  /** Paths in the message are relative to `from`. */
  constructor(refusals: Refusal | readonly Refusal[], from?: string) {
    const all = isRefusal(refusals) ? [refusals] : refusals;
    super(say(all, from));
    this.name = 'BackendPackageError';
    // What the user typed wrong is mended first, so its status wins.
    this.code = STATUSES.find((code) => all.some(({ status }) => status === code)) ?? 3;
    this.refusals = all;
  }
}

/** All refusals of a run as text, each once; paths relative to `from`. */
export function say(refusals: readonly Refusal[], from?: string): string {
  const hints = refusals.flatMap(({ hint }) => hint ?? []);
  // A hint that holds for several of them is said once, at the end.
  const shared = [...new Set(hints.filter((hint, index) => hints.indexOf(hint) !== index))];
  const texts = refusals.map((refusal) => sayOne(refusal, shared, from));
  const tried = refusals.flatMap((refusal) => refusal.tried ?? []);
  return printable([...new Set([...texts, ...tried, ...shared])].join('\n\n'));
}

/** A path as a person at `from` would type it. */
export function shownPath(path: string, from: string | undefined): string {
  return from !== undefined && isAbsolute(path) ? relative(from, path) || '.' : path;
}

/** Text from the host or of a path, without what a terminal would act on. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]/gu, (char) =>
    char === '\n' || char === '\t' ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

function sayOne(
  { id, reason, at, looked, hint, paste = [] }: Refusal,
  shared: readonly string[],
  from: string | undefined,
): string {
  const column = at?.column === undefined ? '' : `:${at.column}`;
  const line = at?.line === undefined ? '' : `:${at.line}${column}`;
  const place = at === undefined ? '' : `${shownPath(at.path, from)}${line}: `;
  return [
    `[${id}] ${place}${reason}`,
    ...(looked === undefined ? [] : [`Looked for ${shownPath(looked, from)}`]),
    ...(hint === undefined || shared.includes(hint) ? [] : [hint]),
    ...(paste.length === 0 ? [] : ['Add by hand:', ...paste.map((each) => sayPaste(each, from))]),
  ].join('\n');
}

function sayPaste(pasted: PastedLines, from: string | undefined): string {
  return [`  ${shownPath(pasted.path, from)}`, ...sayPastedLines(pasted, '    ')].join('\n');
}

/** The lines to add to one file, with the places of those that are not clear by themselves. */
export function sayPastedLines({ lines, places = [] }: PastedLines, indent: string): readonly string[] {
  return lines.flatMap((line, index) => {
    const place = places[index];
    const shown = line === '' ? '' : `${indent}${line}`;
    return place === undefined ? [shown] : [`${indent.slice(2)}${place}`, shown];
  });
}
