/**
 * One commit at a time in a project. The lock is the file `lock.N` of the highest number: who makes the next number holds
 * it. A number is never used twice, so it also tells whether somebody has written since a plan was made.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Disk, isCode, tryTo } from './disk.js';
import { type Owner, stateOf } from './owner.js';

export type Lock = {
  readonly number: number;
  release(): void;
};

/** Who holds the lock and does not give it back. */
export type Held = { readonly by: Owner; readonly path: string };

export type Patience = {
  /** How long an owner may be silent. */
  readonly milliseconds: number;
  /** Called once, when another run is waited for. */
  readonly onWait: (held: Held) => void;
};

const POLL = 40;
const HEARTBEAT = 1_000;

/** The number of the last lock, and whether it is held. Nothing is written. */
export function lastLock(disk: Disk, folder: string): { readonly number: number; readonly isHeld: boolean } {
  const number = highest(disk, folder);
  const owner = number === 0 ? undefined : ownerIn(disk, pathOf(folder, number));
  return { number, isHeld: owner !== undefined && owner !== 'fresh' ? stateOf(owner) !== 'ended' : owner === 'fresh' };
}

/** Takes the lock. One whose owner has ended is passed over; one that another run holds is waited for. */
export async function takeLock(
  disk: Disk,
  folder: string,
  me: Owner,
  { milliseconds, onWait }: Patience,
): Promise<Lock | Held> {
  let seen = '';
  let since = Date.now();
  let isTold = false;
  for (;;) {
    const number = highest(disk, folder);
    const path = pathOf(folder, number);
    const owner = number === 0 ? undefined : ownerIn(disk, path);
    const isFree = owner === undefined || (owner !== 'fresh' && stateOf(owner) === 'ended');
    if (isFree && make(disk, folder, number + 1, me)) return lockAt(disk, folder, number + 1);
    const sign = `${number} ${disk.lstat(path)?.mtimeMs}`;
    if (sign !== seen) [seen, since] = [sign, Date.now()];
    if (!isFree && Date.now() - since > milliseconds) {
      const by = owner === 'fresh' ? { ...me, pid: 0 } : owner;
      // An owner that cannot be seen from here and gives no sign has ended.
      if (owner !== 'fresh' && stateOf(by) === 'runs') return { by, path };
      if (make(disk, folder, number + 1, me)) return lockAt(disk, folder, number + 1);
    }
    if (!isFree && !isTold && owner !== 'fresh' && Date.now() - since > HEARTBEAT) {
      isTold = true;
      onWait({ by: owner, path });
    }
    await new Promise((done) => setTimeout(done, POLL * (0.5 + Math.random())));
  }
}

const pathOf = (folder: string, number: number): string => join(folder, `lock.${number}`);

function numbers(disk: Disk, folder: string): readonly number[] {
  return disk.list(folder).flatMap((name) => {
    const text = /^lock\.(\d{1,15})$/.exec(name)?.[1];
    return text === undefined ? [] : [Number(text)];
  });
}

const highest = (disk: Disk, folder: string): number => Math.max(0, ...numbers(disk, folder));

/** Nothing for a lock that was given back; `fresh` for one that is being made on a disk without links. */
function ownerIn(disk: Disk, path: string): Owner | 'fresh' | undefined {
  try {
    const text = disk.read(path).toString('utf8');
    if (text === '') return 'fresh';
    const { pid, host, place, start } = JSON.parse(text);
    return typeof pid === 'number'
      ? { pid, host: String(host), place: String(place), start: String(start) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the number could be taken: nobody else had it, and nobody has gone past it meanwhile. */
function make(disk: Disk, folder: string, number: number, me: Owner): boolean {
  const path = pathOf(folder, number);
  const draft = join(folder, `.${randomBytes(6).toString('hex')}.lock`);
  const content = Buffer.from(JSON.stringify(me));
  disk.create(draft, content);
  try {
    // A link appears with its content, and never in the place of another file.
    disk.link(draft, path);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP')) throw error;
    if (!makeWithoutLinks(disk, path, content)) return false;
  } finally {
    tryTo(() => disk.unlink(draft));
  }
  if (highest(disk, folder) === number) return true;
  tryTo(() => disk.unlink(path));
  return false;
}

function makeWithoutLinks(disk: Disk, path: string, content: Buffer): boolean {
  try {
    disk.create(path, content);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function lockAt(disk: Disk, folder: string, number: number): Lock {
  const path = pathOf(folder, number);
  for (const each of numbers(disk, folder)) if (each < number) tryTo(() => disk.unlink(pathOf(folder, each)));
  const timer = setInterval(() => tryTo(() => disk.touch(path)), HEARTBEAT);
  timer.unref();
  return {
    number,
    release: () => {
      clearInterval(timer);
      tryTo(() => disk.overwrite(path, Buffer.from('{}')));
    },
  };
}
