import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DISK } from '../../generators/commit/disk.js';
import { lastLock, takeLock } from '../../generators/commit/lock.js';
import { type Owner, thisOwner } from '../../generators/commit/owner.js';
import { stateFolder, stateFolderToBe } from '../../generators/commit/state-folder.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backend-package-lock-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const take = async (owner: Owner = thisOwner(), milliseconds = 300) =>
  takeLock(DISK, folder, owner, { milliseconds, onWait: () => {} });

/** A process that has ended. */
function ended(): Owner {
  const { pid } = spawnSync(process.execPath, ['--version']);
  return { ...thisOwner(), pid };
}

test('the second waits until the first gives back, and gets the next number', async () => {
  const first = await take();
  const second = take(thisOwner(), 5_000);
  if (!('release' in first)) throw new Error('it is free');
  expect(lastLock(DISK, folder)).toEqual({ number: 1, isHeld: true });
  setTimeout(first.release, 150);
  expect(await second).toMatchObject({ number: 2 });
  expect(readdirSync(folder)).toEqual(['lock.2']);
});

test('a lock whose owner has ended, or whose number another process has by now, is passed over at once', async () => {
  await take(ended());
  expect(await take()).toMatchObject({ number: 2 });
  rmSync(join(folder, 'lock.2'));
  // As process 1 of a container that was started again.
  await take({ ...thisOwner(), start: '1' });
  expect(lastLock(DISK, folder).isHeld).toBe(false);
  expect(await take()).toMatchObject({ release: expect.any(Function) });
});

test('an owner that runs is named, and its lock stays', async () => {
  await take();
  writeFileSync(join(folder, 'lock.1'), JSON.stringify({ ...thisOwner(), pid: process.ppid, start: startOfParent() }));
  // Nobody touches the file any more.
  expect(await take()).toMatchObject({ by: { pid: process.ppid }, path: join(folder, 'lock.1') });
});

function startOfParent(): string {
  const line = DISK.read(`/proc/${process.ppid}/stat`).toString('utf8');
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

test('an owner on another machine is believed as long as it gives a sign', async () => {
  await take({ ...thisOwner(), host: 'elsewhere' });
  rmSync(join(folder, 'lock.1'));
  writeFileSync(join(folder, 'lock.7'), JSON.stringify({ ...thisOwner(), host: 'elsewhere' }));
  expect(lastLock(DISK, folder)).toEqual({ number: 7, isHeld: true });
  expect(await take()).toMatchObject({ number: 8 });
});

test('of twenty that come at once each gets it, one after the other', async () => {
  let holding = 0;
  const numbers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const lock = await take(thisOwner(), 10_000);
      if (!('release' in lock)) throw new Error('nobody is silent');
      holding += 1;
      expect(holding).toBe(1);
      await new Promise((done) => setTimeout(done, 2));
      holding -= 1;
      lock.release();
      return lock.number;
    }),
  );
  expect(new Set(numbers).size).toBe(20);
});

test('the journal is in the repository, and without one in a folder of the project’s own in the system’s for states', () => {
  const environment = { XDG_STATE_HOME: join(folder, 'state') };
  const project = join(folder, 'project/backend');
  mkdirSync(join(project, 'app'), { recursive: true });
  const own = join(folder, 'state/generator-backend-package', 'backend-');
  const first = stateFolderToBe(project, environment) ?? '';
  expect(existsSync(first)).toBe(false);
  expect(first.slice(0, own.length)).toBe(own);
  expect(stateFolder(project, environment)).toBe(first);
  expect(stateFolder(join(project, 'app'), environment)).toBe(first);
  expect(stateFolder(join(folder, 'project'), environment)).toBe(first);
  writeFileSync(join(folder, 'state/generator-backend-package/0'), 'of somebody else');
  const other = join(folder, 'other/backend');
  mkdirSync(other, { recursive: true });
  expect(stateFolder(other, environment)).not.toBe(first);

  writeFileSync(join(folder, 'project/.git'), 'gitdir: ../repository/worktrees/project\n');
  expect(stateFolder(project, environment)).toBe(first);
  const repository = join(folder, 'repository/worktrees/project');
  mkdirSync(repository, { recursive: true });
  expect(stateFolderToBe(project, environment)).toBe(join(repository, 'generator-backend-package'));
  expect(stateFolder(project, environment)).toBe(join(repository, 'generator-backend-package'));
});

test('one who only looks sees the folder that will be taken, where none can be made in the repository', () => {
  const environment = { XDG_STATE_HOME: join(folder, 'state') };
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.git/generator-backend-package'), 'no folder');
  const looked = stateFolderToBe(folder, environment);
  expect(looked?.startsWith(join(folder, 'state'))).toBe(true);
  expect(stateFolder(folder, environment)).toBe(looked);
});
