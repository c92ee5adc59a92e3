// Packages whose functions are about something else than they are called after: what a new one calls its own in their place.
import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const MAIN = `from fastapi import FastAPI
from app.meetings.router import router

app = FastAPI()
app.include_router(router)
`;

const table = (name: string, fields = ''): string => `

class ${name}(Base):
    __tablename__ = "${name.toLowerCase()}s"

    id: Mapped[int] = mapped_column(primary_key=True)
${fields}`;

const MODELS = `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base
${table('Seat')}${table('Room', '    code: Mapped[str] = mapped_column(unique=True)\n')}${table('MeetingInvite')}`;

const SCHEMAS = 'from pydantic import BaseModel\n\n\nclass RoomCreate(BaseModel):\n    code: str\n';

const ROUTER = `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app.database import get_db
from app.meetings import service
from app.meetings.schemas import RoomCreate

router = APIRouter(prefix="/meetings")


@router.get("", summary="List meeting rooms")
def list_rooms(db: Session = Depends(get_db)):
    return service.list_by_floor(db)


@router.post("", summary="Create a meeting room")
def create_room(data: RoomCreate, db: Session = Depends(get_db)):
    return service.add_place(db, data)


@router.get("/{room_code}")
def get_room(room_code: str, db: Session = Depends(get_db)):
    return service.get_place(db, room_code)
`;

const SERVICE = `from sqlalchemy import select
from sqlalchemy.orm import Session
from app.meetings.models import Room
from app.meetings.schemas import RoomCreate


def list_by_floor(db: Session):
    return db.scalars(select(Room)).all()


def add_place(db: Session, data: RoomCreate):
    room = Room(**data.model_dump())
    db.add(room)
    db.commit()
    return room


def get_place(db: Session, room_code: str):
    room = db.scalars(select(Room).where(Room.code == room_code)).first()
    return room
`;

async function learned(main: string, changes: Readonly<Record<string, string>>): Promise<Style> {
  const files = host({ 'pyproject.toml': '', 'app/main.py': main, 'app/database.py': DATABASE, ...changes });
  const style = learnStyle(files, await locateHost(files, TOP));
  if (isRefusal(style)) throw new Error(`${style.id}: ${style.reason}`);
  return style;
}

const meetings = (changes: Readonly<Record<string, string>> = {}): Promise<Style> =>
  learned(
    MAIN,
    feature('app/meetings', 'app.', {
      'models.py': MODELS,
      'schemas.py': SCHEMAS,
      'router.py': ROUTER,
      'service.py': SERVICE,
      ...changes,
    }),
  );

const namesOf = ({ layers }: Style): readonly string[] => {
  if (layers.kind !== 'chain') throw new Error('no layers');
  const { operations } = layers.chain[0] ?? {};
  return operations === undefined ? [] : Object.values(operations).map(({ name }) => name);
};

describe('where the handlers of meetings create and get rooms', () => {
  test('the record is a room, whatever other models are called like the package', async () => {
    const { handlerNames, pathKey } = await meetings();
    expect(handlerNames).toMatchObject({ list: 'list_{many}', create: 'create_{one}', delete: 'delete_{one}' });
    expect(pathKey.name).toBe('{one}_id');
  });

  test('functions of a module are about the record where the blueprint names something, and list is no name for one', async () => {
    expect(namesOf(await meetings())).toEqual(expect.arrayContaining(['list_{many}', 'add_{one}', 'get_{one}']));
  });

  test('the key is none of what a room alone is found by, and the record is not called a room', async () => {
    const { layers } = await meetings();
    if (layers.kind !== 'chain') throw new Error('no layers');
    const { create, get } = layers.chain[0]?.operations ?? {};
    expect(get?.parameters.map(({ name }) => name)).toEqual(['db', '{one}_id']);
    expect(create?.variable).toBe('{one}');
  });

  test('a name without a noun stays as it is', async () => {
    const bare = (text: string): string => text.replaceAll('add_place', 'add').replaceAll('get_place', 'get_by_code');
    const names = namesOf(await meetings({ 'router.py': bare(ROUTER), 'service.py': bare(SERVICE) }));
    expect(names).toEqual(expect.arrayContaining(['add', 'get']));
  });

  test('is not given where other lines of the module make lists by it', async () => {
    const bare = ROUTER.replace('def list_rooms', 'def list')
      .replace('_room(data', '(data')
      .replace('_room(room', '_one(room');
    expect((await meetings({ 'router.py': bare })).handlerNames).toMatchObject({ list: 'list_all', create: 'create' });
  });

  test('so does that of handlers without one', async () => {
    const bare = ROUTER.replace('def list_rooms', 'def index')
      .replace('_room(data', '(data')
      .replace('_room(room', '_one(room');
    expect((await meetings({ 'router.py': bare })).handlerNames).toMatchObject({ list: 'index', create: 'create' });
  });
});

test('what a service imports by name from the layer below is called otherwise than its own functions', async () => {
  const repository = SERVICE.replaceAll('_place', '_room');
  const service = `from sqlalchemy.orm import Session
from app.meetings.repository import create_room as store_room, find_room, list_by_floor


def list_rooms(db: Session):
    return list_by_floor(db)


def create_room(db: Session, data):
    return store_room(db, data)


def get_room(db: Session, room_code: str):
    return find_room(db, room_code)
`;
  const style = await meetings({
    'repository.py': repository.replace('add_room', 'create_room').replace('get_room', 'find_room'),
    'service.py': service,
    'router.py': ROUTER.replace('service.list_by_floor', 'service.list_rooms')
      .replaceAll('_place(', '_room(')
      .replace('add_room', 'create_room'),
  });
  if (style.layers.kind !== 'chain') throw new Error('no layers');
  const [lower, upper] = style.layers.chain.map(({ operations: { list, create, get } }) =>
    [list, create, get].map(({ name }) => name),
  );
  expect(upper).toEqual(['list_{many}', 'create_{one}', 'get_{one}']);
  expect(lower).toEqual(['list_all_{many}', 'create_{one}_record', 'find_{one}']);
});

test('of the functions of all features those that are called after another one show nothing', async () => {
  const crud = `from app import models


def create_service(db, service):
    db.add(models.Service(**service.dict()))
    db.commit()


def remove_service(db, key):
    db.delete(db.get(models.Service, key))
    db.commit()


def get_user(db, user_id):
    return db.get(models.User, user_id)


def get_users(db):
    return db.query(models.User).all()


def create_user(db, user):
    db.add(models.User(**user.dict()))
    db.commit()
`;
  const style = await learned(
    'from fastapi import FastAPI\nfrom app.routers import users\n\napp = FastAPI()\napp.include_router(users.router, prefix="/users")\n',
    {
      'app/__init__.py': '',
      'app/routers/__init__.py': '',
      'app/crud.py': crud,
      'app/models.py': `from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n${table('Service')}${table('User')}`,
      'app/schemas.py': 'from pydantic import BaseModel\n\n\nclass UserCreate(BaseModel):\n    name: str\n',
      'app/routers/users.py': `from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app import crud, schemas
from app.database import get_db

router = APIRouter()


@router.get("/")
def read_users(db: Session = Depends(get_db)):
    return crud.get_users(db)


@router.get("/{user_id}")
def read_user(user_id: int, db: Session = Depends(get_db)):
    return crud.get_user(db, user_id)
`,
    },
  );
  expect(namesOf(style)).toEqual(expect.arrayContaining(['create_{one}', 'get_{one}', 'get_{many}', 'delete_{one}']));
});

test.each([
  ['app.include_router(users.router, prefix="/users")\napp.include_router(notes.router, prefix="/users")\n', 'include'],
  ['app.include_router(users.router, prefix="/shop")\napp.include_router(notes.router, prefix="/shop")\n', 'none'],
])('a prefix that is called after the package is its own, though others are below it: %s', async (calls, prefix) => {
  const router =
    'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/")\ndef read():\n    return []\n';
  const model = (name: string): string =>
    `from sqlalchemy.orm import Mapped, mapped_column\nfrom app.database import Base\n${table(name)}`;
  const files = host({
    'pyproject.toml': '',
    'app/database.py': DATABASE,
    'app/main.py': `from fastapi import FastAPI\nfrom app.notes import router as notes\nfrom app.users import router as users\n\napp = FastAPI()\n${calls}`,
    ...feature('app/notes', 'app.', { 'models.py': model('Note'), 'router.py': router }),
    ...feature('app/users', 'app.', { 'models.py': model('User'), 'router.py': router }),
  });
  const style = learnStyle(files, await locateHost(files, TOP));
  expect(isRefusal(style) ? style.id : style.prefix).toBe(prefix);
});
