// Backends whose layers are apart: models of features that have folders, rings of an onion, and services on interfaces.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf } from '../sample-hosts.js';

const SHELL = { template: () => '', columns: undefined };

type Edit = (text: string) => string;

/** A sample backend with some of its files moved, by their first words, and some edited or added. */
async function written(
  style: string,
  edits: Readonly<Record<string, Edit>> = {},
  moves: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const backend = join(import.meta.dirname, '../../styles', style, 'backend');
  const all = readdirSync(backend, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.py'));
  const dotted = (path: string): string => path.replaceAll('/', '.').replace(/\.py$/, '');
  const texts = new Map<string, string>();
  for (const path of all) {
    let text = readFileSync(join(backend, path), 'utf8');
    for (const [from, to] of Object.entries(moves)) text = text.replaceAll(`${dotted(from)} `, `${dotted(to)} `);
    texts.set(moves[path] ?? path, text);
  }
  for (const [path, edit] of Object.entries(edits)) texts.set(path, edit(texts.get(path) ?? ''));
  const host = Object.fromEntries([...texts].map(([path, text]) => [`/p/${path}`, text]));
  const spec = packageSpec({ package: 'invoices', fields: ['number:str.32:unique', 'total:decimal.10.2'] });
  const { plan, refusals = [] } = await planRun(inMemory({ '/p/.git/HEAD': '', ...host }), [draftOf(spec)], SHELL);
  if (plan === undefined) return { refused: refusals.map(({ id, reason }) => `${id}: ${reason}`).join('\n') };
  return Object.fromEntries(plan.changes.map(({ path, after }) => [path.replace('/p/', ''), after]));
}

const file =
  (text: string): Edit =>
  () =>
    text;

test('a service on an interface gets the repository that its maker gives it', async () => {
  const files = await written('onion');
  expect(files['app/application/services/invoice.py']).toContain(
    'def __init__(self, invoice_repo: SQLAlchemyInvoiceRepository) -> None:\n        self.invoice_repo = invoice_repo\n',
  );
  expect(files['app/api/dependencies.py']).toContain(
    '    repo = SQLAlchemyInvoiceRepository(db)\n    return InvoiceService(repo)\n',
  );
});

test('the models of all features are those with tables, whatever the domain calls so, and not of the repositories', async () => {
  const files = await written('onion');
  expect(files['app/infrastructure/db/models.py']).toContain('class Invoice(Base):\n');
  expect(files['app/infrastructure/repositories/invoice_repo.py']).toContain(
    'from app.infrastructure.db.models import Invoice\n',
  );
  expect(files['app/domain/entities.py']).toBeUndefined();
});

test('what a maker gives behind another maker and an interface is followed, and a repository that only the tests make is not', async () => {
  const maker = `from typing import Annotated

from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncSession

from app.application.services.user import UserService
from app.domain.repositories import UserRepository
from app.infrastructure.db.session import get_db
from app.infrastructure.repositories.user_repo import SQLAlchemyUserRepository


def get_user_repo(db: Annotated[AsyncSession, Depends(get_db)]) -> UserRepository:
    return SQLAlchemyUserRepository(db)


def get_user_service(repo: Annotated[UserRepository, Depends(get_user_repo)]) -> UserService:
    return UserService(repo)
`;
  const files = await written('onion', { 'app/api/dependencies.py': file(maker) });
  const makers = files['app/api/dependencies.py'];
  expect(makers).toContain('    return SQLAlchemyInvoiceRepository(db)\n');
  expect(makers).toMatch(/def get_invoice_service\(\s*repo: Annotated\[SQLAlchemyInvoiceRepository, Depends\(/);
  // Nobody knows which of these words is the user.
  const said = maker.replace('    return UserService', '    """利用者サービスを返す"""\n    return UserService');
  const other = (await written('onion', { 'app/api/dependencies.py': file(said) }))['app/api/dependencies.py'];
  expect(other?.match(/利用者/g)).toHaveLength(1);
});

test('a model in a folder for all beside the package of its feature is written there', async () => {
  const files = await written('models-apart');
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([
      'app/modules/invoices/__init__.py',
      'app/modules/invoices/repository.py',
      'app/modules/invoices/router.py',
      'app/modules/invoices/schemas.py',
      'app/modules/invoices/service.py',
      'app/db/models/invoice.py',
    ]),
  );
  expect(files['app/db/models/__init__.py']).toContain('from .invoice import Invoice\n');
});

test('so is one of a package that is in the folder for the routers', async () => {
  const moves = Object.fromEntries(
    ['__init__', 'router', 'schemas', 'service', 'repository'].map((each) => [
      `app/modules/users/${each}.py`,
      `app/api/users/${each}.py`,
    ]),
  );
  const files = await written('models-apart', { 'app/api/__init__.py': file('') }, moves);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining(['app/api/invoices/router.py', 'app/api/invoices/schemas.py', 'app/db/models/invoice.py']),
  );
});

test('a folder of a layer may be the one of a feature', async () => {
  const moves = { 'app/application/services/user.py': 'app/application/services/user/service.py' };
  const files = await written('onion', { 'app/application/services/user/__init__.py': file('') }, moves);
  expect(files['app/application/services/invoice/service.py']).toContain('class InvoiceService:\n');
  expect(files['app/application/services/invoice/__init__.py']).toBe('');
});

test('so may one beside the layers that has no router', async () => {
  const moves = { 'app/application/services/user.py': 'app/users/service.py' };
  const files = await written('onion', { 'app/users/__init__.py': file('') }, moves);
  expect(files['app/invoices/service.py']).toContain('class InvoiceService:\n');
  expect(files['app/invoices/__init__.py']).toBe('');
});

test('a field that a constraint of its table has unique is no word of the new package', async () => {
  const renamed: Edit = (text) =>
    text
      .replaceAll('email: Email', 'email: ')
      .replaceAll('email', 'sku')
      .replaceAll('"Email', '"SKU')
      .replace('Str', 'str');
  const files = await written('models-apart', {
    'app/modules/users/service.py': renamed,
    'app/modules/users/schemas.py': (text) => renamed(text.replaceAll('EmailStr', 'str')),
    'app/db/models/user.py': (text) =>
      renamed(text)
        .replace(', unique=True, index=True', '')
        .replace('import String', 'import String, UniqueConstraint')
        .replace('"users"\n', '"users"\n    __table_args__ = (UniqueConstraint("sku", name="uq_users_sku"),)\n'),
  });
  expect(files['app/modules/invoices/service.py']).toContain('"Number already taken"');
});

test('a feature that works on a model of another name is no blueprint where another has its own', async () => {
  const users = (path: string): string =>
    readFileSync(join(import.meta.dirname, '../../styles/models-apart/backend/app', path), 'utf8');
  const members = (path: string): string =>
    users(path)
      .replaceAll('modules.users', 'modules.members')
      .replace(/\bUser\b/g, 'GroupMember')
      .replaceAll('User', 'Member')
      .replaceAll('user', 'member');
  const files = await written('models-apart', {
    'app/modules/users/router.py': (text) =>
      text.replace(/\n\n@router\.(?:post|patch|delete)[\s\S]*?(?=\n\n\n@|$)/g, ''),
    'app/modules/orders/__init__.py': file(''),
    ...Object.fromEntries(
      ['router', 'schemas', 'service', 'repository'].map((each) => [
        `app/modules/orders/${each}.py`,
        file(
          users(`modules/users/${each}.py`)
            .replaceAll('users', 'orders')
            .replaceAll('User', 'Order')
            .replaceAll('user', 'order'),
        ),
      ]),
    ),
    'app/db/models/order.py': file(
      users('db/models/user.py').replaceAll('User', 'Order').replace('"users"', '"orders"'),
    ),
    'app/db/models/group_member.py': file(
      users('db/models/user.py').replaceAll('User', 'GroupMember').replace('"users"', '"members"'),
    ),
    'app/db/models/__init__.py': (text) =>
      text
        .replace('from', 'from .group_member import GroupMember\nfrom .order import Order\nfrom')
        .replace('["', '["GroupMember", "Order", "'),
    'app/modules/members/__init__.py': file(''),
    ...Object.fromEntries(
      ['router', 'schemas', 'service', 'repository'].map((each) => [
        `app/modules/members/${each}.py`,
        file(members(`modules/users/${each}.py`)),
      ]),
    ),
    'app/main.py': (text) =>
      `${text.replace(
        'from app.modules.users',
        'from app.modules.members.router import router as members_router\nfrom app.modules.orders.router import router as orders_router\nfrom app.modules.users',
      )}app.include_router(members_router, prefix="/api")\napp.include_router(orders_router, prefix="/api")\n`,
  });
  expect(files['app/db/models/invoice.py']).toContain('class Invoice(Base):\n');
});

test('a repository that a service makes where it is given none is made by the new one, too', async () => {
  const files = await written('models-apart');
  expect(files['app/modules/invoices/service.py']).toContain(
    '        self._session = session\n        self._repository = InvoiceRepository(session)\n',
  );
});

test('what a repository is given of what was sent is not what a service calls its record', async () => {
  const files = await written('models-apart', {
    'app/modules/users/service.py': (text) =>
      text
        .replace('from app.modules.users.repository import UserRepository\n', '')
        .replace(', repository: UserRepository | None = None', '')
        .replace('        self._repository = repository or UserRepository(session)\n', '')
        .replace(
          'self._repository.list_users(skip, limit)',
          'self._session.query(User).offset(skip).limit(limit).all()',
        )
        .replace('self._repository.get_by_id(user_id)', 'self._session.get(User, user_id)')
        .replace(
          'user = self._repository.create(data.model_dump())',
          'user = User(**data.model_dump())\n            self._session.add(user)',
        )
        .replace('self._repository.update(', 'changed(')
        .replace('self._repository.delete(', 'self._session.delete(')
        .replace('\n\nclass', '\nfrom app.modules.users.changes import changed\n\n\nclass'),
    'app/modules/users/changes.py': file(
      'def changed(user, values):\n    for field, value in values.items():\n        setattr(user, field, value)\n    return user\n',
    ),
  });
  expect(files['app/modules/invoices/service.py']).not.toMatch(
    /\b(\w+) = data\.model_dump[^\n]*\n[^\n]*\n\s*setattr\(\1,/,
  );
});

const BASE = `from sqlalchemy import select


class BaseRepository:
    model = None
    mapper = None

    def __init__(self, session) -> None:
        self._session = session

    def get_by_id(self, id: int):
        return self.get_one(id=id)

    def get_one(self, **filters):
        return GIVEN(self._session.scalars(select(self.model).filter_by(**filters)).one_or_none())

    def create(self, values: dict):
        record = self.model(**values)
        self._session.add(record)
        self._session.flush()
        self._session.refresh(record)
        return record
`;

test.each([
  ['gives the record', '', 'model = User', 'self._repository.get_by_id(invoice_id)', false],
  ['has the model make something of it in a helper', 'self.to_entity', 'model = User', 'get_by_id', true],
  ['uses what the class sets for itself', 'self.mapper', 'model = User\n    mapper = dict', 'get_by_id', true],
])('a base whose read %s', async (_, given, attributes, called, isAgain) => {
  const files = await written('models-apart', {
    'app/db/repository.py': file(BASE.replace('GIVEN', given)),
    'app/modules/users/repository.py': file(
      `from app.db.models import User\nfrom app.db.repository import BaseRepository\n\n\nclass UserRepository(BaseRepository):\n    ${attributes}\n`,
    ),
  });
  expect(files['app/modules/invoices/service.py']).toContain(called);
  expect(/def get_by_id\(/.test(files['app/modules/invoices/repository.py'] ?? '')).toBe(isAgain);
});

const MADE = 'from sqlalchemy.orm import declarative_base\n\n\n';

test('a base that an object of the host keeps is one where it has a name', async () => {
  const kept = `${MADE}class Database:\n    def __init__(self) -> None:\n        self.base = declarative_base()\n\n\ndb = Database()\nBase = db.base\n`;
  const files = await written('models-apart', { 'app/db/base.py': file(kept) });
  expect(files['app/db/models/invoice.py']).toContain('class Invoice(Base):\n');
});

test('a base without a name of its own is refused with the line that gives it one', async () => {
  const files = await written('models-apart', {
    'app/db/base.py': file(`${MADE}class Settings:\n    Base = declarative_base()\n\n\nsettings = Settings()\n`),
    'app/db/models/user.py': (text) =>
      text.replace('import Base', 'import settings').replace('(Base)', '(settings.Base)'),
  });
  expect(files['refused']).toMatch(
    /^base-of-object: The models inherit from settings\.Base, which is a part of an object/,
  );
});

test("the host's own base may be called as SQLAlchemy's", async () => {
  const files = await written('models-apart', {
    'app/db/base.py': file(`${MADE}DeclarativeBase = declarative_base()\n`),
    'app/db/models/user.py': (text) => text.replaceAll('Base', 'DeclarativeBase'),
    'app/main.py': (text) => text.replaceAll('Base', 'DeclarativeBase'),
  });
  expect(files['app/db/models/invoice.py']).toContain('class Invoice(DeclarativeBase):\n');
});

test('of handlers that call what is in no layer that is known by its name it is said', async () => {
  const moves = {
    'app/application/services/user.py': 'app/rules/user.py',
    'app/infrastructure/repositories/user_repo.py': 'app/rules/stored.py',
  };
  const imported: Edit = (text) =>
    text.replace('\n\nrouter', '\nfrom app.infrastructure.db.models import User  # noqa: F401\n\nrouter');
  const edits = { 'app/rules/__init__.py': file(''), 'app/api/routers/users.py': imported };
  const files = await written('onion', edits, moves);
  expect(files['refused']).toMatch(
    /^layers-unseen: The blueprint's handlers call UserService, whose file is of no layer/,
  );
});
