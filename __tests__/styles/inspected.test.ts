// What `inspect --spec` reads of packages: the file makes the same packages, byte for byte, in the same backend without them.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { create as createStore } from 'mem-fs';
import { create } from 'mem-fs-editor';
import { parse } from 'yaml';
import { hostFiles } from '../../generators/yeoman/host-files.js';
import { inspect } from '../../lib/inspect/inspection.js';
import { specOf } from '../../lib/inspect/spec-of.js';
import { specText } from '../../lib/inspect/spec-text.js';
import { scratchFolder } from '../../scripts/yo.mjs';
import { run, tree } from '../generators/run.js';
import { stylesNamed } from './pythons.js';
import { lay } from './styles.js';

const scratch = scratchFolder('inspected-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The fields are in the order in which they are printed; a style that cannot have one of these settings has no row. */
const ASKED = [
  {
    package: 'customers',
    fields: [
      'name:str.80',
      'pin:str.30:optional:writeonly',
      'big:bigint:default=3',
      'active:bool:default=true',
      'seen:datetime:default=now',
      'ratio:float:ge=0:le=1',
      'note:text:optional',
    ],
    key: 'bigint',
    timestamps: true,
  },
  {
    package: 'invoices',
    fields: [
      'number:str.32:unique',
      'customer:ref.Customer:optional:ondelete=cascade:back=invoices',
      'total:decimal.10.2:ge=0',
      'due:date:optional',
      'status:enum.draft.sent:default=draft',
    ],
    table: 'bills',
    unique: 'total+due,status+customer',
    models: [
      { model: 'Line', fields: ['position:int:ge=1', 'code:str.9:pattern=^[A-Z]+$'], under: 'invoices.Invoice' },
    ],
  },
  { package: 'labels', fields: ['word:str.30:unique'] },
  {
    package: 'posts',
    path: 'articles',
    tag: 'Reading matter',
    fields: [
      'title:str.200:min_length=3',
      'labels:m2m.Label:back=posts',
      'code:str.20:optional:min_length=0',
      'meta:json:optional',
      'ratios:list.decimal.5.2',
      'names:list.str.40:optional',
      'marks:list.slug',
      'data:bytes:max_length=1000',
      'story:text:max_length=500',
      'rank:smallint:server_default=3',
      'live:bool:server_default=true',
      'made:datetime:server_default=now',
      'day:date:default=2024-01-31',
      'price:decimal.8.3:default=1.250',
      `nick:str.30:doc=What it is:: it's "so"`,
    ],
    index: 'title+rank',
  },
];

const PLAIN = [{ package: 'notes', fields: ['word:str.30'], page: 'plain' }];

/** What shows in one style alone. */
const OWN: Readonly<Record<string, readonly object[]>> = {
  envelope: PLAIN,
  'paged-dicts': PLAIN,
  fastcrud: [{ package: 'notes', fields: ['word:str.30'], 'soft-delete': true }],
  'made-by-factory': [
    { package: 'inventory', fields: ['word:str.30'] },
    { package: 'boxes', fields: ['size:int'] },
  ],
  // A dataclass has the fields with a default behind the others.
  'registry-dataclasses': [
    { package: 'notes', fields: ['rank:int:default=3', 'word:str.30', 'seen:bool:optional', 'day:date'] },
  ],
};

const TRIED = ['async-functions', 'async-repository', 'class-suffixes', 'envelope', 'layered-async', 'paged-dicts'];

test.each(stylesNamed([...new Set([...TRIED, ...Object.keys(OWN)])]))(
  '$name: the file makes the packages that it was read from',
  async (style) => {
    const { name } = style;
    const asked = { packages: [...(TRIED.includes(name) ? ASKED : []), ...(OWN[name] ?? [])] };
    const make = async (folder: string, text: string): Promise<Readonly<Record<string, string>>> => {
      const backend = lay(style, join(scratch, name, folder), ['backend']);
      const spec = join(scratch, `${name}-${folder}.yaml`);
      writeFileSync(spec, text);
      const ended = await run(backend, ['backend-package:app'], { options: { yes: true, proof: 'off', spec } });
      expect(ended).toMatchObject({ error: undefined });
      return tree(backend);
    };
    const first = await make('first', JSON.stringify(asked));

    const files = hostFiles(create(createStore()));
    const inspection = await inspect(files, join(scratch, name, 'first'), {});
    if (!('host' in inspection)) throw new Error(JSON.stringify(inspection));
    const text = specText(specOf(inspection));

    expect(parse(text)).toEqual(asked);
    expect(await make('again', text)).toEqual(first);
  },
);
