import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

type Planned = { readonly text: string; readonly notes: readonly string[]; readonly ids: readonly string[] };

/** What a host whose `users` delete so is given: what they import, the column that they have, and what their delete does. */
async function planned(
  edit: (text: string, path: string) => string,
  softDelete: boolean,
  fields: readonly string[] = ['number:str.32'],
  folder = 'styles/async-functions',
): Promise<Planned> {
  const spec = packageSpec({ package: 'invoices', fields, settings: softDelete ? { softDelete } : {} });
  const own = Object.fromEntries(Object.entries(sampleHost(folder)).map(([path, text]) => [path, edit(text, path)]));
  const { plan, refusals = [] } = await planRun(inMemory(own), [draftOf(spec)], { columns: undefined });
  const written =
    plan?.changes.filter(({ path }) => /invoices\/(?:models|service|router|crud)\.py$|crud_invoice/.test(path)) ?? [];
  return {
    text: written.map(({ after }) => after ?? '').join('\n'),
    notes: plan?.notes ?? [],
    ids: refusals.map(({ id }) => id),
  };
}

const DELETES = '    await session.delete(user)\n';

/** The column in the class of the users, and what their delete does instead. */
const marking =
  (column: string, mark: string, imports = '') =>
  (text: string, path: string): string => {
    if (path.endsWith('users/models.py')) return `${imports}${text}    ${column}\n`;
    return path.endsWith('users/service.py') ? imports + text.replace(DELETES, `    ${mark}\n`) : text;
  };

const plain = (text: string): string => text;

test('where no model shows it, a record has a deleted_at of its own, which nothing sees any more', async () => {
  const { text, notes } = await planned(plain, true);
  expect(text).toContain('    deleted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))\n');
  expect(text).toContain('        Invoice.id == invoice_id, Invoice.deleted_at.is_(None)\n');
  expect(text).toContain('invoice.deleted_at = datetime.now(UTC)\n');
  expect(text).not.toContain('session.delete(');
  expect(notes).toContain('A delete of an Invoice sets deleted_at and keeps the record, which no model here shows.');
});

test.each<[string, string, string, string, readonly string[]]>([
  [
    'a flag',
    'is_deleted: Mapped[bool] = mapped_column(default=False)',
    'user.is_deleted = True',
    '',
    [
      'is_deleted: Mapped[bool] = mapped_column(default=False)',
      'invoice.is_deleted = True',
      '.is_deleted.is_not(True)',
    ],
  ],
  [
    'that it is in use',
    'is_active: Mapped[bool] = mapped_column(default=True)',
    'user.is_active = False',
    '',
    ['is_active: Mapped[bool] = mapped_column(default=True)', 'invoice.is_active = False', '.is_active.is_(True)'],
  ],
  [
    'a moment in the words of the host',
    'deleted_at: Mapped[datetime | None]',
    'user.deleted_at = datetime.utcnow()',
    'from datetime import datetime\n',
    ['deleted_at: Mapped[datetime | None]', 'invoice.deleted_at = datetime.utcnow()', '.deleted_at.is_(None)'],
  ],
])('a delete sets what the blueprint sets: %s', async (_, column, mark, imports, wanted) => {
  const { text, notes } = await planned(marking(column, mark, imports), true);
  for (const each of wanted) expect(text).toContain(each);
  const [name] = column.split(':');
  expect(notes).toContain(
    `A delete of an Invoice sets ${name} and keeps the record, like src/users/service.py:${imports === '' ? 41 : 42}.`,
  );
});

test('a blueprint that marks what it deletes is told where a delete removes', async () => {
  const { text, notes } = await planned(
    marking('is_deleted: Mapped[bool] = mapped_column(default=False)', 'user.is_deleted = True'),
    false,
  );
  expect(text).toContain('session.delete(invoice)');
  expect(notes).toContain(
    "A delete of an Invoice removes it, where the blueprint's sets is_deleted and keeps the record (src/users/service.py:41): --soft-delete does as that one.",
  );
});

test('a column of every model that says what is deleted is told where the blueprint has no delete that removes', async () => {
  const marked = (text: string, path: string): string =>
    path.endsWith('src/database.py')
      ? text
          .replace('class Base(DeclarativeBase):\n', '$&    deleted_at: Mapped[datetime | None]\n')
          .replace('import DeclarativeBase', 'import DeclarativeBase, Mapped')
          .replace(/^/, 'from datetime import datetime\n')
      : text;
  const without = (text: string, path: string): string =>
    path.endsWith('users/router.py') ? text.slice(0, text.indexOf('\n\n@router.delete(')) : marked(text, path);
  const { text, notes } = await planned(without, false);
  expect(text).toContain('session.delete(invoice)');
  const told =
    'A delete of an Invoice removes it, where every model has deleted_at (src/database.py:23): --soft-delete sets that and keeps the record.';
  expect(notes).toContain(told);
  expect((await planned(marked, false)).notes).not.toContain(told);
  expect((await planned(without, true)).text).toContain('invoice.deleted_at = datetime.now(');
});

test('a class that other models of the host take the column from is inherited', async () => {
  const mixed = (text: string, path: string): string =>
    path.endsWith('users/models.py')
      ? `from src.mixins import SoftDelete\n${text}\n\nclass Note(SoftDelete, Base):\n    __tablename__ = "notes"\n\n    id: Mapped[intpk]\n`
      : text;
  const host = Object.fromEntries(
    Object.entries(sampleHost('styles/async-functions')).map(([path, text]) => [path, mixed(text, path)]),
  );
  const src =
    Object.keys(host)
      .find((path) => path.endsWith('src/database.py'))
      ?.replace(/database\.py$/, 'mixins.py') ?? '';
  host[src] = `from datetime import datetime

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column


class SoftDelete:
    deleted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
`;
  const spec = packageSpec({ package: 'invoices', fields: ['number:str.32:unique'], settings: { softDelete: true } });
  const { plan } = await planRun(inMemory(host), [draftOf(spec)], { columns: undefined });
  const models = plan?.changes.find(({ path }) => path.endsWith('invoices/models.py'))?.after ?? '';
  expect(models).toContain('class Invoice(SoftDelete, Base):');
  expect(models).not.toContain('deleted_at');
  expect(plan?.notes.slice(-2)).toEqual([
    'A delete of an Invoice sets deleted_at from SoftDelete and keeps the record, like src/users/models.py:17.',
    'What is unique stays taken by an Invoice that is deleted.',
  ]);
});

test('a field of that name is refused', async () => {
  const { ids } = await planned(plain, true, ['deleted_at:datetime:optional']);
  expect(ids).toEqual(['soft-delete-field']);
});

test('a reference that would keep others from deleting what is only marked is refused', async () => {
  const marks = marking('deleted_at: Mapped[datetime | None]', 'user.deleted_at = datetime.utcnow()');
  expect(await planned(marks, false, ['user:ref.User:ondelete=restrict'])).toMatchObject({
    ids: ['soft-delete-restrict'],
  });
  expect((await planned(marks, false, ['user:ref.User:ondelete=cascade'])).ids).toEqual([]);
  expect((await planned(plain, false, ['user:ref.User:ondelete=restrict'])).ids).toEqual([]);
  const own = await planned(plain, true, ['parent:ref.Invoice:optional:ondelete=restrict']);
  expect(own.ids).toEqual(['soft-delete-restrict']);
});

/** The base of the CRUD classes looks for a mark, which every model has or the users alone. */
const baseMarks =
  (isOfAll: boolean) =>
  (text: string, path: string): string => {
    const column = '    is_deleted = Column(Boolean, default=False)\n';
    if (path.endsWith('crud/base.py')) {
      return text
        .replace('.filter(self.model.id == id)', '.filter(self.model.id == id, self.model.is_deleted.is_(False))')
        .replace('        db.delete(obj)\n', '        obj.is_deleted = True\n');
    }
    if (isOfAll && path.endsWith('db/base_class.py')) {
      return `from sqlalchemy import Boolean, Column\n${text.replace('    __name__: str\n', `    __name__: str\n${column}`)}`;
    }
    return !isOfAll && path.endsWith('models/user.py') ? text.replace('    items =', `${column}    items =`) : text;
  };

test.each([
  [true, true, [], ['def get(', 'def remove(', 'deleted_at']],
  [true, false, [], ['def get(', 'def remove(', 'deleted_at']],
  [false, true, ['def get(', 'def remove(', '.deleted_at = '], ['db.delete(', 'is_deleted']],
  [false, false, ['def get(', 'def remove(', 'db.delete('], ['is_deleted']],
] as const)(
  'what the base of a layer does of it is taken only where the model has its column: %s, asked for %s',
  async (isOfAll, softDelete, wanted, unwanted) => {
    const { text, notes } = await planned(baseMarks(isOfAll), softDelete, ['number:str.32'], 'styles/generic-crud');
    expect(text).toContain('class CRUDInvoice(');
    for (const each of wanted) expect(text).toContain(each);
    for (const each of unwanted) expect(text).not.toContain(each);
    expect(notes.filter((each) => each.includes('and keeps the record')).length).toBe(isOfAll || softDelete ? 1 : 0);
  },
);
