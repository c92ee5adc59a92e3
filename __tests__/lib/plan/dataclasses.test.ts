// Models that a registry or a base makes dataclasses: how they are mapped, what __init__ takes, and the rows of tests.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const HOST = sampleHost('styles/registry-dataclasses');
const ROOT = '/p/backend';
const MODELS = `${ROOT}/garden/models.py`;
const FIELDS = ['note:str:optional', 'number:str.32:unique', 'seen:int:default=0', 'words:list.str:default=empty'];

const asked = (fields: readonly string[]): ReturnType<typeof packageSpec> =>
  packageSpec({ package: 'invoices', fields: [...fields] });

async function planned(texts: Texts, fields: readonly string[] = FIELDS): Promise<Texts> {
  const { plan, refusals } = await planRun(inMemory(texts), [draftOf(asked(fields))], { columns: undefined });
  expect(refusals).toBeUndefined();
  return changedBy(plan);
}

const refused = async (field: string): Promise<readonly string[]> =>
  ((await planRun(inMemory(HOST), [draftOf(asked([field]))], { columns: undefined })).refusals ?? []).map(
    ({ id }) => id,
  );

/** The class of the new model with what is above and in it, as far as the table's name. */
const headOf = (text = ''): string => /(?:@.*\n)?class Invoice\b.*:\n/.exec(text)?.[0] ?? '';
const columnsOf = (text = ''): readonly string[] =>
  (text.split(/^class Invoice\b/m)[1] ?? '').match(/^ {4}\w+(?=: Mapped)/gm)?.map((name) => name.trim()) ?? [];

function withBase(above: string, own: string): Texts {
  const text = (HOST[MODELS] ?? '')
    .replace('mapped_column, registry', 'mapped_column, DeclarativeBase, MappedAsDataclass')
    .replace('table_registry = registry()', `class Base(${above}):\n    pass`)
    .replace('@table_registry.mapped_as_dataclass\nclass User:', `class User(${own}):`);
  return Object.fromEntries(
    Object.entries({ ...HOST, [MODELS]: text }).map(([path, each]) => [
      path,
      each.replaceAll('table_registry', path === MODELS ? 'Base' : 'Base'),
    ]),
  );
}

const decorated = (decorator: string, names = 'registry'): Texts => ({
  ...HOST,
  [MODELS]: (HOST[MODELS] ?? '')
    .replace('@table_registry.mapped_as_dataclass', decorator)
    .replace('mapped_column, registry', `mapped_column, ${names}`),
});

test.each([
  ['@table_registry.mapped_as_dataclass\nclass Invoice:\n', HOST, 'ordered'],
  [
    '@table_registry.mapped_as_dataclass(kw_only=True)\nclass Invoice:\n',
    decorated('@table_registry.mapped_as_dataclass(kw_only=True)'),
    'asked',
  ],
  [
    '@mapped_as_dataclass(table_registry)\nclass Invoice:\n',
    decorated('@mapped_as_dataclass(table_registry)', 'mapped_as_dataclass, registry'),
    'ordered',
  ],
  ['class Invoice(Base):\n', withBase('MappedAsDataclass, DeclarativeBase', 'Base'), 'ordered'],
  ['class Invoice(Base):\n', withBase('MappedAsDataclass, DeclarativeBase, kw_only=True', 'Base'), 'asked'],
  [
    'class Invoice(MappedAsDataclass, Base, kw_only=True):\n',
    withBase('DeclarativeBase', 'MappedAsDataclass, Base, kw_only=True'),
    'asked',
  ],
])('%j, its fields in an order that __init__ takes', async (head, host, order) => {
  const models = (await planned(host))[MODELS];

  expect(headOf(models)).toBe(head);
  const fields = order === 'asked' ? ['note', 'number', 'seen', 'words'] : ['number', 'note', 'seen', 'words'];
  expect(columnsOf(models)).toEqual(['id', ...fields, 'created_at']);
  expect(models).toContain('    id: Mapped[int] = mapped_column(init=False, primary_key=True)\n    n');
  expect(models).toContain('    note: Mapped[str | None] = mapped_column(String(255), default=None)\n');
  expect(models).toContain('    seen: Mapped[int] = mapped_column(default=0)\n');
  expect(models).toMatch(
    / {4}words: Mapped\[list\[str\]\] = mapped_column\(\s*JSON\(none_as_null=True\), default_factory=list\s*\)/,
  );
});

test('a class that a registry maps is none where nothing says so', async () => {
  const mapped = (HOST[MODELS] ?? '').replaceAll('init=False, ', '').replaceAll('init=False,', '');
  const models = (
    await planned({ ...HOST, [MODELS]: mapped.replace('mapped_as_dataclass', 'mapped') }, [
      'note:str:optional',
      'n:int',
    ])
  )[MODELS];

  expect(headOf(models)).toBe('@table_registry.mapped\nclass Invoice:\n');
  expect(columnsOf(models)).toEqual(['id', 'note', 'n', 'created_at']);
  expect(models).toContain('    note: Mapped[str | None] = mapped_column(String(255))\n');
});

test("a key that the blueprint would be made with is the database's to give", async () => {
  const text = (HOST[MODELS] ?? '').replace('init=False, primary_key=True', 'primary_key=True');
  const models = (await planned({ ...HOST, [MODELS]: text }, ['number:str']))[MODELS];

  expect(models?.split('class Invoice')[1]).toContain(
    '    id: Mapped[int] = mapped_column(init=False, primary_key=True)\n',
  );
});

test('other records are none of what it is made with, at either end', async () => {
  const made = await planned(HOST, ['number:str', 'user:ref.User:back=invoices']);
  const [users, invoices] = (made[MODELS] ?? '').split('class Invoice');

  expect(users).toMatch(
    / {4}invoices: Mapped\[list\['Invoice'\]\] = relationship\(\s*init=False, back_populates='user'/,
  );
  expect(invoices).toMatch(/ {4}user: Mapped\['User'\] = relationship\(\s*init=False, back_populates='invoices'/);
});

test('what joins two models is made with the key of the other one', async () => {
  const made = (await planned(HOST, ['number:str', 'users:m2m.User']))[MODELS] ?? '';
  const [, joins = '', invoice] = made.split(/class Invoice(?:User)?\b/);

  expect(joins).toMatch(
    / {4}invoice_id: Mapped\[int\] = mapped_column\(\s*ForeignKey\('\w+\.id', ondelete='CASCADE'\),\s*init=False,/,
  );
  expect(joins).toMatch(
    / {4}user_id: Mapped\[int\] = mapped_column\(\s*ForeignKey\('\w+\.id', ondelete='CASCADE'\),\s*primary_key=True,/,
  );
  expect(invoice).toMatch(/creator=lambda user_id: InvoiceUser\(user_id=user_id\),\s*default_factory=list,/);
});

test('the rows of tests get their keys once they are made', async () => {
  const tests = (await planned(HOST, ['number:str', 'user:ref.User']))[`${ROOT}/tests/test_invoices.py`];

  expect(tests).toMatch(
    / {8}row = User\(\s*username=f'username \{number\}', email=f'user\{number\}@example.com'\s*\)\n {8}row.id = number\n {8}db.merge\(row\)/,
  );
});

test.each([['seen:int:server_default=0', ['server-default-dataclass']]])('%s is refused', async (field, ids) => {
  expect(await refused(field)).toEqual(ids);
});

test('statuses are written as the blueprint has them', async () => {
  const router = (await planned(HOST))[`${ROOT}/garden/routers/invoices.py`];

  expect(router).toContain('from http import HTTPStatus\n');
  expect(router).toContain('status_code=HTTPStatus.CREATED');
  expect(router).toContain('HTTPStatus.NOT_FOUND');
  expect(router).not.toContain('status.HTTP_');
});

test('a further model that is there is not asked for again', async () => {
  const spec = packageSpec({ package: 'invoices', model: 'Line', fields: ['quantity:int'] });
  const further = draftOf(spec, { isNew: false, models: [{ spec: spec.model, path: '/lines' }] });
  const first = { ...HOST, ...(await planned(HOST)) };
  const { plan } = await planRun(inMemory(first), [further], { columns: undefined });
  const both = { ...first, ...changedBy(plan) };

  expect(both[MODELS]).toContain('class Line:\n');
  const again = await planRun(inMemory(both), [further], { columns: undefined });
  expect(again.refusals).toBeUndefined();
  expect(again.plan?.changes).toEqual([]);
});
