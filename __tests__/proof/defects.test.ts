// Defects of one line: each is caught with the tree as it was, or said to be unprovable.
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Change } from '../../lib/plan/plan.js';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { type Defect, DEFECTS as PLANTED } from './defects.js';
import { IMPORT_ACTS } from './import-acts.js';
import { type Planned, planned, treeOf, tried } from './planned.js';
import { type WarmPython, warmPython } from './warm-python.js';

const DEFECTS: readonly Defect[] = [...PLANTED, ...IMPORT_ACTS];

const python = await pythonForTests({ requirements: join(import.meta.dirname, '..', 'styles', 'requirements.txt') });
const withPython = python === undefined ? describe.skip : describe;

const scratch = scratchFolder('defects-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A copy of the sample backend for one defect, and the plan for it. */
async function backend(
  { host = 'standard', fields }: Defect,
  name: string,
): Promise<{ readonly folder: string; readonly plan: Planned }> {
  const samples = join(import.meta.dirname, '..');
  const kind = readdirSync(join(samples, 'styles')).includes(host) ? 'styles' : 'hosts';
  const folder = join(scratch, name);
  cpSync(join(samples, kind, host, 'backend'), folder, { recursive: true });
  const plan = await planned(folder, 'invoices', {}, fields);
  if (!('plan' in plan)) throw new Error(`${host} is refused: ${plan.join(', ')}`);
  return { folder, plan };
}

function replaced(text: string, { path, from, to }: NonNullable<Defect['ours']>[number]): string {
  if (from === undefined) return text + to;
  const after = typeof from === 'string' ? text.replaceAll(from, to) : text.replace(from, to);
  if (after === text) throw new Error(`${path} does not have ${from}`);
  return after;
}

function plant({ plan }: Planned, folder: string, { ours = [], theirs = [] }: Defect): readonly Change[] {
  const changes = new Map(plan.changes.map((change) => [change.path, change]));
  for (const each of theirs) {
    const path = join(folder, each.path);
    writeFileSync(path, replaced(readFileSync(path, 'utf8'), each));
    const change = changes.get(path);
    if (change !== undefined) changes.set(path, { ...change, after: replaced(change.after, each) });
  }
  for (const each of ours) {
    const path = join(folder, each.path);
    const change = changes.get(path);
    if (change === undefined) throw new Error(`${each.path} is not written`);
    changes.set(path, { ...change, after: replaced(change.after, each) });
  }
  return [...changes.values()];
}

type Heard = { readonly port: number; readonly connections: () => number; readonly stop: () => void };

/** A server that counts who connects. */
async function heard(): Promise<Heard> {
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => count, stop: () => void server.close() };
}

/** What this process left: others prove something at the same time. */
const leftovers = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith(`backend-package-proof-${process.pid}-`));

withPython('a defect', () => {
  let warm: WarmPython | undefined;
  let server: Heard | undefined;
  beforeAll(async () => {
    server = await heard();
    process.env['SHOP_PORT'] = String(server.port);
    warm = await warmPython(python ?? '', scratch);
  });
  afterAll(() => {
    warm?.stop();
    server?.stop();
    delete process.env['SHOP_PORT'];
  });

  test.each(DEFECTS.map((defect, index) => [defect.name, defect, index] as const))('%s', async (_, defect, index) => {
    const { folder, plan } = await backend(defect, String(index));
    const changes = plant(plan, folder, defect);
    const before = treeOf(folder);
    const found = await tried({ ...plan, plan: { ...plan.plan, changes } }, folder, {
      python: warm?.path,
      isPublic: defect.isPublic ?? false,
      level: defect.level ?? 'auto',
      seconds: defect.seconds ?? 100,
    });
    const [id, words] = defect.says;
    expect(found.join('\n')).toContain(id);
    expect(found.join('\n')).toContain(words);
    expect(treeOf(folder)).toEqual(before);
    expect(server?.connections()).toBe(0);
  });

  test('there are at least eighty of them, and none left anything behind', () => {
    expect(DEFECTS.length).toBeGreaterThanOrEqual(80);
    expect(leftovers()).toEqual([]);
  });
});
