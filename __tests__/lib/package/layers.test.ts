// The layers of a package as the teams of the sample backends write them by hand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DATABASE } from '../sample.js';
import { printed, printedIn, STYLES, textsBelow } from './printed.js';

const wanted = (style: string, path: string): string => readFileSync(join(STYLES, style, 'wanted', path), 'utf8');

test('schemas of SQLModel beside its models', async () => {
  const text = await printed('sqlmodel', 'models.py');
  expect(text).toContain('from sqlmodel import Field, SQLModel\n');
  expect(text).toContain('class Invoice(SQLModel, table=True):\n');
  expect(text).toContain(
    'class InvoiceBase(SQLModel):\n    number: str = Field(min_length=1, max_length=32)\n    total: Decimal = Field(ge=0',
  );
  expect(text).toContain('class InvoicePublic(InvoiceBase):\n    id: uuid.UUID\n');
  expect(text).toMatch(/class InvoicesPublic\(SQLModel\):\n {4}data: list\[InvoicePublic\]\n {4}count: int\n$/);
  expect(await printed('sqlmodel', 'schemas.py')).toBe('');
});

test('a page of schemas that are made before it', async () => {
  const folder = join(STYLES, 'sqlmodel', 'backend');
  const texts = textsBelow(folder);
  const router = join(folder, 'app', 'users', 'router.py');
  const page = 'return UsersPublic(data=users, count=count)';
  const made = `users_public = [UserPublic.model_validate(user) for user in users]\n    ${page.replace('=users', '=users_public')}`;
  const ours = await printedIn(
    { ...texts, [join(folder, '.git', 'HEAD')]: '', [router]: (texts[router] ?? '').replace(page, made) },
    folder,
    'api.py',
  );
  expect(ours).toMatch(/InvoicesPublic\(\s*data=\[InvoicePublic\.model_validate\(invoice\) for invoice in invoices\],/);
});

test('handlers that run the statements call nothing as the blueprint does, and the body and the record apart', async () => {
  const ours = await printedIn(
    {
      ...GENERIC,
      '/b/app/users/router.py': `from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.orm import Session
from app.database import get_db
from app.users.models import User as UserModel
from app.users.schemas import User, UserCreate

router = APIRouter(prefix="/users")


@router.get("", response_model=list[User])
def read_users(db: Session = Depends(get_db)):
    users = db.scalars(select(UserModel))
    return users.all()


@router.post("", response_model=User)
def create_user(user: UserCreate, db: Session = Depends(get_db)):
    db_user = UserModel(**user.model_dump())
    db.add(db_user)
    db.commit()
    return db_user
`,
    },
    '/b',
    'api.py',
  );
  expect(ours).toContain('    invoices = db.scalars(');
  expect(ours).toMatch(/ invoices\.all\(\)\n/);
  expect(ours).not.toMatch(/\busers?\b/i);
  expect(ours).toMatch(/def create_invoice\(\s*invoice_in: InvoiceCreate/);
  expect(ours).toContain('(**invoice_in.model_dump(');
});

test('a service tells whether there was a record to delete, above a base that removes by a key and tells nothing', async () => {
  const remove = `    def remove(self, db: Session, *, id: int) -> ModelType:
        obj = db.get(self.model, id)
        db.delete(obj)
        db.commit()
        return obj
`;
  const texts = {
    ...GENERIC,
    '/b/app/crud_base.py': `${BASE}\n${remove}`,
    '/b/app/users/services.py': `from sqlalchemy.orm import Session
from app.users.crud import user as user_crud
from app.users.models import User
from app.users.schemas import UserCreate, UserUpdate


class UserService:
    def get(self, db: Session, user_id: int) -> User | None:
        return user_crud.get(db=db, id=user_id)

    def create(self, db: Session, user_in: UserCreate) -> User:
        return user_crud.create(db=db, obj_in=user_in)

    def update(self, db: Session, user_id: int, user_in: UserUpdate) -> User | None:
        db_obj = self.get(db=db, user_id=user_id)
        if not db_obj:
            return None
        return user_crud.update(db=db, db_obj=db_obj, obj_in=user_in)

    def delete(self, db: Session, user_id: int) -> User | None:
        db_obj = self.get(db=db, user_id=user_id)
        if not db_obj:
            return None
        return user_crud.remove(db=db, id=user_id)


user_service = UserService()
`,
    '/b/app/users/router.py': `${GENERIC['/b/app/users/router.py']}

@router.delete("/{user_id}", response_model=schemas.User)
def delete_user(user_id: int, db: Session = Depends(get_db)):
    user = user_service.delete(db, user_id)
    if not user:
        raise HTTPException(404, "User not found")
    return user
`
      .replaceAll('crud.user.get(db, id=', 'user_service.get(db, ')
      .replaceAll('crud.user.create(db, obj_in=user_in)', 'user_service.create(db, user_in)')
      .replace(
        '    user = user_service.get(db, user_id)\n    return crud.user.update(db, db_obj=user, obj_in=user_in)',
        '    return user_service.update(db, user_id, user_in)',
      )
      .replace('import crud, schemas', 'import schemas\nfrom app.users.services import user_service'),
  };
  const ours = await printedIn(texts, '/b', 'services.py');
  expect(ours).toMatch(
    / {8}if not invoice:\n {12}return False\n {8}\w+\.remove\(db=db, id=invoice_id\)\n {8}return True\n/,
  );
  const router = await printedIn(texts, '/b', 'api.py');
  expect(router).toContain('    if not invoice_service.delete(db, invoice_id):\n');
  // A record that was read has its name already.
  const renamed = texts['/b/app/users/router.py']
    .replaceAll(/\buser = /g, 'db_user = ')
    .replaceAll(/return user\b/g, 'return db_user')
    .replaceAll('if not user:', 'if not db_user:')
    .replaceAll('if user is None:', 'if db_user is None:');
  const handlers = await printedIn({ ...texts, '/b/app/users/router.py': renamed }, '/b', 'api.py');
  expect(handlers).toMatch(
    / db_invoice = .*\n(?:.*\n)* {4}if not invoice_service\.delete\(.*\n.*\n {4}return db_invoice\n/,
  );
  expect(handlers).not.toContain('invoice = db_invoice');
  // One that is read for its error alone has none.
  const raising = texts['/b/app/users/services.py']
    .replace(
      'return user_crud.get(db=db, id=user_id)',
      'db_obj = user_crud.get(db=db, id=user_id)\n        if not db_obj:\n            raise HTTPException(404, "User not found")\n        return db_obj',
    )
    .replaceAll(/(self\.get\(.*\n) {8}if not db_obj:\n {12}return None\n/g, '$1')
    .replace('from sqlalchemy', 'from fastapi import HTTPException\nfrom sqlalchemy');
  expect(await printedIn({ ...texts, '/b/app/users/services.py': raising }, '/b', 'services.py')).toMatch(
    / {8}self\.get\(.*\)\n {8}invoice_crud\.remove\(db=db, id=invoice_id\)\n/,
  );
  expect(ours).toContain('from app.invoices.crud import invoice as invoice_crud\n');
  // The module of the handlers may make the object.
  const moved = {
    ...texts,
    '/b/app/users/services.py': texts['/b/app/users/services.py'].replace('user_service = UserService()\n', ''),
    '/b/app/users/router.py': texts['/b/app/users/router.py']
      .replace('services import user_service', 'services import UserService')
      .replace(/^(router = .*\n)/m, '$1user_service = UserService()\n'),
  };
  expect(await printedIn(moved, '/b', 'services.py')).not.toContain('InvoiceService()');
  expect(await printedIn(moved, '/b', 'api.py')).toMatch(
    /^router = APIRouter\(.*\)\ninvoice_service = InvoiceService\(\)\n/m,
  );
});

test('static methods that run the statements and answer', async () => {
  expect(await printed('guarded-parameter', 'services.py')).toBe(
    wanted('guarded-parameter', 'app/invoices/services.py'),
  );
  expect(await printed('guarded-parameter', 'crud.py')).toBe('');
});

test('functions that run the statements and answer', async () => {
  const text = wanted('column-functions', 'app/invoices/service.py');
  const ours = await printed('column-functions', 'services.py');
  expect(ours.slice(ours.indexOf('def get_invoice('))).toBe(
    // The words are those of the blueprint.
    text.slice(text.indexOf('def get_invoice(')).replaceAll('already taken', 'already registered'),
  );
});

test('functions that raise the exceptions of their feature', async () => {
  for (const [ours, theirs] of [
    ['services.py', 'service.py'],
    ['exceptions.py', 'exceptions.py'],
  ] as const) {
    expect(await printed('async-functions', ours)).toBe(wanted('async-functions', `src/invoices/${theirs}`));
  }
});

test('a repository that commits, and a service that holds it', async () => {
  const style = 'async-repository';
  const folder = 'app/modules/invoices';
  expect(await printed(style, 'crud.py')).toBe(wanted(style, `${folder}/repository.py`));
  expect(await printed(style, 'exceptions.py')).toBe(wanted(style, `${folder}/exceptions.py`));
  // What was sent may lack the number.
  const text = wanted(style, `${folder}/service.py`).replace("data['number']", "data.get('number')");
  expect(await printed(style, 'services.py')).toBe(text);
  expect(await printed(style, 'deps.py')).toContain(
    'InvoiceServiceDep = Annotated[InvoiceService, Depends(get_invoice_service)]',
  );
});

test('what makes a layer for the handlers is in the module of the layer, where the team has it there', async () => {
  const folder = join(STYLES, 'async-repository', 'backend');
  const users = join(folder, 'app/modules/users');
  const texts = { ...textsBelow(folder), [join(folder, '.git', 'HEAD')]: '' };
  const given = (name: string): string => texts[join(users, name)] ?? '';
  const makers = given('dependencies.py').replace(/from \.repository.*\nfrom \.service.*\n/, '');
  texts[join(users, 'service.py')] = `${given('service.py')}\n\n${makers}`;
  texts[join(users, 'router.py')] = given('router.py').replace('.dependencies', '.service');
  delete texts[join(users, 'dependencies.py')];

  const text = await printedIn(texts, folder, 'services.py');

  expect(text).toMatch(/^class InvoiceService:$[\s\S]*^def get_invoice_repository\([\s\S]*^def get_invoice_service\(/m);
  expect(text).toContain('InvoiceServiceDep = Annotated[InvoiceService, Depends(get_invoice_service)]');
  expect(await printedIn(texts, folder, 'crud.py')).not.toContain('get_invoice_');
});

test.each([
  ['', 'db.get(User, user_id)', 'db.get(Invoice, invoice_id)'],
  ['', 'get_user(db, user_id)', 'get_invoice(db, invoice_id)'],
  ['class', 'self.db.get(User, user_id)', 'self.db.get(Invoice, invoice_id)'],
  ['class', 'self.get_user(user_id)', 'self.get_invoice(invoice_id)'],
])('a delete reads its record as that of the blueprint does: %s %s', async (kind, theirs, ours) => {
  const [self, db, made] = kind === 'class' ? ['self', 'self.db', 'UserService(db).'] : ['db', 'db', 'service.'];
  const given = kind === 'class' ? '' : 'db, ';
  const functions = `def get_user(${self}, user_id: int):
    return ${db}.get(User, user_id)


def delete_user(${self}, user_id: int) -> bool:
    user = ${theirs}
    if user is None:
        return False
    ${db}.delete(user)
    ${db}.commit()
    return True
`;
  const head = 'from app.users.models import User\n\n\n';
  const service =
    kind === 'class'
      ? `class UserService:\n    def __init__(self, db):\n        self.db = db\n\n${functions.replace(/^(?=.)/gm, '    ')}`
      : functions;
  const texts = {
    '/b/app/main.py':
      'from app.users.router import router\nfrom fastapi import FastAPI\n\napp = FastAPI()\napp.include_router(router)\n',
    '/b/app/database.py': DATABASE,
    '/b/app/users/models.py':
      'from app.database import Base\nfrom sqlalchemy.orm import Mapped, mapped_column\n\n\nclass User(Base):\n    __tablename__ = "users"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
    '/b/app/users/service.py': head + service,
    '/b/app/users/router.py': `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session
from app.database import get_db
from app.users import service
from app.users.service import *

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int, db: Session = Depends(get_db)):
    user = ${made}get_user(${given}user_id)
    if user is None:
        raise HTTPException(404)
    return user


@router.delete("/{user_id}")
def delete_user(user_id: int, db: Session = Depends(get_db)):
    if not ${made}delete_user(${given}user_id):
        raise HTTPException(404)
`.replace(/from app\.users\.service import \*|from app\.users import service\n/g, (found) =>
      found.endsWith('*')
        ? kind === 'class'
          ? 'from app.users.service import UserService'
          : ''
        : kind === 'class'
          ? ''
          : found,
    ),
  };
  const text = await printedIn(texts, '/b', 'services.py');
  expect(text.slice(text.indexOf('def delete_invoice('))).toContain(`    invoice = ${ours}\n`);
});

test('a page is counted from where the statement is, and its number is given on to there', async () => {
  const folder = join(STYLES, 'layered-async', 'backend');
  const texts = Object.fromEntries(
    Object.entries({ ...textsBelow(folder), [join(folder, '.git', 'HEAD')]: '' }).map(([path, text]) => [
      path,
      text
        .replace('skip: Annotated[int, Query(ge=0)] = 0', 'page: Annotated[int, Query(ge=1)] = 1')
        .replaceAll('skip: int, limit: int', 'page: int, limit: int')
        .replace('list_users(skip, limit)', 'list_users(page, limit)')
        .replace('repository.list(skip, limit)', 'repository.list(page, limit)')
        .replace('.offset(skip)', '.offset((page - 1) * limit)'),
    ]),
  );
  expect(await printedIn(texts, folder, 'api.py')).toContain('await service.list_invoices(page, limit)');
  expect(await printedIn(texts, folder, 'services.py')).toMatch(
    /page: int, limit: int\)[\s\S]*await self\.repository\.list\(page, limit\)/,
  );
  expect(await printedIn(texts, folder, 'crud.py')).toMatch(
    /page: int, limit: int\)[\s\S]*\.offset\(\(page - 1\) \* limit\)\s*\.limit\(limit\)/,
  );
});

test.each([
  ['remove_user', 'from app.services.invoice import', 'if not drop_invoice(db, invoice_id):'],
  [
    'drop_user',
    'from app.services import invoice as invoice_service',
    'if not invoice_service.drop_invoice(db, invoice_id):',
  ],
])(
  'handlers of which one is called %s import functions by name where none is called like one of them',
  async (handler, imported, call) => {
    const texts = {
      '/b/app/main.py':
        'from app.routers.users import router\nfrom fastapi import FastAPI\n\napp = FastAPI()\napp.include_router(router)\n',
      '/b/app/database.py': DATABASE,
      '/b/app/models/user.py':
        'from app.database import Base\nfrom sqlalchemy.orm import Mapped, mapped_column\n\n\nclass User(Base):\n    __tablename__ = "users"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
      '/b/app/services/user.py': `from app.models.user import User


def fetch_user(db, user_id: int):
    return db.get(User, user_id)


def fetch_users(db, skip: int, limit: int):
    return db.query(User).offset(skip).limit(limit).all()


def add_user(db, data: dict):
    db.add(User(**data))
    db.commit()


def change_user(db, user_id: int, data: dict):
    db.commit()


def drop_user(db, user_id: int) -> bool:
    user = db.get(User, user_id)
    if user is None:
        return False
    db.delete(user)
    db.commit()
    return True
`,
      '/b/app/routers/users.py': `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session
from app.database import get_db
from app.services.user import add_user, change_user, drop_user, fetch_user, fetch_users

router = APIRouter(prefix="/users")


@router.get("")
def read_users(skip: int = 0, limit: int = 10, db: Session = Depends(get_db)):
    return fetch_users(db, skip, limit)


@router.get("/{user_id}")
def read_user(user_id: int, db: Session = Depends(get_db)):
    return fetch_user(db, user_id)


@router.post("")
def post_user(data: dict, db: Session = Depends(get_db)):
    return add_user(db, data)


@router.put("/{user_id}")
def put_user(user_id: int, data: dict, db: Session = Depends(get_db)):
    return change_user(db, user_id, data)


@router.delete("/{user_id}")
def ${handler}(user_id: int, db: Session = Depends(get_db)):
    if not drop_user(db, user_id):
        raise HTTPException(404)
`,
    };
    const text = await printedIn(texts, '/b', 'api.py');
    expect(text).toContain(imported);
    expect(text).toContain(call);
  },
);

test('functions that take a dict and flush, under handlers that answer', async () => {
  expect(await printed('transaction-owner', 'crud.py')).toContain(`def update(
    session: Session, invoice: Invoice, values: dict[str, Any]
) -> Optional[Invoice]:
    for name, value in values.items():
        setattr(invoice, name, value)
    session.flush()
    return session.get(Invoice, invoice.id, populate_existing=True)
`);
  expect(await printed('transaction-owner', 'api.py')).toContain(`    try:
        return crud.create(session, data.model_dump())
    except IntegrityError:
        raise HTTPException(status.HTTP_409_CONFLICT, "Number is taken")
`);
});

test('a DAO on the generic one of the host, which opens its sessions itself', async () => {
  expect(await printed('dao', 'crud.py')).toBe(`from app.dao.base import BaseDAO
from app.invoices.models import Invoice


class InvoiceDAO(BaseDAO):
    model = Invoice
`);
  expect(await printed('dao', 'deps.py')).toBe('');
  expect(await printed('dao', 'api.py')).toContain(`    values = invoice_data.model_dump(exclude_unset=True)
    if values:
        try:
            invoice = await InvoiceDAO.update(invoice_id, **values)
        except IntegrityError:
            raise InvoiceAlreadyExistsException
    else:
        invoice = await InvoiceDAO.find_one_or_none_by_id(invoice_id)
    if invoice is None:
        raise InvoiceNotFoundException
    return invoice
`);
});

test('a record that is gone when an update reads it back is answered where a missing one is, by its own layer or above', async () => {
  expect(await printed('async-functions', 'services.py')).toContain(`        raise InvoiceNotFound from error
    updated = await session.get(Invoice, invoice_id, populate_existing=True)
    if updated is None:
        raise InvoiceNotFound
    return updated
`);
  expect(await printed('layered-async', 'services.py')).toContain(`        if updated is None:
            raise HTTPException(status.HTTP_404_NOT_FOUND, "Invoice not found")
        return updated
`);
});

test('a word for machines is said of the new package, too', async () => {
  const texts = {
    ...GENERIC,
    '/b/app/errors.py': `from fastapi import HTTPException


class NotFound(HTTPException):
    def __init__(self, detail: str, code: str) -> None:
        super().__init__(status_code=404, detail={"detail": detail, "code": code})


class Taken(HTTPException):
    def __init__(self, detail: str, code: str) -> None:
        super().__init__(status_code=409, detail={"detail": detail, "code": code})
`,
    '/b/app/users/router.py': GENERIC['/b/app/users/router.py']
      .replace('HTTPException(404, "User not found")', 'NotFound("User not found", code="USER_NOT_FOUND")')
      .replace(
        '    return crud.user.create(',
        '    if crud.user.get_by_email(db, user_in.email):\n        raise Taken("Email already taken", code="email_already_taken")\n    return crud.user.create(',
      )
      .replace('import get_db', 'import get_db\nfrom app.errors import NotFound, Taken'),
  };
  const ours = await printedIn(texts, '/b', 'api.py');
  expect(ours).toContain('NotFound("Invoice not found", code="INVOICE_NOT_FOUND")');
  expect(ours).toContain('Taken("Number already taken", code="number_already_taken")');
});

test('where the base of the host reads it back, the record is looked for before an error is taken for that', async () => {
  expect(await printed('generic-crud', 'api.py')).toContain(`    except InvalidRequestError:
        if crud.invoice.get(db, id=invoice_id) is not None:
            raise
        raise HTTPException(status_code=404, detail="Invoice not found")
`);
});

test('a guard is named as the blueprint names it', async () => {
  const api = await printed('generic-crud', 'api.py');

  expect(api).toContain('current_user: models.User = Depends(deps.get_current_active_user)');
  expect(api).not.toContain('from app.api.deps import');
});

test('an answer names what it comes from where a linter asks for that', async () => {
  const asking = (select: string): Promise<string> =>
    printedIn({ ...GENERIC, '/b/pyproject.toml': `[tool.ruff.lint]\nselect = [${select}]\n` }, '/b', 'api.py');

  expect(await printedIn(GENERIC, '/b', 'api.py')).toContain('    except IntegrityError:\n');
  expect(await asking('"E", "F"')).toContain('    except IntegrityError:\n');
  expect(await asking('"B"')).toMatch(/except IntegrityError as error:[^#]*? from error\n/);
});

const BASE = `from typing import Any, Generic, List, Optional, Type, TypeVar

from pydantic import BaseModel
from sqlalchemy.orm import Session

from app.database import Base

ModelType = TypeVar("ModelType", bound=Base)
CreateSchemaType = TypeVar("CreateSchemaType", bound=BaseModel)
UpdateSchemaType = TypeVar("UpdateSchemaType", bound=BaseModel)


class CRUDBase(Generic[ModelType, CreateSchemaType, UpdateSchemaType]):
    def __init__(self, model: Type[ModelType]):
        self.model = model

    def get(self, db: Session, id: Any) -> Optional[ModelType]:
        return db.query(self.model).filter(self.model.id == id).first()

    def get_multi(self, db: Session, *, skip: int = 0, limit: int = 100) -> List[ModelType]:
        return db.query(self.model).offset(skip).limit(limit).all()

    def create(self, db: Session, *, obj_in: CreateSchemaType) -> ModelType:
        db_obj = self.model(**obj_in.model_dump())
        db.add(db_obj)
        db.commit()
        db.refresh(db_obj)
        return db_obj

    def update(self, db: Session, *, db_obj: ModelType, obj_in: UpdateSchemaType) -> ModelType:
        for field, value in obj_in.model_dump(exclude_unset=True).items():
            setattr(db_obj, field, value)
        db.commit()
        db.refresh(db_obj)
        return db_obj

    def remove(self, db: Session, *, id: int) -> ModelType:
        obj = db.get(self.model, id)
        db.delete(obj)
        db.commit()
        return obj
`;

const GENERIC = {
  '/b/.git/HEAD': '',
  '/b/app/main.py': `from fastapi import FastAPI
from app.users.router import router

app = FastAPI()
app.include_router(router)
`,
  '/b/app/database.py': DATABASE,
  '/b/app/crud_base.py': BASE,
  '/b/app/users/__init__.py': '',
  '/b/app/users/models.py': `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
`,
  '/b/app/users/schemas.py': `from pydantic import BaseModel


class UserBase(BaseModel):
    email: str


class UserCreate(UserBase):
    password: str


class UserUpdate(BaseModel):
    email: str


class User(UserBase):
    id: int
`,
  '/b/app/users/crud.py': `from sqlalchemy.orm import Session
from app.crud_base import CRUDBase
from app.users.models import User
from app.users.schemas import UserCreate, UserUpdate


class CRUDUser(CRUDBase[User, UserCreate, UserUpdate]):
    def create(self, db: Session, *, obj_in: UserCreate) -> User:
        db_obj = User(email=obj_in.email, hashed_password=hash(obj_in.password))
        db.add(db_obj)
        db.commit()
        return db_obj


user = CRUDUser(User)
`,
  '/b/app/users/router.py': `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy.orm import Session
from app.database import get_db
from app.users import crud, schemas

router = APIRouter(prefix="/users")


@router.get("/{user_id}")
def read_user(user_id: int, db: Session = Depends(get_db)):
    user = crud.user.get(db, id=user_id)
    if not user:
        raise HTTPException(404, "User not found")
    return user


@router.post("")
def create_user(user_in: schemas.UserCreate, db: Session = Depends(get_db)):
    return crud.user.create(db, obj_in=user_in)


@router.put("/{user_id}")
def update_user(user_id: int, user_in: schemas.UserUpdate, db: Session = Depends(get_db)):
    user = crud.user.get(db, id=user_id)
    return crud.user.update(db, db_obj=user, obj_in=user_in)
`,
};

test('an object of a class on the generic CRUD of the host: only what that does wrong is written again', async () => {
  expect(await printedIn(GENERIC, '/b', 'crud.py')).toBe(`from sqlalchemy.orm import Session

from app.crud_base import CRUDBase
from app.invoices.models import Invoice
from app.invoices.schemas import InvoiceCreate, InvoiceUpdate


class CRUDInvoice(CRUDBase[Invoice, InvoiceCreate, InvoiceUpdate]):
    def get_multi(self, db: Session, *, skip: int = 0, limit: int = 100) -> list[Invoice]:
        return db.query(Invoice).order_by(Invoice.id).offset(skip).limit(limit).all()


invoice = CRUDInvoice(Invoice)
`);
  const api = await printedIn(GENERIC, '/b', 'api.py');
  expect(api).toContain('return crud.invoice.get_multi(db, skip=skip, limit=limit)\n');
  expect(api).toContain(`    invoice = crud.invoice.get(db, id=invoice_id)
    if not invoice:
        raise HTTPException(404, "Invoice not found")
    crud.invoice.remove(db, id=invoice_id)
`);
});

test.each([
  [
    'a list with an order',
    'get_multi',
    ['db.query(self.model).offset', 'db.query(self.model).order_by(self.model.id).offset'],
  ],
  [
    'a record that is not read back',
    'create',
    ['        db.refresh(db_obj)\n        return db_obj\n\n    def update', '        return db_obj\n\n    def update'],
  ],
  [
    'a delete that nobody commits',
    'remove',
    ['        db.delete(obj)\n        db.commit()\n', '        db.delete(obj)\n        db.flush()\n'],
  ],
  ['values as JSON has them', 'create', ['obj_in.model_dump())', 'jsonable_encoder(obj_in))']],
  ['an update of what was not sent', 'update', ['exclude_unset=True', '']],
])('%s is told from what is right', async (_, method, [from, to]) => {
  const changed = { ...GENERIC, '/b/app/crud_base.py': BASE.replace(from ?? '', to ?? '') };
  const before = await printedIn(GENERIC, '/b', 'crud.py');
  const after = await printedIn(changed, '/b', 'crud.py');
  const has = (text: string): boolean => text.includes(`def ${method}(`);
  expect([has(before), has(after)]).toEqual(method === 'get_multi' ? [true, false] : [false, true]);
});

test('a base that deletes what has all of some values is given no key: the delete is written again', async () => {
  const remove = / {4}def remove\([\s\S]*?(?=\n {4}def |$)/;
  const base = BASE.replace(
    remove,
    `    def remove(self, db: Session, data):
        found = db.query(self.model).filter_by(**data).first()
        db.delete(found)
        db.commit()
`,
  );
  const crud = await printedIn({ ...GENERIC, '/b/app/crud_base.py': base }, '/b', 'crud.py');
  // Beside that of the base, whose parameters are others.
  expect(crud).toContain('    def delete(self, db: Session, *, db_obj: Invoice) -> None:\n        db.delete(db_obj)\n');
  expect(crud).not.toContain('def remove');
});

test('a page that the service makes is not written, and nothing else is put around its list', async () => {
  const folder = join(STYLES, 'envelope', 'backend');
  const texts = textsBelow(folder);
  const [routers, services] = ['routers', 'services'].map((name) => join(folder, 'app', 'users', `${name}.py`));
  const changed = {
    ...texts,
    [join(folder, '.git', 'HEAD')]: '',
    [routers ?? '']: (texts[routers ?? ''] ?? '').replace(
      /users, total = (services\.get_users\(db, params\))\n {4}return Response\([\s\S]*?\n {4}\)\n/,
      'return Response(data=$1)\n',
    ),
    [services ?? '']: (texts[services ?? ''] ?? '')
      .replace('tuple[list[User], int]', 'Page')
      .replace('list(users), total', 'Page(items=list(users), total=total, page=params.page, size=params.size)')
      .replace('import PageParams', 'import Page, PageParams'),
  };
  const api = await printedIn(changed, folder, 'api.py');

  expect(api).toContain('@router.get("/", response_model=list[InvoiceResponse])');
  expect(api).toContain('return Response(data=services.get_invoice(db, invoice_id))');
});

test('an object that a dependency makes is given the session by the handlers, and an object of bounds that cannot be read is none', async () => {
  const served = {
    ...GENERIC,
    '/b/app/users/crud.py': '',
    '/b/app/page.py':
      'from pydantic import BaseModel\n\n\nclass Page(BaseModel):\n    page: int = 1\n    size: int = 10\n',
    '/b/app/messages.py': 'class Messages:\n    USER_CREATED = "User created"\n',
    '/b/app/answers.py':
      'from typing import Generic, TypeVar\nfrom pydantic import BaseModel\n\nT = TypeVar("T")\n\n\nclass Answer(BaseModel, Generic[T]):\n    message: str\n    data: T\n',
    '/b/app/users/service.py': `from sqlalchemy.orm import Session
from app.page import Page
from app.users.models import User
from app.users.schemas import UserCreate


class UserService:
    def __init__(self):
        self.mailer = None

    def create_user(self, data: UserCreate, db: Session) -> User:
        user = User(**data.model_dump())
        db.add(user)
        db.commit()
        return user

    def get_users(self, db: Session, page: Page) -> list[User]:
        return db.query(User).offset((page.page - 1) * page.size).limit(page.size).all()
`,
    '/b/app/users/router.py': `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.answers import Answer
from app.database import get_db
from app.messages import Messages
from app.page import Page
from app.users import schemas
from app.users.service import UserService

router = APIRouter(prefix="/users")


def get_service() -> UserService:
    return UserService()


@router.get("", response_model=list[schemas.User])
def get_users(page: Page = Depends(), service: UserService = Depends(get_service), db: Session = Depends(get_db)):
    return service.get_users(db, page)


@router.post("", response_model=Answer[schemas.User])
def create_user(
    data: schemas.UserCreate, service: UserService = Depends(get_service), db: Session = Depends(get_db)
):
    user = service.create_user(data, db)
    return Answer(message=Messages.USER_CREATED, data=user)
`,
  };
  const api = await printedIn(served, '/b', 'api.py');
  expect(api).toContain('service.create_invoice(data, db)\n');
  expect(api).toContain('service.get_invoices(db, skip, limit)\n');
  expect(api).toContain('Answer(message="Invoice created", data=invoice)\n');
  expect(api.match(/db: Session = Depends\(get_db\)/g)).toHaveLength(5);
  const service = await printedIn(served, '/b', 'services.py');
  expect(service).toContain('def get_invoices(self, db: Session, skip: int, limit: int) -> list[Invoice]:\n');
  const answering = {
    ...served,
    '/b/app/users/service.py': `${served['/b/app/users/service.py']}
    def get_user(self, db: Session, user_id: int) -> User | None:
        return db.query(User).filter(User.id == user_id).first()
`,
    '/b/app/users/router.py': `from fastapi import HTTPException
${served['/b/app/users/router.py']}

@router.get("/{user_id}", response_model=schemas.User)
def get_user(user_id: int, service: UserService = Depends(get_service), db: Session = Depends(get_db)):
    user = service.get_user(db, user_id)
    if user is None:
        raise HTTPException(status_code=404, detail="User not found")
    return user
`,
  };
  // Who answers a conflict has the session that the object does not keep, and rolls it back.
  expect(await printedIn(answering, '/b', 'api.py')).toContain('    except IntegrityError:\n        db.rollback()\n');
  expect(await printedIn(answering, '/b', 'services.py')).toContain(
    '        db.add(invoice)\n        db.commit()\n        db.refresh(invoice)\n',
  );
});

test('a base that does not await the delete of an asynchronous session is written again', async () => {
  const own = (text: string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(GENERIC).map(([path, each]) => [
        path,
        each.replace('def remove(', 'async def remove(').replace('db.delete(obj)', text),
      ]),
    );
  expect(await printedIn(own('await db.delete(obj)'), '/b', 'crud.py')).not.toContain('def remove(');
  expect(await printedIn(own('db.delete(obj)'), '/b', 'crud.py')).toContain('def remove(');
});

test('a service that is a dataclass has what it takes as its fields', async () => {
  const folder = join(STYLES, 'async-repository', 'backend');
  const texts = textsBelow(folder);
  const service = join(folder, 'app', 'modules', 'users', 'service.py');
  const text = (texts[service] ?? '')
    .replace('class UserService:', '@dataclass\nclass UserService:')
    .replace(/ {4}def __init__\(self, (repository: UserRepository)\) -> None:\n.*\n/, '    $1\n');
  const changed = {
    ...texts,
    [join(folder, '.git', 'HEAD')]: '',
    [service]: `from dataclasses import dataclass\n${text}`,
  };
  const ours = await printedIn(changed, folder, 'services.py');
  expect(ours).toContain('    repository: InvoiceRepository\n\n');
  expect(ours).toMatch(/^@dataclass\nclass InvoiceService:$/m);
  expect(ours).not.toContain('__init__');
});

test('a service below a base of the host makes its repository itself, where the blueprint’s does', async () => {
  const folder = '/scratch/made';
  const at = (path: string): string => join(folder, path);
  const repository = `from sqlalchemy.orm import Session
from app.users.models import User


class UserRepository:
    def __init__(self, session: Session) -> None:
        self.session = session

    def create(self, data) -> User:
        user = User(**data.model_dump())
        self.session.add(user)
        self.session.commit()
        return user

    def get(self, user_id: int) -> User | None:
        return self.session.get(User, user_id)
`;
  const service = `from sqlalchemy.orm import Session
from app.service import BaseService
from app.users.models import User
from app.users.repository import UserRepository


class UserService(BaseService):
    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.repository = UserRepository(session)

    def create(self, data) -> User:
        return self.repository.create(data)

    def get(self, user_id: int) -> User | None:
        return self.repository.get(user_id)
`;
  const router = `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.database import get_db
from app.users.schemas import UserCreate
from app.users.service import UserService

router = APIRouter(prefix="/users")


@router.post("")
def create_user(data: UserCreate, session: Session = Depends(get_db)):
    return UserService(session).create(data)


@router.get("/{user_id}")
def read_user(user_id: int, session: Session = Depends(get_db)):
    return UserService(session).get(user_id)
`;
  const texts = {
    [at('.git/HEAD')]: '',
    [at('app/__init__.py')]: '',
    [at('app/main.py')]:
      'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
    [at('app/database.py')]: DATABASE,
    [at('app/service.py')]:
      'from sqlalchemy.orm import Session\n\n\nclass BaseService:\n    def __init__(self, session: Session) -> None:\n        self.session = session\n',
    [at('app/users/__init__.py')]: '',
    [at('app/users/models.py')]:
      'from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n\n\nclass User(Base):\n    __tablename__ = "users"\n\n    id: Mapped[int] = mapped_column(primary_key=True)\n',
    [at('app/users/schemas.py')]: 'from pydantic import BaseModel\n\n\nclass UserCreate(BaseModel):\n    email: str\n',
    [at('app/users/repository.py')]: repository,
    [at('app/users/service.py')]: service,
    [at('app/users/router.py')]: router,
  };
  expect(await printedIn(texts, folder, 'services.py')).toContain(
    '        super().__init__(session)\n        self.repository = InvoiceRepository(session)\n',
  );

  // Where each operation is given the session, it is made of nothing.
  const given = (text: string): string =>
    text
      .replace(/ {4}def __init__\([\s\S]*?\n\n/, '')
      .replaceAll('self.session', 'session')
      .replaceAll('(self, ', '(self, session: Session, ');
  const plain = {
    ...texts,
    [at('app/users/repository.py')]: given(repository),
    [at('app/users/service.py')]: given(service)
      .replace('(BaseService):', ':\n    def __init__(self):\n        self.repository = UserRepository()\n')
      .replaceAll('repository.create(', 'repository.create(session, ')
      .replaceAll('repository.get(', 'repository.get(session, '),
    [at('app/users/router.py')]: router
      .replaceAll('UserService(session).create(', 'UserService().create(session, ')
      .replaceAll('UserService(session).get(', 'UserService().get(session, '),
  };
  expect(await printedIn(plain, folder, 'services.py')).toContain(
    'class InvoiceService:\n    def __init__(self):\n        self.repository = InvoiceRepository()\n',
  );
});

test('an exception of all features is given its status and details as by the blueprint', async () => {
  const folder = join(STYLES, 'async-repository', 'backend');
  const texts = textsBelow(folder);
  const service = join(folder, 'app', 'modules', 'users', 'service.py');
  const raised = "AppError('User not found', status.HTTP_404_NOT_FOUND, {'user_id': str(user_id)})";
  const ours = await printedIn(
    {
      ...texts,
      [join(folder, '.git', 'HEAD')]: '',
      [service]: `from fastapi import status\nfrom app.core.exceptions import AppError\n${(texts[service] ?? '').replace('UserNotFoundError(user_id)', raised)}`,
      [join(folder, 'app', 'core', 'exceptions.py')]: (
        texts[join(folder, 'app', 'core', 'exceptions.py')] ?? ''
      ).replace(/class AppError\(Exception\):\n[\s\S]*?\n\n\n/, APP_ERROR),
    },
    folder,
    'services.py',
  );
  expect(ours).toMatch(
    /raise AppError\(\s*'Invoice not found',\s*status\.HTTP_404_NOT_FOUND,\s*\{'invoice_id': str\(invoice_id\)\},?\s*\)/,
  );
});

const APP_ERROR = `class AppError(Exception):
    def __init__(self, message: str, status_code: int = 400, details: dict | None = None) -> None:
        self.message = message
        self.status_code = status_code
        self.details = details


`;
