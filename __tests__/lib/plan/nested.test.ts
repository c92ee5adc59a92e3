// Paths below a record of the package's main model: where they are, and what is refused.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { ModelDraft } from '../../../lib/plan/request.js';
import { showPlan } from '../../../lib/plan/show.js';
import { packageSpec as readSpec } from '../../../lib/request/package.js';
import type { SettingsInput } from '../../../lib/request/settings.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts, whoCalls } from '../sample-hosts.js';

const HOST = { ...sampleHost('hosts/standard'), '/p/backend/app/who.py': whoCalls('app.users.models') };
const APP = '/p/backend/app';

type Asked = { readonly model: string; readonly fields: readonly string[]; readonly settings?: SettingsInput };

/** A package with its first model and further ones. */
async function planned(
  ...asked: readonly Asked[]
): Promise<{ readonly said: string; readonly api: string; readonly shown: string }> {
  const specs = asked.map((each) => readSpec({ package: 'invoices', ...each }));
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
    'the main model of a package with further ones',
    [{ ...INVOICE, settings: { under: 'users.User' } }, line({})],
    /^\[under-several\] --under=users.User: the other models of invoices would have paths below a record/,
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

const TAG = `from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class Tag(Base):
    __tablename__ = "tags"

    id: Mapped[int] = mapped_column(primary_key=True)
`;

type Packages = readonly (Asked & { readonly package: string })[];

/** Packages of one run, each with its main model, in a host that may have been changed. */
async function run(packages: Packages, host: Texts = HOST): Promise<{ readonly said: string; readonly texts: Texts }> {
  const drafts = packages.map((each) => draftOf(packageSpec(each)));
  const { plan, refusals = [] } = await planRun(inMemory(host), drafts, { columns: undefined });
  return {
    said: refusals.map(({ id, reason }) => `[${id}] ${reason}`).join('\n'),
    texts: { ...host, ...changedBy(plan) },
  };
}

const INVOICES = { package: 'invoices', ...INVOICE };
const lines = (settings: SettingsInput): Packages[number] => ({ package: 'lines', ...line(settings) });

test.each([
  ['a package that is there', 'users.User', '/users/{user_id}/lines', [lines({ under: 'users.User' })]],
  ['one of the same run', 'Invoice', '/invoices/{invoice_id}/lines', [lines({ under: 'invoices.Invoice' }), INVOICES]],
])('the paths of a package are below a record of %s', async (_, _model, path, packages) => {
  const { said, texts } = await run(packages);
  expect(said).toBe('');
  expect(texts[`${APP}/lines/api.py`]).toContain(`APIRouter(prefix="${path}")`);
  expect(texts[`${APP}/lines/tests/test_api.py`]).toContain(`URL = "/api/v1${path.replace(/\{.*\}/, '1')}"`);
  const again = await run(packages, texts);
  expect(again.texts).toEqual(texts);
});

test('records below those that their owners alone see need the same owner, and are looked for among its own', async () => {
  const owner = 'users.User';
  const { texts: host } = await run([{ ...INVOICES, settings: { owner } }]);
  expect((await run([lines({ under: 'invoices.Invoice' })], host)).said).toMatch(
    /^\[under-owned\] --under=invoices.Invoice: each Invoice belongs to who calls/,
  );
  const { said, texts } = await run([lines({ under: 'invoices.Invoice', owner })], host);
  expect(said).toBe('');
  expect(texts[`${APP}/lines/crud.py`]).toContain('Invoice.id == invoice_id, Invoice.owner_id == owner_id');
});

test.each([
  ['its key is read by its name', 'current_user["id"]'],
  ['its key is compared', 'models.Invoice.owner_id == current_user["sub"]'],
])('whose the records above are is seen where no type says who calls, and %s', async (_, read) => {
  const owner = 'users.User';
  const { texts } = await run([{ ...INVOICES, settings: { owner } }]);
  const api = `${APP}/invoices/api.py`;
  const host = {
    ...texts,
    [`${APP}/who.py`]: (texts[`${APP}/who.py`] ?? '').replaceAll(' -> User', '').replaceAll(': User', ': dict'),
    [api]: `from app.invoices import models\n${texts[api]
      ?.replaceAll('current_user.id', read)
      .replaceAll('Annotated[User,', 'Annotated[dict,')}`,
  };
  expect((await run([lines({ under: 'invoices.Invoice' })], host)).said).toMatch(/^\[under-owned\]/);
});

test('a record of another package is told by its route: one of which none is seen, or that is below another itself, is refused', async () => {
  const hidden = { ...HOST, [`${APP}/tags/__init__.py`]: '', [`${APP}/tags/models.py`]: TAG };
  expect((await run([lines({ under: 'tags.Tag' })], hidden)).said).toMatch(
    /^\[under-path\] --under=tags.Tag: it is not seen under which path a Tag is answered/,
  );
  const part = { package: 'parts', model: 'Part', fields: [], settings: { under: 'lines.Line' } };
  expect((await run([INVOICES, lines({ under: 'invoices.Invoice' }), part])).said).toMatch(
    /^\[under-path\] --under=lines.Line: lines is below another record itself/,
  );
});

test('a field comes to a model below a record of another package, and no further model beside it', async () => {
  const { texts } = await run([INVOICES, lines({ under: 'invoices.Invoice' })]);
  const { model } = packageSpec({ package: 'lines', model: 'Line', fields: ['note:str.40:optional'] });
  const added = draftOf(packageSpec({ package: 'lines', fields: [] }), {
    isNew: false,
    models: [],
    added: [{ model: 'Line', fields: model.fields }],
  });
  const { plan, refusals } = await planRun(inMemory(texts), [added], { columns: undefined });
  expect(refusals).toBeUndefined();
  const crud = plan?.changes.find(({ path }) => path === `${APP}/lines/crud.py`);
  expect(crud).toBeUndefined();
  expect(plan?.packages[0]?.models[0]?.paths[0]?.path).toBe('/api/v1/invoices/{invoice_id}/lines');
  const further = packageSpec({ package: 'lines', model: 'Tax', fields: ['rate:int'] });
  const beside = draftOf(further, { isNew: false, models: [{ spec: further.model, path: '/taxes' }] });
  const refused = await planRun(inMemory(texts), [beside], { columns: undefined });
  expect(refused.refusals?.map(({ id }) => id)).toEqual(['under-several']);
});
