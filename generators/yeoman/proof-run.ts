/** Runs the probe in its own process, which ends with its children when its time is over or the run is left. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { whenLeft } from './interrupt.js';

const PROBE = fileURLToPath(new URL('./probe.py', import.meta.url));
/** What the probe needs to say itself that it is late. */
const GRACE = 2_000;
const LONGEST_ANSWER = 100_000_000;

/** What the probe printed, and the end of what the host itself printed. */
export type Printed = {
  readonly answer: string;
  readonly said: string;
  /** Its time was over. */
  readonly isLate: boolean;
};

export type ProbeRun = {
  readonly python: string;
  /** The file that holds the job. */
  readonly job: string;
  readonly cwd: string;
  readonly seconds: number;
  /** Where temporary files may go. */
  readonly temporary: string;
};

export function runProbe({ python, job, cwd, seconds, temporary }: ProbeRun): Promise<Printed> {
  return new Promise((done) => {
    const child = spawn(python, ['-B', PROBE, job], {
      cwd,
      // Its own group, to be ended as a whole.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environment(temporary),
    });
    const answer: Buffer[] = [];
    let size = 0;
    let said = '';
    const end = (): void => endGroup(child.pid);
    let isLate = false;
    const timer = setTimeout(
      () => {
        isLate = true;
        end();
      },
      seconds * 1000 + GRACE,
    );
    const ended = whenLeft(end);
    process.once('exit', end);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LONGEST_ANSWER) end();
      else answer.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-2_000);
    });
    const settle = (printed: Printed): void => {
      clearTimeout(timer);
      process.off('exit', end);
      ended();
      end();
      done(printed);
    };
    child.on('error', ({ message }) => settle({ answer: '', said: message, isLate }));
    child.on('close', () => {
      settle({ answer: Buffer.concat(answer).toString('utf8'), said: lastLine(said), isLate });
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

function environment(temporary: string): NodeJS.ProcessEnv {
  const { PYTHONPYCACHEPREFIX: _, PYTHONINSPECT: __, COVERAGE_PROCESS_START: ___, ...inherited } = process.env;
  return {
    ...inherited,
    PYTHONDONTWRITEBYTECODE: '1',
    // The order of a set is the same in both runs.
    PYTHONHASHSEED: '0',
    PYTHONIOENCODING: 'utf-8',
    NO_COLOR: '1',
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
  };
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
