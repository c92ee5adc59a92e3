// Packages written by hand in the styles of teams hold under their own applications; and what the generator makes there.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PackagePlan } from '../../lib/plan/plan.js';
import { scratchFolder } from '../../scripts/yo.mjs';
import { type Outcome, run } from '../generators/run.js';
import { writeModel, writePackage } from '../hosts/written.js';
import { partOf, shareOf } from '../share.js';
import { pythonsFor, quickTests, stylesNamed } from './pythons.js';
import { COMMAND, drive, type Job, lay, lint, requirementsOf, STYLES, type Style, treeOf, WRITTEN } from './styles.js';

const pythons = await pythonsFor(STYLES);
const newest = pythons.all.get(join(import.meta.dirname, 'requirements.txt')) ?? '';
const withPython = pythons.describe;

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
  const drives = [...pythons.all].map(async ([requirements, python], index) => {
    const styles = all.filter((style) => requirementsOf(style) === requirements);
    const jobs = styles.map(jobsOf);
    const given = [...(await drive(python, join(scratch, `${name}-${index}.json`), jobs.flat()))];
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

const BY_HAND = shareOf(
  STYLES.filter(({ isWrittenByHand }) => isWrittenByHand),
  'packages written by hand',
);
/** The samples change less often than the generator does. */
const CHECKED = shareOf(STYLES, 'sample backends are tried as they are');
const tableOf = (styles: readonly Style[]): [string, Style][] => styles.map((style) => [style.name, style]);

let before: Promise<Map<string, string[][]>> | undefined;

/** The paths of each backend as it is, and what its own tests complain of. */
function asTheyAre(): Promise<Map<string, string[][]>> {
  before ??= driveAll('before', STYLES, (style) => {
    const folder = lay(style, folderOf(style, 'before'), ['backend']);
    const tests: readonly Job[] = CHECKED.includes(style) ? [{ ...style, folder, work: 'tests' }] : [];
    return [{ ...style, folder, work: 'paths' }, ...tests];
  });
  return before;
}

withPython('a package written by hand in the style of its team', () => {
  let before = new Map<string, string[][]>();
  let after = new Map<string, string[][]>();

  beforeAll(async () => {
    before = await asTheyAre();
    after = await driveAll('after', BY_HAND, (style) => {
      const folder = lay(style, folderOf(style, 'after'), ['backend', 'wanted']);
      return [
        { ...style, folder, work: 'tests' },
        { ...style, folder, work: 'contract', pathsBefore: before.get(style.name)?.[0] ?? [] },
      ];
    });
  }, 300_000);

  test.each(tableOf(STYLES))('%s: the host starts, and passes its own tests before', (name, style) => {
    const [paths, tests] = before.get(name) ?? [];

    expect(paths).toContain(style.users);
    expect(tests).toEqual(CHECKED.includes(style) ? [] : undefined);
  });

  test.each(tableOf(BY_HAND))('%s: its tests pass', (name) => {
    expect(after.get(name)?.[0]).toEqual([]);
  });

  test.each(tableOf(BY_HAND))('%s: the contract holds over HTTP with the application as it is', (name) => {
    expect(after.get(name)?.[1]).toEqual([]);
  });

  test.each(tableOf(STYLES))("%s: the team's linters have nothing to say, before or after", async (_, style) => {
    expect(await lint(style, newest, folderOf(style, 'before'))).toBe('');
    if (BY_HAND.includes(style)) expect(await lint(style, newest, folderOf(style, 'after'))).toBe('');
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

const ACCEPTED = { options: { yes: true } };
/** Records that have many of the blueprint's, which are shown, and many of their own. */
const LINKED: readonly string[] = ['boards', 'title:str.40', 'members:m2m.User:back=boards:embed', 'linked:m2m.Board'];

/** A further model of the blueprint's own package, and where that is refused. */
const PROFILE = { name: 'Profile', fields: ['bio:str.200', 'user:ref.User:unique:back=profile'] };
const WITHOUT_PROFILE: Readonly<Record<string, string>> = {
  // Its own exception for a missing user is another one than that of a reference to one.
  dao: 'package-file-unknown',
  // Where a class begins is not where a path does.
  controllers: 'package-file-unknown',
};

/** What has no many of others: Pydantic 1. */
const WITHOUT_LINKS: readonly string[] = ['pydantic-1'];

/** What shows no other record in an answer: a library reads the rows. */
const WITHOUT_EMBED: readonly string[] = ['fastcrud'];

const addedTo = ({ name }: Style): readonly (readonly string[])[] => {
  if (WITHOUT_EMBED.includes(name)) return REFERRING.map((all) => all.map((each) => each.replace(':embed', '')));
  return WITHOUT_LINKS.includes(name) ? REFERRING : [...REFERRING, LINKED];
};

test.each([
  ['layered-crud', 'from app.models.invoice import Invoice, Line', '    create_line,\n    delete_invoice,'],
  ['generic-crud', 'from .invoice import Invoice, Line', 'from .crud_invoice import invoice, line\n'],
])(
  '%s: a further model is gathered where the packages of the host gather the parts of a layer',
  async (name, model, crud) => {
    const [cwd = ''] = stylesNamed([name]).map((style) => lay(style, folderOf(style, 'further'), ['backend']));
    const added = ['backend-package:model', 'invoices', 'Line', 'text:str'];
    expect((await run(cwd, ['backend-package:app', 'invoices', 'number:str.32'], ACCEPTED)).error).toBeUndefined();
    expect((await run(cwd, added, ACCEPTED)).error).toBeUndefined();

    const after = treeOf(cwd);
    const init = (layer: string): string | undefined => after.get(join(cwd, 'app', layer, '__init__.py'));
    expect([init('models'), init('schemas'), init('crud')]).toEqual([
      expect.stringContaining(`${model}\n`),
      expect.stringMatching(/import Invoice, InvoiceCreate, InvoiceUpdate, Line, LineCreate, LineUpdate\n/),
      expect.stringContaining(crud),
    ]);
    await run(cwd, added, ACCEPTED);
    expect(treeOf(cwd)).toEqual(after);
  },
  60_000,
);

withPython('the generator in the same backends', () => {
  const whole = shareOf(WRITTEN, "sample backends with the new package's tests whole and without plugins");
  const referred = partOf(WRITTEN, 1, 2, 'sample backends with packages that refer to the blueprint');
  /** The tests of the rest run beside those of the packages that refer to the blueprint. */
  const tested = WRITTEN.filter((style) => whole.includes(style) || !referred.includes(style));
  const untouched = new Map<string, ReadonlyMap<string, string>>();
  const runs = new Map<string, Outcome>();
  let alone = new Map<string, string[][]>();
  let referring = new Map<string, string[][]>();

  beforeAll(async () => {
    const before = await asTheyAre();
    for (const style of STYLES) {
      const cwd = lay(style, folderOf(style, 'generated'), ['backend']);
      untouched.set(style.name, treeOf(cwd));
      runs.set(style.name, await run(cwd, ['backend-package:app', ...COMMAND], ACCEPTED));
    }
    alone = await driveAll('generated', WRITTEN, (style) => {
      const use: Style = { ...style, ...style.use };
      const folder = folderOf(style, 'generated');
      const tests: Job = { ...use, folder, work: 'tests', tests: ['-k', 'invoice'] };
      const own = whole.includes(style) ? tests : quickTests(use, folder, 'invoice');
      const contract: Job = { ...use, folder, work: 'contract', pathsBefore: before.get(style.name)?.[0] ?? [] };
      return tested.includes(style) ? [contract, own] : [contract];
    });
  }, 600_000);

  test.each(tableOf(STYLES))('%s: does today what style.json says', async (name, style) => {
    const backend = folderOf(style, 'generated');
    const { printed = '', error } = runs.get(name) ?? {};

    if (style.today === 'refused') {
      expect({ status: error?.code, id: error?.message.includes(`[${style.id}]`) }).toEqual({ status: 3, id: true });
      expect(treeOf(backend)).toEqual(untouched.get(name));
      return;
    }
    expect(error).toBeUndefined();
    const { collection }: Style = { ...style, ...style.use };
    expect(printed).toContain(`, paths below ${collection.replace(/\/$/, '')}\n`);
    expect(alone.get(name)).toEqual(tested.includes(style) ? [[], []] : [[]]);
    // Its linter wants types that SQLAlchemy 1 does not have, in tests.
    if (style.name !== 'async-functions') expect(await lint(style, newest, backend)).toBe('');
  });

  // They come into the same copies, beside the invoices.
  describe('and packages that refer to the blueprint', () => {
    const added = new Map<string, (PackagePlan | readonly string[])[]>();

    beforeAll(async () => {
      for (const style of referred) {
        const start = join(folderOf(style, 'generated'), style.root);
        const made: (PackagePlan | readonly string[])[] = [];
        for (const [name = '', ...fields] of addedTo(style)) made.push(await writePackage(start, name, fields));
        made.push(await writeModel(start, 'users', PROFILE));
        added.set(style.name, made);
      }
      referring = await driveAll('referring', referred, (style) => {
        const some = tested.includes(style) ? 'not invoice and not a_hundred' : 'invoice or not a_hundred';
        return [quickTests(style, folderOf(style, 'generated'), some)];
      });
    }, 600_000);

    test.each(tableOf(referred))('%s: their tests pass, and those of the host', (name, style) => {
      const [refused, ...packages] = [...(added.get(name) ?? [])].reverse();
      expect(packages.reverse()).toMatchObject(addedTo(style).map(([name]) => ({ name })));
      const id = WITHOUT_PROFILE[name];
      if (id === undefined) expect(refused).toMatchObject({ name: 'users', isNew: false });
      else expect(refused).toEqual(expect.arrayContaining([expect.stringContaining(id)]));
      expect(referring.get(name)).toEqual([[]]);
    });
  });
});
