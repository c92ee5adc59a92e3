import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { stateFolders } from '../../generators/commit/state-folder.js';
import { atTerminal, copyOfStandard, type Outcome, type RunSettings, run, scratch, specFile, tree } from './run.js';

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

const ONE_FILE = join(import.meta.dirname, '..', 'styles', 'one-file', 'backend');

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
  await made(folder, 'app', 'notes', 'text:str.200');
  for (const _ of ['notes', 'invoices']) expect((await undo(folder)).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
  await made(folder, 'app', 'invoices', 'number:str.32');
  mkdirSync(join(folder, 'backend/app/invoices/__pycache__'));
  writeFileSync(join(folder, 'backend/app/invoices/__pycache__/api.cpython-311.pyc'), 'compiled');
  expect((await undo(folder, ['invoices'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
  expect(existsSync(join(folder, 'backend/app/invoices'))).toBe(false);
  expect((await undo(folder, ['invoices'])).error).toMatchObject({ code: 2 });
});

test('in a repository that was copied, moved or mounted elsewhere the files go that are there', async () => {
  const [folder, copy] = [copyOfStandard(), scratch()];
  mkdirSync(join(folder, '.git'));
  const files = (of: string): object =>
    Object.fromEntries(Object.entries(tree(of)).filter(([name]) => !name.startsWith('.git/')));
  const before = files(folder);
  await made(folder, 'app', 'invoices', 'number:str.32');
  const written = files(folder);
  cpSync(folder, copy, { recursive: true });

  expect((await undo(copy, ['invoices'])).error).toBeUndefined();
  expect(files(copy)).toEqual(before);
  expect(files(folder)).toEqual(written);
  const moved = `${folder} elsewhere`;
  renameSync(folder, moved);
  expect((await undo(moved)).error).toBeUndefined();
  expect(files(moved)).toEqual(before);
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

test.each([
  ['one folder', undefined, 'backend/app/invoices/api.py'],
  ['files that it shares', ONE_FILE, 'app/routers/invoices.py'],
])(
  'what stayed, because people had changed it, is moved aside by the same command with --force: %s',
  async (_, from, own) => {
    const folder = from === undefined ? copyOfStandard() : scratch();
    if (from !== undefined) cpSync(from, folder, { recursive: true });
    const before = tree(folder);
    await made(folder, 'app', 'invoices', 'number:str.32');
    edit(join(folder, own), (text) => `${text}# mine\n`);
    await undo(folder, ['invoices']);
    const stayed = tree(folder);

    const again = await undo(folder, ['invoices']);
    expect(again.printed).toContain('Kept, because you have changed them');
    expect(again.printed).toContain('Nothing is left to take back.');
    expect(tree(folder)).toEqual(stayed);

    const { error, printed } = await undo(folder, ['invoices'], { options: { force: true } });
    expect(error).toBeUndefined();
    expect(printed).toContain('Taken back.');
    expect(tree(folder)).toEqual(before);
    expect((await undo(folder, ['invoices'])).error?.message).toMatch(/undo-un/);
  },
);

test('a package that came back is not taken for what stayed of it', async () => {
  const folder = copyOfStandard();
  const before = tree(folder);
  await made(folder, 'app', 'invoices', 'number:str.32');
  const written = tree(folder);
  edit(join(folder, 'backend/app/invoices/api.py'), (text) => `${text}# mine\n`);
  await undo(folder, ['invoices']);
  for (const [path, text] of Object.entries(written)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  expect((await undo(folder, ['invoices'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
});

test('what was put back by version control is not looked for, and the folders of new files go with them', async () => {
  for (const from of [undefined, ONE_FILE]) {
    const folder = from === undefined ? copyOfStandard() : scratch();
    if (from !== undefined) cpSync(from, join(folder, 'backend'), { recursive: true });
    const before = tree(folder);
    await made(folder, 'app', 'invoices', 'number:str.32');
    await made(folder, 'model', 'invoices', 'Line', 'quantity:int');
    for (const [path, text] of Object.entries(before)) writeFileSync(join(folder, path), text);

    expect((await undo(folder, ['invoices'])).error).toBeUndefined();
    expect(tree(folder)).toEqual(before);
    expect(existsSync(join(folder, 'backend/app/invoices'))).toBe(false);
    await made(folder, 'app', 'invoices', 'number:str.32');
  }
});

test('a model that another one names in a text stays', async () => {
  const folder = copyOfStandard();
  await made(folder, 'app', 'invoices', 'number:str.32');
  const models = join(folder, 'backend/app/users/models.py');
  const [text, line] = [readFileSync(models, 'utf8'), readFileSync(models, 'utf8').split('\n').length];
  for (const value of ['relationship("Invoice")', 'mapped_column(ForeignKey("invoices.id"))']) {
    writeFileSync(models, `${text}    billed = ${value}\n`);
    const all = tree(folder);
    const { error } = await undo(folder, ['invoices']);
    expect(error?.message).toContain(`[package-used] backend/app/users/models.py:${line}: This uses `);
    expect(tree(folder)).toEqual(all);
  }
});

/** As in a clone of the repository: what runs have written down stays behind. */
function forgotten(folder: string): void {
  for (const state of stateFolders(join(folder, 'backend'))) rmSync(state, { recursive: true, force: true });
}

test('without what the run has written down the code tells what goes, in whatever spelling, and what stays', async () => {
  const folder = copyOfStandard();
  const app = join(folder, 'backend/app');
  await made(folder, 'app', 'orders', 'number:str.32');
  const orders = tree(folder);
  await made(folder, 'app', 'invoices', 'number:str.32:unique', 'total:decimal.10.2:ge=0');
  await made(folder, 'model', 'invoices', 'Line', 'quantity:int:ge=1');
  forgotten(folder);
  edit(join(app, 'api/v1/endpoints.py'), (text) =>
    text
      .replace('from app.invoices import api as invoices_api', 'from app.invoices import api as bills')
      .replace('invoices_api.router, tags=["invoices"]', 'bills.router, prefix="/bills", tags=["bills"]'),
  );
  edit(join(app, 'invoices/services.py'), (text) => `${text}# mine\n`);
  writeFileSync(join(app, 'invoices/mine.py'), 'MINE = 1\n');
  const all = tree(folder);

  const { error, printed } = await undo(folder, ['invoices']);
  expect(error).toBeUndefined();
  expect(printed).toContain('Kept, because they are not as they would be written (--force moves them aside):\n');
  const kept = ['backend/app/invoices/mine.py', 'backend/app/invoices/services.py'];
  expect(tree(folder)).toEqual({ ...orders, ...Object.fromEntries(kept.map((path) => [path, all[path]])) });
  expect((await undo(folder, ['invoices'])).error).toMatchObject({ code: 2 });
  expect((await undo(folder, ['users'])).error).toMatchObject({ code: 2 });
});

test('a package that people wrote is not taken for one that was generated', async () => {
  const folder = scratch();
  const style = join(import.meta.dirname, '../styles/column-functions');
  for (const part of ['backend', 'wanted']) cpSync(join(style, part), folder, { recursive: true });
  edit(join(folder, 'app/invoices/service.py'), (text) => `# ours\n${text}`);
  edit(join(folder, 'app/invoices/router.py'), (text) => `# ours\n${text}`);
  const before = tree(folder);

  expect((await undo(folder, ['invoices'])).error?.message).toContain('[undo-untold]');
  expect(tree(folder)).toEqual(before);
});

test.each([
  ['layered-async', 'invoices'],
  // A further model is refused there.
  ['layered-crud', undefined],
  ['unit-kept', undefined],
  // A folder of dependencies has a file of all features.
  ['made-by-factory', 'invoices'],
  ['async-repository', 'invoices'],
  ['envelope', 'invoices'],
])('without it %s is as it was', async (style, further) => {
  const folder = scratch();
  cpSync(join(import.meta.dirname, '../styles', style, 'backend'), folder, { recursive: true });
  const before = tree(folder);
  await made(folder, 'app', 'invoices', 'number:str.32:unique', 'status:enum.draft.sent:default=draft');
  if (further !== undefined) await made(folder, 'model', further, 'Line', 'quantity:int:ge=1');
  for (const state of stateFolders(folder)) rmSync(state, { recursive: true, force: true });

  expect((await undo(folder, ['invoices'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
});

test('a backend by layer is as it was', async () => {
  const folder = scratch();
  cpSync(join(import.meta.dirname, '../styles/layered-crud/backend'), folder, { recursive: true });
  const before = tree(folder);
  await made(folder, 'app', 'invoices', 'number:str.32');
  expect((await undo(folder, ['invoices'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
});

test.each(['onion', 'one-file'])(
  'what a later package needs of the imports that went in before it stays: %s',
  async (style) => {
    const folders = [scratch(), scratch()];
    for (const folder of folders)
      cpSync(join(import.meta.dirname, '../styles', style, 'backend'), folder, { recursive: true });
    const [both = '', alone = ''] = folders;
    const before = tree(both);
    await made(both, 'app', 'invoices', 'total:decimal.10.2', 'due:date');
    await made(both, 'app', 'bills', 'cost:decimal.10.2');
    await made(alone, 'app', 'bills', 'cost:decimal.10.2');

    expect((await undo(both, ['invoices'])).error).toBeUndefined();
    expect(tree(both)).toEqual(tree(alone));
    expect((await undo(both, ['bills'])).error).toBeUndefined();
    expect(tree(both)).toEqual(before);
  },
);

test('packages of one run that refer to each other are taken back together, and each says so', async () => {
  const folder = copyOfStandard();
  const before = tree(folder);
  const packages = [
    { package: 'customers', fields: ['name:str.80'] },
    { package: 'invoices', fields: ['number:str.32', 'customer:ref.customers.Customer:back=invoices'] },
    { package: 'notes', fields: ['text:str.80'] },
  ];
  const options = { yes: true, spec: specFile(folder, packages) };
  expect((await run(folder, ['backend-package:app'], { options })).error).toBeUndefined();
  const all = tree(folder);

  const refused = await undo(folder, ['invoices']);
  expect(refused.error).toMatchObject({ code: 5 });
  expect(refused.error?.message).toContain('Take that out first. Or name both: undo invoices customers');
  expect((await undo(folder, ['customers', 'nobody'])).error?.message).toContain('undo-unknown');
  expect(tree(folder)).toEqual(all);

  const { error, printed } = await undo(folder, ['invoices', 'customers']);
  expect(error).toBeUndefined();
  expect(printed).toContain('Takes back what was written for customers and invoices:');
  expect((await undo(folder, ['notes'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
});

test('in a file of all models what a later one refers to stays', async () => {
  const folder = scratch();
  cpSync(join(import.meta.dirname, '../styles/onion/backend'), folder, { recursive: true });
  const before = tree(folder);
  await made(folder, 'app', 'customers', 'name:str.80');
  await made(folder, 'app', 'invoices', 'number:str.32', 'customer:ref.customers.Customer');
  const all = tree(folder);

  const refused = await undo(folder, ['customers']);
  expect(refused.error).toMatchObject({ code: 5 });
  expect(refused.error?.message).toMatch(/\[package-used\] .*models\.py:\d+: This uses/);
  expect(tree(folder)).toEqual(all);

  expect((await undo(folder, ['customers', 'invoices'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
});

test('of packages that one run wrote into one file none is taken back without the others', async () => {
  const folder = scratch();
  cpSync(join(import.meta.dirname, '../styles/onion/backend'), folder, { recursive: true });
  const before = tree(folder);
  const packages = [
    { package: 'customers', fields: ['name:str.80'] },
    { package: 'notes', fields: ['text:str.80'] },
  ];
  const options = { yes: true, spec: specFile(folder, packages) };
  expect((await run(folder, ['backend-package:app'], { options })).error).toBeUndefined();
  const all = tree(folder);

  const refused = await undo(folder, ['notes']);
  expect(refused.error).toMatchObject({ code: 5 });
  expect(refused.error?.message).toContain('Name all of them: undo customers notes');
  expect(tree(folder)).toEqual(all);

  expect((await undo(folder, ['notes', 'customers'])).error).toBeUndefined();
  expect(tree(folder)).toEqual(before);
});
