// Packages that refer to each other, in every style, and all of it undone: the backend is as it was, to the byte.
import { expect, test } from '@jest/globals';
import { type Outcome, run, scratch, specFile, tree } from '../generators/run.js';
import { shareOf } from '../share.js';
import { lay, WRITTEN } from './styles.js';

const OPTIONS = { yes: true, proof: 'off' };

const command = (folder: string, name: string, ...args: readonly string[]): Promise<Outcome> =>
  run(folder, [`backend-package:${name}`, ...args], { options: OPTIONS });

const undo = (folder: string, ...names: readonly string[]): Promise<Outcome> =>
  run(folder, ['backend-package:undo', ...names], { options: { yes: true } });

async function done(outcome: Promise<Outcome>): Promise<void> {
  expect((await outcome).error).toBeUndefined();
}

test.each(shareOf(WRITTEN, 'styles'))('one after the other, with a model and fields: $name', async (style) => {
  const folder = lay(style, scratch(), ['backend']);
  const before = tree(folder);
  await done(command(folder, 'app', 'customers', 'name:str.80', 'since:date'));
  await done(command(folder, 'app', 'bills', 'cost:decimal.10.2', 'due:date'));
  const invoice = ['number:str.32:unique', 'total:decimal.10.2:ge=0', 'customer:ref.customers.Customer:back=invoices'];
  await done(command(folder, 'app', 'invoices', ...invoice));
  // A second class of handlers on one router is refused.
  await command(folder, 'model', 'invoices', 'Line', 'quantity:int:ge=1', 'invoice:ref.Invoice:back=lines');
  await done(command(folder, 'field', 'customers', 'Customer', 'mail:str.80:optional'));
  const all = tree(folder);

  expect((await undo(folder, 'customers')).error?.message).toContain('package-used');
  expect(tree(folder)).toEqual(all);

  for (const name of ['invoices', 'bills', 'customers']) await done(undo(folder, name));
  expect(tree(folder)).toEqual(before);
});

test.each(shareOf(WRITTEN, 'styles'))('of one run, which refer to each other: $name', async (style) => {
  const folder = lay(style, scratch(), ['backend']);
  const before = tree(folder);
  const packages = [
    { package: 'customers', fields: ['name:str.80'] },
    { package: 'invoices', fields: ['number:str.32', 'customer:ref.customers.Customer:back=invoices'] },
    { package: 'payments', fields: ['amount:decimal.10.2:ge=0', 'invoice:ref.invoices.Invoice'] },
  ];
  await done(run(folder, ['backend-package:app'], { options: { ...OPTIONS, spec: specFile(folder, packages) } }));
  const all = tree(folder);

  expect((await undo(folder, 'customers')).error).toMatchObject({ code: 5 });
  expect(tree(folder)).toEqual(all);

  await done(undo(folder, 'payments', 'invoices', 'customers'));
  expect(tree(folder)).toEqual(before);
});
