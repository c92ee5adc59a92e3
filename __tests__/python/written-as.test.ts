// The same packages in the forms in which hosts write their models and schemas: the contract and the packages' own tests hold in each.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';
import { inTurn, someValues } from '../share.js';
import {
  answerBadBodies,
  copyBackend,
  generate,
  PLUGINS,
  QUICK_PYTEST,
  type Renames,
  renameInBlueprint,
} from './backend.js';
import { conflictsContract } from './contract-conflicts.js';
import { type Keys, NUMBERS, recordsContract, UUIDS } from './contract-records.js';
import { refusalsContract } from './contract-refusals.js';
import { typesContract } from './contract-types.js';
import { describeOverEachDatabase, python } from './databases.js';
import { liveServer } from './live.js';
import { AWKWARD, EVERYTHING } from './packages.js';

const ALL = [EVERYTHING, ...AWKWARD];
const SOME = ['pings', 'enums', 'dates', 'server_defaults', 'jsons'];

type Form = {
  /** What the blueprint's files say. */
  readonly files: Readonly<Record<string, string>>;
  readonly keys: Keys;
  /** What the rest of the blueprint calls its schemas then. */
  readonly names?: Renames;
  /** Whether all awkward packages are written in it too. */
  readonly isWhole?: true;
};

/** A form of the blueprint's models: what is imported, inherited, and written of the user. */
const models = (imports: string, bases: string, columns: readonly string[]): string =>
  `${imports}
from app.core.db import Base

__all__ = ["Base", "User"]


class User(${bases}):
    __tablename__ = "users"

${columns.map((column) => `    ${column}\n`).join('')}`;

const WITH_COLUMN = [
  'email = Column(String(254), unique=True, index=True, nullable=False)',
  'full_name = Column(String(200), nullable=True)',
  'is_active = Column(Boolean, default=True, nullable=False)',
];
const MAPPED = [
  'email: Mapped[str] = mapped_column(String(254), unique=True, index=True)',
  'full_name: Mapped[str | None] = mapped_column(String(200))',
  'is_active: Mapped[bool] = mapped_column(default=True)',
];
const MIXINS = `import uuid
from datetime import datetime

from sqlalchemy import func
from sqlalchemy.orm import Mapped, mapped_column


class UUIDMixin:
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)


class TimestampMixin:
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
`;

const SQLMODEL_DB = `import os
from collections.abc import Iterator

from sqlmodel import Session, create_engine

DATABASE_URL = os.environ.get("DATABASE_URL", "sqlite:///./app.db")
connect_args = {"check_same_thread": False} if DATABASE_URL.startswith("sqlite") else {}
engine = create_engine(DATABASE_URL, connect_args=connect_args)


def get_db() -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as session:
        yield session
`;
const SQLMODEL_MAIN = `from fastapi import FastAPI
from sqlmodel import SQLModel

from app.api.v1.endpoints import router as v1_router
from app.core.db import engine

SQLModel.metadata.create_all(bind=engine)

app = FastAPI(title="Standard backend")
app.include_router(v1_router, prefix="/api/v1")
`;

const MODELS = 'app/users/models.py';
const SCHEMAS = 'app/users/schemas.py';

const FORMS: Readonly<Record<string, Form>> = {
  'Column, and Field in the classes of schemas': {
    keys: NUMBERS,
    isWhole: true,
    files: {
      [MODELS]: models('from sqlalchemy import Boolean, Column, Integer, String\n', 'Base', [
        'id = Column(Integer, primary_key=True, index=True)',
        ...WITH_COLUMN,
      ]),
      [SCHEMAS]: `from typing import Optional

from pydantic import BaseModel, Field


class UserIn(BaseModel):
    email: str = Field(..., max_length=254)
    full_name: Optional[str] = Field(None, max_length=200)
    is_active: bool = True


class UserPatch(BaseModel):
    email: Optional[str] = Field(None, max_length=254)
    full_name: Optional[str] = Field(None, max_length=200)
    is_active: Optional[bool] = None


class UserOut(BaseModel):
    id: int
    email: str
    full_name: Optional[str]
    is_active: bool

    class Config:
        from_attributes = True
`,
    },
    names: {
      'schemas.User': 'schemas.UserOut',
      'schemas.UserCreate': 'schemas.UserIn',
      'schemas.UserUpdate': 'schemas.UserPatch',
    },
  },
  'mixins with a UUID and times, and Annotated in the classes of schemas': {
    keys: UUIDS,
    files: {
      'app/core/mixins.py': MIXINS,
      [MODELS]: models(
        'from sqlalchemy import String\nfrom sqlalchemy.orm import Mapped, mapped_column\nfrom app.core.mixins import TimestampMixin, UUIDMixin\n',
        'UUIDMixin, TimestampMixin, Base',
        MAPPED,
      ),
      [SCHEMAS]: `from uuid import UUID
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class UserCreate(BaseModel):
    email: Annotated[str, Field(max_length=254)]
    full_name: Annotated[str | None, Field(max_length=200)] = None
    is_active: bool = True


class User(BaseModel):
    id: UUID
    email: str
    full_name: str | None = None
    is_active: bool

    model_config = ConfigDict(from_attributes=True)


class UserUpdate(BaseModel):
    email: Annotated[str | None, Field(max_length=254)] = None
    full_name: Annotated[str | None, Field(max_length=200)] = None
    is_active: bool | None = None
`,
    },
  },
  'Column, a UUID of PostgreSQL, and a base of schemas with rules': {
    keys: UUIDS,
    files: {
      [MODELS]: models(
        `import uuid
from enum import Enum

from sqlalchemy import Boolean, Column, String
from sqlalchemy.dialects.postgresql import UUID


class Role(str, Enum):
    ADMIN = "admin"


`,
        'Base',
        ['id = Column(UUID(as_uuid=True), primary_key=True, default=uuid.uuid4)', ...WITH_COLUMN],
      ),
      [SCHEMAS]: `from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class UserBase(BaseModel):
    email: str = Field(max_length=254)
    full_name: str | None = Field(default=None, max_length=200)
    is_active: bool = True

    model_config = ConfigDict(from_attributes=True)


class CreateUser(UserBase):
    pass


class UpdateUser(BaseModel):
    email: str | None = Field(default=None, max_length=254)
    full_name: str | None = Field(default=None, max_length=200)
    is_active: bool | None = None


class User(UserBase):
    id: UUID
`,
    },
    names: { 'schemas.UserCreate': 'schemas.CreateUser', 'schemas.UserUpdate': 'schemas.UpdateUser' },
  },
  SQLModel: {
    keys: NUMBERS,
    files: {
      'app/core/db.py': SQLMODEL_DB,
      'app/main.py': SQLMODEL_MAIN,
      [MODELS]: `from sqlmodel import Field, SQLModel

__all__ = ["SQLModel", "User"]


class User(SQLModel, table=True):
    __tablename__ = "users"

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, index=True, max_length=254)
    full_name: str | None = Field(default=None, max_length=200)
    is_active: bool = True
`,
    },
  },
  'a key that is a string, and a base of schemas whose fields are all optional': {
    keys: UUIDS,
    files: {
      [MODELS]: models(
        'from uuid import uuid4\n\nfrom sqlalchemy import String\nfrom sqlalchemy.orm import Mapped, mapped_column\n',
        'Base',
        ['id: Mapped[str] = mapped_column(String(36), primary_key=True, default=lambda: str(uuid4()))', ...MAPPED],
      ),
      [SCHEMAS]: `from typing import Optional

from pydantic import BaseModel, Field


class UserBase(BaseModel):
    email: Optional[str] = Field(None, max_length=254)
    full_name: Optional[str] = None
    is_active: Optional[bool] = True


class UserCreate(UserBase):
    email: str


class UserUpdate(UserBase):
    pass


class UserInDBBase(UserBase):
    model_config = {"from_attributes": True}

    id: str


class User(UserInDBBase):
    pass
`,
    },
  },
};

const DATABASES = ['SQLite', 'PostgreSQL'];
const WAYS = ['over HTTP', 'by their own tests'];

describe.each(Object.entries(FORMS))('written with %s', (form, { files, keys, names = {}, isWhole }) => {
  const packages = isWhole ? ALL : ALL.filter(({ name }) => name === EVERYTHING.name || SOME.includes(name));
  const folders = packages.map(({ name }) => `app/${name}`);
  let backend = '';

  beforeAll(async () => {
    backend = copyBackend();
    // Where nothing says so, a host with its rules in the fields is taken to run on SQLite alone.
    writeFileSync(join(backend, '.env.example'), 'DATABASE_URL=postgresql+psycopg://localhost/backend\n');
    renameInBlueprint(backend, names);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(backend, path), text);
    for (const command of packages) await generate(backend, command);
    answerBadBodies(backend);
  }, 300_000);

  const at = Object.keys(FORMS).indexOf(form);
  const ways = isWhole ? WAYS : inTurn(WAYS, at, 'ways to try packages in each form');
  const turn = inTurn(DATABASES, Math.floor(at / WAYS.length), 'databases under each form');
  describeOverEachDatabase('the HTTP contract holds', (database) => {
    if (!ways.includes('over HTTP') || !turn.includes(database.name)) return;
    const live = liveServer(database, () => backend);

    recordsContract(live, keys);
    conflictsContract(live);
    refusalsContract(live);
    typesContract(live);
  });

  (python === '' ? describe.skip : describe)('the packages', () => {
    const command = async (...args: string[]): Promise<string> => {
      const env = { ...process.env, DATABASE_URL: 'sqlite:///configured.db', ...PLUGINS };
      const { status, stdout, stderr } = await run(python, ['-m', ...args], { cwd: backend, env });
      return status === 0 ? '' : `${backend}\n${stdout.slice(-20_000)}${stderr}`;
    };

    if (ways.includes('by their own tests')) {
      test('pass their own tests', async () => {
        const old = 'ignore:Support for class-based:DeprecationWarning';
        const asked = [...QUICK_PYTEST, '-W', 'error', '-W', old];
        // A hundred and one records are made of the articles alone; generated.test.ts makes them of all.
        const some = ['-k', 'articles or not a_hundred'];
        expect(await command(...asked, ...some, ...someValues(at), ...folders)).toBe('');
        expect(existsSync(join(backend, 'configured.db'))).toBe(false);
      }, 300_000);
    }

    test('are as ruff wants them', async () => {
      expect(await command('ruff', 'format', '--check', '--no-cache', ...folders)).toBe('');
      expect(await command('ruff', 'check', '--no-cache', '--select', 'F,I,E', ...folders)).toBe('');
    });
  });
});
