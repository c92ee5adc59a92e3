import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { copyOfStandard, run, tree } from './run.js';

const INVOICES = ['backend-package:app', 'invoices', 'number:str.32:unique'];

const git = (cwd: string, args: readonly string[], input = ''): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd, input, encoding: 'utf8' });

test.each([['.'], ['backend']])(
  'git apply in %s takes what a dry run prints, and gives what the run writes',
  async (start) => {
    const folder = copyOfStandard();
    makeUnusual(folder);
    git(folder, ['init', '-q']);
    git(folder, ['config', 'core.autocrlf', 'false']);
    const { output } = await run(join(folder, start), INVOICES, { options: { dryRun: true } });
    git(join(folder, start), ['apply', '--whitespace=nowarn', '-'], output);
    const applied = withoutGit(tree(folder));

    const other = copyOfStandard();
    makeUnusual(other);
    await run(other, INVOICES, { options: { yes: true } });
    expect(applied).toEqual(tree(other));
  },
);

test('without a repository the paths are those of the folder that the user is in', async () => {
  const folder = copyOfStandard();
  const { output } = await run(folder, INVOICES, { options: { dryRun: true } });
  git(folder, ['apply', '-'], output);
  expect(Object.keys(tree(folder))).toContain('backend/app/invoices/models.py');
});

function withoutGit(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith('.git/')));
}

/** A host file without a newline at its end, with another end of line and with a control character. */
function makeUnusual(folder: string): void {
  const name = 'backend/app/main.py';
  const lines = tree(folder)[name]?.trimEnd().split('\n') ?? [];
  writeFileSync(join(folder, name), ['# \f', ...lines].join('\r\n'));
}
