// Why nothing shows how a new package would store its records, in the words of each backend.
import { expect, test } from '@jest/globals';
import type { Refusal } from '../../../lib/refusal.js';
import { isRefusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import { BY_LAYER } from '../by-layer.js';
import { locateHost } from '../located.js';
import { feature, host, TOP } from '../sample.js';

async function refusal(texts: Readonly<Record<string, string>>): Promise<Refusal> {
  const files = host(texts);
  const style = learnStyle(files, await locateHost(files, TOP));
  if (!isRefusal(style)) throw new Error('a style was learned');
  return style;
}

const ROUTER = `from fastapi import APIRouter, Depends
from app.client import connect
from app.users.service import list_users

router = APIRouter(prefix="/users")


@router.get("")
def read_users(client=Depends(connect)):
    return list_users(client)
`;

const backend = (client: string): Readonly<Record<string, string>> => ({
  'pyproject.toml': '',
  'app/main.py':
    'from fastapi import FastAPI\nfrom app.users.router import router\n\napp = FastAPI()\napp.include_router(router)\n',
  'app/client.py': client,
  ...feature('app/users', 'app.', {
    'models.py': '',
    'router.py': ROUTER,
    'service.py': 'def list_users(client):\n    return client.table("users").select("*").execute().data\n',
  }),
});

test('records that are stored by something else than SQLAlchemy are said to be', async () => {
  expect(await refusal(backend('def connect():\n    return object()\n'))).toMatchObject({
    id: 'base-missing',
    reason:
      'No model in app/users inherits from a declarative base of SQLAlchemy, and nothing in this backend is one: it stores its records otherwise.',
  });
});

test('what an asynchronous dependency gives is named where it is no session', async () => {
  const client = 'from supabase import AsyncClient\n\n\nasync def get_db() -> AsyncClient:\n    return AsyncClient()\n';
  const texts = Object.entries(backend(client)).map(([path, text]) => [path, text.replace(/\bconnect\b/g, 'get_db')]);
  expect(await refusal(Object.fromEntries(texts))).toMatchObject({
    id: 'session-async',
    reason:
      'The host uses get_db, which gives AsyncClient and no session of SQLAlchemy. This version does not write that.',
  });
});

test('models that are imported and not there are named, with where', async () => {
  const texts = Object.entries(BY_LAYER).filter(([path]) => !path.startsWith('app/models/'));
  expect(await refusal(Object.fromEntries(texts))).toMatchObject({
    id: 'base-missing',
    at: { path: `${TOP}/app/crud/user.py`, line: 1 },
    reason: 'The blueprint imports app.models.user, which is not here, so nothing shows how models are written.',
    hint: expect.stringContaining('.gitignore'),
  });
});
