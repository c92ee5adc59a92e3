import { relative } from 'node:path';
import { BackendPackageError } from '../../lib/errors.js';
import type { HostFiles } from '../../lib/host/files.js';
import type { HostEdit, PackagePlan } from '../../lib/plan/plan.js';
import { printable } from '../../lib/plan/show.js';
import type { EditOutcome } from '../../lib/registration/outcome.js';
import { registerPackage } from '../../lib/registration/register.js';
import { editableText } from './editable.js';
import { hostFiles, pendingBytes } from './host-files.js';
import { hostRefused } from './paste.js';
import type { Run } from './run.js';

/** The text of a host file that can be edited safely. */
function hostText(files: HostFiles, path: string, each: PackagePlan, isInMemory: boolean): string {
  return editableText(files, path, isInMemory, (why) => {
    const layout =
      why === 'is not there.' ? 'is not there: the backend is not laid out as the written standard has it.' : why;
    throw hostRefused(each.host, each.name, `${path} ${layout}`);
  });
}

type Edited = { readonly before: string; readonly after: string; readonly like: readonly number[] };

function refusal(path: string, outcome: EditOutcome & { kind: 'refused' }): string {
  const place = outcome.line === undefined ? path : `${path}:${outcome.line}`;
  return `${place} [${outcome.id}] ${outcome.reason}\nAdd by hand:\n${outcome.paste.replace(/^/gm, '    ')}`;
}

/**
 * Edits the registration lines of every package in memory, one package after the other.
 *
 * @throws BackendPackageError(3) with every refusal and the lines to add by hand
 */
export async function planEdits(run: Run): Promise<readonly HostEdit[]> {
  const { fs } = run.lead;
  const files = hostFiles(fs);
  const texts = new Map<string, Edited>();
  const refusals: string[] = [];
  for (const each of run.plan.packages.filter(({ isNew }) => isNew)) {
    const read = (path: string): string => {
      const known = texts.get(path);
      if (known !== undefined) return known.after;
      const before = hostText(files, path, each, Boolean(pendingBytes(fs, path)));
      texts.set(path, { before, after: before, like: [] });
      return before;
    };
    const pkg = { package: each.name, singular: each.singular, lineLength: each.conventions.lineLength };
    for (const { file, outcome } of await registerPackage(each.host, pkg, read)) {
      const text = texts.get(file.path);
      if (outcome.kind === 'refused') refusals.push(refusal(relative(each.host.root, file.path), outcome));
      else if (outcome.kind === 'edited' && text !== undefined) {
        texts.set(file.path, { ...text, after: outcome.source, like: [...text.like, outcome.like] });
      }
    }
  }
  if (refusals.length > 0) {
    throw new BackendPackageError(
      3,
      printable(`The package could not be registered, so nothing was written.\n\n${refusals.join('\n\n')}`),
    );
  }
  const changed = [...texts].filter(([, { before, after }]) => before !== after);
  return changed.map(([path, { before, after, like }]) => ({
    path,
    before,
    after,
    lines: insertedLines(before, after),
    like: `like line ${[...new Set(like)].join(', ')} for ${run.plan.packages[0]?.host.blueprint ?? 'users'}`,
  }));
}

/** The lines of `after` that are not in `before`: an edit only inserts. */
function insertedLines(before: string, after: string): readonly { number: number; text: string }[] {
  const old = before.split(/\r\n|\n|\r/);
  let next = 0;
  return after.split(/\r\n|\n|\r/).flatMap((text, index) => {
    if (text === old[next]) {
      next += 1;
      return [];
    }
    return [{ number: index + 1, text }];
  });
}
