/** Who holds a lock: a process by its number, its machine and its start, and whether it still runs. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { isCode } from './disk.js';

export type Owner = {
  readonly pid: number;
  readonly host: string;
  /** Which start of which machine, and which space of process numbers; empty where nothing tells. */
  readonly place: string;
  /** When the process was started, in the machine's own count: a number is given again to another process. */
  readonly start: string;
};

/** This process. */
export function thisOwner(): Owner {
  return { pid: process.pid, host: hostname(), place: placeHere(), start: startOf(process.pid) };
}

/** `unknown` for a process that cannot be seen from here: on another machine, or in another container. */
export function stateOf({ pid, host, place, start }: Owner): 'runs' | 'ended' | 'unknown' {
  const [boot] = place.split(' ');
  const [bootHere] = placeHere().split(' ');
  // The same machine was started again since.
  if (host === hostname() && boot !== bootHere) return 'ended';
  if (host !== hostname() || place !== placeHere()) return 'unknown';
  return isRunning(pid) && startOf(pid) === start ? 'runs' : 'ended';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked, but it is there.
    return isCode(error, 'EPERM');
  }
}

const orNothing = (read: () => string): string => {
  try {
    return read();
  } catch {
    return '';
  }
};

function placeHere(): string {
  const boot = orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  return `${boot} ${orNothing(() => readlinkSync('/proc/self/ns/pid'))}`;
}

/** The 22nd field of the process's line; what stands before it may hold spaces and brackets. */
function startOf(pid: number): string {
  const line = orNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
