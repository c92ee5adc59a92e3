// Sample backends are proven as they are: no false alarm, and the plan says who may call the new routes.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { HOSTS, lay } from '../hosts/hosts.js';
import { partOf } from '../share.js';
import { lay as layStyle, requirementsOf, STYLES } from '../styles/styles.js';
import { planned, treeOf, tried } from './planned.js';
import { type WarmPython, warmPython } from './warm-python.js';

const scratch = scratchFolder('proof-');
const warmed = new Map<string, Promise<WarmPython>>();
afterAll(async () => {
  for (const each of warmed.values()) (await each).stop();
  rmSync(scratch, { recursive: true, force: true });
});

/** Of each Python one that is started once. Those of the backends with older libraries are started for each probe. */
async function warm(python: string = ''): Promise<string> {
  const folder = join(scratch, `warm-${warmed.size}`);
  const known = warmed.get(python) ?? warmPython(python, folder);
  warmed.set(python, known);
  return (await known).path;
}

const tests = join(import.meta.dirname, '..');
const newest = await pythonForTests({ requirements: join(tests, 'styles', 'requirements.txt') });
const older = await pythonForTests({ requirements: join(tests, 'hosts', 'requirements-before-0.137.txt') });
const withPython = newest === undefined || older === undefined ? describe.skip : describe;

const GUARDED = [
  'auth-in-include',
  'auth-in-package',
  'fastcrud',
  'generic-crud',
  'guarded-parameter',
  'private-public',
  'two-audiences',
];
/** Two ways to each router. */
const TWICE = ['two-audiences', 'two-versions'];
const REFUSED = ['router-dict', 'twin-imports'];

function expectedOf(name: string): string {
  const who = GUARDED.includes(name) ? "guarded like users'" : 'open to everybody, as those of users are';
  return `proven: starts, +${TWICE.includes(name) ? 10 : 5} routes ${who}, +1 table`;
}

type Row = readonly [string, { readonly start: string; readonly folder: string; readonly package: string }];

async function isProven([name, { start, folder, package: asked }]: Row, python: string | undefined): Promise<void> {
  const plan = await planned(start, asked);
  if (!('plan' in plan)) throw new Error(`${name} is refused: ${plan.join(', ')}`);
  const before = treeOf(folder);
  expect(await tried(plan, folder, { python })).toEqual([expectedOf(name)]);
  expect(treeOf(folder)).toEqual(before);
}

const hosts = (version: string): readonly Row[] =>
  HOSTS.filter(({ name }) => !REFUSED.includes(name)).map((host) => {
    const folder = lay(host, join(scratch, version, host.name), ['backend']);
    return [host.name, { start: join(folder, host.root), folder, package: host.package }];
  });

withPython('is proven, under the newest FastAPI', () => {
  test.each(hosts('newest'))('%s', async (name, row) => isProven([name, row], await warm(newest)));
});

/** What counts how much tests run of an application, and is content with nothing. */
const COVERAGE = `def pytest_addoption(parser):
    parser.addoption("--cov-fail-under")
    parser.addoption("--no-cov", action="store_true")


def pytest_sessionfinish(session, exitstatus):
    if not session.config.getoption("--no-cov"):
        session.exitstatus = 1
`;

withPython('is proven, with its tests', () => {
  test('where the tests of the whole application have to cover a part of it', async () => {
    const host = HOSTS.find(({ name }) => name === 'central-models');
    if (host === undefined) throw new Error('no such host');
    const folder = lay(host, join(scratch, 'covered', host.name), ['backend']);
    const start = join(folder, host.root);
    writeFileSync(join(start, 'pytest_cov.py'), COVERAGE);
    writeFileSync(join(start, 'pytest.ini'), '[pytest]\naddopts = -p pytest_cov --cov-fail-under=85\npythonpath = .\n');
    const plan = await planned(start, host.package);
    if (!('plan' in plan)) throw new Error(`refused: ${plan.join(', ')}`);
    const [line] = await tried(plan, folder, { python: newest, level: 'full' });
    expect(line).toMatch(/^proven: .*, tests \d+ passed$/);
  });
});

withPython('is proven, under a FastAPI that copied routes', () => {
  const chosen = [...GUARDED, 'alembic-only', 'discovery', 'factory', 'two-versions'];
  const rows = hosts('older').filter(([name]) => chosen.includes(name));
  test.each(partOf(rows, 0, 2, 'sample backends under the older FastAPI'))('%s', (name, row) =>
    isProven([name, row], older),
  );
});

withPython('is proven, in the style of a team', () => {
  test.each(STYLES.map((style) => [style.name, style] as const))('%s', async (name, style) => {
    const folder = layStyle(style, join(scratch, 'styles', name), ['backend']);
    const row = { start: join(folder, style.root), folder, package: 'invoices' };
    const python = await pythonForTests({ requirements: requirementsOf(style) });
    await isProven([name, row], await warm(python));
  });
});
