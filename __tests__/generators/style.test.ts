/** Hosts in which a package of the standard's style would be wrong: nothing is written, and the message says why. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { copyOfStandard, run, scratch, tree } from './run.js';

const APP = 'backend-package:app';

/** A copy of the sample backend with one text in one file replaced by another. */
function changed(file: string, from: string, to: string): string {
  const folder = copyOfStandard();
  const path = join(folder, 'backend', file);
  const before = readFileSync(path, 'utf8');
  if (!before.includes(from)) throw new Error(`${file} does not hold ${from}`);
  writeFileSync(path, before.replace(from, to));
  return folder;
}

test.each([
  [
    'security-router',
    'app/users/api.py',
    'APIRouter(prefix="/users")',
    'APIRouter(prefix="/users", route_class=Guarded)',
  ],
  ['security-router', 'app/users/api.py', 'APIRouter(prefix="/users")', 'guarded_router(prefix="/users")'],
  ['security-decorator', 'app/users/api.py', 'def create_user(', '@login_required\ndef create_user('],
  ['key-natural', 'app/users/models.py', 'id: Mapped[int]', 'id: Mapped[str]'],
  [
    'schema-unwritten',
    'app/core/db.py',
    'class Base(DeclarativeBase):\n    pass',
    'class Base(DeclarativeBase):\n    metadata = MetaData(schema="crm")',
  ],
  ['databases-mssql', 'app/core/db.py', 'sqlite:///./app.db', 'mssql+pyodbc://localhost/app'],
  ['python-old', 'pyproject.toml', 'requires-python = ">=3.11"', 'requires-python = ">=3.8"'],
])('%s: nothing is written, with every flag', async (id, file, from, to) => {
  const folder = changed(file, from, to);
  const before = tree(folder);
  for (const options of [{ yes: true }, { yes: true, register: false }, { yes: true, like: 'users' }]) {
    const { error } = await run(join(folder, 'backend'), [APP, 'invoices', 'number:str'], { options });
    expect(error?.code).toBe(3);
    expect(error?.message).toContain(`[${id}]`);
  }
  expect(tree(folder)).toEqual(before);
});

test('fields with names that the base class provides are refused, all of them at once', async () => {
  const folder = changed(
    'app/core/db.py',
    'class Base(DeclarativeBase):\n    pass',
    'class Base(DeclarativeBase):\n    def label(self) -> str:\n        return ""\n\n    def title(self) -> str:\n        return ""',
  );
  const refused = async (...fields: readonly string[]): Promise<string | undefined> => {
    const { error } = await run(join(folder, 'backend'), [APP, 'invoices', ...fields], { options: { yes: true } });
    expect(error?.code).toBe(2);
    return error?.message;
  };
  expect(await refused('label:str')).toContain('[field-supplied] label is already provided by the base class.');
  const both = '[field-supplied] title and label are already provided by the base class.';
  expect(await refused('title:str', 'number:str', 'label:str')).toContain(both);
});

test('an asynchronous backend without a package to follow gets the written standard in coroutines', async () => {
  const folder = scratch();
  mkdirSync(join(folder, 'app/core'), { recursive: true });
  writeFileSync(join(folder, 'pyproject.toml'), '');
  writeFileSync(
    join(folder, 'app/main.py'),
    `from contextlib import asynccontextmanager

from fastapi import FastAPI

from app.core.db import Base, engine


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield


app = FastAPI(lifespan=lifespan)
`,
  );
  writeFileSync(
    join(folder, 'app/core/db.py'),
    `from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

engine = create_async_engine("sqlite+aiosqlite://")
SessionLocal = async_sessionmaker(engine)


class Base(DeclarativeBase):
    pass


async def get_db():
    async with SessionLocal() as db:
        yield db
`,
  );
  const { error } = await run(folder, [APP, 'invoices', 'number:str'], { options: { yes: true } });
  const files = tree(folder);
  expect(error).toBeUndefined();
  expect(files['app/invoices/api.py']).toMatch(/async def list_invoices\([^)]*\bdb: DbSession\b/);
  expect(files['app/invoices/crud.py']).toContain('return list(await db.scalars(query))');
  expect(files['app/main.py']).toContain('app.include_router(invoices_api.router, tags=["invoices"])');
});
