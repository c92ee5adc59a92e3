// Packages and models that one run makes together and that refer to each other: their tests under real SQLAlchemy.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { planRun } from '../../lib/plan/plan-run.js';
import type { Draft } from '../../lib/plan/request.js';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { tree } from '../generators/tree.js';
import { packageSpec } from '../lib/asked.js';
import { inMemory } from '../lib/memory.js';
import { copyBackend, MYPY, PYTEST } from './backend.js';

const python = (await pythonForTests()) ?? '';
const withPython = python === '' ? describe.skip : describe;

type Asked = { readonly name: string; readonly models: readonly (readonly [model: string, ...fields: string[]])[] };

/** What is asked for, in an order in which what refers comes before what it refers to. */
const ASKED: readonly Asked[] = [
  {
    name: 'invoices',
    models: [
      ['Invoice', 'number:str.32:unique', 'customer:ref.customers.Customer:back=invoices', 'due:date'],
      ['Note', 'line:ref.Line:ondelete=cascade:back=notes', 'text:text'],
      ['Line', 'invoice:ref.Invoice:back=lines', 'amount:decimal.10.2:ge=0', 'state:enum.open.done'],
    ],
  },
  {
    name: 'customers',
    models: [['Customer', 'name:str.80', 'kind:enum.person.company', 'agent:ref.users.User:optional:back=customers']],
  },
];

const draftOf = ({ name, models }: Asked): Draft => {
  const specs = models.map(([model, ...fields]) => packageSpec({ package: name, model, fields }));
  return {
    name,
    slug: name,
    start: '/p/backend',
    flags: {},
    registers: true,
    isRegisteredOnly: false,
    isNew: true,
    models: specs.map(({ model }, index) => ({ spec: model, path: index === 0 ? '' : `/${model.plural}` })),
  };
};

withPython('packages of one run that refer to each other', () => {
  test('are planned in the order of their references, shown in that of the request, and their tests pass', async () => {
    const backend = copyBackend();
    const texts = Object.entries(tree(backend)).map(([path, text]) => [`/p/backend/${path}`, text] as const);

    const { plan, refusals } = await planRun(inMemory(Object.fromEntries(texts)), ASKED.map(draftOf), {
      columns: undefined,
    });

    expect(refusals).toBeUndefined();
    expect(plan?.packages.map(({ name }) => name)).toEqual(['invoices', 'customers']);
    expect(plan?.notes).toEqual([
      'The database refuses to delete a User that a Customer refers to: what deletes one has to expect an IntegrityError, or give agent ondelete=cascade.',
      'User now looks for Customer by its name: what uses User without the application (a script, a test file by itself) has to import app.customers.models, too.',
    ]);
    for (const { path, after } of plan?.changes ?? []) {
      const file = join(backend, path.slice('/p/backend/'.length));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, after);
    }
    for (const args of [
      [...PYTEST, '-W', 'error'],
      ['ruff', 'check', '--no-cache', '.'],
      ['ruff', 'format', '--check', '--no-cache', '.'],
      [...MYPY, 'app'],
    ]) {
      const { status, stdout, stderr } = await run(python, ['-m', ...args], { cwd: backend, env: process.env });
      expect([args[0], status, status === 0 ? '' : `${backend}\n${stdout}${stderr}`]).toEqual([args[0], 0, '']);
    }
    const services = readFileSync(join(backend, 'app/customers/services.py'), 'utf8');
    expect(services).toContain('"Customer is still referred to"');
    expect(readFileSync(join(backend, 'app/invoices/services.py'), 'utf8')).toContain('"Invoice is still referred to"');
  }, 300_000);
});
