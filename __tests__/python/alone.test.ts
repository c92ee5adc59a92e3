// An asynchronous backend that has no package yet: its first ones are the written standard in coroutines, and hold.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { pythonForTests, run } from '../../scripts/python.mjs';
import { scratchFolder } from '../../scripts/yo.mjs';
import { generate, MYPY, PLUGINS, QUICK_PYTEST } from './backend.js';

const requirements = join(import.meta.dirname, '..', 'styles', 'requirements.txt');
const [withDriver, withMypy] = [await pythonForTests({ requirements }), await pythonForTests()];

const scratch = scratchFolder('alone-');
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const HOST: Readonly<Record<string, string>> = {
  'pyproject.toml': `[tool.backend-package]
base = "shop.db:Base"
session = "shop.db:get_async_session"

[tool.pytest.ini_options]
asyncio_mode = "auto"
`,
  'shop/__init__.py': '',
  'shop/db.py': `from collections.abc import AsyncGenerator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

engine = create_async_engine("sqlite+aiosqlite:///./shop.db")
async_session_maker = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


async def get_async_session() -> AsyncGenerator[AsyncSession]:
    async with async_session_maker() as session:
        yield session
`,
  'shop/main.py': `from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from shop.db import Base, engine


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield


app = FastAPI(lifespan=lifespan)
`,
};

(withDriver === undefined || withMypy === undefined ? test.skip : test)(
  'they pass their own tests, ruff and mypy',
  async () => {
    for (const [path, text] of Object.entries(HOST)) {
      mkdirSync(dirname(join(scratch, path)), { recursive: true });
      writeFileSync(join(scratch, path), text);
    }
    const fields = ['number:str.32:unique', 'total:decimal.10.2:ge=0', 'customer:ref.Customer:back=invoices:embed'];
    await generate(scratch, { name: 'customers', fields: ['name:str.80:search'] });
    await generate(scratch, { name: 'invoices', fields, models: [{ name: 'Line', fields: ['quantity:int:ge=1'] }] });

    const commands: readonly (readonly [python: string | undefined, args: readonly string[]])[] = [
      [withDriver, [...QUICK_PYTEST, 'shop']],
      [withDriver, ['ruff', 'check', '--no-cache', '.']],
      [withDriver, ['ruff', 'format', '--check', '--no-cache', '.']],
      [withMypy, [...MYPY, 'shop']],
    ];
    for (const [python, args] of commands) {
      const env = { ...process.env, ...PLUGINS };
      const { status, stdout, stderr } = await run(python ?? '', ['-m', ...args], { cwd: scratch, env });
      expect([status, stdout + stderr]).toEqual([0, stdout + stderr]);
    }
  },
  180_000,
);
