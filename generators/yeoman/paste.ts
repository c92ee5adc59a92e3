import { relative } from 'node:path';
import { BackendPackageError } from '../../lib/errors.js';
import type { Host } from '../../lib/host/locate.js';
import { printable } from '../../lib/plan/show.js';
import { modelsLines, routerLines } from '../../lib/registration/standard.js';

const indented = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join('\n');

/** A refusal of a host that is not understood, with the lines that register a package written by hand. */
export function hostRefused(host: Host, name: string, why: string): BackendPackageError {
  const wired = { importRoot: host.importRoot, package: name };
  return new BackendPackageError(
    3,
    printable(
      [
        `${why}\nNothing was written. To register a package ${name} that you write by hand, add`,
        ...host.models.map(({ path }) => `${relative(host.root, path)}:\n${indented(modelsLines(wired))}`),
        ...host.routers.map(({ path }) => `${relative(host.root, path)}:\n${indented(routerLines(wired))}`),
      ].join('\n\n'),
    ),
  );
}
