import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { commitChanges } from '../../generators/yeoman/commit.js';
import { copyOfStandard, run, scratch, tree } from './run.js';

let folder: string;

beforeEach(() => {
  folder = scratch();
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.py'), 'old\n');
});

const change = (name: string, before: string | undefined, after: string) => ({
  path: join(folder, name),
  before,
  after,
  why: 'package' as const,
  evidence: '',
});

test('new files and edits are written', () => {
  commitChanges([change('main.py', 'old\n', 'new\n'), change('a/b/c.py', undefined, 'c\n')]);
  expect(tree(folder)).toEqual({ 'main.py': 'new\n', 'a/b/c.py': 'c\n' });
});

test('what cannot be written ends with status 5, and all is as it was, folders too', () => {
  writeFileSync(join(folder, 'file'), 'in the way\n');
  const before = tree(folder);
  const changes = [
    change('a/b.py', undefined, 'b\n'),
    change('file/c.py', undefined, 'c\n'),
    change('main.py', 'old\n', 'new\n'),
  ];
  expect(commitChanges(changes)).toMatchObject({
    status: 5,
    reason: expect.stringContaining('Everything was taken back.'),
  });
  expect(tree(folder)).toEqual(before);
});

test('an edit is not written over a file that somebody saved meanwhile', () => {
  const changes = [change('new.py', undefined, 'n\n'), change('main.py', 'older\n', 'new\n')];
  expect(commitChanges(changes)?.reason).toContain('it has changed meanwhile');
  expect(tree(folder)).toEqual({ 'main.py': 'old\n' });
});

test('a pipe in the place of a file is no reason to wait', () => {
  execFileSync('mkfifo', [join(folder, 'pipe.py')]);
  expect(commitChanges([change('pipe.py', 'old\n', 'new\n')])?.reason).toContain('it has changed meanwhile');
});

test('a pipe among the files of a backend is passed over', async () => {
  const host = copyOfStandard();
  execFileSync('mkfifo', [join(host, 'backend/app/users/pipe.py')]);
  const outcome = await run(host, ['backend-package:app', 'invoices', 'number:str.32'], { options: { dryRun: true } });
  expect(outcome.error).toBeUndefined();
  expect(outcome.output).toContain('+++ b/backend/app/invoices/models.py');
});
