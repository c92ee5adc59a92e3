import { relative } from 'node:path';
import { singular } from '../../lib/naming/names.js';
import { addedLines } from '../../lib/plan/lines.js';
import type { ByHand } from '../../lib/plan/plan.js';
import { printable } from '../../lib/plan/show.js';
import { type HostFiles, textOf } from '../../lib/project/files.js';
import { BackendPackageError } from '../../lib/refusal.js';
import { type FileOutcome, type NewPackage, registerPackage } from '../../lib/registration/register.js';
import type { Host } from '../../lib/wiring/host.js';

/** The lines that a registration adds to each file or would have to; `read` gives a file's text before it. */
export function linesToAdd(outcomes: readonly FileOutcome[], read: (path: string) => string): readonly ByHand[] {
  const texts = new Map<string, string>();
  return outcomes.flatMap(({ file: { path }, outcome }) => {
    if (outcome.kind === 'refused') return [{ path, lines: outcome.paste.split('\n') }];
    if (outcome.kind !== 'edited') return [];
    const before = texts.get(path) ?? read(path);
    texts.set(path, outcome.source);
    return [{ path, lines: addedLines(before, outcome.source).map(({ text }) => text) }];
  });
}

/** An error of status 3 with the lines that register the package by hand. */
export async function refusedWithLines(
  files: HostFiles,
  host: Host,
  pkg: NewPackage,
  why: string,
): Promise<BackendPackageError> {
  const read = (path: string): string => textOf(files, path) ?? '';
  const places = linesToAdd(await registerPackage(host, pkg, read), read);
  const shown = places.map(
    ({ path, lines }) => `${relative(host.root, path)}:\n${lines.map((line) => `    ${line}`).join('\n')}`,
  );
  const lines = shown.length === 0 ? [] : ['To register the package by hand, add', ...shown];
  return new BackendPackageError(3, printable([`${why}\nNothing was written.`, ...lines].join('\n\n')));
}

/** A refusal of a host in whose style no package can be written yet. */
export function styleRefused(
  files: HostFiles,
  host: Host,
  name: string,
  why: string,
  hint = `Write the package ${name} by hand; yo backend-package ${name} --register-only then registers it.`,
): Promise<BackendPackageError> {
  return refusedWithLines(files, host, { package: name, singular: singular(name) }, `${why}\n${hint}`);
}
