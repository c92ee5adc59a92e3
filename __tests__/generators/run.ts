import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import type Environment from 'yeoman-environment';
import helpers, { TestAdapter } from 'yeoman-test';
import { AGENT_VARIABLES } from '../../generators/yeoman/agent.js';

export { tree } from './tree.js';

const generators = fileURLToPath(new URL('../../generators', import.meta.url));
const standard = fileURLToPath(new URL('../hosts/standard', import.meta.url));

// The environment of the person who runs the tests is none of a sample host's.
for (const name of ['VIRTUAL_ENV', 'UV_PROJECT_ENVIRONMENT', 'CONDA_PREFIX']) delete process.env[name];
// Nor is it an agent's, which would get JSON.
for (const name of AGENT_VARIABLES) delete process.env[name];

const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** An empty scratch folder whose path holds what templates and globs would act on. It goes when its test file ends. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'backend-package-'));
  made.push(folder);
  return join(folder, 'a [b] <%= c %>');
}

/** A spec file beside a scratch copy. */
export function specFile(folder: string, packages: readonly object[]): string {
  const path = join(folder, '..', 'spec.json');
  writeFileSync(path, JSON.stringify({ packages }));
  return path;
}

/** A scratch copy of the sample backend. */
export function copyOfStandard(): string {
  const folder = scratch();
  cpSync(standard, folder, { recursive: true });
  return folder;
}

/** The files of a package in the written standard. */
export const PACKAGE_FILES: readonly string[] = [
  '__init__.py',
  'api.py',
  'crud.py',
  'deps.py',
  'models.py',
  'schemas.py',
  'services.py',
  'tests/__init__.py',
  'tests/conftest.py',
  'tests/test_api.py',
  'tests/test_crud.py',
  'tests/test_services.py',
];

export type Question = { readonly name: string; readonly message: string };

export type Outcome = {
  /** What the run printed for people. */
  readonly printed: string;
  /** What went to standard output. */
  readonly output: string;
  readonly questions: readonly string[];
  readonly error: (Error & { readonly code?: number }) | undefined;
};

export type RunSettings = {
  readonly options?: Readonly<Record<string, unknown>>;
  /** Answers a question; the run fails when it asks one that nothing answers. */
  readonly answer?: (question: Question) => unknown;
  readonly prepare?: (env: Environment) => void;
};

const QUESTIONS = ['name', 'model', 'field', 'answer', 'path', 'action'];

/** Runs a generator, by its name here or as a class, in a folder. */
export async function run(
  folder: string,
  args: readonly string[],
  { options = {}, answer, prepare }: RunSettings = {},
): Promise<Outcome> {
  const printed: string[] = [];
  const questions: string[] = [];
  const adapter = new TestAdapter({
    // Without these it warns of questions that only the callback answers.
    mockedAnswers: Object.fromEntries(QUESTIONS.map((name) => [name, 'unanswered'])),
    callback: (_answer: unknown, { question }: { question: Question }) => {
      questions.push(question.name);
      const given = answer?.(question);
      if (given === undefined) throw new Error(`nobody answers ${question.name}`);
      return given;
    },
  } as never);
  const log = adapter.log;
  adapter.log = Object.assign(
    (text: unknown = '') => {
      printed.push(String(text));
      return log;
    },
    log,
    { error: (text: unknown) => printed.push(`✖ ${String(text)}`) },
  ) as never;
  const env = (await helpers.createTestEnv(
    undefined as never,
    {
      cwd: folder,
      adapter,
      skipInstall: true,
    } as never,
  )) as unknown as Environment;
  env.register(join(generators, 'app', 'index.ts'), { namespace: 'backend-package:app' });
  env.register(join(generators, 'model', 'index.ts'), { namespace: 'backend-package:model' });
  env.register(join(generators, 'field', 'index.ts'), { namespace: 'backend-package:field' });
  env.register(join(generators, 'undo', 'index.ts'), { namespace: 'backend-package:undo' });
  prepare?.(env);
  const output: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((text: string) => output.push(text) > 0) as typeof write;
  const outcome = (error?: unknown): Outcome => {
    process.stdout.write = write;
    return { printed: printed.join('\n'), output: output.join(''), questions, error: error as Outcome['error'] };
  };
  try {
    await env.run([...args], { skipInstall: true, ...options });
    return outcome();
  } catch (error) {
    return outcome(error);
  }
}

/** Runs `work` as if a person sat at a terminal. */
export async function atTerminal<T>(work: () => Promise<T>): Promise<T> {
  const before = [process.stdin.isTTY, process.stdout.isTTY] as const;
  process.stdin.isTTY = true;
  process.stdout.isTTY = true;
  try {
    return await work();
  } finally {
    [process.stdin.isTTY, process.stdout.isTTY] = before;
  }
}
