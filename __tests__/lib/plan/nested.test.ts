// Paths below a record of the package's main model: where they are, and what is refused.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { ModelDraft } from '../../../lib/plan/request.js';
import { showPlan } from '../../../lib/plan/show.js';
import { packageSpec } from '../../../lib/request/package.js';
import type { SettingsInput } from '../../../lib/request/settings.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost, whoCalls } from '../sample-hosts.js';

const HOST = { ...sampleHost('hosts/standard'), '/p/backend/app/who.py': whoCalls('app.users.models') };
const APP = '/p/backend/app';

type Asked = { readonly model: string; readonly fields: readonly string[]; readonly settings?: SettingsInput };

/** A package with its first model and further ones. */
async function planned(
  ...asked: readonly Asked[]
): Promise<{ readonly said: string; readonly api: string; readonly shown: string }> {
  const specs = asked.map((each) => packageSpec({ package: 'invoices', ...each }));
  const models = specs.map((spec, index): ModelDraft => {
    if (!('model' in spec)) throw new Error(JSON.stringify(spec));
    return { spec: spec.model, path: index === 0 ? '' : `/${spec.model.collection}` };
  });
  const [first] = specs;
  if (first === undefined || !('model' in first)) throw new Error('nothing is asked for');
  const { plan, refusals = [] } = await planRun(inMemory(HOST), [draftOf(first, { models })], { columns: undefined });
  return {
    said: refusals.map(({ id, reason }) => `[${id}] ${reason}`).join('\n'),
    api: plan?.changes.find(({ path }) => path === `${APP}/invoices/api.py`)?.after ?? '',
    shown: plan === undefined ? '' : showPlan(plan, '/p/backend'),
  };
}

const INVOICE: Asked = { model: 'Invoice', fields: ['number:str.32'] };
const line = (settings: SettingsInput): Asked => ({ model: 'Line', fields: ['quantity:int'], settings });

test('the paths of a model are below a record of the main model', async () => {
  const { said, api, shown } = await planned(INVOICE, line({ under: 'invoices.Invoice' }));
  expect(said).toBe('');
  expect(shown).toContain('model Line, paths below /api/v1/invoices/{invoice_id}/lines');
  expect(api).toContain('"/{invoice_id}/lines/{line_id}"');
  expect(api).toContain('return services.list_lines(db, invoice_id, skip, limit)');
});

test.each<[string, readonly Asked[], RegExp]>([
  [
    'a model of another package',
    [INVOICE, line({ under: 'users.User' })],
    /^\[under-elsewhere\] --under=users.User: paths below a User are those of its own package, and invoices has its own/,
  ],
  [
    'the main model of a package',
    [{ ...INVOICE, settings: { under: 'users.User' } }],
    /^\[under-elsewhere\] --under=users.User/,
  ],
  [
    'a further model',
    [INVOICE, line({}), { model: 'Tax', fields: ['rate:int'], settings: { under: 'invoices.Line' } }],
    /^\[under-further\] --under=invoices.Line: Line is not the main model of invoices/,
  ],
  [
    'a model whose records belong to callers, without an owner',
    [{ ...INVOICE, settings: { owner: 'users.User' } }, line({ under: 'Invoice' })],
    /^\[under-owned\] --under=Invoice: each Invoice belongs to who calls, and what is below one would be anybody's/,
  ],
  [
    'the model itself',
    [INVOICE, line({ under: 'Line' })],
    /^\[under-unknown\] --under=Line: No Line can belong to another Line/,
  ],
  [
    'nothing that is there',
    [INVOICE, line({ under: 'invoices.Invoce' })],
    /--under=invoices.Invoce: The backend has no model invoices.Invoce. Did you mean invoices.Invoice\?/,
  ],
])('--under is refused for %s', async (_, asked, wanted) => {
  expect((await planned(...asked)).said).toMatch(wanted);
});

test('records below those of an owner have the same one, and what is above them is looked for among its own', async () => {
  const owner = 'users.User';
  const { said, api } = await planned({ ...INVOICE, settings: { owner } }, line({ owner, under: 'Invoice' }));
  expect(said).toBe('');
  expect(api).toContain('services.list_lines(db, invoice_id, current_user.id, skip, limit)');
});
