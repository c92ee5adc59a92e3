// Many records of another model: the class that joins both, in every style, from the start and added later; and what is refused.
import { describe, expect, test } from '@jest/globals';
import { type Planned, planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const planned = (texts: Texts, draft: Draft): Promise<Planned> =>
  planRun(inMemory(texts), [draft], { columns: undefined });

const packageDraft = (name: string, ...fields: readonly string[]): Draft =>
  draftOf(packageSpec({ package: name, fields }));

function fieldDraft(...fields: readonly string[]): Draft {
  const spec = packageSpec({ package: 'invoices', model: 'Invoice', fields });
  return draftOf(spec, { isNew: false, models: [], added: [{ model: 'Invoice', fields: spec.model.fields }] });
}

async function edited(texts: Texts, draft: Draft): Promise<Texts> {
  const { plan, refusals } = await planned(texts, draft);
  expect(refusals).toBeUndefined();
  return { ...texts, ...changedBy(plan) };
}

const reasons = async (texts: Texts, draft: Draft): Promise<readonly string[]> =>
  ((await planned(texts, draft)).refusals ?? []).map(({ id, reason }) => `[${id}] ${reason}`);

const STANDARD = sampleHost('hosts/standard');
const models = (texts: Texts): string => texts['/p/backend/app/invoices/models.py'] ?? '';

describe('many records of another model', () => {
  const styles = 'async-functions column-functions layered-async one-file paged-dicts sqlmodel unit-of-work';

  test.each(styles.split(' '))('are the same in the style %s whether they were there from the start', async (name) => {
    const host = sampleHost(`styles/${name}`);
    const tags = await edited(host, packageDraft('tags', 'word:str.40'));
    const field = 'tags:m2m.tags.Tag:embed';
    const from = await edited(tags, packageDraft('invoices', 'number:str.32:unique', field));
    const later = await edited(await edited(tags, packageDraft('invoices', 'number:str.32:unique')), fieldDraft(field));

    const different = Object.keys(from).filter((path) => from[path] !== later[path]);
    expect(different.map((path) => [path, later[path]])).toEqual(different.map((path) => [path, from[path]]));
    expect((await planned(later, fieldDraft(field))).plan?.changes).toEqual([]);
  });

  test('come beside others that the model has, also where code names them', async () => {
    const host = sampleHost('styles/sqlmodel');
    const first = await edited(host, packageDraft('invoices', 'number:str.32', 'readers:m2m.User'));
    const both = await edited(first, fieldDraft('editors:m2m.users.User:back=edited'));

    const crud = both['/p/backend/app/invoices/crud.py'] ?? both['/p/app/invoices/crud.py'] ?? '';
    expect(crud).toContain('exclude={"reader_ids", "editor_ids"}');
    expect(crud).toContain('invoice.editor_links = [');
  });

  test('are read from the schema, where its values are in a dict with another name', async () => {
    const host = sampleHost('styles/sqlmodel');
    const path = Object.keys(host).find((each) => each.endsWith('app/users/crud.py')) ?? '';
    const call = 'db_user.sqlmodel_update(user_in.model_dump(exclude_unset=True))';
    expect(host[path]).toContain(call);
    const named = 'user_data = user_in.model_dump(exclude_unset=True)\n    db_user.sqlmodel_update(user_data)';
    const text = host[path]?.replace(call, named) ?? '';
    const all = await edited({ ...host, [path]: text }, packageDraft('invoices', 'number:str.32', 'readers:m2m.User'));

    const crud = all[path.replace('users', 'invoices')] ?? '';
    expect(crud).toContain('invoice_data = invoice_in.model_dump(exclude={"reader_ids"}, exclude_unset=True)\n');
    expect(crud.match(/if invoice_in\.reader_ids is not None:/g)).toHaveLength(2);
  });

  test.each([
    ['hosts/standard', ['parent:ref.Invoice:optional']],
    ['styles/one-file', ['number:str.32:unique', 'author:ref.User:optional:ondelete=setnull:embed']],
  ])('come into what looks for other references already, in %s', async (name, fields) => {
    const host = sampleHost(name);
    const added = 'readers:m2m.User';
    const from = await edited(host, packageDraft('invoices', ...fields, added));
    const later = await edited(await edited(host, packageDraft('invoices', ...fields)), fieldDraft(added));

    const different = Object.keys(from).filter((path) => from[path] !== later[path]);
    expect(different.map((path) => [path, later[path]])).toEqual(different.map((path) => [path, from[path]]));
  });

  test('give what the tests send a type where it needs one by then, whatever else stands there', async () => {
    const fields = ['editors:m2m.users.User', 'seen:datetime:default=now', 'class_:str.5:column=class:alias=class'];
    const made = await edited(sampleHost('styles/sqlmodel'), packageDraft('invoices', ...fields));
    const later = await edited(made, fieldDraft('peers:m2m.Invoice'));

    const tests = later['/p/backend/tests/test_invoices.py'] ?? '';
    expect(/^INVOICE: dict\[str, Any\] = \{[^}]*\}/m.exec(tests)?.[0]).toContain('"peer_ids": []');
  });

  test('are not said to be there where code of their name does something else', async () => {
    const host = await edited(STANDARD, packageDraft('invoices', 'number:str.32'));
    const path = '/p/backend/app/invoices/services.py';
    const own =
      '\n\ndef check_invoice(db: Session, data: schemas.InvoiceCreate | schemas.InvoiceUpdate) -> None:\n    if data.number is not None and not data.number:\n        raise HTTPException(status.HTTP_404_NOT_FOUND, "Number not found")\n';
    const texts = { ...host, [path]: `${host[path]}${own}` };

    expect((await reasons(texts, fieldDraft('readers:m2m.users.User')))[0]).toMatch(/^\[field-unclear\]/);
  });

  test('are joined by rows of both keys, and tell which one is which where both are of one model', async () => {
    const text = models(await edited(STANDARD, packageDraft('invoices', 'number:str.32', 'parts:m2m.Invoice')));

    expect(text).toContain('class InvoicePart(Base):\n    __tablename__ = "invoice_parts"\n');
    expect(text).toContain('primaryjoin="Invoice.id == InvoicePart.invoice_id"');
    expect(text).toContain('secondaryjoin="Invoice.id == InvoicePart.part_id"');
  });

  test('inherit from a base without a key, where the models have theirs from one', async () => {
    const keyed = (base: string): string =>
      [
        'from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n\n',
        `class ${base}(DeclarativeBase):`,
        base === 'Base' ? '    id: Mapped[int] = mapped_column(primary_key=True)' : '    pass',
        ...(base === 'Base'
          ? []
          : [
              '\n\nclass Base(Root):',
              '    __abstract__ = True',
              '    id: Mapped[int] = mapped_column(primary_key=True)',
            ]),
      ].join('\n');
    const withBase = (base: string): Texts => {
      const db = STANDARD['/p/backend/app/core/db.py'] ?? '';
      const users = STANDARD['/p/backend/app/users/models.py'] ?? '';
      return {
        ...STANDARD,
        '/p/backend/app/core/db.py': db
          .replace(/from sqlalchemy\.orm import .*/, (line) => line.replace('DeclarativeBase, ', ''))
          .replace(/\nclass Base\(DeclarativeBase\):\n {4}pass\n/, '\nfrom app.core.base import Base\n'),
        '/p/backend/app/core/base.py': `${keyed(base)}\n`,
        '/p/backend/app/users/models.py': users
          .replace('from app.core.db import Base', 'from app.core.base import Base')
          .replace(/ {4}id: Mapped\[int\].*\n/, ''),
      };
    };
    const draft = packageDraft('invoices', 'number:str.32', 'readers:m2m.users.User');

    expect(models(await edited(withBase('Root'), draft))).toContain('class InvoiceReader(Root):');
    expect(await reasons(withBase('Base'), draft)).toEqual([
      '[m2m-base] Every model has the key of Base, and a table that joins two models needs one of both.',
    ]);
  });

  test('are refused where their class or table is taken, or Pydantic 1 would read them', async () => {
    const readers = 'from app.core.db import Base\n\n\nclass Other(Base):\n    __tablename__ = "invoice_readers"\n';
    const taken = { ...STANDARD, '/p/backend/app/core/others.py': readers };
    const draft = packageDraft('invoices', 'number:str.32', 'readers:m2m.users.User');

    expect(await reasons(taken, draft)).toEqual([
      '[table-taken] The model InvoiceReader needs the table invoice_readers, which is here already.',
    ]);
    expect(await reasons(sampleHost('styles/pydantic-1'), draft)).toEqual([
      '[pydantic-field] The field reader_ids has many records, which is not written for Pydantic 1.',
    ]);
    expect(await reasons(STANDARD, packageDraft('users2', 'invoices:m2m.Users2'))).toEqual([]);
  });

  test('are looked for one by one where the exception of the host is told which one is missing', async () => {
    const fields = ['number:str.32:unique', 'readers:m2m.User', 'payer:ref.User:optional'];
    const texts = await edited(sampleHost('styles/async-repository'), packageDraft('invoices', ...fields));
    const service =
      Object.entries(texts).find(
        ([path]) => path.startsWith('/p/backend') && path.endsWith('invoices/service.py'),
      )?.[1] ?? '';

    expect(service).toContain('for reader_id in payload.reader_ids:');
    // Of several nobody knows which one is gone before they are looked for again.
    expect(service).toContain('raise ReaderNotFoundError(reader_id) from exc');
    expect(service).toContain('raise PayerNotFoundError(payload.payer_id) from exc');
    expect(service).not.toMatch(/NotFoundError\(\)/);
  });

  test('are not looked for again in a session of the request, which answers nothing after a failed flush', async () => {
    const fields = ['number:str.32:unique', 'readers:m2m.User', 'payer:ref.User:optional'];
    const host = sampleHost('styles/async-repository');
    const path = Object.keys(host).find((each) => each.endsWith('pyproject.toml')) ?? '/p/backend/pyproject.toml';
    const pinned = `${host[path] ?? ''}\n[tool.backend-package]\ntransaction = "flush"\n`;
    const texts = await edited({ ...host, [path]: pinned }, packageDraft('invoices', ...fields));
    const service =
      Object.entries(texts).find(
        ([each]) => each.startsWith('/p/backend') && each.endsWith('invoices/service.py'),
      )?.[1] ?? '';

    expect(service).toContain('raise ReaderNotFoundError(reader_id)\n');
    expect(service).toContain('Reader or payer not found');
    expect(service).not.toContain('raise ReaderNotFoundError(reader_id) from exc');
  });
});
