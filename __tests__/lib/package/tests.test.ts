// The tests that come with a package, as they are printed: no Python runs here.
import { describe, expect, test } from '@jest/globals';
import { context, type PackageNames } from '../../../lib/package/context.js';
import { packagePath } from '../../../lib/package/modules.js';
import { print } from '../../../lib/package/print/code.js';
import { Names } from '../../../lib/package/print/names.js';
import { schemaNames } from '../../../lib/package/schema-names.js';
import { apiTests } from '../../../lib/package/tests/api.js';
import { conftest } from '../../../lib/package/tests/conftest.js';
import { crudTests } from '../../../lib/package/tests/crud.js';
import { servicesTests } from '../../../lib/package/tests/services.js';
import { dict, keywords, numbered, testValues } from '../../../lib/package/tests/values.js';
import { formatPython } from '../../../lib/python/format.js';
import { readFields } from '../../../lib/request/fields.js';
import { type ModelSpec, modelSpec } from '../../../lib/request/model.js';
import { DEFAULT_STYLE } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';

const invoice = (...words: readonly string[]): ModelSpec => {
  const { fields, faults } = readFields(words, new Set());
  expect(faults).toEqual([]);
  return modelSpec('Invoice', fields);
};

function contextOf(model: ModelSpec, style: Partial<Style> = {}): ReturnType<typeof context> {
  const pkg: PackageNames = {
    name: 'invoices',
    slug: 'invoices',
    path: '/api/v1/invoices',
    models: [model],
    first: 'Invoice',
    classes: new Map(),
    enums: new Map(),
  };
  return context(pkg, 'tests/test_api.py', { ...DEFAULT_STYLE, ...style });
}

type Printer = Parameters<typeof printed>[0];

async function printed(
  printer: (given: ReturnType<typeof context>, model: ModelSpec, path: string) => Parameters<typeof print>[0],
  model: ModelSpec,
  style: Partial<Style> = {},
  path = '',
): Promise<string> {
  const given = contextOf(model, style);
  const text = print(printer(given, model, path), new Names(new Set()));
  return formatPython(`${text}\n`, { lineWidth: 88 });
}

const KEY_ONLY = invoice();
const SESSION_MAKER = { kind: 'sessionmaker', module: 'app.core.db', name: 'SessionLocal', isAsync: false } as const;

describe('conftest.py', () => {
  const fixtures = async (style: Partial<Style>): Promise<string> => printed(conftest as Printer, KEY_ONLY, style);

  test('leaves the session dependency in place and exchanges the engine of its sessionmaker', async () => {
    expect(await fixtures({ sessionMaker: SESSION_MAKER })).toBe(`@pytest.fixture(scope="session")
def app() -> FastAPI:
    # Importing the application may create tables in the configured database.
    with patch.object(Base.metadata, "create_all"):
        application: FastAPI = import_module("app.main").app
    return application


@pytest.fixture
def db() -> Iterator[Session]:
    engine = create_engine(
        "sqlite://", connect_args={"check_same_thread": False}, poolclass=StaticPool
    )
    Base.metadata.create_all(engine)
    with SessionLocal(bind=engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def client(app: FastAPI, db: Session) -> Iterator[TestClient]:
    # get_db as it is, on the database of the test.
    with patch.dict(SessionLocal.kw, bind=db.get_bind()):
        yield TestClient(app)
`);
  });

  test('exchanges the engine by its name where the dependency opens the session on it', async () => {
    const text = await fixtures({
      sessionMaker: { kind: 'engine', module: 'app.core.db', name: 'engine', isAsync: false },
    });

    expect(text).toContain('    with patch("app.core.db.engine", db.get_bind()):\n        yield TestClient(app)\n');
    expect(text).toContain('    with Session(bind=engine) as session:\n');
  });

  test('overrides the dependency where nobody sees what it opens', async () => {
    const text = await fixtures({ sessionMaker: undefined });

    expect(text).toContain('    app.dependency_overrides[get_db] = get_test_db\n    yield TestClient(app)\n');
  });

  test('asks for a host that the application answers to', async () => {
    const text = await fixtures({ sessionMaker: SESSION_MAKER, testHost: 'localhost' });

    expect(text).toContain('        yield TestClient(app, base_url="http://localhost")\n');
  });

  test('leaves out what limits calls or wraps answers', async () => {
    const text = await fixtures({
      sessionMaker: SESSION_MAKER,
      testMiddleware: {
        names: ['RateLimitMiddleware', 'Envelope'],
        response: 'app.answers.Enveloped',
        wrappers: [
          { name: 'Envelope', at: 'app/main.py:9' },
          { name: 'Enveloped', at: 'app/main.py:7' },
        ],
      },
    });

    expect(text).toContain('    # Without what limits calls or wraps answers.\n');
    expect(text).toContain('if "RateLimitMiddleware" not in repr(each) and "Envelope" not in repr(each)\n');
    expect(text).toContain('    monkeypatch.setattr(app, "middleware_stack", None)\n');
    expect(text).toContain('    monkeypatch.setattr("app.answers.Enveloped.render", JSONResponse.render)\n');
    expect(await fixtures({ sessionMaker: SESSION_MAKER })).not.toContain('monkeypatch');
  });

  test('leaves what other tests override as it was', async () => {
    const text = await fixtures({ sessionMaker: SESSION_MAKER, tests: { ...DEFAULT_STYLE.tests, isOverriding: true } });

    expect(text).toContain('    app: FastAPI, db: Session, monkeypatch: pytest.MonkeyPatch\n');
    expect(text).toContain('    monkeypatch.setattr(app, "dependency_overrides", {})\n');
    expect(await fixtures({ sessionMaker: SESSION_MAKER })).not.toContain('dependency_overrides');
    expect(await fixtures({ sessionMaker: undefined })).toContain('"dependency_overrides", {})');
  });

  test('makes the tables of the package alone where others need another database', async () => {
    const text = await fixtures({ tests: { ...DEFAULT_STYLE.tests, tables: 'own' } });

    expect(text).toContain('        if mapper.class_.__module__ == models.__name__\n');
    expect(text).toContain('    Base.metadata.create_all(engine, tables=tables)\n');
  });

  test('leaves asynchronous tests to pytest-asyncio where that runs all of them', async () => {
    expect(await fixtures({ sessionKind: 'async' })).toContain('def anyio_backend()');
    const text = await fixtures({ sessionKind: 'async', testRunner: 'asyncio' });

    expect(text).toContain('async def db(engine: AsyncEngine)');
    expect(text).not.toContain('anyio');
  });

  test('gives SQLite the functions of PostgreSQL that defaults of the models call', async () => {
    const text = await fixtures({ tests: { ...DEFAULT_STYLE.tests, isZoned: true } });

    expect(text).toContain('    connection.create_function("timezone", 2, lambda zone, moment: moment)\n');
    expect(text).toContain(
      '    event.listen(engine, "connect", add_functions)\n    Base.metadata.create_all(engine)\n',
    );
  });

  test('puts calls that are defaults in parentheses where SQLAlchemy before 2.1 does not', async () => {
    const zoned = { ...DEFAULT_STYLE.tests, isZoned: true };
    for (const sqlalchemy of [[1, 4] as const, [2, 0] as const]) {
      expect(await fixtures({ tests: zoned, versions: { sqlalchemy } })).toContain(
        '@compiles(CreateColumn, "sqlite")\n',
      );
    }
    for (const versions of [{}, { sqlalchemy: [2, 1] as const }]) {
      expect(await fixtures({ tests: zoned, versions })).not.toContain('CreateColumn');
    }
  });

  test('has SQLite count keys that the base gives as big integers', async () => {
    expect(await fixtures({ tests: { ...DEFAULT_STYLE.tests, hasBigKeys: true } })).toContain(
      '@compiles(BigInteger, "sqlite")\n',
    );
    expect(await fixtures({})).not.toContain('compiles');
  });

  test('has SQLite know functions for the moment that the host writes for others', async () => {
    const moments = [{ module: 'app.base', name: 'utcnow' }];
    const text = await fixtures({ tests: { ...DEFAULT_STYLE.tests, moments } });
    expect(text).toContain('@compiles(utcnow, "sqlite")\ndef utcnow_on_sqlite(');
  });

  test('has nothing in the place of a fixture that wants one of these for the whole session', async () => {
    expect(await fixtures({ longFixtures: ['tables'] })).toContain(`@pytest.fixture(scope="session", autouse=True)
def tables() -> None:
    """Not for these tests, which make a database each."""


@pytest.fixture(scope="session")
def app() -> FastAPI:
`);
  });

  test('takes the application by the name it has, and calls a factory', async () => {
    const text = await fixtures({ app: { module: 'app.server', name: 'make', isFactory: true } });

    expect(text).toContain('application: FastAPI = import_module("app.server").make()\n');
  });
});

describe('test_services.py', () => {
  test('meets a record that another request has deleted', async () => {
    const model = invoice('number:str.32:unique', 'total:decimal.10.2:ge=0');

    expect(await printed(servicesTests, model)).toBe(`def test_update_invoice_deleted_meanwhile(db: Session) -> None:
    data = schemas.InvoiceCreate.model_validate(
        {"number": "number 1", "total": "10.50"}
    )
    invoice = services.create_invoice(db, data)
    changes = schemas.InvoiceUpdate.model_validate({"number": "x"})
    # Another request has deleted it; this session has not noticed.
    db.execute(delete(models.Invoice), execution_options={"synchronize_session": False})

    with pytest.raises(HTTPException, match="404"):
        services.update_invoice(db, invoice, changes)
`);
  });

  test('asks for a record that nobody made where there is nothing to change', async () => {
    expect(await printed(servicesTests, KEY_ONLY)).toBe(`def test_get_invoice_not_found(db: Session) -> None:
    with pytest.raises(HTTPException, match="404"):
        services.get_invoice(db, 1)
`);
  });
});

describe('test_crud.py', () => {
  test('has the order, a conflict, the defaults and what the database refuses', async () => {
    const model = invoice('number:str.32:unique', 'total:decimal.10.2:ge=0', 'status:enum.draft.sent:default=draft');

    expect(await printed(crudTests, model)).toBe(`INVOICE = {"number": "number 1", "total": "10.50"}
OTHER = {"number": "number 2"}


def create(db: Session, **fields: object) -> models.Invoice:
    data = schemas.InvoiceCreate.model_validate(INVOICE | fields)
    return crud.create_invoice(db, data)


def test_get_invoices_in_order_of_id(db: Session) -> None:
    invoices = [create(db), create(db, **OTHER)]
    # Without it, SQLite returns rows by id even when no order is asked for.
    db.execute(text("PRAGMA reverse_unordered_selects = ON"))

    assert crud.get_invoices(db, skip=0, limit=100) == invoices


def test_conflict_rolls_back_invoices(db: Session) -> None:
    invoice = create(db)

    with pytest.raises(IntegrityError):
        create(db)

    assert crud.get_invoices(db, skip=0, limit=100) == [invoice]


def test_invoice_has_defaults(db: Session) -> None:
    data = schemas.InvoiceCreate.model_validate(INVOICE)
    invoice = models.Invoice(**data.model_dump(exclude_unset=True))
    db.add(invoice)
    db.flush()

    assert invoice.status == "draft"


@pytest.mark.parametrize(
    "values",
    [
        *({field: None} for field in ("number", "total", "status")),
        {"total": Decimal("-0.01")},
        {"status": literal_column("'other'")},
    ],
)
def test_database_refuses_invoice(db: Session, values: dict[str, object]) -> None:
    data = schemas.InvoiceCreate.model_validate(INVOICE)
    row = data.model_dump(exclude_unset=True) | values

    with pytest.raises(IntegrityError):
        db.execute(insert(models.Invoice).values(row))
`);
  });
});

describe('test_crud.py of other fields', () => {
  test('stores what a class of SQLModel fills in, where nothing but the rule may refuse the row', async () => {
    const model = invoice('number:str.32', 'made:datetime:readonly:default=now');

    expect(await printed(crudTests, model, { orm: 'sqlmodel' })).toContain(
      `    row = (
        models.Invoice(**data.model_dump(exclude_unset=True)).model_dump(
            exclude_none=True
        )
        | values
    )

    with pytest.raises(IntegrityError):
        db.execute(insert(models.Invoice).values(row))
`,
    );
  });

  test('gives a schema beside the models another name than theirs', () => {
    const model = invoice('number:str.32');
    const beside = { ...DEFAULT_STYLE.modules, schemas: DEFAULT_STYLE.modules.models };
    const named = (style: Partial<Style>): string => schemaNames(contextOf(model, style), model).read;

    expect([named({}), named({ modules: beside })]).toEqual(['Invoice', 'InvoiceRead']);
  });

  test('takes the id of a record where nothing else can conflict', async () => {
    const text = await printed(crudTests, KEY_ONLY);

    expect(text).toContain(`    db.add(models.Invoice(id=invoice.id))

    with pytest.raises(IntegrityError):
        create(db)

    assert [each.id for each in crud.get_invoices(db, skip=0, limit=100)] == [
        invoice.id
    ]
`);
  });

  test('sees that a write-only field changes on one record alone', async () => {
    const text = await printed(crudTests, invoice('pin:str.20:writeonly'));

    expect(text).toContain(`    invoice = create(db)
    other = create(db)
    changes = schemas.InvoiceUpdate.model_validate({"pin": "x"})
    crud.update_invoice(db, invoice, changes)
    db.refresh(invoice)
    db.refresh(other)

    assert invoice.pin == changes.pin
    assert other.pin != changes.pin
`);
  });

  test('sends no number to a float, and nothing to the column of a list', async () => {
    const text = await printed(crudTests, invoice('ratio:float', 'tags:list.str.20:default=empty'));

    expect(text).toContain(`    with pytest.raises(ValidationError, match="finite"):
        schemas.InvoiceCreate.model_validate(INVOICE | {"ratio": float("nan")})
`);
    expect(text).toContain('    assert invoice.tags == []\n');
    expect(text).toContain('"values", [{"ratio": None}, {"tags": None}]');
  });
});

describe('test_api.py', () => {
  test('of a model with only its key has nothing to send, to change or to refuse', async () => {
    const text = await printed(apiTests, KEY_ONLY);

    expect(text).toContain('URL = "/api/v1/invoices"\n\n\ndef create(client: TestClient) -> dict[str, Any]:\n');
    expect(text).toContain('    response = client.post(URL, json={})\n');
    expect(text).not.toMatch(/patch|PATCH|BAD_FIELDS|409/);
  });

  test('shows its values above the tests', async () => {
    const model = invoice('number:str.32:unique', 'due:date:optional', 'pin:str.20:writeonly');
    const text = await printed(apiTests, model);

    expect(text.slice(0, text.indexOf('BAD_FIELDS'))).toBe(`URL = "/api/v1/invoices"
INVOICE = {"number": "number 1", "due": "2024-01-31"}
SECRETS = {"pin": "x" * 20}
OTHER = {"number": "number 2"}
THIRD = {"number": "number 3"}
LEAST = {"number": "x", "due": "0001-01-01"}
MOST = {"number": "x" * 32, "due": "9999-12-31"}
NULLS = {"due": None}
`);
    expect(text).toContain('    response = client.post(URL, json=INVOICE | SECRETS | fields)\n');
    expect(text).toContain('    *({"number": value} for value in ("", "x" * 33, "number \\u0000")),\n');
  });

  test('of a further model has names of its own, at a path below the first one', async () => {
    const text = await printed(apiTests, modelSpec('Line', invoice('text:str.8').fields), {}, '/lines');

    expect(text).toContain(
      'LINE_URL = "/api/v1/invoices/lines"\nLINE = {"text": "text 1"}\nLEAST_LINE = {"text": "x"}\n',
    );
    expect(text).toContain('def create_line(client: TestClient, **fields: object) -> dict[str, Any]:\n');
  });

  test('names the required fields once where they are many', async () => {
    const text = await printed(apiTests, invoice('a:int', 'b:int', 'c:int', 'd:int', 'e:int:optional'));

    expect(text).toContain('REQUIRED = ["a", "b", "c", "d"]\n');
    expect(text).toContain('    body = {field: INVOICE[field] for field in REQUIRED} | {"id": 4711}\n');
    expect(text).toContain('@pytest.mark.parametrize("missing", REQUIRED)\n');
  });

  test('has several bad values of a field in one line', async () => {
    const text = await printed(apiTests, invoice('rank:int:gt=0:le=100', 'code:str.4:min_length=2:pattern=^[A-C]+$'));

    expect(text).toContain('    {"rank": 0},\n    {"rank": 101},\n');
    expect(text).toMatch(/ {4}\*\(\{"code": value\} for value in \("[A-C]", "[A-C]{5}", "!!", "[A-C]+\\u0000"\)\),\n/);
  });

  test('sends a moment with an offset and an address in capitals, and expects one spelling of each', async () => {
    const text = await printed(apiTests, invoice('at:datetime', 'site:url'));

    expect(text).toContain('("at", "2024-01-31T10:00:00+02:00", "2024-01-31T08:00:00Z"),\n');
    expect(text).toContain('("site", "HTTPS://EXAMPLE.COM", "https://example.com/"),\n');
    expect(text).toContain('    assert create(client, **{field: sent})[field] == shown\n');
  });

  test('calls the collection with a slash where the host does', async () => {
    const text = await printed(apiTests, invoice('number:str.32'), { slash: '/' });

    expect(text).toContain('URL = "/api/v1/invoices/"\n');
    expect(text).toContain(`client.get(f"{URL}{invoice['id']}")`);
  });

  test('expects the status that the host answers a bad request with', async () => {
    const text = await printed(apiTests, invoice('number:str.32'), { invalid: { status: 400, isOwn: true } });

    expect(text).toContain('assert client.post(URL, json=INVOICE | fields).status_code == 400\n');
    expect(text).not.toContain('422');
  });
});

describe('the values of the tests', () => {
  const valuesOf = (...words: readonly string[]): ReturnType<typeof testValues> => {
    const model = invoice(...words);
    return testValues(contextOf(model), model);
  };

  test('are neither the default nor at an edge where there is a choice', () => {
    const { record, least, most } = valuesOf('quantity:int:ge=1:default=2', 'active:bool:default=true');

    expect(dict(record)).toBe('{"quantity": 3, "active": False}');
    expect(dict(least)).toBe('{"quantity": 1, "active": True}');
    expect(dict(most)).toBe('{"quantity": 2147483647}');
  });

  test('of a unique field are different in every record, as far as there are values', () => {
    expect(valuesOf('flag:bool:unique').records).toBe(2);
    expect(valuesOf('kind:enum.a:unique').records).toBe(1);
    expect(valuesOf('number:str.32').others).toEqual([]);
  });

  test('of an optional field are both edges, and null', () => {
    const { least, most, nulls } = valuesOf('at:datetime:optional', 'number:str.32');

    expect(dict(least)).toBe('{"at": "1600-01-01T00:00:00Z", "number": "x"}');
    expect(dict(most)).toBe('{"at": "9999-12-30T00:00:00Z", "number": "x" * 32}');
    expect(dict(nulls)).toBe('{"at": None}');
  });

  test('are keywords of a call where Python has such names', () => {
    expect(keywords(valuesOf('number:str.32').record)).toBe('number="number 1"');
    expect(keywords(valuesOf('number:str.32:alias=class').record)).toBe('**{"class": "number 1"}');
  });

  test.each([
    ['number:str.32', 'str(number)'],
    ['number:str.32:min_length=5', 'f"{number:05}"'],
    ['number:str.32:pattern=^[A-Z]+$', undefined],
    ['number:int:gt=0', 'number + 1'],
    ['number:int:le=20', undefined],
    ['number:uuid', 'f"{number:032x}"'],
  ])('a hundred and one of %s are %s', (word, expected) => {
    const [field] = invoice(word).fields;

    expect(field && numbered(field)).toBe(expected);
  });
});

describe('the place of the tests', () => {
  test('is below the package, or where the host keeps those of its packages', () => {
    const below = 'tests/test_api.py';

    expect(packagePath('/p', '/p/app/invoices', undefined, below)).toBe('/p/app/invoices/tests/test_api.py');
    expect(packagePath('/p', '/p/app/invoices', 'tests.invoices', below)).toBe('/p/tests/invoices/test_api.py');
    expect(packagePath('/p', '/p/app/invoices', 'tests.invoices', 'crud.py')).toBe('/p/app/invoices/crud.py');
  });
});

describe('fields that are unique together', () => {
  const grouped = (unique: string, ...words: readonly string[]): ModelSpec => {
    const { fields } = readFields(words, new Set());
    return modelSpec('Invoice', fields, { hasTimestamps: false, indexes: [], uniques: [unique.split('+')] });
  };

  test('are never the same where a test has only null for one of them', async () => {
    const key = { name: 'id', column: 'id', kind: 'int' } as const;
    const model = grouped('parent_id+rank', 'parent:ref.Invoice:optional', 'rank:int');
    const to = {
      relation: 'parent',
      module: 'app.invoices.models',
      name: 'Invoice',
      table: 'invoices',
      key,
      isSelf: true,
      rows: [],
    };
    const fields = model.fields.map((field) =>
      field.type.kind === 'ref' ? { ...field, name: 'parent_id', type: { ...field.type, to } } : field,
    );
    const text = await printed(apiTests as Printer, { ...model, fields });
    expect(text).toContain('def test_create_invoice(');
    expect(text).not.toContain('_with_taken_');
  });

  test('are all sent where they meet each other', async () => {
    const text = await printed(
      crudTests as Printer,
      grouped('code+blob', 'code:str.10:default=', 'blob:bytes:optional'),
    );
    expect(text).toMatch(/^INVOICE = \{"code": "[^"]+", "blob": "[^"]+"\}$/m);
  });

  test('are left out where the database gives their defaults', async () => {
    const model = grouped('count+label', 'count:int:default=0', 'label:str.40:default=new');
    const text = await printed(crudTests as Printer, model);
    expect(text).toMatch(
      /def test_invoice_has_defaults[^\n]*\n {4}data = schemas.InvoiceCreate.model_validate\(\{\}\)\n/,
    );
    expect(text).toMatch(/^INVOICE = \{"count": 1|^RECORD = /m);
  });
});
