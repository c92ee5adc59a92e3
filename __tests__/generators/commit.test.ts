import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { copyOfStandard, run, scratch, tree } from './run.js';

test('a pipe among the files of a backend is passed over', async () => {
  const host = copyOfStandard();
  execFileSync('mkfifo', [join(host, 'backend/app/users/pipe.py')]);
  const outcome = await run(host, ['backend-package:app', 'invoices', 'number:str.32'], { options: { dryRun: true } });
  expect(outcome.error).toBeUndefined();
  expect(outcome.output).toContain('+++ b/backend/app/invoices/models.py');
});

test('a run that was killed is told by a dry run, and taken back by the next one that writes', async () => {
  const host = copyOfStandard();
  const state = join(host, '.git/generator-backend-package');
  const files = (): object => Object.fromEntries(Object.entries(tree(host)).filter(([name]) => !/^\.git\//.test(name)));
  mkdirSync(join(host, '.git'));
  const before = tree(host);
  const invoices = ['backend-package:app', 'invoices', 'number:str.32'];
  expect((await run(host, invoices, { options: { yes: true, proof: 'off' } })).error).toBeUndefined();
  const written = files();

  // As if it had been killed before its last two steps.
  const [done = ''] = readdirSync(state).filter((name) => /^done/.test(name));
  renameSync(join(state, done), join(state, 'journal.json'));
  for (const name of ['backend/app/main.py', 'backend/app/api/v1/endpoints.py']) {
    writeFileSync(join(host, name), before[name] ?? '');
  }
  const killed = files();
  const copy = scratch();
  cpSync(host, copy, { recursive: true });
  expect((await run(copy, invoices, { options: { yes: true, proof: 'off' } })).error).toBeUndefined();
  expect(files()).toEqual(killed);
  const dry = await run(host, ['backend-package:app', 'orders'], { options: { dryRun: true, proof: 'off' } });
  expect(dry.printed).toContain('A run for invoices was stopped while it wrote');
  expect(files()).toEqual(killed);

  const again = await run(host, invoices, { options: { yes: true, proof: 'off' } });
  expect(again.error).toBeUndefined();
  expect(again.printed).toMatch(/A run for invoices was stopped while it wrote \(.*\)\. 12 files were taken back\./);
  expect(files()).toEqual(written);
});
