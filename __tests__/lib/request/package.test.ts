import { expect, test } from '@jest/globals';

import { modelSpec } from '../../../lib/request/model.js';
import type { PackageInput } from '../../../lib/request/package.js';
import { packageSpec } from '../asked.js';

function refusal(input: PackageInput): string {
  try {
    packageSpec(input);
  } catch (error) {
    expect(error).toMatchObject({ name: 'BackendPackageError', code: 2 });
    return error instanceof Error ? error.message : '';
  }
  throw new Error('nothing was thrown');
}

test.each([
  ['order_items', 'OrderItem', 'order_item', 'order_items', 'order_items', 'Order item'],
  ['billing', 'Billing', 'billing', 'billings', 'billings', 'Billing'],
  ['data', 'Data', 'data', 'data', 'data_list', 'Data'],
  ['news', 'News', 'news', 'news', 'news_list', 'News'],
  ['people', 'Person', 'person', 'people', 'people', 'Person'],
  ['statuses', 'Status', 'status', 'statuses', 'statuses', 'Status'],
])('the package %s has the model %s', (name, model, snake, plural, collection, title) => {
  expect(packageSpec({ package: name, fields: ['title:str'] }).model).toMatchObject({
    name: model,
    snake,
    plural,
    collection,
    title,
    table: plural,
  });
});

test('a package is plain JSON', () => {
  const spec = packageSpec({ package: 'order_items', model: 'Line', fields: ['price:decimal:ge=0'] });
  expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  expect(spec).toMatchObject({
    version: 1,
    name: 'order_items',
    slug: 'order-items',
    model: { name: 'Line', table: 'lines' },
  });
});

test('a model may have its key alone', () => {
  expect(packageSpec({ package: 'orders', fields: [] }).model.fields).toEqual([]);
});

test('a table has at most 63 bytes', () => {
  expect(modelSpec(`A${'1A'.repeat(20)}`, []).table.length).toBeLessThanOrEqual(63);
});

test.each([
  [{ package: '../../evil', fields: ['a:int'] }, 'cannot be a package'],
  [{ package: 'base', fields: ['a:int'] }, "It was made from the package's name: give another with --model."],
  [{ package: 'orders', model: 'order', fields: ['a:int'] }, 'Did you mean Order?'],
  [{ package: 'orders', model: '', fields: ['a:int'] }, 'A model needs a name'],
  [{ package: 'orders', fields: ['id:int'] }, 'id is already provided'],
])('%j is refused: %s', (input, message) => {
  expect(refusal(input)).toContain(message);
});

test('all that is wrong is said at once', () => {
  expect(refusal({ package: '2x', model: 'order', fields: ['a:string'] })).toBe(
    `[package-name] "2x" cannot be a package: use a lower-case letter first, then lower-case letters, digits and _.

[model-name] "order" cannot be a model: use a capital letter first, then letters and digits. Did you mean Order?

[field-wrong] There is an error in the fields:

  a:string
    ^ "string" is no type. Did you mean str?`,
  );
});

test('what the base supplies is reserved', () => {
  expect(() => packageSpec({ package: 'orders', fields: ['created_at:datetime'] }, new Set(['created_at']))).toThrow(
    'already provided by the base class',
  );
});
