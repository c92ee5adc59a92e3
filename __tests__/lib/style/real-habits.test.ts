// Habits of public backends that had been misread: names about the blueprint alone, records that are data, parameters, roots.
import { describe, expect, test } from '@jest/globals';
import { lastWordIn, lastWordPattern, namePattern, nounsOf } from '../../../lib/naming/name-pattern.js';
import { isRefusal } from '../../../lib/refusal.js';
import { operationName, withoutKind } from '../../../lib/style/operation-name.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const MAIN = `from fastapi import FastAPI
from app.orders.router import router

app = FastAPI()
app.include_router(router)
`;

const MODELS = `from sqlalchemy import Column, Integer, TIMESTAMP, text
from app.database import Base


class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
    created_at = Column(TIMESTAMP(timezone=True), nullable=False, server_default=text("now()"))
`;

const SCHEMAS = 'from pydantic import BaseModel\n\n\nclass OrderCreate(BaseModel):\n    name: str\n';

const SECURITY = `from enum import Enum
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


class Role(Enum):
    ADMIN = "admin"


def require_role(*roles):
    def checked(token=Depends(scheme)):
        return token
    return checked
`;

const SERVICE = `from sqlalchemy.orm import Session
from app.orders.models import Order
from app.orders.schemas import OrderCreate
from app.people import Person


class OrderService:
    """Service for managing trading orders."""

    def __init__(self, db: Session):
        self.db = db

    def create_limit_buy_order(self, person: Person, body: OrderCreate) -> Order:
        order = Order(**body.model_dump())
        self.db.add(order)
        self.db.commit()
        return order

    def list_orders(self, page: int = 1, page_size: int = 20):
        return self.db.query(Order).limit(page_size).all()
`;

const ROUTER = `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.database import get_db
from app.orders.schemas import OrderCreate
from app.orders.service import OrderService
from app.security import Role, require_role

router = APIRouter(prefix="/orders", dependencies=[Depends(require_role(Role.ADMIN))])


@router.post("")
def create_order(body: OrderCreate, db: Session = Depends(get_db)):
    return OrderService(db).create_limit_buy_order(None, body)


@router.get("")
def list_orders(db: Session = Depends(get_db)):
    return OrderService(db).list_orders()
`;

const PEOPLE =
  'from sqlalchemy import Column, Integer\nfrom app.database import Base\n\n\nclass Person(Base):\n    __tablename__ = "people"\n\n    id = Column(Integer, primary_key=True)\n';

async function learn(changes: Readonly<Record<string, string>> = {}): Promise<ReturnType<typeof learnStyle>> {
  const files = host({
    'pyproject.toml': '',
    'app/main.py': MAIN,
    'app/database.py': DATABASE,
    'app/security.py': SECURITY,
    'app/people.py': PEOPLE,
    ...feature('app/orders', 'app.', {
      'models.py': MODELS,
      'schemas.py': SCHEMAS,
      'service.py': SERVICE,
      'router.py': ROUTER,
    }),
    ...changes,
  });
  return learnStyle(files, await locateHost(files, TOP));
}

async function learned(changes?: Readonly<Record<string, string>>): Promise<Style> {
  const style = await learn(changes);
  if (isRefusal(style)) throw new Error(style.reason);
  return style;
}

test('a class that is called after many of its records is one for one of them', () => {
  expect(lastWordIn('create_new_user', nounsOf('Users', 'auths'))).toBe('create_new_{one}');
});

test('what code calls a record for short is its noun, and a word that only begins so is not', () => {
  const nouns = nounsOf('Organization', 'organizations');
  expect(['org_service', 'orgs', 'OrgError', 'organizer_id'].map((name) => namePattern(name, nouns))).toEqual([
    '{one}_service',
    '{many}',
    '{One}Error',
    'organizer_id',
  ]);
});

describe('the name of an operation keeps what every package may say', () => {
  const nouns = nounsOf('Order', 'orders');
  test.each([
    ['create_limit_buy_order', 'create_{one}'],
    ['get_order_by_username', 'get_{one}'],
    ['get_active_by_id', 'get_by_id'],
    ['find_one_or_none', 'find_one_or_none'],
    ['get_all_orders', 'get_all_{many}'],
    ['listar_orders', 'listar_{many}'],
    ['_get_order_by_id', '_get_{one}_by_id'],
    ['soft_delete', 'delete'],
    ['get_by_user_id', 'get'],
    ['get_order_by_user_id', 'get_{one}'],
    ['soft_delete_order', 'delete_{one}'],
    ['admin_update_order', 'update_{one}'],
    ['order_create', '{one}_create'],
  ])('%s is %s', (name, pattern) => {
    expect(operationName(name, nouns)).toBe(pattern);
  });
});

test('a record of another feature is not what was sent, and what has a default comes last', async () => {
  const { layers } = await learned();
  expect(layers).toMatchObject({
    chain: [
      {
        doc: undefined,
        operations: {
          create: { name: 'create_{one}', parameters: [{ kind: 'data', name: 'body' }] },
          list: {
            parameters: [
              { kind: 'skip', name: 'skip' },
              { kind: 'limit', name: 'page_size', default: '20' },
            ],
          },
        },
      },
    ],
  });
});

test('a default that PostgreSQL alone can read is written for every database', async () => {
  const { stamps } = await learned();
  expect(stamps.map(({ column }) => column?.value?.texts.join('…'))).toEqual([
    '…(…(timezone=True), nullable=False, server_default=….now())',
  ]);
  expect(stamps[0]?.column?.value?.names.at(-1)).toEqual({ module: 'sqlalchemy', name: 'func', local: 'func' });
});

test.each([
  ['here', 'text("CURRENT_TIMESTAMP AT TIME ZONE \'UTC\'")', {}],
  [
    'behind a name',
    'NOW',
    { 'app/clock.py': 'from sqlalchemy import text\n\nNOW = text("(now() AT TIME ZONE \'UTC\')")\n' },
  ],
  [
    'in a module',
    'clock.NOW',
    { 'app/clock.py': 'from sqlalchemy import text\n\nNOW = text("(now() at time zone \'UTC\')")\n' },
  ],
])(
  'a moment in a time zone, which PostgreSQL alone can read, is written for every database: %s',
  async (_, value, files) => {
    const imports = 'from app.clock import NOW\nfrom app import clock\n';
    const models = imports + MODELS.replace('text("now()")', value);
    const { stamps } = await learned({ ...files, 'app/orders/models.py': models });
    expect(stamps[0]?.column?.value).toMatchObject({
      texts: ['', '(', '(timezone=True), nullable=False, server_default=', '.now())'],
      names: [{}, {}, { module: 'sqlalchemy', name: 'func' }],
    });
  },
);

test('what the key of the blueprint is said to be is not copied where nobody sees whether it is about the blueprint', async () => {
  const key = async (comment: string): Promise<unknown> => {
    const given = `id = Column(Integer, primary_key=True, comment="${comment}")`;
    return (await learned({ 'app/orders/models.py': MODELS.replace('id = Column(Integer, primary_key=True)', given) }))
      .key.column;
  };
  expect(await key('made by the database')).toBeDefined();
  expect(await key('Идентификатор заказа')).toBeUndefined();
});

test('the type of a caller in quotes is imported from where it is defined', async () => {
  const guarded = ROUTER.replace(
    'body: OrderCreate, db',
    "body: OrderCreate, person: 'Person' = Depends(require_person), db",
  ).replace(', dependencies=[Depends(require_role(Role.ADMIN))]', '');
  const imports = 'from typing import TYPE_CHECKING\nfrom app.security import require_person\n';
  const { security } = await learned({
    'app/orders/router.py': `${imports}${guarded}\nif TYPE_CHECKING:\n    from app.orders.service import Person\n`,
    'app/security.py': `${SECURITY}\n\ndef require_person(token=Depends(scheme)):\n    raise HTTPException(401)\n`,
  });
  expect(security.guards).toMatchObject([
    { form: { name: 'person', type: { dotted: 'app.people.Person', written: 'Person' } } },
  ]);
});

test('what is got by the key of something else is a list, and the key is no record’s own', async () => {
  const service = SERVICE.replace('def list_orders(self, page', 'def get_by_person_id(self, person_id, page').replace(
    'def create_limit_buy_order(self, person: Person, body',
    'def create(self, body',
  );
  const router = ROUTER.replace('create_limit_buy_order(None, body)', 'create(body)').replace(
    'list_orders()\n',
    'get_by_person_id(1)\n',
  );
  const { layers } = await learned({ 'app/orders/service.py': service, 'app/orders/router.py': router });
  expect(layers).toMatchObject({
    chain: [
      {
        operations: {
          list: { name: 'get_all' },
          get: { name: 'get', parameters: [{ kind: 'key', name: '{one}_id' }] },
        },
      },
    ],
  });
});

test.each([
  ['project_id', '{one}_id'],
  ['project_in', '{one}_in'],
  ['project', '{one}'],
  ['learning_project_id', '{one}_id'],
  ['learning_id', 'learning_id'],
  ['project_name', 'project_name'],
])('%s of a learning project is %s', (name, pattern) => {
  expect(lastWordPattern(name, nounsOf('LearningProject', 'learning_projects'))).toBe(pattern);
});

test('a handler that is called after another feature is called after its own', async () => {
  const copied = `${ROUTER}

@router.get("/{order_id}")
def get_task(order_id: int, db: Session = Depends(get_db)):
    return OrderService(db).get(order_id)
`;
  expect((await learned({ 'app/orders/router.py': copied })).handlerNames.get).toBe('get_{one}');
});

test('a handler that gives who calls lists nothing', async () => {
  const called = async (body: string): Promise<string> => {
    const list = `def get_order_details(db: Session = Depends(get_db), current_user=Depends(require_role())):\n    ${body}\n`;
    return (await learned({ 'app/orders/router.py': ROUTER.replace(/def list_orders[\s\S]*/, list) })).handlerNames
      .list;
  };
  expect(await called('return db.query(Order).all()')).toBe('get_{one}_details');
  expect(await called('return current_user')).toBe('list_{many}');
});

test('a missing record is not answered by the exception of another feature', async () => {
  const errors = (name: string): Readonly<Record<string, string>> => ({
    'app/errors.py': `from fastapi import HTTPException\n\n\nclass ${name}(HTTPException):\n    def __init__(self):\n        super().__init__(404, "gone")\n`,
    'app/orders/router.py': `from app.errors import ${name}\n${ROUTER.replace('    return OrderService(db).create', `    if body is None:\n        raise ${name}()\n    return OrderService(db).create`)}`,
  });
  expect((await learned(errors('PersonNotFound'))).raises.missingBy.kind).toBe('http');
  expect((await learned(errors('ResourceNotFound'))).raises.missingBy.kind).toBe('host');
});

test('a body that is called after the other operation is called after its own', async () => {
  const body = async (name: string): Promise<unknown> =>
    (await learned({ 'app/orders/router.py': ROUTER.replaceAll('body', name) })).bodyNames;
  expect(await body('order_create')).toEqual({ create: '{one}_create', update: '{one}_update' });
  expect(await body('new_order')).toEqual({ create: 'new_{one}', update: 'update_{one}' });
  expect(await body('payload')).toEqual({ create: 'payload', update: 'payload' });
});

describe('a dict that a layer makes of a list', () => {
  const ROWS = 'return self.db.query(Order).limit(page_size).all()';
  const LISTS = `class OrderQueries:
    def __init__(self, db: Session):
        self.db = db

    def find(self, page: int = 1, page_size: int = 20):
`;
  const ENDS = {
    'with a total of a query that another line runs': {
      lines: [
        'query = self.db.query(Order)',
        'total = query.count()',
        'orders = query.limit(page_size).all()',
        'return {"orders": orders, "total": total}',
      ],
      wanted: { operations: { list: { path: ['{many}'], totalPath: ['total'] } }, total: { from: 0 } },
    },
    'with what the records are called alone': {
      lines: ['orders = self.db.query(Order).limit(page_size).all()', 'return {"ok": True, "orders": orders}'],
      wanted: { operations: { list: { path: ['{many}'] } }, total: undefined },
    },
  };

  test.each(Object.entries(ENDS))('%s is what the new list answers', async (_, { lines, wanted }) => {
    const made = SERVICE.replace(ROWS, lines.join('\n        '));
    expect((await learned({ 'app/orders/service.py': made })).envelope).toMatchObject(wanted);
  });

  test.each(Object.entries(ENDS))('%s is one two layers below, too', async (_, { lines, wanted }) => {
    const below = `${SERVICE.slice(0, SERVICE.indexOf('class '))}${LISTS}        ${lines.join('\n        ')}\n`;
    const service = `from app.orders.queries import OrderQueries\n${SERVICE.replace(ROWS, 'return OrderQueries(self.db).find(page, page_size)')}`;
    const { operations } = (await learned({ 'app/orders/queries.py': below, 'app/orders/service.py': service }))
      .envelope;
    expect(operations).toMatchObject(wanted.operations);
  });
});

describe('middleware that refuses who calls too often', () => {
  const LIMIT =
    'class Guard:\n    async def dispatch(self, request, call_next):\n        return Response(status_code=429)\n';
  const found = async (added: string, limit = LIMIT): Promise<unknown> =>
    (await learned({ 'app/limits.py': limit, 'app/main.py': `from app.limits import Guard as G\n${MAIN}${added}` }))
      .testMiddleware.names;
  test.each([
    ['app.add_middleware(G, calls=5)\n', ['Guard']],
    ['middleware = [Middleware(G)]\n', ['Guard']],
    ['app.add_middleware(BaseHTTPMiddleware, dispatch=G())\n', ['Guard']],
    ['app.middleware("http")(G())\n', ['Guard']],
    ['app.add_middleware(RateLimitMiddleware)\n', ['RateLimitMiddleware']],
    ['app.add_middleware(CORSMiddleware)\n', []],
    ['@app.middleware("http")\nasync def slow_down(request, call_next):\n    raise TOO_MANY_REQUESTS\n', ['slow_down']],
    ['@app.middleware("http")\nasync def timed(request, call_next):\n    return await call_next(request)\n', []],
  ])('for %s', async (added, expected) => {
    expect(await found(added)).toEqual(expected);
  });

  test('is kept where it says who may call, too', async () => {
    expect(await found('app.add_middleware(G)\n', `${LIMIT}        return Response(status_code=401)\n`)).toEqual([]);
  });
});

describe('what puts the answers of all routes into something', () => {
  const WRAP = `class Wrap:
    async def dispatch(self, request, call_next):
        response = await call_next(request)
        body = b"".join([each async for each in response.body_iterator])
        return JSONResponse({"data": json.loads(body)}, status_code=response.status_code)
`;
  const RENDER =
    'class Wrapped(JSONResponse):\n    def render(self, content):\n        return super().render({"data": content})\n';
  const found = async (main: string): Promise<unknown> =>
    (await learned({ 'app/answers.py': `${WRAP}\n\n${RENDER}`, 'app/main.py': main })).testMiddleware;

  test('is middleware that reads what a route has answered', async () => {
    expect(await found(`from app.answers import Wrap\n${MAIN}app.add_middleware(Wrap)\n`)).toEqual({
      names: ['Wrap'],
      response: undefined,
      wrappers: [{ name: 'Wrap', at: 'app/main.py:7' }],
    });
  });

  test('is a class of answers that renders them so', async () => {
    const given = MAIN.replace('FastAPI()', 'FastAPI(default_response_class=Wrapped)');
    expect(await found(`from app.answers import Wrapped\n${given}`)).toEqual({
      names: [],
      response: 'app.answers.Wrapped',
      wrappers: [{ name: 'Wrapped', at: 'app/main.py:5' }],
    });
    expect(await found(MAIN.replace('FastAPI()', 'FastAPI(default_response_class=JSONResponse)'))).toEqual({
      names: [],
      response: undefined,
      wrappers: [],
    });
  });
});

describe('the host that a client of tests asks for', () => {
  const asked = async (middleware: string, files = {}): Promise<unknown> =>
    (await learned({ ...files, 'app/main.py': `${MAIN}${middleware}` })).testHost;
  test.each([
    ['app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com", "localhost"])\n', 'localhost'],
    ['app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*.example.com"])\n', 'api.example.com'],
    ['app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])\n', undefined],
    ['app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost", "testserver"])\n', undefined],
    ['middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1"])]\n', '127.0.0.1'],
    ['app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.HOSTS)\n', 'localhost'],
    ['if is_production:\n    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["example.com"])\n', undefined],
  ])('for %s', async (middleware, expected) => {
    expect(await asked(middleware)).toBe(expected);
  });

  test('is read of settings', async () => {
    const given = 'app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.HOSTS)\n';
    const settings = (hosts: string): object => ({
      'app/config.py': `class Settings:\n    HOSTS: list[str] = ${hosts}\n`,
    });
    expect(await asked(given, settings('["*"]'))).toBeUndefined();
    expect(await asked(given, settings('["shop.test"]'))).toBe('shop.test');
  });
});

test.each([
  ['read_{many}_public', 'read_{many}'],
  ['get_active_{many}', 'get_{many}'],
  ['{one}_with_stats', '{one}'],
  ['get_{one}_with_retry', 'get_{one}_with_retry'],
  ['read_public', 'read_public'],
  ['new_{one}', 'new_{one}'],
])('the name %s is %s where other records are handled', (name, pattern) => {
  expect(withoutKind(name)).toBe(pattern);
});

test.each([
  ['create_template', 'create_{one}'],
  ['list_templates', 'list_{many}'],
  ['get_email_template', 'get_{one}'],
  ['render_mail', 'render_mail'],
])('the handler %s of email templates is %s for other records', (name, pattern) => {
  expect(lastWordIn(name, nounsOf('EmailTemplate', 'email_templates'))).toBe(pattern);
});

test('a guard that is made with a name of the host is imported with it', async () => {
  const { security } = await learned();
  expect(security.guards).toMatchObject([
    { call: '(Role.ADMIN)', made: { names: [{ module: 'app.security', name: 'Role', local: 'Role' }] } },
  ]);
});

test('modules that are imported from two roots are refused', async () => {
  const bare = ROUTER.replace('from app.orders.schemas', 'from orders.schemas');
  expect(await learn({ 'app/orders/router.py': bare })).toMatchObject({ id: 'imports-two-roots', status: 3 });
});

test('a module and its class of the same name are no two roots', async () => {
  const found = await learn({ 'app/orders/router.py': `import datetime\nfrom datetime import datetime\n${ROUTER}` });
  expect(found).not.toHaveProperty('id');
});

test.each([
  ['import logging', 'app/logging.py', ''],
  ['import redis', 'app/redis.py', 'redis==5.0\n'],
  ['from redis import Redis', 'app/redis.py', ''],
])('%s is a library, whatever %s is called', async (statement, path, requirements) => {
  const found = await learn({
    'app/orders/router.py': `${statement}\n${ROUTER}`,
    [path]: 'URL = ""\n',
    'requirements.txt': `fastapi\n${requirements}`,
  });
  expect(found).not.toHaveProperty('id');
});

test('what a list and a record are called between is of the new package, and not what counts them', async () => {
  const service = `${SERVICE.slice(0, SERVICE.indexOf('    def list_orders'))}    def list_orders(self, limit: int = 20):
        order_count_query = select(func.count(Order.id))
        total_result = self.db.execute(order_count_query)
        orders_query = select(Order).limit(limit)
        order_rows = self.db.execute(orders_query)
        return list(order_rows.scalars().all())
`;
  const { queries } = await learned({
    'app/orders/service.py': service.replace('from sqlalchemy', 'from sqlalchemy import func, select\nfrom sqlalchemy'),
  });
  expect(queries).toMatchObject({ statement: '{many}_query', result: '{one}_rows', rows: '{one}_rows' });
  const active = await learned({
    'app/orders/service.py': service
      .replaceAll('orders_query', 'active_query')
      .replaceAll('order_rows', 'owned_result')
      .replace('from sqlalchemy', 'from sqlalchemy import func, select\nfrom sqlalchemy'),
  });
  expect(active.queries).toMatchObject({ statement: 'query', result: 'result', rows: 'result' });
});

test('a table that its own class puts into a schema is refused, and one in no schema is not', async () => {
  const placed = (args: string): Readonly<Record<string, string>> => ({
    'app/orders/models.py': MODELS.replace('"orders"\n', `"orders"\n    __table_args__ = ${args}\n`),
  });
  for (const args of ['{"schema": "sales"}', '(UniqueConstraint("created_at"), {"schema": "sales"})']) {
    expect((await learned(placed(args))).schema).toBe('sales');
  }
  expect((await learned(placed('{"comment": "schema"}'))).schema).toBeUndefined();
});
