// Tables and classes that a backend has already, wherever and however they are defined.
import { describe, expect, test } from '@jest/globals';
import { registryOf } from '../../../lib/framework/mapped-models.js';
import { namesInUse } from '../../../lib/framework/names-in-use.js';
import type { Project } from '../../../lib/project/project.js';
import { projectIn } from '../memory.js';

const BASE = 'from sqlalchemy.orm import DeclarativeBase\n\n\nclass Base(DeclarativeBase):\n    pass\n';

function project(texts: Readonly<Record<string, string>>): Project {
  const all = { 'app/db.py': BASE, ...texts };
  return projectIn(Object.fromEntries(Object.entries(all).map(([path, text]) => [`/b/${path}`, text])));
}

const tables = (texts: Readonly<Record<string, string>>): readonly string[] => [
  ...namesInUse(project(texts)).tables.keys(),
];

const model = (body: string, head = 'class Item(Base):'): string =>
  `from app.db import Base\n\n\n${head}\n    ${body}\n`;

describe('the tables of a backend', () => {
  test.each([
    ['in a module that is not called models', 'app/shop/tables.py', model('__tablename__ = "items"'), 'items'],
    ['in the init of a folder of models', 'app/shop/models/__init__.py', model('__tablename__ = "items"'), 'items'],
    ['in a package whose folder is called media', 'app/media/orm.py', model('__tablename__ = "items"'), 'items'],
    ['as a Table object', 'app/shop/tables.py', 'items = Table("items", metadata, Column("id", Integer))\n', 'items'],
    ['behind __table__', 'app/shop/orm.py', model('__table__ = Table("items", Base.metadata)'), 'items'],
    ['of SQLModel, named after the class', 'app/s/m.py', model('id: int', 'class Item(SQLModel, table=True):'), 'item'],
    ['of SQLModel, named itself', 'app/s/m.py', model("__tablename__ = 'items'", 'class I(A, table=True):'), 'items'],
  ])('are found %s', (_, path, text, table) => {
    expect(tables({ 'app/media/__init__.py': '', [path]: text })).toEqual([table]);
  });

  test.each([
    ['cls.__name__.lower()', 'orderitem'],
    ['cls.__name__.lower() + "s"', 'orderitems'],
    ['f"{cls.__name__.lower()}s"', 'orderitems'],
    ['to_snake_case(cls.__name__)', 'order_item'],
    ['PREFIX[cls]', undefined],
  ])('get the name that their base works out by %s', (expression, table) => {
    const base = `${BASE.replace('    pass\n', '')}    @declared_attr.directive\n    def __tablename__(cls) -> str:\n        return ${expression}\n`;
    const text = model('id: Mapped[int] = mapped_column(primary_key=True)', 'class OrderItem(Base):');
    expect(tables({ 'app/db.py': base, 'app/shop/models.py': text })).toEqual(table === undefined ? [] : [table]);
  });

  test('are not those of another schema, of a mixin, of an abstract base or of the declarative base itself', () => {
    const found = namesInUse(
      project({
        'app/db.py': `${BASE.replace('    pass\n', '')}    id: Mapped[int] = mapped_column(primary_key=True)\n`,
        'app/a.py': model('__tablename__ = "items"\n    __table_args__ = {"schema": "old"}'),
        'app/b.py': 'class IdMixin:\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
        'app/c.py': model('__abstract__ = True\n    id = mapped_column(primary_key=True)', 'class Root(Base):'),
      }),
    );
    expect([...found.tables.keys()]).toEqual([]);
    expect([...found.classes.keys()]).toEqual(['Item']);
  });

  test('are not those that only tests and migrations make', () => {
    expect(
      tables({
        'tests/models.py': model('__tablename__ = "items"'),
        'alembic/versions/1.py': 'items = Table("items", metadata)\n',
      }),
    ).toEqual([]);
  });
});

test('classes of one base are in one registry, those of another base are in another', () => {
  const read = project({
    'app/other.py': BASE,
    'app/models.py': 'from app.db import Base\n\n\nclass Stamped(Base):\n    __abstract__ = True\n',
    'app/a/models.py': 'from app.models import Stamped\n\n\nclass Item(Stamped):\n    __tablename__ = "a"\n',
    'app/b/models.py': 'from app.other import Base\n\n\nclass Item(Base):\n    __tablename__ = "b"\n',
  });
  const places = namesInUse(read).classes.get('Item') ?? [];
  expect(places.map(({ path, line }) => `${path}:${line}`)).toEqual(['/b/app/a/models.py:4', '/b/app/b/models.py:4']);
  expect(places.map(({ registry }) => registry === registryOf('app.db.Base', read))).toEqual([true, false]);
  expect(registryOf('app.models.Stamped', read)).toBe(registryOf('app.db.Base', read));
});
