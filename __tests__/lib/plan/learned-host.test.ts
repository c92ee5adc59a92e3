// What is told of a backend of which something has to be chosen first.
import { expect, test } from '@jest/globals';
import { hostReader } from '../../../lib/plan/learned-host.js';
import { inMemory } from '../memory.js';

type Texts = Readonly<Record<string, string>>;

const ROUTER = 'from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get("/ping")\ndef ping(): ...\n';

/** An application whose main file and whose API include a router each. */
const app = (folder: string): Texts => ({
  [`/p/${folder}/__init__.py`]: '',
  [`/p/${folder}/ping.py`]: ROUTER,
  [`/p/${folder}/main.py`]: `from fastapi import FastAPI\nfrom ${folder}.ping import router\n\napp = FastAPI()\napp.include_router(router)\n`,
});

const TWO_ROUTERS: Texts = {
  ...app('app'),
  '/p/app/main.py': `from fastapi import APIRouter, FastAPI\nfrom app.ping import router\n\napp = FastAPI()\nadmin = APIRouter()\nadmin.include_router(router)\nother = APIRouter()\nother.include_router(router)\n`,
};

const BASE: Texts = {
  '/p/app/core/__init__.py': '',
  '/p/app/core/db.py':
    'from sqlalchemy import create_engine\nfrom sqlalchemy.orm import DeclarativeBase, Session, sessionmaker\n\nengine = create_engine("sqlite://")\nSessionLocal = sessionmaker(engine)\n\n\nclass Base(DeclarativeBase):\n    pass\n\n\ndef get_db():\n    with SessionLocal() as db:\n        yield db\n',
};

async function ids(texts: Texts, isWritten = true): Promise<readonly string[]> {
  const reading = await hostReader(inMemory({ '/p/.git/HEAD': '', ...texts }))('/p', {}, { isWritten, asked: [] });
  return 'host' in reading ? [] : reading.map(({ id }) => id);
}

test('what is wrong whichever app or router is chosen is told with the choice', async () => {
  expect(await ids({ ...app('app'), ...app('shop') })).toEqual(['app-ambiguous', 'base-missing', 'base-missing']);
  expect(await ids(TWO_ROUTERS)).toEqual(['router-ambiguous', 'base-missing']);
});

test('what only one of them is refused for is not', async () => {
  expect(await ids({ ...app('app'), ...app('shop'), ...BASE })).toEqual(['app-ambiguous']);
  expect(await ids({ ...TWO_ROUTERS, ...BASE })).toEqual(['router-ambiguous']);
});

test('a package that is only registered needs no style', async () => {
  expect(await ids({ ...app('app'), ...app('shop') }, false)).toEqual(['app-ambiguous']);
});
