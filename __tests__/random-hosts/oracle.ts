import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Host } from './host.js';

/** One `include_router`: the receiver, the router, and the other arguments as Python prints them. */
export type Step = readonly [receiver: string, router: string, others: Readonly<Record<string, string>>];
/** What a file did when CPython ran it. */
export type Deeds = {
  /** Each with the packages' routers whose routes it brought. */
  readonly inclusions: readonly (readonly [phase: number, ...Step, brought: readonly string[]])[];
  readonly creations: readonly (readonly [phase: number, base: string, how: unknown, known: readonly string[]])[];
  /** The modules of models that were imported in the end. */
  readonly known: readonly string[];
  /** For each route that is served: the package's router, and the inclusions that it went through. */
  readonly routes: readonly (readonly [router: string, ...Step[]])[];
  /** What the names in `__all__` are. */
  readonly exported: readonly string[];
};
/** With every condition true, and with every one false. */
export type Answer = readonly [on: Deeds | { readonly error: string }, off: Deeds | { readonly error: string }];

export type Oracle = {
  judge(host: Host, sources: readonly string[]): Promise<readonly Answer[]>;
  stop(): Promise<void>;
};

const PROGRAM = fileURLToPath(new URL('oracle.py', import.meta.url));

/** Starts one CPython that judges until it is stopped. */
export function startOracle(python: string): Oracle {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(python, ['-I', PROGRAM], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, { resolve(answers: Answer[]): void; reject(error: Error): void }>();
  let last = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, answers } = JSON.parse(line) as { id: number; answers: Answer[number][] };
    const pairs: Answer[] = [];
    for (let at = 0; at + 1 < answers.length; at += 2) {
      const [on, off] = answers.slice(at, at + 2);
      if (on !== undefined && off !== undefined) pairs.push([on, off]);
    }
    waiting.get(id)?.resolve(pairs);
    waiting.delete(id);
  });
  const closed = once(child, 'close').then(([status]) => {
    for (const { reject } of waiting.values()) reject(new Error(`The oracle ended with ${status}.`));
  });
  return {
    judge: ({ world, module, isPackage, drive }, sources) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id: last, world, module, isPackage, drive, sources })}\n`);
      }),
    stop: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
