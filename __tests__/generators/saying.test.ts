import { mkdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { HOSTS, lay } from '../hosts/hosts.js';
import { run, scratch } from './run.js';

async function plan(name: string): Promise<string> {
  const host = HOSTS.find((each) => each.name === name);
  if (host === undefined) throw new Error(`there is no host ${name}`);
  const folder = scratch();
  mkdirSync(folder, { recursive: true });
  lay(host, folder, ['backend']);
  const outcome = await run(folder, ['backend-package:app', 'invoices', 'number:str'], { options: { yes: true } });
  expect(outcome.error).toBeUndefined();
  return outcome.printed;
}

test('the plan names the line that each edit follows', async () => {
  expect(await plan('standard-by-hand')).toMatch(/~ app\/main\.py \+2, like line 7 for users\n/);
});

test('the plan says that a host finds its packages itself', async () => {
  const printed = await plan('discovery');
  expect(printed).toContain('The host looks for the routers of its packages itself.');
  expect(printed).not.toMatch(/^ {2}~ /m);
});

test('the plan says what guards the new package, and where that was seen', async () => {
  expect(await plan('auth-in-package')).toMatch(/guarded by +Depends\(\w+\) as in app\/users\/\w+\.py:\d+/);
});
