import { expect, test } from '@jest/globals';
import { BUILTINS, KEYWORDS, SOFT_KEYWORDS } from '../../../lib/naming/reserved-words.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

const HOST = sampleHost('hosts/standard');

const FRAMEWORKS =
  'base bases depend depends session sessions router routers status statuses date dates enum enums field fields query queries path paths engine engines client clients record records app apps';
const ODD = 'x s ss x__y x_ news data series id ids a1 models model tests test crud deps services schemas api x_1 s_s';

const words = [...KEYWORDS, ...SOFT_KEYWORDS].flatMap((name) => [name, `${name}_`, `${name}s`]);
const names = new Set([
  ...words.filter((name) => /^[a-z]/.test(name)),
  ...[...BUILTINS].filter((name) => /^[a-z]/.test(name)).map((name) => `${name}s`),
  ...`${FRAMEWORKS} ${ODD}`.split(' '),
]);

/** What the plan of a package with one field came to: its refusals, or nothing. */
async function refusalsOf(name: string): Promise<readonly string[]> {
  let spec: ReturnType<typeof packageSpec>;
  try {
    spec = packageSpec({ package: name, fields: ['label:str.32:unique', 'day:date:optional'] });
  } catch (error) {
    return [(error as { id?: string }).id ?? String(error)];
  }
  const { refusals = [] } = await planRun(inMemory(HOST), [draftOf(spec)], { columns: undefined });
  return refusals.map(({ id }) => id);
}

test('a package may have any name that is not refused', async () => {
  const crashed: string[] = [];
  let written = 0;
  for (const name of names) {
    try {
      if ((await refusalsOf(name)).length === 0) written += 1;
    } catch (error) {
      crashed.push(`${name}: ${(error as Error).message}`);
    }
  }
  expect(crashed).toEqual([]);
  expect(written).toBeGreaterThan(100);
}, 300_000);
