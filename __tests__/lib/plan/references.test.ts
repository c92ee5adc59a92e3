// The models that references lead to: in the same package, in another one, and in one place for all of them.
import { expect, test } from '@jest/globals';
import type { ReferenceHost } from '../../../lib/plan/reference-host.js';
import { takenBacks } from '../../../lib/plan/reference-problems.js';
import { withReferences } from '../../../lib/plan/references.js';
import type { RefTarget } from '../../../lib/request/fields.js';
import { modelSpec } from '../../../lib/request/model.js';
import { DEFAULT_STYLE } from '../../../lib/style/style.js';
import { parseFields } from '../asked.js';
import { projectIn } from '../memory.js';

const BASE = 'from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n';
const HEAD =
  'import uuid\nfrom sqlalchemy import ForeignKey, String\nfrom sqlalchemy.orm import Mapped, mapped_column\nfrom app.core.db import Base\n\n\n';

const model = (name: string, table: string, ...lines: readonly string[]): string =>
  `class ${name}(Base):\n    __tablename__ = "${table}"\n\n    ${lines.join('\n    ')}\n\n\n`;
const ID = 'id: Mapped[int] = mapped_column(primary_key=True)';
const USER = model('User', 'users', ID, 'email: Mapped[str] = mapped_column(String(254), unique=True)');

function host(texts: Readonly<Record<string, string>>): ReferenceHost {
  const all = Object.entries({ 'app/core/db.py': BASE, ...texts }).map(([path, text]) => [`/b/${path}`, text]);
  const conventions = { ...DEFAULT_STYLE, base: { module: 'app.core.db', name: 'Base' } };
  const own = { name: 'invoices', models: 'app.invoices.models', schemas: 'app.invoices.schemas', columns: undefined };
  return { code: projectIn(Object.fromEntries(all)), importRoot: 'app', conventions, ...own };
}

function resolve(texts: Readonly<Record<string, string>>, field: string): { to?: RefTarget; said: string } {
  const { spec, refusals } = withReferences(host(texts), modelSpec('Invoice', parseFields([field])));
  const type = spec.fields[0]?.type;
  const to = type?.kind === 'ref' ? type.to : undefined;
  const said = refusals.map(({ id, reason }) => `[${id}] ${reason.replace(/\s+/g, ' ')}`).join('\n');
  return to === undefined ? { said } : { to, said };
}

const USERS = { 'app/users/models.py': HEAD + USER };

test.each(['ref.users.User', 'ref.User', 'ref.users', 'ref.user.User'])('%s is found in its package', (type) => {
  expect(resolve(USERS, `customer:${type}`)).toEqual({
    said: '',
    to: {
      relation: 'customer',
      module: 'app.users.models',
      name: 'User',
      table: 'users',
      key: { name: 'id', column: 'id', kind: 'int' },
      isSelf: false,
      rows: [
        {
          module: 'app.users.models',
          name: 'User',
          values: [
            ['id', { texts: ['number'], names: [] }],
            ['email', { texts: ['f"user{number}@example.com"'], names: [] }],
          ],
          later: [],
        },
      ],
    },
  });
});

test.each([
  ['app/models.py', 'ref.users.User'],
  ['app/models/user.py', 'ref.users.User'],
  ['app/models/users.py', 'ref.users'],
  ['app/db/models.py', 'ref.User'],
])('a model of %s is what %s means', (path, type) => {
  expect(resolve({ [path]: HEAD + USER }, `customer:${type}`).to?.name).toBe('User');
});

test('the key is the one that the model has, under its own names', () => {
  const key = 'code: Mapped[uuid.UUID] = mapped_column("customer_code", primary_key=True)';
  const texts = { 'app/customers/models.py': HEAD + model('Customer', 'clients', key) };

  const { to } = resolve(texts, 'customer:ref.Customer');

  expect([to?.table, to?.key]).toEqual(['clients', { name: 'code', column: 'customer_code', kind: 'uuid' }]);
});

test('what a row refers to is stored before it', () => {
  const company = model('Company', 'companies', ID, 'name: Mapped[str] = mapped_column(String(2))');
  const user = model('User', 'users', ID, 'company_id: Mapped[int] = mapped_column(ForeignKey("companies.id"))');

  const { to } = resolve({ 'app/users/models.py': HEAD + company + user }, 'customer:ref.User');

  expect(
    to?.rows.map(({ name, values }) => [name, values.map(([attribute, { texts }]) => [attribute, texts])]),
  ).toEqual([
    [
      'Company',
      [
        ['id', ['number']],
        ['name', ['str(number)']],
      ],
    ],
    [
      'User',
      [
        ['id', ['number']],
        ['company_id', ['number']],
      ],
    ],
  ]);
});

const SCHEMA =
  'from pydantic import BaseModel, ConfigDict\n\n\nclass User(BaseModel):\n    id: int\n    company: str\n';
const READER = `${SCHEMA}    model_config = ConfigDict(from_attributes=True)\n`;

test.each([
  ['models.User', 'selectin'],
  ['cls.model', 'selectin'],
  ['models.User.id', 'joined'],
])('with a host that has returning(%s), an embedded record is %s', (returned, loading) => {
  const dao = `def add(**values):\n    return insert(User).values(**values).returning(${returned})\n`;
  const texts = { ...USERS, 'app/users/schemas.py': READER, 'app/users/dao.py': dao };

  expect(resolve(texts, 'customer:ref.users.User:embed').to?.shown?.loading).toBe(loading);
});

test('a record that is shown has values for what its schema wants, whatever may be null in the database', () => {
  const columns = ['name', 'nick', 'role'].map(
    (name) => `${name}: Mapped[str | None] = mapped_column(String(9)${name === 'role' ? ', default="x"' : ''})`,
  );
  const texts = {
    'app/users/models.py': HEAD + model('User', 'users', ID, ...columns),
    'app/users/schemas.py': READER.replace('company: str', 'name: str\n    nick: str | None\n    role: str'),
  };
  const named = (type: string): readonly string[] | undefined =>
    resolve(texts, `customer:${type}`).to?.rows.flatMap(({ values }) => values.map(([attribute]) => attribute));

  expect(named('ref.User:embed')).toEqual(['id', 'name']);
  expect(named('ref.User')).toEqual(['id']);
});

test.each([
  ['UserOut', '', 'UserOut'],
  ['UserDetail', '', undefined],
  ['UserOut', '    password: str\n', undefined],
])('an embedded record is shown with %s where the schemas have another name', (name, field, shown) => {
  const text = READER.replace('class User(', `class ${name}(`) + field;

  expect(resolve({ ...USERS, 'app/users/schemas.py': text }, 'customer:ref.users.User:embed').to?.shown?.name).toBe(
    shown,
  );
});

test('an embedded record is shown with the read schema of its model', () => {
  const texts = { ...USERS, 'app/users/schemas.py': READER };

  expect(resolve(texts, 'customer:ref.users.User:embed').to?.shown).toEqual({
    module: 'app.users.schemas',
    name: 'User',
    loading: 'joined',
    hasKey: true,
  });
  expect(resolve(texts, 'customer:ref.users.User').to?.shown).toBeUndefined();
  expect(resolve(texts, 'parent:ref.Invoice:optional:embed').to?.shown?.name).toBe('InvoiceSummary');
});

test.each([
  ['its answers need a schema User, which the backend does not have', {}],
  ['reads no records: it has no from_attributes', { 'app/users/schemas.py': SCHEMA }],
  [
    'shows company, which is not loaded with a User',
    {
      'app/users/schemas.py': READER,
      'app/users/models.py': `${HEAD}${USER.trimEnd()}\n    company = relationship("Company")\n`,
    },
  ],
  [
    'imported in a circle: app.invoices.schemas → app.users.schemas → app.invoices.schemas',
    { 'app/users/schemas.py': `import app.invoices.schemas\n${READER}`, 'app/invoices/schemas.py': '' },
  ],
])('embed is refused: %s', (why, texts) => {
  const { said } = resolve({ ...USERS, ...texts }, 'customer:ref.users.User:embed');

  expect(said).toMatch(/^\[ref-embed\] A User cannot be shown in the answers/);
  expect(said).toContain(why);
});

const TWO = { ...USERS, 'app/staff/models.py': HEAD + USER.replace('"users"', '"staff"') };

test('a model of two packages needs the package', () => {
  expect(resolve(TWO, 'customer:ref.User').said).toContain('There is more than one model User: ref.staff.User');
  expect(resolve(TWO, 'customer:ref.staff.User').to?.table).toBe('staff');
});

test.each([
  ['ref.users.Usr', 'The backend has no model users.Usr. Did you mean ref.users.User?'],
  ['ref.accounts.User', 'The backend has no model accounts.User. Did you mean ref.users.User?'],
  ['ref.Warehouse', 'The backend has no model Warehouse. There are ref.users.User.'],
  ['ref.Invoice', 'The first Invoice would have none to refer to. Add optional.'],
])('%s is refused: %s', (type, why) => {
  const { said } = resolve(USERS, `customer:${type}`);

  expect(said).toMatch(/^\[ref-unknown\]/);
  expect(said).toContain(why);
  expect(said).toContain(`customer:${type} ^`);
});

const inits = (line: string): string =>
  `def __init__(self, **data):\n        ${line}\n        super().__init__(**data)`;

test('rows are made of a class that gives on what it is made with', () => {
  const text = HEAD + model('User', 'users', ID, inits('data.setdefault("nick", data.get("name"))'));

  expect(resolve({ 'app/users/models.py': text }, 'customer:ref.User').said).toBe('');
});

test.each([
  ['ref-key', model('User', 'users', ID, 'other: Mapped[int] = mapped_column(primary_key=True)')],
  ['ref-rows', model('User', 'users', ID, 'place: Mapped[Point] = mapped_column(Geometry())')],
  ['ref-rows', model('User', 'users', ID, 'def __init__(self): pass')],
  ['ref-rows', model('User', 'users', ID, inits('data["nick"] = data["name"]'))],
  [
    'ref-rows',
    model('User', 'users', ID, 'team: Mapped["Team"] = relationship()').replace('(Base)', '(MappedAsDataclass, Base)'),
  ],
  [
    'ref-base',
    USER.replace('(Base)', '(Other)').replace('class User', 'class Other(DeclarativeBase):\n    pass\n\n\nclass User'),
  ],
])('%s is refused', (id, text) => {
  const head = HEAD.replace('import Mapped', 'import DeclarativeBase, MappedAsDataclass, Mapped');

  expect(resolve({ 'app/users/models.py': head + text }, 'customer:ref.User').said).toContain(`[${id}]`);
});

test('an attribute that a model of the run has, or gets twice, is refused as the other end of a reference', () => {
  const customer = modelSpec('Customer', parseFields(['name:str']));
  const back = (name: string, relation: string): Parameters<typeof takenBacks>[1][number] => ({
    module: 'app.customers.models',
    model: 'Customer',
    name,
    from: { module: 'app.invoices.models', model: 'Invoice', relation, column: `${relation}_id` },
    isOne: false,
    ondelete: undefined,
    isOneOfSeveral: false,
  });

  expect(takenBacks([customer], [back('invoices', 'customer'), back('paid', 'payer')])).toEqual([]);
  expect(takenBacks([customer], [back('name', 'customer')]).map(({ reason }) => reason)).toEqual([
    'Invoice.customer has back=name, and Customer has an attribute name already.',
  ]);
  expect(takenBacks([], [back('bills', 'customer'), back('bills', 'payer')]).map(({ reason }) => reason)).toEqual([
    'Invoice.payer has back=bills, and Customer has an attribute bills already.',
  ]);
});
