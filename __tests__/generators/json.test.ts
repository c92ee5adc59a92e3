import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { copyOfStandard, scratch, tree } from './run.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = join(ROOT, 'dist/generators/cli.js');
const schema = JSON.parse(readFileSync(join(ROOT, 'generators/schemas/output.schema.json'), 'utf8'));
const conforms = new Ajv2020({ allErrors: true }).compile(schema);

type Change = { readonly path: string; readonly action: string; readonly diff: string };
type Refused = { readonly id: string; readonly byHand: readonly { readonly lines: readonly string[] }[] };
type Document = {
  readonly status: number;
  readonly result: string;
  readonly plan: {
    readonly changes: readonly Change[];
    readonly packages: readonly { readonly name: string }[];
    readonly notes: readonly string[];
  } | null;
  readonly refusals: readonly Refused[];
  readonly nextSteps: readonly object[];
};
type Ended = { readonly document: Document; readonly stdout: string; readonly stderr: string };

/** Runs the command, and reads the one document that it printed. */
function ask(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  const document = JSON.parse(stdout);
  conforms(document);
  expect(conforms.errors ?? []).toEqual([]);
  expect(document.status).toBe(status);
  return { document, stdout, stderr };
}

const INVOICES = ['invoices', 'number:str.32', '--proof=off', '--json'];

test('every outcome is one document of the published schema', () => {
  const folder = copyOfStandard();
  const before = tree(folder);
  const outcomes = {
    command: ask(folder, ['new', 'invoices', '--json']),
    field: ask(folder, ['invoices', 'number:string', '--json']),
    option: ask(folder, [...INVOICES, '--nonsense']),
    noName: ask(folder, ['--json']),
    noModel: ask(folder, ['model', 'invoices', '--json']),
    noPackage: ask(folder, ['model', 'invoices', 'Line', '--json']),
    noHost: ask(emptyRepository(), [...INVOICES, '--yes']),
    noAnswer: ask(folder, INVOICES),
    inspected: ask(folder, ['inspect', '--check', '--json']),
    planned: ask(folder, [...INVOICES, '--dry-run']),
  };
  expect(tree(folder)).toEqual(before);
  const written = ask(folder, [...INVOICES, '--yes']);
  const unchanged = ask(folder, [...INVOICES, '--yes']);
  writeFileSync(join(folder, 'backend/app/invoices/crud.py'), '# ours\n');
  const undoPlanned = ask(folder, ['undo', '--dry-run', '--json']);
  const undone = ask(folder, ['undo', '--yes', '--json']);

  const told = Object.fromEntries(
    Object.entries({ ...outcomes, written, unchanged, undoPlanned, undone }).map(([name, { document }]) => [
      name,
      [document.status, document.result, ...document.refusals.map(({ id }) => id)],
    ]),
  );
  expect(told).toEqual({
    command: [2, 'refused', 'command-unknown'],
    field: [2, 'refused', 'field-wrong'],
    option: [2, 'refused', 'option-unknown'],
    noName: [2, 'refused', 'package-not-given'],
    noModel: [2, 'refused', 'model-not-given'],
    noPackage: [2, 'refused', 'package-missing'],
    noHost: [3, 'refused', 'backend-missing'],
    noAnswer: [2, 'refused', 'no-terminal'],
    inspected: [0, 'inspected'],
    planned: [0, 'planned'],
    written: [0, 'written'],
    unchanged: [0, 'unchanged'],
    undoPlanned: [0, 'planned'],
    undone: [0, 'written'],
  });
  for (const { document } of [undoPlanned, undone]) {
    expect(document.plan?.changes.map(({ path, action }) => `${action} ${path}`)).toEqual(
      expect.arrayContaining(['edit backend/app/main.py', 'delete backend/app/invoices/models.py']),
    );
    expect(document.plan?.notes).toEqual(['backend/app/invoices/crud.py stays, because you have changed it.']);
  }
  expect(outcomes.noAnswer.document.plan?.changes).toHaveLength(14);
  expect(written.document.nextSteps).not.toEqual([]);
  expect(written.stderr).toBe('');
});

function emptyRepository(): string {
  const folder = join(scratch(), 'empty');
  mkdirSync(folder, { recursive: true });
  execFileSync('git', ['init', '-q'], { cwd: folder });
  return folder;
}

test('help, a version and a spec of what is there are documents, too', () => {
  const folder = copyOfStandard();
  const shown = [
    ['--help'],
    ['undo', '--help'],
    ['--version'],
    ['inspect', '--spec'],
    ['inspect', '--spec', '--check'],
  ];
  const results = shown.flatMap((words) =>
    [
      [...words, '--json'],
      ['--json', ...words],
    ].map((args) => ask(folder, args).document.result),
  );
  expect(results).toEqual([...Array(6).fill('shown'), ...Array(4).fill('inspected')]);
});

test('without a folder for temporary files nothing is proven, and it is said', () => {
  const args = ['invoices', 'number:str.32', '--json', '--dry-run', `--python=${process.execPath}`];
  const { document, stdout } = ask(copyOfStandard(), args, { TMPDIR: '/nowhere' });
  expect(document.result).toBe('planned');
  expect(stdout).toContain('not proven: no folder can be made in /nowhere');
});

test('a document that cannot be written ends the command with a status', () => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'inspect', '--json'], {
    cwd: copyOfStandard(),
    encoding: 'utf8',
    stdio: ['ignore', full, 'pipe'],
  });
  closeSync(full);

  expect([status, stderr]).toEqual([1, expect.stringContaining('could not be written to standard output: ENOSPC')]);
});

test('a folder that is gone under the shell is told', () => {
  const folder = join(scratch(), 'gone');
  mkdirSync(folder, { recursive: true });
  const words = 'cd "$1" && rmdir "$1" && exec "$2" "$3" inspect --json';
  const { status, stdout } = spawnSync('sh', ['-c', words, 'sh', folder, process.execPath, CLI], { encoding: 'utf8' });
  const document: Document = JSON.parse(stdout);

  expect([status, document.refusals.map(({ id }) => id)]).toEqual([2, ['folder-gone']]);
  expect(conforms(document)).toBe(true);
});

test('the diffs of a document are a patch that git apply takes', () => {
  const folder = copyOfStandard();
  execFileSync('git', ['init', '-q'], { cwd: folder });
  const { document } = ask(join(folder, 'backend'), [...INVOICES, '--dry-run']);
  const patch = document.plan?.changes.map(({ diff }) => diff).join('') ?? '';
  execFileSync('git', ['apply', '-'], { cwd: folder, input: patch });
  expect(ask(folder, [...INVOICES, '--yes']).document.result).toBe('unchanged');
});

test('an agent without a terminal gets the document unless it says otherwise', () => {
  const folder = copyOfStandard();
  const args = INVOICES.filter((word) => word !== '--json');
  expect(ask(folder, [...args, '--dry-run'], { CLAUDECODE: '1' }).document.result).toBe('planned');
  const { stdout } = spawnSync(process.execPath, [CLI, ...args, '--dry-run', '--no-json'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CLAUDECODE: '1' },
  });
  expect(stdout).toMatch(/^diff --git /);
});

test('what an attacker writes into a name is text of the document and nothing else', () => {
  const folder = copyOfStandard();
  writeFileSync(join(folder, 'pyproject.toml'), '[tool.backend-package]\n"\\u001b]0;owned\\u0007" = "x"\n');
  for (const name of ['\u001b[2Jx', '"}]}\n{"status": 0', '../../x', '$(id)', '--', '\u2028']) {
    const { document, stderr } = ask(folder, ['--json', '--', name, 'a:int']);
    expect(document.result).toBe('refused');
    expect(stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
  }
});
