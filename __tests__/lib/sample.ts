import type { HostFiles } from '../../lib/project/files.js';
import { inMemory } from './memory.js';

export const TOP = '/project';

/** A host by the texts of its files, with their paths below `/project`. */
export function host(texts: Readonly<Record<string, string>>): HostFiles {
  return inMemory(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`${TOP}/${path}`, text])));
}

/** A feature package with a router, models and schemas, in a folder; `root` stands before its first-party imports. */
export function feature(
  folder: string,
  root: string,
  changes: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const texts = {
    '__init__.py': '',
    'router.py': `from fastapi import APIRouter\n\nrouter = APIRouter(prefix="/${name}")\n`,
    'models.py': `from ${root}database import Base\n\n\nclass Thing(Base):\n    __tablename__ = "${name}"\n`,
    'schemas.py': 'from pydantic import BaseModel\n',
    ...changes,
  };
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [`${folder}/${file}`, text]));
}

export const DATABASE = `from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, sessionmaker

engine = create_engine("sqlite://")
SessionLocal = sessionmaker(bind=engine)


class Base(DeclarativeBase):
    pass


def get_db():
    db = SessionLocal()
    yield db
`;

/** An application with the router of `feature('app/users', 'app.')`. */
export const USERS_MAIN = `from fastapi import FastAPI
from app.users.router import router

app = FastAPI()
app.include_router(router)
`;

/** Its models, where its users have an address. */
export const USER_MODELS = `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class User(Base):
    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
`;
