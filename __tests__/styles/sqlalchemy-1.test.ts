// Packages for backends on SQLAlchemy 1.4 and Pydantic 2: their own tests, with references, owners of rows and marks.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { pythonForTests } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { run } from '../generators/run.js';
import { quickTests, stylesNamed } from './pythons.js';
import { drive, lay, type Style } from './styles.js';

const python = await pythonForTests({ requirements: join(import.meta.dirname, 'requirements-sqlalchemy-1.txt') });
const withPython = python === undefined ? test.skip : test;

const scratch = scratchFolder('sqlalchemy-1-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const SPEC = {
  packages: [
    { package: 'customers', fields: ['name:str.80:unique', 'tags:list.str:default=empty'], 'soft-delete': true },
    {
      package: 'invoices',
      fields: ['number:str.32:unique', 'total:decimal.10.2:ge=0', 'customer:ref.Customer:embed', 'payers:m2m.Customer'],
      models: [{ model: 'Line', fields: ['quantity:int'], under: 'invoices.Invoice' }],
    },
  ],
};

withPython.each(stylesNamed(['column-functions', 'one-file']).map((style): [string, Style] => [style.name, style]))(
  '%s on SQLAlchemy 1.4',
  async (name, style) => {
    const folder = lay(style, join(scratch, name), ['backend']);
    const pinned = join(folder, name === 'one-file' ? 'requirements.txt' : 'pyproject.toml');
    const text = readFileSync(pinned, 'utf8');
    const older = text.replace(/\bsqlalchemy\b[^"\n]*/i, 'sqlalchemy==1.4.54');
    expect(older).not.toBe(text);
    writeFileSync(pinned, older);
    const spec = join(scratch, `${name}.json`);
    writeFileSync(spec, JSON.stringify(SPEC));
    const options = { yes: true, proof: 'off', spec };
    expect(await run(folder, ['backend-package:app'], { options })).toMatchObject({ error: undefined });
    const jobs = [quickTests(style, folder, 'customer or invoice or line')];
    expect(await drive(python ?? '', join(scratch, `${name}-jobs.json`), jobs)).toEqual([[]]);
  },
  180_000,
);
