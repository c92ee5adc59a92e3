// Packages written by hand in the styles of teams hold under their own applications; and what the generator makes there.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { COMMAND, drive, type Job, lay, lint, requirementsOf, STYLES, type Style, treeOf } from './styles.js';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'generators', 'cli.js');

const pythons = new Map<string, string | undefined>();
for (const style of STYLES) {
  const requirements = requirementsOf(style);
  if (!pythons.has(requirements)) pythons.set(requirements, await pythonForTests({ requirements }));
}
const newest = pythons.get(join(import.meta.dirname, 'requirements.txt')) ?? '';
const withPython = [...pythons.values()].includes(undefined) ? describe.skip : describe;

const scratch = scratchFolder('styles-');
const folderOf = (style: Style, part: string): string => join(scratch, style.name, part);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Drives the jobs of every style, those with the same requirements in one process. */
async function driveAll(
  name: string,
  all: readonly Style[],
  jobsOf: (style: Style) => readonly Job[],
): Promise<Map<string, string[][]>> {
  const answers = new Map<string, string[][]>();
  const drives = [...pythons].map(async ([requirements, python], index) => {
    const styles = all.filter((style) => requirementsOf(style) === requirements);
    const jobs = styles.map(jobsOf);
    const given = [...(await drive(python ?? '', join(scratch, `${name}-${index}.json`), jobs.flat()))];
    for (const [at, style] of styles.entries()) {
      const own = given.splice(0, jobs[at]?.length ?? 0);
      answers.set(
        style.name,
        own.map((answer) => [...answer]),
      );
    }
  });
  await Promise.all(drives);
  return answers;
}

const BY_HAND = STYLES.filter(({ isWrittenByHand }) => isWrittenByHand);
const tableOf = (styles: readonly Style[]): [string, Style][] => styles.map((style) => [style.name, style]);

withPython('a package written by hand in the style of its team', () => {
  let before = new Map<string, string[][]>();
  let after = new Map<string, string[][]>();

  beforeAll(async () => {
    for (const style of STYLES) {
      lay(style, folderOf(style, 'before'), ['backend']);
      if (style.isWrittenByHand) lay(style, folderOf(style, 'after'), ['backend', 'wanted']);
    }
    before = await driveAll('before', STYLES, (style) => {
      const folder = folderOf(style, 'before');
      return [
        { ...style, folder, work: 'paths' },
        { ...style, folder, work: 'tests' },
      ];
    });
    after = await driveAll('after', BY_HAND, (style) => {
      const folder = folderOf(style, 'after');
      return [
        { ...style, folder, work: 'tests' },
        { ...style, folder, work: 'contract', pathsBefore: before.get(style.name)?.[0] ?? [] },
      ];
    });
  }, 300_000);

  test.each(tableOf(STYLES))('%s: the host starts and passes its own tests before', (name, style) => {
    const [paths, tests] = before.get(name) ?? [];

    expect(paths).toContain(style.users);
    expect(tests).toEqual([]);
  });

  test.each(tableOf(BY_HAND))('%s: its tests pass', (name) => {
    expect(after.get(name)?.[0]).toEqual([]);
  });

  test.each(tableOf(BY_HAND))('%s: the contract holds over HTTP with the application as it is', (name) => {
    expect(after.get(name)?.[1]).toEqual([]);
  });

  test.each(tableOf(STYLES))("%s: the team's linters have nothing to say, before or after", async (_, style) => {
    expect(await lint(style, newest, folderOf(style, 'before'))).toBe('');
    if (style.isWrittenByHand) expect(await lint(style, newest, folderOf(style, 'after'))).toBe('');
  });
});

/** Shown references to the blueprint's model, one of which deletes its records with it, and one of a model to itself. */
const REFERRING: readonly (readonly string[])[] = [
  ['orders', 'number:str.32:unique', 'customer:ref.users.User:ondelete=cascade:back=orders:embed'],
  [
    'notes',
    'text:str.50',
    'author:ref.User:optional:ondelete=setnull:back=notes:embed',
    'parent:ref.Note:optional:back=answers:embed',
  ],
];

withPython('references in the same backends', () => {
  const written = STYLES.filter(({ today }) => today === 'written');

  test.each(tableOf(written))(
    '%s: the tests of packages that refer to the blueprint pass',
    async (_, style) => {
      const folder = lay(style, folderOf(style, 'referring'), ['backend']);
      for (const command of REFERRING) {
        const { status, stderr } = await run(process.execPath, [CLI, ...command, '--yes'], { cwd: folder });
        expect({ status, stderr }).toMatchObject({ status: 0 });
      }
      const python = pythons.get(requirementsOf(style)) ?? '';
      const list = join(scratch, `referring-${style.name}.json`);

      expect(await drive(python, list, [{ ...style, folder, work: 'tests' }])).toEqual([[]]);
    },
    300_000,
  );
});

test('a further model is refused where a package of the host would have to gather it', async () => {
  const [style] = STYLES.filter(({ name }) => name === 'layered-crud');
  if (style === undefined) throw new Error('the sample is gone');
  const cwd = lay(style, folderOf(style, 'further'), ['backend']);
  expect((await run(process.execPath, [CLI, 'invoices', 'number:str.32', '--yes'], { cwd })).status).toBe(0);
  const before = treeOf(cwd);

  const { status, stderr } = await run(process.execPath, [CLI, 'model', 'invoices', 'Line', 'text:str', '--yes'], {
    cwd,
  });

  expect([status, stderr.includes('[model-gathered]')]).toEqual([3, true]);
  expect(treeOf(cwd)).toEqual(before);
}, 60_000);

withPython('the generator in the same backends', () => {
  test.each(tableOf(STYLES))('%s: does today what style.json says', async (_, style) => {
    const backend = lay(style, folderOf(style, 'generated'), ['backend']);
    const untouched = treeOf(backend);

    const { status, stdout, stderr } = await run(process.execPath, [CLI, ...COMMAND, '--yes'], { cwd: backend });

    if (style.today === 'refused') {
      expect({ status, id: `${stdout}${stderr}`.includes(`[${style.id}]`) }).toEqual({ status: 3, id: true });
      expect(treeOf(backend)).toEqual(untouched);
      return;
    }
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const python = pythons.get(requirementsOf(style)) ?? '';
    const list = join(scratch, `generated-${style.name}.json`);
    const plain = lay(style, folderOf(style, 'plain'), ['backend']);
    const use: Style = { ...style, ...style.use };
    expect(stderr).toContain(`, paths below ${use.collection.replace(/\/$/, '')}\n`);
    const [pathsBefore = []] = await drive(python, list, [{ ...use, folder: plain, work: 'paths' }]);
    const [tests, contract] = await drive(python, list, [
      { ...use, folder: backend, work: 'tests' },
      { ...use, folder: backend, work: 'contract', pathsBefore },
    ]);
    expect(tests).toEqual([]);
    expect(contract).toEqual([]);
    // Its linter wants types that SQLAlchemy 1 does not have, in tests.
    if (style.name !== 'async-functions') expect(await lint(style, newest, backend)).toBe('');
  });
});
