import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { atTerminal, copyOfStandard, type Outcome, type RunSettings, run, scratch, tree } from './run.js';

const OFF = { options: { yes: true, proof: 'off' } };

async function made(folder: string, ...args: readonly string[]): Promise<void> {
  const [name = '', ...rest] = args;
  const { error } = await run(folder, [`backend-package:${name}`, ...rest], OFF);
  expect(error).toBeUndefined();
}

const undo = (
  folder: string,
  args: readonly string[] = [],
  settings: RunSettings = { options: { yes: true } },
): Promise<Outcome> => run(folder, ['backend-package:undo', ...args], settings);

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

test('the last run goes first, and a package that is named goes whole; folders too, and what Python compiled', async () => {
  const folder = copyOfStandard();
  const before = tree(folder);
  await made(folder, 'app', 'invoices', 'number:str.32');
  const between = tree(folder);
  await made(folder, 'model', 'invoices', 'Line', 'quantity:int');
  const both = tree(folder);

  const planned = await undo(folder, ['invoices'], { options: { dryRun: true } });
  expect(planned.error).toBeUndefined();
  expect(planned.output).toContain('deleted file mode 100644');
  expect((await undo(folder, [], {})).error).toMatchObject({ code: 2 });
  const no = await atTerminal(() => undo(folder, [], { answer: () => 'no' }));
  expect(no.error).toMatchObject({ code: 5 });
  expect(tree(folder)).toEqual(both);

  expect((await undo(folder)).error).toBeUndefined();
  expect(tree(folder)).toEqual(between);
  mkdirSync(join(folder, 'backend/app/invoices/__pycache__'));
  writeFileSync(join(folder, 'backend/app/invoices/__pycache__/api.cpython-311.pyc'), 'compiled');
  expect((await undo(folder, ['invoices'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
  expect(existsSync(join(folder, 'backend/app/invoices'))).toBe(false);
  expect((await undo(folder, ['invoices'])).error).toMatchObject({ code: 2 });
});

test('a field goes from a model that other code uses', async () => {
  const folder = copyOfStandard();
  await made(folder, 'app', 'invoices', 'number:str.32');
  await made(folder, 'app', 'notes', 'invoice:ref.invoices.Invoice');
  const before = tree(folder);
  await made(folder, 'field', 'invoices', 'Invoice', 'due:date:optional');

  expect((await undo(folder)).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
  expect((await undo(folder, ['invoices'])).error?.message).toContain('package-used');
});

test('what people wrote stays: other packages, changed files, lines of the registration in another spelling', async () => {
  const folder = copyOfStandard();
  const app = join(folder, 'backend/app');
  await made(folder, 'app', 'orders', 'number:str.32');
  const orders = tree(folder);
  await made(folder, 'app', 'invoices', 'number:str.32');
  edit(join(app, 'api/v1/endpoints.py'), (text) =>
    text
      .replace('from app.invoices import api as invoices_api', 'from app.invoices import api as bills')
      .replace('invoices_api.router, tags=["invoices"]', 'bills.router, prefix="/bills", tags=["bills"]'),
  );
  edit(join(app, 'invoices/services.py'), (text) => `${text}# mine\n`);
  const used = join(app, 'orders/services.py');
  const other = readFileSync(used, 'utf8');
  writeFileSync(used, `from app.invoices.models import Invoice\n${other}`);

  const all = tree(folder);
  const refused = await undo(folder, ['invoices']);
  expect(refused.error).toMatchObject({ code: 5 });
  expect(refused.error?.message).toMatch(/\[package-used\] .*orders\/services\.py:1: This uses app\.invoices\.models/);
  expect(tree(folder)).toEqual(all);

  writeFileSync(used, other);
  const { error, printed } = await undo(folder, ['invoices']);
  expect(error).toBeUndefined();
  expect(printed).toContain(
    'Kept, because you have changed them (--force moves them aside):\n  backend/app/invoices/services.py',
  );
  const services = 'backend/app/invoices/services.py';
  expect(tree(folder)).toEqual({ ...orders, [services]: all[services] });
});

test('with --force a file that people changed is moved aside, where it can be found', async () => {
  const folder = copyOfStandard();
  const before = tree(folder);
  await made(folder, 'app', 'invoices', 'number:str.32');
  edit(join(folder, 'backend/app/invoices/api.py'), (text) => `${text}# mine\n`);
  const { error, printed } = await undo(folder, ['invoices'], { options: { force: true } });
  expect(error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
  const copy = /api\.py is now (.*api\.py)$/m.exec(printed)?.[1] ?? '';
  expect(readFileSync(copy, 'utf8')).toMatch(/# mine\n$/);
});

test('a backend by layer is as it was', async () => {
  const folder = scratch();
  cpSync(join(import.meta.dirname, '../styles/layered-crud/backend'), folder, { recursive: true });
  const before = tree(folder);
  await made(folder, 'app', 'invoices', 'number:str.32');
  expect((await undo(folder, ['invoices'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
});
