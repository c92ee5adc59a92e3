import { singular } from '../../lib/naming/names.js';
import { addedLines } from '../../lib/plan/lines.js';
import type { ByHand } from '../../lib/plan/plan.js';
import { type HostFiles, textOf } from '../../lib/project/files.js';
import { BackendPackageError, type Refusal } from '../../lib/refusal.js';
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

/** An error with the lines that register the package by hand. */
export async function refusedWithLines(
  files: HostFiles,
  host: Host,
  pkg: NewPackage,
  refusal: Refusal,
): Promise<BackendPackageError> {
  const read = (path: string): string => textOf(files, path) ?? '';
  const paste = linesToAdd(await registerPackage(host, pkg, read), read);
  return new BackendPackageError({ ...refusal, paste }, host.root);
}

/** A refusal of a host in whose style no package can be written yet. */
export function styleRefused(
  files: HostFiles,
  host: Host,
  name: string,
  refusal: Refusal,
  way = `Write the package ${name} by hand; yo backend-package ${name} --register-only then registers it.`,
): Promise<BackendPackageError> {
  const hint = refusal.hint === undefined ? way : `${refusal.hint}\n${way}`;
  return refusedWithLines(files, host, { package: name, singular: singular(name) }, { ...refusal, hint });
}
