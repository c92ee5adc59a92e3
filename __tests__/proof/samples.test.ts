// Every sample backend is proven as it is: no false alarm, and the tree is as it was.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { HOSTS, lay } from '../hosts/hosts.js';
import { requirementsOf, STYLES, lay as layStyle } from '../styles/styles.js';
import { planned, tried } from './planned.js';

const scratch = scratchFolder('proof-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const hostsPython = await pythonForTests({ requirements: join(import.meta.dirname, '..', 'styles', 'requirements.txt') });
const older = await pythonForTests({ requirements: join(import.meta.dirname, '..', 'hosts', 'requirements-before-0.137.txt') });

describe.each([['newest', hostsPython], ['before 0.137', older]] as const)('under FastAPI %s', (version, python) => {
  test.each(HOSTS.map((host) => [host.name, host] as const))('%s', async (name, host) => {
    const folder = lay(host, join(scratch, version, name), ['backend']);
    const plan = await planned(join(folder, host.root), host.package);
    if (!('plan' in plan)) { console.log(name, plan); return; }
    console.log(name, await tried(plan, folder, { python }));
  });
});

describe('styles', () => {
  test.each(STYLES.map((host) => [host.name, host] as const))('%s', async (name, style) => {
    const python = await pythonForTests({ requirements: requirementsOf(style) });
    const folder = layStyle(style, join(scratch, 'styles', name), ['backend']);
    const plan = await planned(join(folder, style.root), 'invoices');
    if (!('plan' in plan)) { console.log(name, plan); return; }
    console.log(name, await tried(plan, folder, { python }));
  });
});
