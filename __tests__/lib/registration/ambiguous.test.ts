// What is said where several places or routers could be meant.
import { expect, test } from '@jest/globals';
import { registerRouter } from '../../../lib/registration/routers.js';
import { inOneFile } from '../one-file.js';

const REQUEST = { module: 'app.main', importRoot: 'app', package: 'invoices', singular: 'invoice' };

test('every object that includes routers is named with its line and the flag that picks it', async () => {
  const source =
    'from app.core import admin, health, public, v1\n\nv1.include_router(health)\nadmin.include_router(public)\n';
  expect(await inOneFile(registerRouter, source, REQUEST)).toMatchObject({
    kind: 'refused',
    id: 'router-ambiguous',
    reason: 'Several places include routers: v1 in line 3, admin in line 4. --router NAME picks one of these objects.',
  });
  expect(await inOneFile(registerRouter, source, { ...REQUEST, receiver: 'admin' })).toMatchObject({ kind: 'edited' });
});

test('every router of the blueprint that could be followed is named with its line', async () => {
  const source =
    'from app.core import v1\nfrom app.users.api import closed_router, open_router\n\nv1.include_router(open_router)\nv1.include_router(closed_router)\n';
  expect(await inOneFile(registerRouter, source, { ...REQUEST, blueprint: 'users' })).toMatchObject({
    kind: 'refused',
    id: 'router-ambiguous',
    reason:
      'Several routers of app.users are included, and none is called after it: app.users.api.open_router in line 4, app.users.api.closed_router in line 5.',
  });
});

test('a router that is included without an end is followed by nothing, and one line is shown', async () => {
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, index) => `v1.include_router(users.router, prefix="/x${index}")\n`).join('');
  const source = 'from app import users\nfrom app.core import v1\n\n';
  const asked = { ...REQUEST, blueprint: 'users' };
  expect(await inOneFile(registerRouter, source + lines(2_000), asked)).toMatchObject({
    kind: 'refused',
    id: 'router-many',
    reason: 'users is included 2000 times here; no more than 100 lines are copied.',
    line: 4,
    paste: 'from app.invoices import api as invoices_api\nv1.include_router(invoices_api.router, tags=["invoices"])',
  });
});
