// A module of the host that hands the routers of packages on to others.
import { expect, test } from '@jest/globals';
import { reExportedNames } from '../../../lib/registration/re-export.js';
import { inOneFile } from '../one-file.js';

const request = { importRoot: 'app', blueprint: 'users', package: 'invoices', singular: 'invoice' };

test('a module that hands the router on tells the name that ours gets', async () => {
  const source = 'from .users.api import router as users_router\nfrom .items.api import router as items_router\n';
  expect(await inOneFile(reExportedNames, source, { ...request, module: 'app.routers' })).toEqual([
    { from: 'app.routers.users_router', to: 'app.routers.invoices_router' },
  ]);
});
