// What a model collides with in the file that it goes to.
import { expect, test } from '@jest/globals';
import type { NamesInUse } from '../../../lib/framework/names-in-use.js';
import { inUseProblem } from '../../../lib/plan/checks.js';
import { modelSpec } from '../../../lib/request/model.js';
import { parseFields } from '../asked.js';

const spec = modelSpec('Invoice', parseFields(['number:str'], new Set()));
const FILE = '/b/app/models/invoices.py';

const taken = (model: string): NamesInUse => {
  const place = { path: FILE, line: 9, registry: 'app.database.Base', model };
  return { tables: new Map([['invoices', [place]]]), classes: new Map([[model, [place]]]) };
};

test('is a class of another name that has its table, and not the model itself', () => {
  const problem = inUseProblem(taken('Invoices'), 'app.database.Base', spec, FILE);
  expect(problem).toMatchObject({ id: 'table-taken', at: { path: FILE, line: 9 } });
  expect(inUseProblem(taken('Invoice'), 'app.database.Base', spec, FILE)).toBeUndefined();
});
