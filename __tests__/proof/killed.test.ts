// A run that is killed while it tries its plan: what it started ends with it, and its copy goes with a later run.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { copyOfStandard } from '../generators/run.js';
import { treeOf } from './planned.js';

const python = await pythonForTests();
const CLI = join(import.meta.dirname, '../../dist/generators/cli.js');
const withProc = python !== undefined && existsSync('/proc/self/cmdline') ? describe : describe.skip;

const scratch = scratchFolder('killed-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The processes that have a folder in their command line. */
function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !isSo(); tries += 1) await new Promise((done) => setTimeout(done, 50));
  expect(isSo()).toBe(true);
}

withProc('a run that is killed', () => {
  const run = (folder: string, args: readonly string[]): ReturnType<typeof spawn> =>
    spawn(process.execPath, [CLI, 'invoices', 'number:str.32', '--json', '--dry-run', ...args], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: scratch },
    });

  test.each(['SIGKILL', 'SIGTERM'] as const)('by %s leaves no process and no change', async (signal) => {
    const folder = copyOfStandard();
    const main = join(folder, 'backend/app/main.py');
    writeFileSync(main, `import time\n\ntime.sleep(600)\n${readFileSync(main, 'utf8')}`);
    const before = treeOf(folder);
    const child = run(folder, [`--python=${python}`]);
    const copy = join(scratch, `backend-package-proof-${child.pid}-`);
    await until(() => processesOf(copy).length >= 2);
    child.kill(signal);
    await until(() => processesOf(copy).length === 0);
    expect(treeOf(folder)).toEqual(before);
  });

  test('is followed by one that removes its copy, once it is old', async () => {
    const [old, young] = ['backend-package-proof-1-old', 'backend-package-proof-1-young'].map((name) =>
      join(scratch, name),
    );
    for (const each of [old, young]) mkdirSync(join(each ?? '', 'before'), { recursive: true });
    const then = new Date(Date.now() - 3 * 60 * 60 * 1000);
    utimesSync(old ?? '', then, then);
    const child = run(copyOfStandard(), [`--python=${python}`]);
    await new Promise((done) => child.once('exit', done));
    expect([old, young].map((each) => existsSync(each ?? ''))).toEqual([false, true]);
  });
});
