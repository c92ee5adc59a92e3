import { relative } from 'node:path';
import { BackendPackageError } from '../../lib/errors.js';
import { type HostFiles, textOf } from '../../lib/host/files.js';
import type { Host } from '../../lib/host/locate.js';
import { addedLines } from '../../lib/plan/lines.js';
import type { ByHand } from '../../lib/plan/plan.js';
import { printable } from '../../lib/plan/show.js';
import { type NewPackage, registerPackage } from '../../lib/registration/register.js';
import { singular } from '../../lib/spec/names.js';

/** The lines that register a package in the host as it stands now. */
async function linesToAdd(files: HostFiles, host: Host, pkg: NewPackage): Promise<readonly ByHand[]> {
  const texts = new Map<string, string>();
  const read = (path: string): string => texts.get(path) ?? textOf(files, path) ?? '';
  const lines: ByHand[] = [];
  for (const { file, outcome } of await registerPackage(host, pkg, read)) {
    const { path } = file;
    if (outcome.kind === 'refused') lines.push({ path, lines: outcome.paste.split('\n') });
    if (outcome.kind !== 'edited') continue;
    lines.push({ path, lines: addedLines(read(path), outcome.source).map(({ text }) => text) });
    texts.set(path, outcome.source);
  }
  return lines;
}

/** An error of status 3 with the lines that register the package by hand. */
export async function refusedWithLines(
  files: HostFiles,
  host: Host,
  pkg: NewPackage,
  why: string,
): Promise<BackendPackageError> {
  const places = await linesToAdd(files, host, pkg);
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
