// What each printer of a package prints, without running Python.
import { describe, expect, test } from '@jest/globals';
import { assemble, styleOf } from '../../../lib/package/assemble.js';
import { spellingIn } from '../../../lib/package/import-spelling.js';
import { oldLibraryProblem } from '../../../lib/package/old-libraries.js';
import { type Piece, piecesOf } from '../../../lib/package/pieces.js';
import { modelSpec } from '../../../lib/request/model.js';
import { DEFAULT_STYLE } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { parseFields } from '../asked.js';

const HOST: Style = { ...DEFAULT_STYLE, python: [3, 11] };

async function printed(file: string, fields: readonly string[], conventions: Style = HOST): Promise<string> {
  const spec = modelSpec('Part', parseFields(fields, new Set()));
  const pkg = {
    name: 'parts',
    slug: 'parts',
    path: '/parts',
    models: [spec],
    first: 'Part',
    classes: new Map(),
    enums: new Map(),
  };
  const pieces = piecesOf(true, [{ spec, path: '' }], pkg, conventions).filter((each: Piece) => each.file === file);
  const style = styleOf(conventions, 'parts');
  return assemble(pieces, style, spellingIn(style.habits, `app.parts.${file.replace('.py', '')}`, file));
}

test('what a validator raises has no exception in it where the host puts errors into JSON as they are', async () => {
  const on = (style: Partial<Style>): Promise<string> =>
    printed('schemas.py', ['number:str.32', 'at:time'], { ...HOST, ...style });
  const raw = await on({ invalid: { status: 422, isOwn: true, isRaw: true } });
  expect(raw.match(/raise PydanticCustomError\("value_error", msg\)/g)).toHaveLength(2);
  expect(raw).not.toContain('ValueError');
  expect(await on({})).not.toContain('PydanticCustomError');
});

test('a limit of a decimal is told as a string where the host puts errors into JSON as they are', async () => {
  const on = (style: Partial<Style>): Promise<string> =>
    printed('schemas.py', ['total:decimal.10.2:ge=0:lt=100', 'count:int:ge=1'], { ...HOST, ...style });
  const invalid = { status: 422, isOwn: true, isRaw: true } as const;
  const raw = await on({ invalid });
  expect(raw).toContain('AfterValidator(at_least(Decimal(0)))');
  expect(raw).toContain('AfterValidator(less_than(Decimal(100)))');
  expect(raw).toMatch(
    /"greater_than_equal",\s+"Input should be greater than or equal to \{ge\}",\s+\{"ge": str\(limit\)\}/,
  );
  // Of whole numbers Pydantic tells what JSON has.
  expect(raw).toContain('ge=1');
  expect(raw).not.toContain('ge=0');
  for (const style of [{}, { invalid, pydantic: 1 }] as const) expect(await on(style)).not.toContain('at_least');
});

test('an enum has a length that SQLAlchemy before 2.0.22 reads', async () => {
  const on = (minor: number): Promise<string> =>
    printed('models.py', ['state:enum.a.b'], { ...HOST, versions: { sqlalchemy: [2, minor] } });
  expect(await on(0)).toContain('length=255');
  expect(await on(1)).toContain('length=None');
});

test('lists are serialized by a function of their own before Pydantic 2.7', async () => {
  const on = (minor: number): Promise<string> =>
    printed('schemas.py', ['days:list.date'], { ...HOST, versions: { pydantic: [2, minor] } });
  expect(await on(5)).toContain('PlainSerializer(lambda value: to_jsonable_python(value))');
  expect(await on(7)).toContain('PlainSerializer(to_jsonable_python)');
});

test('digits are no rule of what may be None before Pydantic 2.8', async () => {
  const on = (minor: number): Promise<string> =>
    printed('schemas.py', ['total:decimal.10.2:optional'], {
      ...HOST,
      constraints: { ...HOST.constraints, form: 'field' },
      versions: { pydantic: [2, minor] },
    });
  expect(await on(7)).toContain('total: Annotated[Decimal, Field(max_digits=10, decimal_places=2)] | None = None');
  expect(await on(8)).toContain('total: Decimal | None = Field(default=None, max_digits=10, decimal_places=2)');
});

test('digits are no rule of a column of SQLModel that may be NULL before Pydantic 2.8', async () => {
  const on = (minor: number): Promise<string> =>
    printed('models.py', ['total:decimal.10.2:optional', 'price:decimal.10.2'], {
      ...HOST,
      orm: 'sqlmodel',
      versions: { pydantic: [2, minor] },
    });
  expect(await on(7)).toMatch(/total: Decimal \| None = Field\([^)]*Numeric\(10, 2\)/);
  expect(await on(7)).toContain('price: Decimal = Field(max_digits=10, decimal_places=2)');
  expect(await on(8)).toContain('total: Decimal | None = Field(default=None, max_digits=10, decimal_places=2)');
});

test('a field of any JSON is not written for Pydantic before 2.7', () => {
  const problem = (minor: number): string | undefined =>
    oldLibraryProblem(
      { ...HOST, versions: { pydantic: [2, minor] } },
      modelSpec('Thing', parseFields(['extra:json'], new Set())),
    )?.reason;
  expect(problem(6)).toBe('The field extra is of the type json');
  expect(problem(7)).toBeUndefined();
});

describe('models.py', () => {
  test('names its constraints, and its enum leaves room for longer values', async () => {
    expect(await printed('models.py', ['code:str.8:unique', 'price:decimal.10.2:ge=0', 'kind:enum.raw.done'])).toBe(
      `from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Enum, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base

__all__ = ["Base", "Part", "PartKind"]


class PartKind(StrEnum):
    raw = "raw"
    done = "done"


class Part(Base):
    __tablename__ = "parts"
    __table_args__ = (
        UniqueConstraint("code", name="uq_parts_code"),
        CheckConstraint("price >= 0", name="ck_parts_price_ge"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(8))
    price: Mapped[Decimal] = mapped_column(Numeric(10, 2))
    kind: Mapped[PartKind] = mapped_column(
        Enum(PartKind, native_enum=False, create_constraint=True, length=None)
    )
`,
    );
  });

  test('leaves the names of constraints to the naming convention of the host', async () => {
    const constraintNames = { ck: 'ck_%(table_name)s_%(constraint_name)s', uq: 'uq_%(table_name)s_%(column_0_name)s' };
    const text = await printed('models.py', ['code:str.8:unique', 'price:decimal.10.2:ge=0'], {
      ...HOST,
      constraintNames,
    });
    expect(text).toContain('CheckConstraint("price >= 0", name="price_ge")');
    expect(text).toContain('code: Mapped[str] = mapped_column(String(8), unique=True)');
    expect(text).not.toContain('UniqueConstraint');
  });

  test('writes nothing that the base supplies', async () => {
    const text = await printed('models.py', ['name:str'], { ...HOST, supplied: ['id', '__tablename__'] });
    expect(text).toContain('class Part(Base):\n    name: Mapped[str] = mapped_column(String(255))\n');
  });

  test('quotes a word of SQL in the text of a check', async () => {
    expect(await printed('models.py', ['order:int:ge=1'])).toContain(`CheckConstraint('"order" >= 1'`);
  });

  test('keeps a long decimal as text on SQLite, and only where the host may run on it', async () => {
    expect(await printed('models.py', ['exact:decimal.20.4:ge=0'])).toContain(
      'Numeric(20, 4).with_variant(String(22), "sqlite")',
    );
    expect(await printed('models.py', ['exact:decimal.20.4'], { ...HOST, databases: ['postgresql'] })).toContain(
      'exact: Mapped[Decimal] = mapped_column(Numeric(20, 4))',
    );
  });

  test('gives the default of such a decimal as the text that it is kept as', async () => {
    expect(await printed('models.py', ['exact:decimal.20.4:default=1.5'])).toContain('default="1.5000"');
  });

  test('tells MySQL what it would keep less of, and quotes its own words', async () => {
    const onMySql = { ...HOST, databases: ['mysql'] } as const;
    const fields = [
      'key:int:ge=1',
      'rate:float',
      'hour:time',
      'data:json',
      'note:text:max_length=20000',
      'kind:enum.a.b',
    ];
    const text = await printed('models.py', fields, onMySql);
    expect(text).toContain('CheckConstraint("`key` >= 1"');
    expect(text).toContain('rate: Mapped[float] = mapped_column(Float(53))');
    expect(text).toContain('Time().with_variant(TIME(fsp=6), "mysql", "mariadb")');
    expect(text).toContain('data: Mapped[str] = mapped_column(Text(2**24))');
    expect(text).toContain('note: Mapped[str] = mapped_column(Text(20000))');
    expect(text).toContain('length=255');
    expect(await printed('schemas.py', ['note:text'], onMySql)).toContain('max_length=16383');
  });
});

describe('schemas.py', () => {
  test('has no rule in what is read, and no null in an update that refuses it', async () => {
    expect(await printed('schemas.py', ['number:str.32', 'count:int:default=0', 'day:date', 'due:date:optional'])).toBe(
      String.raw`from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator
from pydantic.json_schema import SkipJsonSchema

# PostgreSQL cannot store NUL in a string.
Number = Annotated[str, Field(min_length=1, max_length=32, pattern=r"^[^\x00]*$")]
Count = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]


class PartBase(BaseModel):
    number: str
    count: int
    day: date
    due: date | None


class PartCreate(PartBase):
    number: Number
    count: Count = 0
    due: date | None = None


class PartUpdate(BaseModel):
    number: Number | SkipJsonSchema[None] = None
    count: Count | SkipJsonSchema[None] = None
    day: date | SkipJsonSchema[None] = None
    due: date | None = None

    @field_validator("number", "count", "day")
    @classmethod
    def refuse_null(cls, value: object) -> object:
        if value is None:
            msg = "may be left out but not null"
            raise ValueError(msg)
        return value


class Part(PartBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
`,
    );
  });

  test('spells unions for a Python before 3.10', async () => {
    const text = await printed('schemas.py', ['number:str.32', 'due:date:optional'], { ...HOST, python: [3, 9] });
    expect(text).toContain('due: Optional[date] = None');
    expect(text).toContain('number: Union[Number, SkipJsonSchema[None]] = None');
  });

  test('has the rules in the annotation where the blueprint does, and the answer where it has it', async () => {
    const style: Partial<Style> = {
      schemaNames: { base: undefined, create: '{}Create', update: '{}Update', read: '{}Read', between: undefined },
      schemaShape: { base: 'required', read: 'base', isReadFirst: true, hasDefaults: true },
      constraints: { form: 'annotated', ellipsis: false, positional: false },
      databases: ['sqlite'],
    };
    const text = await printed('schemas.py', ['number:str.32', 'note:str.9:optional'], { ...HOST, ...style });
    expect(text).toContain(`class PartCreate(BaseModel):
    number: Annotated[str, Field(min_length=1, max_length=32)]
    note: Annotated[str | None, Field(min_length=1, max_length=9)] = None


class PartRead(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    number: str
    note: str | None = None


class PartUpdate(BaseModel):
    number: Annotated[str | None, Field(min_length=1, max_length=32)] = None
`);
  });

  test('spells types in its layers as the blueprint does there', async () => {
    const spelled = { optional: 'Optional', list: 'List' } as const;
    const style = { ...HOST, optional: { optional: 'union', list: 'list', layers: spelled } } as const;
    expect(await printed('crud.py', ['name:str'], style)).toContain('part_id: int) -> Optional[models.Part]:');
    expect(await printed('schemas.py', ['due:date:optional'], style)).toContain('due: date | None = None');
  });

  test('has the classes and the rules in the form of the blueprint', async () => {
    const style: Partial<Style> = {
      schemaNames: { base: '{}Base', create: 'Create{}', update: 'Edit{}', read: '{}Out', between: '{}InDBBase' },
      schemaShape: { base: 'optional', read: 'base', isReadFirst: false, hasDefaults: false },
      schemaBase: {
        body: { module: 'app.schemas', name: 'Model' },
        answer: { module: 'app.schemas', name: 'Model' },
        readers: [],
      },
      schemaConfig: { form: 'class', place: 'last', on: 'answer' },
      constraints: { form: 'field', ellipsis: true, positional: true },
      optional: { optional: 'Optional', list: 'List', layers: { optional: 'union', list: 'list' } },
      databases: ['sqlite'],
    };
    const fields = ['number:str.32', 'due:date:optional', 'tags:list.int'];
    expect(await printed('schemas.py', fields, { ...HOST, ...style })).toBe(`from datetime import date
from typing import Annotated, List, Optional

from pydantic import Field, field_validator

from app.schemas import Model


class PartBase(Model):
    number: Optional[str] = Field(None, min_length=1, max_length=32)
    due: Optional[date] = None


class CreatePart(PartBase):
    number: str = Field(..., min_length=1, max_length=32)
    tags: List[Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]]


class EditPart(PartBase):
    tags: Optional[List[Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]]] = None

    @field_validator("number", "tags")
    @classmethod
    def refuse_null(cls, value: object) -> object:
        if value is None:
            raise ValueError("may be left out but not null")
        return value


class PartInDBBase(PartBase):
    id: int
    number: str
    tags: List[int]

    class Config:
        from_attributes = True


class PartOut(PartInDBBase):
    pass
`);
  });

  test('has no class for an update that can change nothing', async () => {
    expect(await printed('schemas.py', [])).toBe(`from pydantic import BaseModel, ConfigDict


class PartBase(BaseModel):
    pass


class PartCreate(PartBase):
    pass


class Part(PartBase):
    model_config = ConfigDict(from_attributes=True)

    id: int
`);
  });

  test.each([
    ['a date-time', 'at:datetime', 'At = Annotated[\n    AwareDatetime,'],
    ['a local date-time', 'at:datetime.naive', '"format": "date-time-local"'],
    ['a time', 'at:time', 'AfterValidator(refuse_offset)'],
    ['a duration', 'takes:timedelta', 'Field(ge=-timedelta(days=700_000), le=timedelta(days=700_000))'],
    ['a float', 'ratio:float:gt=0', 'Ratio = Annotated[float, Field(allow_inf_nan=False, gt=0)]'],
    ['an address', 'mail:email', 'mail: EmailStr'],
    ['a link', 'link:url:max_length=80', 'Annotated[str, AfterValidator(canonical_url), Field(max_length=80)]'],
    ['a slug', 'name:slug', 'Field(max_length=255, pattern="^[a-z0-9]+(?:-[a-z0-9]+)*$")'],
    ['bytes', 'data:bytes', 'BeforeValidator(from_base64)'],
    ['JSON', 'data:json', 'Data = Annotated[Any, AfterValidator(check_json), PlainSerializer(json.dumps)]'],
    ['a list', 'tags:list.bool', 'Tags = list[bool]'],
    ['a list of decimals', 'costs:list.decimal.6.2', 'PlainSerializer(to_jsonable_python)'],
    ['a pattern that may take NUL', 'code:str.8:pattern=.', 'AfterValidator(refuse_nul)'],
  ])('prints the type of %s', async (_, field, expected) => {
    expect(await printed('schemas.py', [field])).toContain(expected);
  });
});

describe('a file', () => {
  test('has the quotes of the host', async () => {
    const text = await printed('models.py', ['code:str.8'], { ...HOST, quotes: 'single' });
    expect(text).toContain("__all__ = ['Base', 'Part']");
    expect(text).not.toContain('"');
  });

  test('lists its names only where the blueprint does', async () => {
    const dunderAll = { models: false, init: false };
    const exports = [{ name: 'router', target: 'api.router' }];
    expect(await printed('models.py', ['code:str.8'], { ...HOST, dunderAll })).not.toContain('__all__');
    expect(await printed('__init__.py', [], { ...HOST, dunderAll, exports })).toBe(
      'from app.parts.api import router\n',
    );
  });
});

describe('crud.py and services.py', () => {
  test('flush and roll nothing back where the session is somebody else’s to commit', async () => {
    const text = await printed('crud.py', ['name:str'], { ...HOST, transaction: 'flush' });
    expect(text).toContain('    db.delete(part)\n    db.flush()\n');
    expect(text).not.toMatch(/commit|rollback/);
  });

  test('commit with what the host has for that, called or entered', async () => {
    const shared = { module: 'app.core.db', name: 'storing' };
    const called = await printed('crud.py', ['name:str'], { ...HOST, commitFunction: { ...shared, form: 'called' } });
    expect(called).toContain('    db.add(part)\n    storing(db)\n');
    const async = { ...HOST, sessionKind: 'async', commitFunction: { ...shared, form: 'entered' } } as const;
    const entered = await printed('crud.py', ['name:str'], async);
    expect(entered).toContain('from app.core.db import storing\n');
    expect(entered).toContain('    async with storing(db):\n        db.add(part)\n');
    expect(entered).toContain('        async with storing(db):\n            for field, value in changes.');
    expect(entered).toContain('    async with storing(db):\n        await db.delete(part)\n');
    for (const text of [called, entered]) expect(text).not.toMatch(/commit|rollback/);
  });

  test('know a conflict only where a value is unique, and name the field', async () => {
    expect(await printed('services.py', ['name:str'])).not.toMatch(/409|IntegrityError/);
    const text = await printed('services.py', ['code:str:unique', 'bar_code:str:unique']);
    expect(text).toContain('HTTPException(status.HTTP_409_CONFLICT, "Code or bar code is already taken")');
  });

  test.each([
    ['A {title} with this {field} already exists', 'A part with this item code already exists'],
    ['An {field} of a {title} exists', 'An item code of a part exists'],
    ['Já existe a {title}', 'Já existe a part'],
  ])('say %s with the article of its own words', async (taken, said) => {
    const raises = { ...HOST.raises, taken };
    expect(await printed('services.py', ['item_code:str:unique'], { ...HOST, raises })).toContain(said);
  });
});

describe('api.py', () => {
  test('has no update and no conflict for a model without a field', async () => {
    const text = await printed('api.py', []);
    expect(text).not.toMatch(/patch|409/);
    expect(text).toContain('responses={404: {"description": "Part not found"}}');
  });

  test('puts a slash behind a collection where the host does', async () => {
    const text = await printed('api.py', ['name:str'], { ...HOST, slash: '/' });
    expect(text).toContain('@router.get("/", response_model=list[schemas.Part])');
    expect(text).toContain('"/{part_id}"');
  });
});

test('decorators say in words what the blueprint says, and name a path operation where its name is known', async () => {
  const api = await printed('api.py', ['number:str.32'], {
    ...HOST,
    handlerDocs: {
      docstrings: undefined,
      keywords: ['description', 'response_description', 'name', 'operation_id'],
      texts: {
        create: {
          description: 'Create an {one}.',
          response_description: 'The created {one}',
          name: '{many}:create-{one}',
          operation_id: 'create{One}',
        },
      },
    },
  });
  const decorators = [...api.matchAll(/^@router\.(\w+)\(([\s\S]*?)\)\n(?=def)/gm)].map(([, verb, told = '']) => [
    verb,
    [...told.matchAll(/\b(name|\w*description|operation_id)=("[^"]*")/g)].map(([text]) => text),
  ]);
  expect(Object.fromEntries(decorators)).toMatchObject({
    post: [
      'name="parts:create-part"',
      'description="Create a part."',
      'response_description="The created part"',
      'operation_id="createPart"',
    ],
    delete: ['description="Delete a part."'],
  });
});

test('a list that is asked for more than a page has its filters in a class, and few of them branch by branch', async () => {
  const fields = ['name:str.80:search:sort', 'due:date:optional:filter:sort', 'kind:enum.raw.done:filter'];
  const schemas = await printed('schemas.py', fields);
  expect(schemas.slice(schemas.indexOf('class PartSort'))).toBe(`class PartSort(StrEnum):
    name = "name"
    name_desc = "-name"
    due = "due"
    due_desc = "-due"


@dataclass
class PartFilters:
    due: date | None = None
    due_from: date | None = None
    due_to: date | None = None
    kind: Annotated[list[PartKind] | None, Query()] = None
    search: Annotated[
        str | None, Query(min_length=1, max_length=100, pattern=r"^[^\\x00]*$")
    ] = None
    sort: PartSort | None = None
`);
  const crud = await printed('crud.py', fields);
  expect(crud.slice(crud.indexOf('def part_conditions'), crud.indexOf('def create_part'))).toBe(
    `def part_conditions(filters: schemas.PartFilters) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if filters.due is not None:
        conditions.append(models.Part.due == filters.due)
    if filters.due_from is not None:
        conditions.append(models.Part.due >= filters.due_from)
    if filters.due_to is not None:
        conditions.append(models.Part.due <= filters.due_to)
    if filters.kind is not None:
        conditions.append(models.Part.kind.in_(filters.kind))
    if filters.search is not None:
        conditions.append(models.Part.name.icontains(filters.search, autoescape=True))
    return conditions


def part_order(filters: schemas.PartFilters) -> list[UnaryExpression[Any]]:
    orders: dict[schemas.PartSort, UnaryExpression[Any]] = {
        schemas.PartSort.name: models.Part.name.asc(),
        schemas.PartSort.name_desc: models.Part.name.desc(),
        schemas.PartSort.due: models.Part.due.asc().nulls_last(),
        schemas.PartSort.due_desc: models.Part.due.desc().nulls_last(),
    }
    return [] if filters.sort is None else [orders[filters.sort]]


def get_parts(
    db: Session, filters: schemas.PartFilters, skip: int, limit: int
) -> list[models.Part]:
    query = (
        select(models.Part)
        .where(*part_conditions(filters))
        .order_by(*part_order(filters), models.Part.id)
        .offset(skip)
        .limit(limit)
    )
    return list(db.scalars(query))


`,
  );
});

test('a list that has a word of its own is above what takes any word for a key', async () => {
  const handlers = (text: string): readonly string[] =>
    [...text.matchAll(/def (create|get|update|delete|list)_parts?\(/g)].map(([, name = '']) => name);
  const handlerOrder = ['create', 'get', 'update', 'delete', 'list'] as const;
  expect(handlers(await printed('api.py', ['name:str'], { ...HOST, handlerOrder }))).toEqual(handlerOrder);
  const pathWords = { list: { pattern: 'list', isBehind: false } };
  expect(handlers(await printed('api.py', ['name:str'], { ...HOST, handlerOrder, pathWords }))).toEqual([
    'create',
    'list',
    'get',
    'update',
    'delete',
  ]);
});
