import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { type Oracle, startOracle } from '../random-hosts/oracle.js';
import { refusalShares, refusedShapes, shown } from '../random-hosts/report.js';
import { tried, type Verdict } from '../random-hosts/run-one.js';
import { countOf } from '../share.js';

const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_251_125);
const COUNT = Number(process.env['PROPERTY_COUNT'] ?? countOf(3000, 'made-up hosts'));
/** How many failures are shown whole, the shortest first. */
const SHOW = Number(process.env['PROPERTY_SHOW'] ?? 3);
const TIMEOUT = 600_000;

/** Refusals in percent of all registrations; an id that is not here may not come at all. A third of the hosts is odd. */
const BUDGET: Readonly<Record<string, number>> = {
  'router router-shape-unknown': 6,
  'router router-include-missing': 2.5,
  'router name-taken': 2,
  'models models-shape-unknown': 3,
  'models name-taken': 0.5,
};

const python = await pythonForTests();
let oracle: Oracle;
let verdicts: readonly Verdict[] = [];

beforeAll(async () => {
  if (python === undefined) return;
  oracle = startOracle(python);
  for (let at = 0; at < COUNT; at += 50) {
    const seeds = Array.from({ length: Math.min(50, COUNT - at) }, (_, index) => SEED + at + index);
    verdicts = [...verdicts, ...(await Promise.all(seeds.map((seed) => tried(oracle, seed))))];
  }
}, TIMEOUT);

afterAll(async () => {
  await oracle?.stop();
});

test(`every one of ${COUNT} made-up hosts does for the new package what it did for users, or is refused`, () => {
  const wrong = verdicts.filter((verdict) => verdict.problems.length > 0);
  wrong.sort((left, right) => left.host.source.length - right.host.source.length);
  for (const verdict of wrong.slice(0, SHOW)) console.error(shown(verdict));
  expect(wrong.map(({ host, problems }) => [host.seed, ...problems])).toEqual([]);
});

test('refusals stay rare', () => {
  if (verdicts.length < 1000) return;
  const shares = refusalShares(verdicts);
  const lines = [...shares].map(([id, share]) => `${id}: ${share.toFixed(1)} %`);
  console.info([`seed ${SEED}, ${verdicts.length} made-up hosts, refused:`, ...lines].join('\n  '));
  if (process.env['PROPERTY_SHAPES']) console.info(refusedShapes(verdicts));
  const over = [...shares].filter(([id, share]) => share > (BUDGET[id] ?? 0));
  expect(over).toEqual([]);
});

test('the blueprint is not the last one in a third of the hosts', () => {
  if (verdicts.length < 1000) return;
  expect(verdicts.filter(({ host }) => !host.isLast).length / verdicts.length).toBeGreaterThan(1 / 3);
});
