// Packages in backends whose handlers are methods of a class: what is written, and which classes are refused.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const HOST = sampleHost('styles/controllers');
const ROUTER = '/p/backend/app/users/router.py';

type Edit = readonly [string | RegExp, string];

const SERVICE = `from fastapi import Depends, HTTPException
from sqlalchemy.orm import Session

from app.database import get_db
from app.users.models import User
from app.users.schemas import UserCreate


class UserService:
    def __init__(self, db: Session) -> None:
        self.db = db

    def get_user(self, user_id: int) -> User:
        user = self.db.get(User, user_id)
        if user is None:
            raise HTTPException(status_code=404, detail="User not found")
        return user

    def create_user(self, data: UserCreate) -> User:
        user = User(**data.model_dump())
        self.db.add(user)
        self.db.commit()
        self.db.refresh(user)
        return user


def get_user_service(db: Session = Depends(get_db)) -> UserService:
    return UserService(db)
`;

/** The new router, or the ids of the refusals, with edits of the blueprint's. */
const written = (...edits: readonly Edit[]): Promise<string> => writtenIn(HOST, edits);

async function writtenIn(host: Texts, edits: readonly Edit[]): Promise<string> {
  const router = edits.reduce((text, [before, next]) => {
    expect(text).toMatch(before);
    return text.replace(before, next);
  }, host[ROUTER] ?? '');
  const draft = draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32'] }));
  const { plan, refusals } = await planRun(inMemory({ ...host, [ROUTER]: router }), [draft], { columns: undefined });
  const own = plan?.changes.find(({ path }) => path.endsWith('invoices/router.py'));
  return own?.after ?? (refusals ?? []).map(({ id }) => id).join(' ');
}

test('the handlers are methods of a class, which has the session', async () => {
  expect(await written()).toContain(`router = APIRouter(prefix="/invoices", tags=["invoices"])


@cbv(router)
class InvoiceController:
    db: Session = Depends(get_db)

    @router.get("/", response_model=list[InvoiceRead])
    def list_invoices(
        self,
        skip: int = Query(0, ge=0, le=MAX_INT),
        limit: int = Query(100, ge=1, le=100),
    ):
        return crud.list_invoices(self.db, skip, limit)

    @router.post("/", response_model=InvoiceRead, status_code=201)
    def create_invoice(self, data: InvoiceCreate):
        return crud.create_invoice(self.db, data)

`);
});

test('each method takes the session where the blueprint’s do', async () => {
  const text = await written(
    ['    db: Session = Depends(get_db)\n\n', ''],
    [/\(self, data: UserCreate\)/, '(self, data: UserCreate, db: Session = Depends(get_db))'],
    [/self\.db/g, 'db'],
  );

  expect(text).toContain(`@cbv(router)
class InvoiceController:
    @router.get("/", response_model=list[InvoiceRead])
`);
  expect(text).toContain('    def create_invoice(self, data: InvoiceCreate, db: Session = Depends(get_db)):\n');
});

test('the class has the object of the layer that its handlers call', async () => {
  const { '/p/backend/app/users/crud.py': _, ...others } = HOST;
  const text = await writtenIn({ ...others, '/p/backend/app/users/service.py': SERVICE }, [
    ['from app.users import crud', 'from app.users.service import UserService, get_user_service'],
    ['    db: Session = Depends(get_db)', '    service: UserService = Depends(get_user_service)'],
    [/ {4}@router\.get\("\/"[\s\S]*?\n\n/, ''],
    [/ {4}@router\.patch[\s\S]*/, ''],
    ['crud.create_user(self.db, data)', 'self.service.create_user(data)'],
    [/user = crud\.get_user[\s\S]*?return user/, 'return self.service.get_user(user_id)'],
  ]);

  expect(text).toContain(`class InvoiceController:
    service: InvoiceService = Depends(get_invoice_service)

    @router.post("/", response_model=InvoiceRead, status_code=201)
    def create_invoice(self, data: InvoiceCreate):
        return self.service.create_invoice(data)
`);
});

const GUARDED: Texts = {
  ...HOST,
  '/p/backend/app/auth.py': `from fastapi import Header, HTTPException


def get_caller(x_token: str = Header("")) -> str:
    if x_token != "secret":
        raise HTTPException(status_code=401)
    return x_token
`,
};
const CALLER: readonly Edit[] = [
  ['from app.database', 'from app.auth import get_caller\nfrom app.database'],
  ['    db: Session = ', '    caller: str = Depends(get_caller)\n    db: Session = '],
];

test('the router is the library’s where the blueprint’s is', async () => {
  const text = await written(
    ['import APIRouter, ', 'import '],
    ['import cbv\n', 'import cbv\nfrom fastapi_utils.inferring_router import InferringRouter\n'],
    ['= APIRouter(', '= InferringRouter('],
  );

  expect(text).toContain('router = InferringRouter(prefix="/invoices", tags=["invoices"])\n\n\n@cbv(router)\n');
});

test('who calls is an attribute, too', async () => {
  const text = await writtenIn(GUARDED, CALLER);

  expect(text).toContain(`class InvoiceController:
    caller: str = Depends(get_caller)
    db: Session = Depends(get_db)

    @router.get("/", response_model=list[InvoiceRead])
    def list_invoices(
        self,
        skip:`);
});

test('handlers that look at who calls are refused: new ones cannot repeat it', async () => {
  const looking: Edit = ['        crud.delete_user(', '        print(self.caller)\n        crud.delete_user('];

  expect(await writtenIn(GUARDED, [...CALLER, looking])).toBe('security-class');
});

test.each([
  ['something else than the session', '    user: str = Depends(get_user)\n\n    @router.get("/",'],
  ['a value', '    limit = 100\n\n    @router.get("/",'],
  ['a method that is no handler', '    def check(self):\n        raise PermissionError\n\n    @router.get("/",'],
])('a class with %s is refused, since it may guard its handlers', async (_, more) => {
  expect(await written(['    @router.get("/",', more])).toBe('security-class');
});

test.each([
  ['another class', 'class UserController:', 'class UserController(Guarded):'],
  ['another decorator', '@cbv(router)', '@guarded\n@cbv(router)'],
  ['a decorator of the host', 'from fastapi_utils.cbv', 'from app.views'],
])('a class with %s above it is refused, too', async (_, before, after) => {
  expect(await written([before, after])).toBe('security-class');
});

const OLD = { '/p/backend/requirements.txt': 'fastapi<0.137\nsqlalchemy>=2\npydantic>=2\n' };

async function withBadge(host: Texts, text = HOST[ROUTER] ?? ''): Promise<string> {
  const spec = packageSpec({ package: 'users', model: 'Badge', fields: ['title:str.40'] });
  const draft = draftOf(spec, { isNew: false, models: [{ spec: spec.model, path: '/badges' }] });
  const { plan, refusals } = await planRun(inMemory({ ...host, [ROUTER]: text }), [draft], { columns: undefined });
  const own = plan?.changes.find(({ path }) => path === ROUTER)?.after;
  return own ?? (refusals ?? []).map(({ id, reason }) => `[${id}] ${reason}`).join('\n');
}

test.each([
  ['a class', HOST[ROUTER] ?? '', /class UserController:[\s\S]*\n\n\n@cbv\(router\)\nclass BadgeController:/],
  // Without the slash `/{user_id}` would take the path of the badges.
  [
    'a class that takes its path',
    HOST[ROUTER]?.replaceAll('("/",', '("",') ?? '',
    /\n\n\n@cbv\(router\)\nclass BadgeController:[\s\S]*class UserController:/,
  ],
])('a further model has a class of its own beside %s, under a FastAPI that takes two', async (_, text, wanted) => {
  expect(await withBadge({ ...HOST, ...OLD }, text)).toMatch(wanted);
});

test('under a FastAPI that takes one class for a router a further model is refused, and so are two of one run', async () => {
  expect(await withBadge(HOST)).toMatch(
    /^\[controllers-second\] The handlers of Badge would be a second class on one router, which @cbv refuses from FastAPI 0\.137 on/,
  );
  const [invoice, line] = ['Invoice', 'Line'].map(
    (model) => packageSpec({ package: 'invoices', model, fields: [] }).model,
  );
  if (invoice === undefined || line === undefined) throw new Error('not read');
  const models = [
    { spec: invoice, path: '' },
    { spec: line, path: '/lines' },
  ];
  const both = draftOf(packageSpec({ package: 'invoices', fields: [] }), { models });
  const { refusals } = await planRun(inMemory(HOST), [both], { columns: undefined });
  expect(refusals?.map(({ id }) => id)).toEqual(['controllers-second']);
});
