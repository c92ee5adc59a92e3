import { expect, test } from '@jest/globals';
import { isObstacle, readHostFile } from '../../../lib/registration/host-file.js';
import { counterpartName, newAlias, renamed } from '../../../lib/registration/names.js';
import { inOneFile } from '../one-file.js';

test.each([
  ['users_api', 'invoices_api'],
  ['_users', '_invoices'],
  ['users', 'invoices'],
  ['v1_users_router', 'v1_invoices_router'],
  ['UsersBase', 'InvoicesBase'],
  ['superusers_api', undefined],
  ['user_models', undefined],
])('%s becomes %s', (name, expected) => {
  expect(renamed(name, 'users', 'invoices')).toBe(expected);
});

test.each([
  ['test_users', 'test_invoices'],
  ['test_user_api', 'test_invoice_api'],
  ['test_posts', 'test_posts'],
])('beside a package that is called in the singular %s becomes %s', (name, expected) => {
  const asked = { importRoot: 'app', blueprint: 'user', package: 'invoice', singular: 'invoice' };
  expect(counterpartName(name, asked)).toBe(expected);
});

async function alias(source: string, name: string): Promise<string> {
  const request = { module: 'app.main', importRoot: 'app', blueprint: 'users', package: 'taxes', singular: 'tax' };
  const file = await inOneFile(readHostFile, source, request);
  if (isObstacle(file)) throw new Error(file.reason);
  return newAlias(file, name, ['models']);
}

test('one singular proves nothing, two packages that show it do', async () => {
  const users = 'from app.users import models as user_models\n';
  expect(await alias(users, 'user_models')).toBe('taxes_models');
  expect(await alias(`${users}from app.items import models as item_models\n`, 'user_models')).toBe('tax_models');
});

test('one plural contradicts any number of singulars', async () => {
  const singulars = 'from app.users import models as user_models\nfrom app.items import models as item_models\n';
  const source = `${singulars}from app.posts import models as posts_models\n`;
  expect(await alias(source, 'user_models')).toBe('taxes_models');
});

test('an alias without the name of the blueprint is not imitated', async () => {
  expect(await alias('from app.users import models as m\n', 'm')).toBe('taxes_models');
});
