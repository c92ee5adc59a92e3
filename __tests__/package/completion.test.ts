// Shells that are here complete the command in a terminal, with the script that it prints.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';

const root = join(import.meta.dirname, '../..');
const python = (await pythonForTests()) ?? '';
const scratch = scratchFolder('completion-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const bin = join(scratch, 'bin');
mkdirSync(bin);
symlinkSync(join(root, 'dist/generators/cli.js'), join(bin, 'generator-backend-package'));
const backend = join(scratch, 'backend');
cpSync(join(root, '__tests__/hosts/standard/backend'), backend, { recursive: true });
const empty = join(scratch, 'empty');
mkdirSync(empty);
const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}`, TERM: 'xterm', HISTFILE: '', COLUMNS: '200' };

type Shell = { readonly name: string; readonly start: readonly string[]; readonly first: readonly string[] };

const SHELLS: readonly Shell[] = [
  {
    name: 'bash',
    start: ['bash', '--norc', '--noprofile', '-i'],
    first: ['eval "$(generator-backend-package completion bash)"'],
  },
  {
    name: 'zsh',
    start: ['zsh', '-f', '-i'],
    first: [
      `autoload -U compinit; compinit -u -d ${join(scratch, 'dump')}`,
      'eval "$(generator-backend-package completion zsh)"',
    ],
  },
  { name: 'fish', start: ['fish', '--no-config', '-i'], first: ['generator-backend-package completion fish | source'] },
];

const isHere = ({ name }: Shell): boolean => spawnSync(name, ['-c', 'true']).status === 0;

/** What is typed up to the tabulator, and what the shell makes of it. */
const TYPED: readonly (readonly [string, string])[] = [
  ['insp', 'inspect '],
  ['invoices number:str.32:uni', 'number:str.32:unique'],
  ['invoices author:ref.us', 'author:ref.users.User'],
  ['invoices author:ref.users.User:ondelete=ca', 'author:ref.users.User:ondelete=cascade'],
  ['invoices --proof=fu', '--proof=full '],
  ['invoices --owner u', '--owner users.User '],
  ['invoices --main=app/ma', '--main=app/main.py '],
  ['field users U', 'field users User '],
];

test.each(SHELLS.filter((shell) => python !== '' && isHere(shell)))(
  '$name completes commands, fields, options and names of the backend',
  async ({ start, first }) => {
    const me = 'generator-backend-package';
    const lines = TYPED.map(([typed, wanted]) => [`${me} ${typed}\t`, wanted]);
    const args = [
      join(import.meta.dirname, 'terminal.py'),
      ...[start, first, lines].map((each) => JSON.stringify(each)),
    ];
    const { status, stdout, stderr } = await run(python, args, { cwd: backend, env });

    expect([status, stderr]).toEqual([0, '']);
    const shown: readonly string[] = JSON.parse(stdout);
    expect(shown).toEqual(TYPED.map(([, wanted]) => expect.stringContaining(wanted)));
  },
  120_000,
);

const cli = (...args: readonly string[]): Promise<{ status: number | string; stdout: string; stderr: string }> =>
  run(process.execPath, [join(root, 'dist/generators/cli.js'), ...args], { cwd: empty, env });

test('nothing is completed where there is no backend, and nothing is said', async () => {
  const line = '--line=generator-backend-package field ';
  expect(await cli('completion', line)).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('a shell that is none of the three is refused, and a package may be called completion', async () => {
  const { status, stderr } = await cli('completion', 'tcsh');
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining('[shell-unknown] completion takes one of three shells'),
  ]);
  expect((await cli('completion', 'rate:int', '--yes')).stderr).toContain('[backend-missing]');
});
