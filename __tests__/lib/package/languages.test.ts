// Sentences that a package puts together of its own words are in the language of the host's others.
import { describe, expect, test } from '@jest/globals';
import { takenText } from '../../../lib/package/answers.js';
import { type Context, context } from '../../../lib/package/context.js';
import { anyOf, keptText } from '../../../lib/package/references.js';
import { styleFor } from '../../../lib/plan/style-for-new-package.js';
import { isRefusal } from '../../../lib/refusal.js';
import { type ModelSpec, modelSpec } from '../../../lib/request/model.js';
import { LANGUAGES } from '../../../lib/style/languages.js';
import { learnStyle } from '../../../lib/style/style.js';
import { parseFields } from '../asked.js';
import { locateHost } from '../located.js';
import { inMemory } from '../memory.js';
import { SMALL_HOST } from './small-host.js';

async function saying(missing: string, taken: string): Promise<Context> {
  const files = inMemory(SMALL_HOST);
  const host = await locateHost(files, '/b');
  const learned = learnStyle(files, host);
  if (isRefusal(learned)) throw new Error(learned.reason);
  const names = { name: 'invoices', slug: 'invoices', model: 'Invoice' };
  const conventions = styleFor(learned, host, names);
  const pkg = { ...names, path: '/invoices', models: [], first: 'Invoice', classes: new Map(), enums: new Map() };
  return context(pkg, 'crud.py', { ...conventions, raises: { ...conventions.raises, missing, taken } });
}

const named = (name: string): ModelSpec =>
  modelSpec(name, parseFields(['number:str.32:unique', 'code:str.8:unique'], new Set()));

describe('of several things', () => {
  test('a Spanish package says o', async () => {
    const spanish = await saying('{Title} no encontrado', '{Field} ya existe');
    expect(anyOf(spanish, [named('Customer'), named('Warehouse')])?.title).toBe('Customer o warehouse');
    expect(takenText(spanish, named('Invoice'))).toBe('Number o code ya existe');
  });

  test('an English one says or', async () => {
    const english = await saying('{Title} not found', '{Field} is already taken');
    expect(anyOf(english, [named('Customer'), named('Warehouse')])?.title).toBe('Customer or warehouse');
    expect(takenText(english, named('Invoice'))).toBe('Number or code is already taken');
  });
});

test('what others refer to is told in the language of the host', async () => {
  expect(keptText(await saying('{Title} não encontrado', ''), named('Customer'))).toBe('Customer ainda está em uso');
  expect(keptText(await saying('{Title} not found', ''), named('Customer'))).toBe('Customer is still referred to');
});

test.each(LANGUAGES)('a sentence of $name that somebody keeps a record is about the record', ({ kept, or }) => {
  expect(kept).toContain('{Title}');
  expect(or).not.toBe('');
});
