import { expect, test } from '@jest/globals';
import { handedOnNames } from '../../../lib/registration/re-export.js';
import { prefixHabit } from '../../../lib/registration/routers.js';
import { inOneFile } from '../one-file.js';

const request = {
  module: 'app.main',
  importRoot: 'app',
  blueprint: 'users',
  package: 'invoices',
  singular: 'invoice',
};
const head = 'from app.core import app\nfrom app.users import api\nfrom app.items import api as items\n';

test.each([
  ['app.include_router(api.router, prefix="/users")', 'include', 4],
  ['app.include_router(api.router, prefix="/api/v1")', 'router', 4],
  ['app.include_router(api.router)', 'router', 4],
  ['app.include_router(items.router)', 'none', undefined],
  ['app.include_router(api.router, prefix="/users/me")', 'none', undefined],
  ['ROUTERS = [(api.router, "/users"), (items.router, "/items")]', 'include', 4],
])('%s shows that the prefix comes from: %s', async (call, where, line) => {
  expect(await inOneFile(prefixHabit, `${head}${call}\n`, request)).toEqual({
    where,
    ...(line === undefined ? {} : { line }),
  });
});

test('an empty prefix says nothing: the sibling that has one is followed', async () => {
  const calls = 'app.include_router(api.router, prefix="")\napp.include_router(items.router, prefix="/items")\n';
  expect(await inOneFile(prefixHabit, head + calls, request)).toEqual({ where: 'include', line: 4 });
});

test('what is asked of the new package does not change what the blueprint shows', async () => {
  const source = `${head}app.include_router(api.router, prefix="/users")\n`;
  expect(await inOneFile(prefixHabit, source, { ...request, ownPrefix: true })).toEqual({ where: 'include', line: 4 });
});

test('two places of different habit show none', async () => {
  const calls = 'app.include_router(api.router, prefix="/users")\napp.include_router(api.router)\n';
  expect(await inOneFile(prefixHabit, head + calls, request)).toEqual({ where: 'none' });
});

test('a module that hands the router on tells the name that ours gets', async () => {
  const source = 'from .users.api import router as users_router\nfrom .items.api import router as items_router\n';
  expect(await inOneFile(handedOnNames, source, { ...request, module: 'app.routers' })).toEqual([
    { from: 'app.routers.users_router', to: 'app.routers.invoices_router' },
  ]);
});
