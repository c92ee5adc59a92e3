// What the tests of a package call their own functions is apart from what they import.
import { expect, test } from '@jest/globals';
import { testNames } from '../../../lib/package/tests/names.js';
import { modelSpec } from '../../../lib/request/model.js';
import { parseFields } from '../asked.js';

test('what changes a record is no update of SQLAlchemy, which marks what it refers to as deleted', () => {
  const spec = modelSpec('Invoice', parseFields(['number:str.32'], new Set()));
  expect(testNames(spec, true).update).toBe('change');
  expect(testNames(spec, false).update).toBe('change_invoice');
});
