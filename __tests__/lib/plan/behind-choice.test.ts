// What a registration is refused for whichever of several applications is meant.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, type Texts } from '../sample-hosts.js';

const DATABASE =
  'from sqlalchemy import create_engine\nfrom sqlalchemy.orm import DeclarativeBase, sessionmaker\n\nengine = create_engine("sqlite://")\nSessionLocal = sessionmaker(engine)\n\n\nclass Base(DeclarativeBase):\n    pass\n\n\ndef get_db():\n    with SessionLocal() as db:\n        yield db\n';

/** An application that makes its tables; with two such lines it is not clear which of them is followed. */
const app = (folder: string, lines: 1 | 2): Texts => ({
  [`/p/backend/${folder}/__init__.py`]: '',
  [`/p/backend/${folder}/core/__init__.py`]: '',
  [`/p/backend/${folder}/core/db.py`]: DATABASE,
  [`/p/backend/${folder}/main.py`]: `from fastapi import APIRouter, FastAPI\n\nfrom ${folder}.core.db import Base, engine\n\n${'Base.metadata.create_all(engine)\n'.repeat(lines)}health = APIRouter()\napp = FastAPI()\napp.include_router(health)\n`,
});

async function refused(texts: Texts): Promise<readonly (readonly [string, string | undefined])[]> {
  const draft = draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32'] }));
  const { refusals = [] } = await planRun(inMemory(texts), [draft], { columns: undefined });
  return refusals.map(({ id, at }) => [id, at?.path]);
}

test('what stops each of them is told with the choice', async () => {
  expect(await refused({ ...app('app', 2), ...app('shop', 2) })).toEqual([
    ['app-ambiguous', undefined],
    ['models-import-missing', '/p/backend/app/main.py'],
    ['models-import-missing', '/p/backend/shop/main.py'],
  ]);
});

test('what stops one of them is not', async () => {
  expect(await refused({ ...app('app', 2), ...app('shop', 1) })).toEqual([['app-ambiguous', undefined]]);
});
