// Each kind of reference, to the same package and to another one, with each word for a delete: over HTTP, and what is left.
// On both databases, with the models imported in the order of the application and in the other one.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { run as execute } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { run } from '../generators/run.js';
import { describeOverEachDatabase } from '../python/databases.js';
import { partOf } from '../share.js';
import { pythonsFor, stylesNamed } from './pythons.js';
import { lay, oncePerStyle, onDatabase } from './styles.js';

/** Synchronous and asynchronous sessions, in packages, and the models of all in one file. */
const TRIED = ['one-file', 'service-static', 'unit-of-work'] as const;
const tried = stylesNamed(TRIED);
const pythons = await pythonsFor(tried);
const withPython = pythons.describe;

const scratch = scratchFolder('relations-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Row = {
  readonly path: string;
  readonly kind: string;
  readonly ondelete: string;
  readonly to: string;
  /** The model whose rows join both. */
  readonly joins?: string;
};
type Model = { readonly model: string; readonly fields: readonly string[]; readonly unique?: string };

const ON_DELETE = ['cascade', 'restrict', 'setnull', 'noaction'] as const;
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The models of one package that refer to a box, or to their own kind. */
function relations(place: 'near' | 'far'): readonly (Row & { readonly asked: Model })[] {
  const asked = (kind: string, ondelete: string, field: string): Row & { readonly asked: Model } => {
    const model = `${capital(place)}${capital(kind)}${capital(ondelete)}`;
    const path = `${place}-${kind}-${ondelete}s`;
    const isOwn = kind === 'self' || kind === 'own';
    const fields = ['label:str.40', field.replace('TARGET', isOwn ? model : 'boxes.Box')];
    return { path, kind, ondelete, to: isOwn ? path : 'boxes', asked: { model, fields } };
  };
  return [
    ...ON_DELETE.flatMap((ondelete) => {
      const flags = `ondelete=${ondelete}:embed${ondelete === 'setnull' ? ':optional' : ''}`;
      return [
        asked('many', ondelete, `parent:ref.TARGET:${flags}`),
        place === 'far'
          ? asked('one', ondelete, `parent:ref.TARGET:unique:${flags}`)
          : asked('self', ondelete, `parent:ref.TARGET:optional:ondelete=${ondelete}:embed`),
      ];
    }),
    asked('links', 'row', 'parents:m2m.TARGET:embed'),
    ...(place === 'near' ? [asked('own', 'row', 'parents:m2m.TARGET')] : []),
  ];
}

/** Many boxes by the rows of a model that has more to say. */
function joined(place: 'near' | 'far'): { readonly row: Row; readonly asked: readonly Model[] } {
  const [model, join] = [`${capital(place)}Throughed`, `${capital(place)}Joining`];
  const keys = [`holder:ref.${model}:ondelete=cascade`, 'box:ref.boxes.Box:ondelete=cascade'];
  return {
    row: {
      path: `${place}-througheds`,
      kind: 'through',
      ondelete: 'row',
      to: 'boxes',
      joins: `${place}-joinings`,
    },
    asked: [
      { model, fields: ['label:str.40', `parents:m2m.boxes.Box:through=${join}:embed`] },
      { model: join, fields: [...keys, 'note:str.20:default=new'], unique: 'holder+box' },
    ],
  };
}

const JOINED = { near: joined('near'), far: joined('far') };
const ROWS: readonly Row[] = [JOINED.near.row, JOINED.far.row, ...relations('near'), ...relations('far')];
const SPEC = {
  packages: [
    {
      package: 'boxes',
      fields: ['label:str.40'],
      models: [...relations('near').map(({ asked }) => asked), ...JOINED.near.asked],
    },
    {
      package: 'shelves',
      fields: ['label:str.40'],
      models: [...relations('far').map(({ asked }) => asked), ...JOINED.far.asked],
    },
  ],
};

/** The models of all in one file are in one order. */
const RUNS = TRIED.flatMap((name): readonly (readonly [string, string])[] =>
  name === 'one-file'
    ? [[name, 'as it is']]
    : [
        [name, 'as it is'],
        [name, 'reversed'],
      ],
);

/** What an order of imports breaks does not ask which database there is. */
const ON_POSTGRES = partOf(
  RUNS.filter(([, order]) => order === 'as it is'),
  1,
  2,
  'sample backends with references on PostgreSQL',
);

/** A backend with the packages, which are the same whatever it is then used for. */
const backend = oncePerStyle(async (style) => {
  const folder = lay(style, join(scratch, style.name), ['backend']);
  const spec = join(scratch, `${style.name}.json`);
  writeFileSync(spec, JSON.stringify(SPEC));
  const options = { yes: true, proof: 'off', spec };
  expect(await run(folder, ['backend-package:app'], { options })).toMatchObject({ error: undefined });
  return folder;
});

withPython('models that refer to others', () => {
  describeOverEachDatabase('each reference does what it says', (database) => {
    test.each(database.name === 'SQLite' ? RUNS : ON_POSTGRES)(
      '%s, imports in the order %s',
      async (name, order) => {
        const [style] = tried.filter((each) => each.name === name);
        if (style === undefined) throw new Error(`there is no sample ${name}`);
        const own = `${name}-${database.name}-${order.replaceAll(' ', '-')}`;
        const folder = join(scratch, own);
        cpSync(await backend(style), folder, { recursive: true });
        const root = join(folder, style.root);
        const stored = await database.create();
        if (database.name === 'PostgreSQL') onDatabase(root, stored.url);
        const script = join(import.meta.dirname, 'relations.py');
        const args = [script, root, style.app, JSON.stringify(ROWS), ...(order === 'reversed' ? ['shelves'] : [])];
        const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
        const { status, stdout, stderr } = await execute(pythons.of(style), args, { env });
        await stored.drop();

        expect([status, status === 0 ? JSON.parse(stdout) : stderr]).toEqual([0, []]);
      },
      180_000,
    );
  });
});
