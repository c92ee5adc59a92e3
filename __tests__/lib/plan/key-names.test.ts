// Keys that are called after their models: `user_id` of users is `invoice_id` of invoices, and `line_id` of a further model.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const USERS = '/p/backend/app/users';
const MODELS = '/p/backend/app/invoices/models.py';
const SAMPLE = sampleHost('styles/guarded-parameter');

const HOST: Texts = {
  ...SAMPLE,
  [`${USERS}/models.py`]: (SAMPLE[`${USERS}/models.py`] ?? '').replace('    id = Column', '    user_id = Column'),
  [`${USERS}/services.py`]: (SAMPLE[`${USERS}/services.py`] ?? '').replaceAll('User.id', 'User.user_id'),
};

const line = packageSpec({ package: 'invoices', model: 'Line', fields: ['quantity:int', 'invoice:ref.Invoice'] });
const lines = { spec: line.model, path: '/lines' };

async function planned(texts: Texts, draft: Draft): Promise<{ texts: Texts; ids: readonly string[] }> {
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  const after = (plan?.changes ?? []).map(({ path, after: text }) => [path, text]);
  return { texts: { ...texts, ...Object.fromEntries(after) }, ids: (refusals ?? []).map(({ id }) => id) };
}

const invoices = (...fields: string[]): Draft => draftOf(packageSpec({ package: 'invoices', fields }));

test('each model has a key of its own name, beside the keys that it refers to', async () => {
  const { texts } = await planned(HOST, invoices('number:str.32'));
  expect(texts[MODELS]).toContain('    invoice_id = Column(Integer, primary_key=True)\n');

  const both = await planned(texts, draftOf(line, { isNew: false, models: [lines] }));
  const [, own] = (both.texts[MODELS] ?? '').split('class Line(Base):');
  expect(own).toContain('    line_id = Column(Integer, primary_key=True)\n');
  expect(own).toContain('    invoice_id = Column(Integer, ForeignKey("invoices.invoice_id")');

  const added = packageSpec({ package: 'invoices', fields: ['note:text:optional'] }).model.fields;
  const field = draftOf(line, { isNew: false, models: [], added: [{ model: 'Line', fields: added }] });
  const later = await planned(both.texts, field);
  expect(later.ids).toEqual([]);
  expect((later.texts[MODELS] ?? '').split('class Line(Base):')[1]).toContain('    note = Column(Text)\n');
});

test('a key is called after the blueprint’s model, whatever the package is called', async () => {
  const moved = Object.entries(HOST).map(([path, text]) => [
    path.replace('/users/', '/accounts/'),
    text.replaceAll('app.users', 'app.accounts').replaceAll('users_router', 'accounts_router'),
  ]);
  const { texts, ids } = await planned(Object.fromEntries(moved), invoices('number:str.32'));
  expect(ids).toEqual([]);
  expect(texts[MODELS]).toContain('    invoice_id = Column(Integer, primary_key=True)\n');
});

test('a field that would be called like the key is refused, and several such keys in one run', async () => {
  expect((await planned(HOST, invoices('number:str.32', 'invoice:ref.Invoice:optional'))).ids).toEqual(['key-taken']);
  const one = invoices('number:str.32');
  const several = await planned(HOST, { ...one, models: [...one.models, lines] });
  expect(new Set(several.ids)).toEqual(new Set(['key-named', 'key-taken']));
});

test('the tests of each model put its records in the order of its own keys, where those are random', async () => {
  const path = `${USERS}/models.py`;
  const random = (HOST[path] ?? '')
    .replace('import Column, Integer, String', 'import Column, String')
    .replace(
      'user_id = Column(Integer, primary_key=True)',
      'user_id = Column(String(36), primary_key=True, default=lambda: str(uuid4()))',
    )
    .replace('from sqlalchemy', 'from uuid import uuid4\n\nfrom sqlalchemy');
  const { texts, ids } = await planned({ ...HOST, [path]: random }, invoices('number:str.32'));
  expect(ids).toEqual([]);
  const both = await planned(texts, draftOf(line, { isNew: false, models: [lines] }));
  expect(both.ids).toEqual([]);
  const tests = both.texts['/p/backend/tests/test_invoices.py'] ?? '';
  expect(tests.match(/^def by_\w+/gm)).toEqual(['def by_invoice_id', 'def by_line_id']);
});
