// Names of a host by layer: the real one of what the new package has where the blueprint's is imported.
import { expect, test } from '@jest/globals';
import { type LayerName, realCounterpart } from '../../../lib/wiring/layer-names.js';

const part = (from: string, to: string, inside: string, ours = inside): LayerName => ({ from, to, inside, ours });

const NAMES = [
  part('app.routers.users', 'app.routers.invoices', 'api'),
  part('app.routers.users_router', 'app.routers.invoices_router', 'api.router'),
  part('app.models.user', 'app.models.invoice', 'models'),
  part('app.models.User', 'app.models.Invoice', 'models.User', 'models.Invoice'),
];

test.each([
  ['app.routers.users.router', ['api', 'router'], 'app.routers.invoices.router'],
  ['app.routers.users_router', ['api', 'router'], 'app.routers.invoices_router'],
  ['app.models.User', ['models', 'Invoice'], 'app.models.Invoice'],
  ['app.models.User', ['models', 'Bill'], 'app.models.Bill'],
  ['app.models.Item', ['models', 'Item'], undefined],
])('%s is %j of the new package: %s', (real, told, counterpart) => {
  expect(realCounterpart(NAMES, real, told)).toBe(counterpart);
});
