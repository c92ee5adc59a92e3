// Records that a delete marks and keeps, in the styles that teams write: the packages' own tests, and what others see of them.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { run as execute } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { run } from '../generators/run.js';
import { describeOverEachDatabase } from '../python/databases.js';
import { partOf } from '../share.js';
import { pythonsFor, quickTests, stylesNamed } from './pythons.js';
import { drive, lay, oncePerStyle, onDatabase, type Style } from './styles.js';

/** One of each way in which the layers of a package call each other, and each form of models. */
const TRIED: readonly string[] = [
  'async-repository',
  'dao',
  'generic-crud',
  'layered-async',
  'one-file',
  'pydantic-1',
  'sqlmodel',
  'unit-kept',
];
const tried = stylesNamed(partOf(TRIED, 0, 2, 'sample backends with records that are marked'));
const pythons = await pythonsFor(tried);
const withPython = pythons.describe;

const scratch = scratchFolder('soft-deleted-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What runs over PostgreSQL, too: synchronous and asynchronous, and records that do not take the keys of others. */
const ON_POSTGRES: readonly string[] = ['one-file', 'sqlmodel', 'unit-kept'];

/** What Pydantic 1 does not take: filters, and collections other than its own ones. */
const numberAndTags = (name: string): readonly string[] =>
  name === 'pydantic-1' ? ['number:str.32'] : ['number:str.32:filter', 'tags:m2m.Tag:embed'];

const specFor = (name: string): object => ({
  packages: [
    { package: 'customers', fields: ['name:str.80:unique'], 'soft-delete': true },
    { package: 'tags', fields: ['label:str.20'], 'soft-delete': true },
    {
      package: 'invoices',
      fields: [...numberAndTags(name), 'customer:ref.Customer:embed'],
      'soft-delete': true,
      models: [{ model: 'Line', fields: ['quantity:int'], under: 'invoices.Invoice', 'soft-delete': true }],
    },
  ],
});

/** A backend with the packages, which are the same on each database. */
const backend = oncePerStyle(async (style) => {
  const { name } = style;
  const folder = lay(style, join(scratch, name), ['backend']);
  const spec = join(scratch, `${name}-spec.json`);
  writeFileSync(spec, JSON.stringify(specFor(name)));
  const { error } = await run(folder, ['backend-package:app'], { options: { yes: true, proof: 'off', spec } });
  expect(error).toBe(undefined);
  return folder;
});

withPython('records that are marked as deleted', () => {
  describeOverEachDatabase('nothing sees them', (database) => {
    const isPostgres = database.name === 'PostgreSQL';
    const all = tried.filter(({ name }) => !isPostgres || ON_POSTGRES.includes(name));
    test.each(all.map((style): [string, Style] => [style.name, style]))(
      '%s: their tests pass, and nothing sees a deleted record or what is below it',
      async (name, style) => {
        const own = `${name}-${database.name}`;
        const folder = join(scratch, own);
        cpSync(await backend(style), folder, { recursive: true });
        const root = join(folder, style.root);
        const python = pythons.of(style);
        if (!isPostgres) {
          const job = quickTests(style, folder, '(customer or tag or invoice or line) and not a_hundred');
          expect(await drive(python, join(scratch, `${own}.json`), [job])).toEqual([[]]);
        }

        const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.py'));
        const texts = sources.map((each) => readFileSync(join(root, each), 'utf8'));
        expect(texts.filter((text) => text.includes('deleted_at =')).length).toBeGreaterThan(0);
        // What it does with the header of a caller is tried by its own tests.
        if (style.signIn !== undefined) return;
        const stored = await database.create();
        if (isPostgres) onDatabase(root, stored.url);
        const args = [join(import.meta.dirname, 'soft_deleted.py'), root, style.app];
        const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
        const { status, stdout, stderr } = await execute(python, args, { env });
        await stored.drop();

        expect([status, status === 0 ? JSON.parse(stdout) : stderr]).toEqual([0, []]);
      },
      240_000,
    );
  });
});
