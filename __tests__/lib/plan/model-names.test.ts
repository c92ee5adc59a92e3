// Where the class of the blueprint's model is `UserModel`, so are those of new models; all else is called after the noun.
import { expect, test } from '@jest/globals';
import { urlSegment } from '../../../lib/naming/names.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec, parseFields } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const HOST = sampleHost('styles/class-suffixes');
const APP = '/p/backend/app';

async function planned(texts: Texts, draft: Draft): Promise<Texts> {
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  return { ...texts, ...changedBy(plan) };
}

const draft = (model: string | undefined, ...fields: readonly string[]): Draft =>
  draftOf(packageSpec({ package: 'invoices', fields, ...(model === undefined ? {} : { model }) }));

async function further(texts: Texts, model: string, ...fields: readonly string[]): Promise<Texts> {
  const spec = packageSpec({ package: 'invoices', model, fields });
  return planned(
    texts,
    draftOf(spec, { isNew: false, models: [{ spec: spec.model, path: `/${urlSegment(spec.model.collection)}` }] }),
  );
}

const classes = (text: string | undefined): readonly string[] =>
  [...(text ?? '').matchAll(/^class (\w+)/gm)].map(([, name = '']) => name);

test.each([undefined, 'Invoice', 'InvoiceModel'])(
  'the class alone has the suffix, whoever says it: %s',
  async (model) => {
    const made = await planned(HOST, draft(model, 'number:str.32:unique', 'status:enum.draft.sent'));
    const text = (path: string): string => made[`${APP}/${path}`] ?? '';

    expect(classes(text('models/invoice.py'))).toEqual(['InvoiceStatus', 'InvoiceModel']);
    expect(text('models/invoice.py')).toContain('__tablename__ = "invoices"');
    expect(classes(text('schemas/invoice.py'))).toEqual(['InvoiceCreate', 'InvoiceUpdate', 'Invoice']);
    expect(classes(text('repositories/invoice_repository.py'))).toEqual(['InvoiceRepository']);
    expect(text('repositories/invoice_repository.py')).toContain('invoice = InvoiceModel(**values)');
    expect(text('services/invoice_service.py')).toContain('"Invoice not found"');
    expect(text('api/v1/endpoints/invoices.py')).toContain('response_model=Invoice)');
    expect(text('models/__init__.py')).toContain('__all__ = ["InvoiceModel", "UserModel"]');
  },
);

test.each(['ref.User', 'ref.UserModel', 'ref.users'])('%s finds the class, and relationships name it', async (type) => {
  const made = await planned(
    HOST,
    draft(undefined, `owner:${type}:back=invoices`, 'parent:ref.Invoice:optional', 'readers:m2m.User'),
  );

  expect(made[`${APP}/models/invoice.py`]).toContain('owner: Mapped["UserModel"] = relationship(');
  expect(made[`${APP}/models/invoice.py`]).toContain('parent: Mapped["InvoiceModel | None"] = relationship(');
  expect(classes(made[`${APP}/models/invoice.py`])).toEqual(['InvoiceReaderModel', 'InvoiceModel']);
  expect(made[`${APP}/models/user.py`]).toContain('invoices: Mapped[list["InvoiceModel"]] = relationship(');
});

test('a further model and its path are called after the noun, and a field finds the class', async () => {
  const first = await planned(HOST, draft(undefined, 'number:str.32:unique'));
  const models = await further(first, 'LineModel', 'position:int', 'invoice:ref.Invoice');
  const { name, slug } = draft(undefined, 'number:str.32');
  const added = [{ model: 'Line', fields: parseFields(['note:text:optional']) }];
  const after = await planned(models, { ...draft(undefined, 'x:int'), name, slug, isNew: false, models: [], added });

  expect(classes(models[`${APP}/models/invoice.py`])).toEqual(['InvoiceModel', 'LineModel']);
  expect(models[`${APP}/api/v1/endpoints/invoices.py`]).toContain('"/lines"');
  expect(models[`${APP}/models/invoice.py`]).toContain('ForeignKey("invoices.id"');
  expect(after[`${APP}/models/invoice.py`]).toContain('note: Mapped[str | None]');
  expect(after[`${APP}/schemas/invoice.py`]).toMatch(/class LineCreate\(BaseModel\):\n(?: {4}.*\n)*? {4}note: /);
});

test('a package that was written without the suffix stays so', async () => {
  const settings = HOST['/p/backend/pyproject.toml'] ?? '';
  const pinned = { ...HOST, '/p/backend/pyproject.toml': `${settings}\n[tool.backend-package]\nmodel-names = "{}"\n` };
  const written = await planned(pinned, draft(undefined, 'number:str.32'));
  const before: Texts = { ...written, '/p/backend/pyproject.toml': settings };

  expect(classes(before[`${APP}/models/invoice.py`])).toEqual(['Invoice']);
  expect(await planned(before, draft(undefined, 'number:str.32'))).toEqual(before);
});

test('a class that is alone with its suffix is no habit', async () => {
  const others = ['Tag', 'Post', 'Comment'].map((name) => [
    `${APP}/models/${name.toLowerCase()}.py`,
    `from app.core.database import Base\nfrom sqlalchemy.orm import Mapped, mapped_column\n\n\nclass ${name}(Base):\n    __tablename__ = "${name.toLowerCase()}s"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n`,
  ]);
  const made = await planned({ ...HOST, ...Object.fromEntries(others) }, draft(undefined, 'number:str.32'));

  expect(classes(made[`${APP}/models/invoice.py`])).toEqual(['Invoice']);
});
