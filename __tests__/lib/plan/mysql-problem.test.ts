// What a host on MySQL cannot keep.
import { expect, test } from '@jest/globals';
import { mysqlProblem } from '../../../lib/plan/mysql-problem.js';
import { modelSpec } from '../../../lib/request/model.js';
import type { Database } from '../../../lib/style/dimensions/databases.js';
import { DEFAULT_STYLE } from '../../../lib/style/style.js';
import { parseFields } from '../asked.js';

type Groups = readonly (readonly string[])[];

const problem = (
  fields: readonly string[],
  { databases = ['mysql'], ...groups }: { readonly databases?: readonly Database[]; readonly uniques?: Groups } = {},
): string | undefined => {
  const spec = modelSpec('Invoice', parseFields(fields));
  const model = { ...spec, settings: { ...spec.settings, ...groups } };
  const found = mysqlProblem({ ...DEFAULT_STYLE, databases }, model);
  return found && `[${found.id}] ${found.reason}`;
};

test.each([
  ['span:timedelta', 'databases-field', 'int that counts'],
  ['note:text:unique:max_length=100', 'databases-field', 'str with its length'],
  ['note:text:server_default=x', 'databases-field', 'use default='],
  ['data:json:server_default={}', 'databases-field', 'use default='],
  ['tags:list.str:server_default=empty', 'databases-field', 'use default='],
  ['file:bytes:index:max_length=100', 'databases-field', 'str with its length'],
  ['at:datetime:server_default=now', 'databases-field', 'use default='],
  ['total:decimal.66.2', 'databases-field', 'more digits'],
  ['long:str.16001', 'databases-row', 'up to 16033 characters'],
])('%s is refused', (field, id, words) => {
  const found = problem(['number:str.32', field]);
  expect(found).toContain(`[${id}]`);
  expect(found).toContain(words);
  expect(problem(['number:str.32', field], { databases: ['sqlite', 'postgresql'] })).toBeUndefined();
});

test('an index of several columns is as short as a key can be', () => {
  const fields = ['a:str.400', 'b:str.400', 'c:str.300', 'note:text:optional'];
  expect(problem(fields, { uniques: [['a', 'b']] })).toContain('[databases-index] MySQL cannot index a and b together');
  expect(problem(fields, { uniques: [['a', 'note']] })).toContain('[databases-index]');
  expect(problem(fields, { uniques: [['a', 'c']] })).toBeUndefined();
});

test('what fits is written', () => {
  const fields = [
    'number:str.32:unique',
    'note:text',
    'data:json',
    'file:bytes',
    'at:datetime:default=now',
    'hour:time',
  ];
  expect(problem(fields)).toBeUndefined();
});
