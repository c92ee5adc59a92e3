import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { copyOfStandard, run } from './run.js';

test('a pipe among the files of a backend is passed over', async () => {
  const host = copyOfStandard();
  execFileSync('mkfifo', [join(host, 'backend/app/users/pipe.py')]);
  const outcome = await run(host, ['backend-package:app', 'invoices', 'number:str.32'], { options: { dryRun: true } });
  expect(outcome.error).toBeUndefined();
  expect(outcome.output).toContain('+++ b/backend/app/invoices/models.py');
});
