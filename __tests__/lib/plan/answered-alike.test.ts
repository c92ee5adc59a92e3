// Answers whose words cannot be said of other records, and what else of the blueprint was written of one field or one moment.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { DATABASE, feature } from '../sample.js';
import { draftOf } from '../sample-hosts.js';

const SHELL = { template: () => '', columns: undefined };

const MAIN = `from fastapi import FastAPI
from app.users.router import router as users_router

app = FastAPI()
app.include_router(users_router)
`;

const MODELS = `from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Integer, String
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id = Column(Integer, primary_key=True)
    status = Column(String(80), nullable=False)
    created_at = Column(DateTime, nullable=False, default=datetime.now(UTC))
`;

const SCHEMAS = `from datetime import datetime

from pydantic import BaseModel, ConfigDict


class UserPutUpdate(BaseModel):
    status: str


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    status: str
    created_at: datetime
`;

const ANSWERS = `from typing import Generic, TypeVar

from pydantic import BaseModel

Data = TypeVar("Data")


class Answer(BaseModel, Generic[Data]):
    message: str
    data: Data
`;

const ROUTER = `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.answers import Answer
from app.database import get_db
from app.users import service
from app.users.schemas import UserOut, UserPutUpdate

router = APIRouter(prefix="/users")


@router.get("", response_model=Answer[list[UserOut]])
def list_users(db: Session = Depends(get_db)):
    users = service.get_users(db)
    return Answer(message=f"{len(users)} users for you", data=users)


@router.get("/{user_id}", response_model=Answer[UserOut])
def get_user(user_id: int, db: Session = Depends(get_db)):
    return Answer(message="사용자 조회 성공", data=service.get_user(db, user_id))


@router.put("/{user_id}", response_model=Answer[UserOut])
def update_user(user_id: int, user: UserPutUpdate, db: Session = Depends(get_db)):
    changed = service.update_user(db, user_id, user.status)
    return Answer(message="User updated", data=changed)
`;

const SERVICE = `from fastapi import HTTPException
from sqlalchemy.orm import Session
from app.users.models import User
from app.users.schemas import UserOut


def get_users(db: Session):
    return db.query(User).all()


def get_user(db: Session, user_id: int):
    user = db.query(User).filter(User.id == user_id).first()
    if not user:
        raise HTTPException(404, "User not found")
    user_response = UserOut.model_validate(user)
    return user_response


def update_user(db: Session, user_id: int, new_status: str):
    user = db.query(User).filter(User.id == user_id).first()
    if not user:
        raise HTTPException(404, "User not found")
    user.status = new_status
    db.commit()
    return user
`;

const ROUTER_OF_CREATE = `${ROUTER}

@router.post("", response_model=Answer[UserOut])
def create_user(user: UserPutUpdate, db: Session = Depends(get_db)):
    added = service.create_user(db, user)
    return Answer(message="사용자 조회 성공", data=added)
`;

const SERVICE_OF_CREATE = `${SERVICE}

def create_user(db: Session, user: UserPutUpdate):
    row = User(**user.model_dump())
    db.add(row)
    db.commit()
    return row
`.replace('import UserOut', 'import UserOut, UserPutUpdate');

async function written(own: Readonly<Record<string, string>> = {}): Promise<Readonly<Record<string, string>>> {
  const host = {
    '.git/HEAD': '',
    'app/__init__.py': '',
    'app/main.py': MAIN,
    'app/answers.py': ANSWERS,
    'app/database.py': DATABASE,
    ...feature('app/users', 'app.', {
      'models.py': MODELS,
      'schemas.py': SCHEMAS,
      'router.py': ROUTER,
      'service.py': SERVICE,
      ...own,
    }),
  };
  const texts = Object.fromEntries(Object.entries(host).map(([path, text]) => [`/p/${path}`, text]));
  const spec = packageSpec({ package: 'invoices', fields: ['number:str.32:unique'] });
  const { plan, refusals = [] } = await planRun(inMemory(texts), [draftOf(spec)], SHELL);
  if (plan === undefined) return { refused: refusals.map(({ id, reason }) => `${id}: ${reason}`).join('\n') };
  const files = plan.changes.map(({ path, after }) => [path.replace('/p/app/invoices/', ''), after] as const);
  return { ...Object.fromEntries(files), notes: plan.notes.join('\n') };
}

test('an answer stays in what it is in where its message cannot be said of other records', async () => {
  const { 'router.py': router = '' } = await written();
  expect(router).toMatch(/return Answer\(\s*message="Invoice retrieved successfully",\s*data=service\.get_invoice\(/);
  expect(router).toContain('return Answer(message="Invoices retrieved successfully", data=');
  expect(router).toContain('response_model=Answer[list[InvoiceOut]]');
  expect(router).toContain('Answer(message="Invoice updated", data=');
  expect((await written({ 'service.py': SERVICE_OF_CREATE, 'router.py': ROUTER_OF_CREATE }))['router.py']).toContain(
    'new_invoice = service.create_invoice(db, invoice)\n    return Answer(message="Invoice created successfully", data=new_invoice)',
  );
});

test('a list in another class than a record is in is answered as it is', async () => {
  const other = ROUTER.replace('Answer[list[UserOut]]', 'Page[UserOut]').replace(
    'return Answer(message=f"{len(users)} users for you", data=users)',
    'return Page(message=f"{len(users)} users for you", pages=[users])',
  );
  const own = `${ANSWERS}\n\nclass Page(BaseModel, Generic[Data]):\n    message: str\n    pages: list[list[Data]]\n`;
  const { 'router.py': router = '' } = await written({
    'router.py': other.replace('app.answers import Answer', 'app.users.answers import Answer, Page'),
    'answers.py': own,
  });
  expect(router).toContain('response_model=list[InvoiceOut]');
});

test('what the blueprint says of one field, of a method and of what it answers is no name in a new package', async () => {
  const { 'service.py': service = '', 'schemas.py': schemas = '' } = await written();
  expect(service).not.toMatch(/status|_response/);
  expect(schemas).toContain('class InvoiceCreate(');
  expect(schemas).toContain('class InvoicePutUpdate(');
});

test('a moment that the blueprint works out once is worked out for each record', async () => {
  const { 'models.py': models = '' } = await written();
  expect(models).toContain('created_at = Column(DateTime, nullable=False, default=lambda: datetime.now(UTC))');
  const once = MODELS.replace('default=datetime.now(UTC)', 'default=datetime.utcnow');
  const { 'models.py': same = '' } = await written({ 'models.py': once });
  expect(same).toContain('default=datetime.utcnow)');
});

test('an answer stays in what it is in where the layer below makes the schema of a record of it', async () => {
  const below = SERVICE.replace(
    '    db.commit()\n    return user',
    '    db.commit()\n    return UserOut(**user.as_dict())',
  );
  const { 'router.py': router = '' } = await written({ 'service.py': below });
  expect(router).toContain('Answer(message="Invoice updated", data=');
  // What it makes of another schema is in that one.
  const other = below
    .replace('UserOut(**', 'UserPutUpdate(**')
    .replace('import UserOut', 'import UserOut, UserPutUpdate');
  expect((await written({ 'service.py': other }))['router.py']).not.toContain('message="Invoice updated"');
});

test('answers in a class that takes whatever is answered are told, and so is what a delete says in it', async () => {
  const any = `from typing import Any

from pydantic import BaseModel


class Answer(BaseModel):
    data: Any | None = None

    @classmethod
    def success(cls, data: Any) -> "Answer":
        return cls(data=data)
`;
  const router = `${ROUTER}

@router.delete("/{user_id}", status_code=200)
def delete_user(user_id: int, db: Session = Depends(get_db)) -> Answer:
    service.delete_user(db, user_id)
    return Answer.success({"message": "User deleted"})
`
    .replaceAll(/, response_model=Answer\[.*?\]\)\n(def .*\)):/g, ')\n$1 -> Answer:')
    .replaceAll(/Answer\(message=.*?, data=(.*)\)\n/g, 'Answer.success(as_dict($1))\n');
  const service = `${SERVICE}

def delete_user(db: Session, user_id: int):
    db.delete(get_user(db, user_id))
    db.commit()
`;
  const own = {
    'router.py': router.replace('app.answers', 'app.users.answers'),
    'service.py': service,
    'answers.py': any,
  };
  const { 'router.py': made = '', notes = '' } = await written(own);
  expect(made).not.toContain('Answer');
  expect(notes).toMatch(/The blueprint answers Answer\.success\(as_dict\(.*the new package answers a record as it is/);
  expect(notes).toContain('The blueprint\'s delete answers Answer.success({"message": "User deleted"})');
  expect(made.slice(made.indexOf('def delete_invoice('))).not.toContain('return');
});
