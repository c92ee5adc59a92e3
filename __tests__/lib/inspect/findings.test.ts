import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { inspect } from '../../../lib/inspect/inspection.js';
import { showFindings, showInspection } from '../../../lib/inspect/show.js';
import { backendJson } from '../../../lib/output/inspection-json.js';
import { inMemory } from '../memory.js';
import { sampleHost } from '../sample-hosts.js';

type Texts = Readonly<Record<string, string>>;

const STANDARD = sampleHost('hosts/standard');
const [top = ''] = Object.keys(STANDARD)
  .filter((path) => path.endsWith('/backend/app/main.py'))
  .map((path) => path.slice(0, -'/backend/app/main.py'.length));
const at = (path: string): string => `${top}/backend/app/${path}`;

/** The package users again, under another name and with other texts. */
function copied(name: string, one: string): Texts {
  const files = Object.entries(STANDARD).filter(([path]) => path.startsWith(at('users/')) && !path.includes('/tests/'));
  const renamed = (text: string): string =>
    text
      .replaceAll('users', name)
      .replaceAll('Users', name)
      .replaceAll('user', one)
      .replaceAll('User', one.charAt(0).toUpperCase() + one.slice(1));
  return Object.fromEntries(
    files.map(([path, text]) => [at(`${name}/${path.slice(at('users/').length)}`), renamed(text)]),
  );
}

async function inspected(texts: Texts): ReturnType<typeof inspect> {
  return inspect(inMemory({ ...STANDARD, ...texts }), `${top}/backend`, {});
}

async function codes(texts: Texts): Promise<readonly string[]> {
  const found = await inspected(texts);
  return 'findings' in found
    ? found.findings.map(({ code, at: { path, line } }) => `${code} ${path.slice(at('').length)}:${line}`)
    : found.map(({ reason }) => reason);
}

const changed = (path: string, from: string | RegExp, to: string): Texts => {
  const before = STANDARD[at(path)] ?? '';
  expect(before.replace(from, to)).not.toBe(before);
  return { [at(path)]: before.replace(from, to) };
};

test('a backend as it should be has no findings', async () => {
  expect(await codes({})).toEqual([]);
});

test('a package whose router nothing includes', async () => {
  expect(await codes(copied('orders', 'order'))).toEqual(['router-unknown orders/api.py:1']);
});

test('a table that two models have', async () => {
  const models = copied('orders', 'order')[at('orders/models.py')] ?? '';
  const twice = models.replace('"orders"', '"users"');
  const found = await codes({ ...copied('orders', 'order'), [at('orders/models.py')]: twice });
  expect(found.map((each) => each.split(' ')[0])).toContain('table-twice');
});

test('a handler that goes past the services', async () => {
  const api = changed('users/api.py', /services\.list_users\(/, 'crud.get_users(');
  const imported = (api[at('users/api.py')] ?? '').replace(
    'import models, schemas, services',
    'import crud, models, schemas, services',
  );
  const found = await codes({ [at('users/api.py')]: imported });
  expect(found.map((each) => each.split(':')[0])).toEqual(['layer-skipped users/api.py']);
});

test('tests in the folder of a package are no layer of it', async () => {
  const asked = 'def test_stored(db):\n    db.add(1)\n    db.execute("SELECT 1")\n';
  expect(await codes({ [at('users/test_users_api.py')]: asked, [at('users/services_test.py')]: asked })).toEqual([]);
});

test('an open route beside guarded ones of the same kind, but none for signing in or up', async () => {
  const guard = 'dependencies=[Depends(require_user)]';
  const source = (STANDARD[at('users/api.py')] ?? '').replace(
    'router = APIRouter(',
    'def require_user() -> None:\n    pass\n\n\nrouter = APIRouter(',
  );
  const guarded = source.replace(/^(@router\.(?:patch|delete)\(\s*"[^"]*")/gm, `$1, ${guard}`);
  const login = '\n\n@router.post("/login")\ndef login() -> None:\n    pass\n';
  const odd = '\n\n@router.post("/{user_id}/block")\ndef block_user(user_id: int) -> None:\n    pass\n';
  const more = `\n\n@router.put("/{user_id}/name", ${guard})\ndef name_user(user_id: int) -> None:\n    pass\n`;
  const twoMore = `${more}${more.replaceAll('name', 'title')}`;
  const found = await codes({ [at('users/api.py')]: guarded + login + odd + twoMore });
  expect(found.map((each) => each.split(' ')[0])).toEqual(['route-public']);
});

test('what is known is shown, and control characters of the host are not obeyed', async () => {
  const found = await inspected({ [at('notes.py')]: '# \u001b[2J\n' });
  if (!('host' in found)) throw new Error('not understood');
  const text = showInspection(found, top);
  expect(text).toContain('application  app.main:app (backend/app/main.py)\nblueprint    users\n');
  expect(text).toContain('    registered   backend/app/api/v1/endpoints.py:6\n');
  expect(text).toContain('        email  ');
  expect(showFindings(found.findings, top)).toBe('');
  expect(backendJson(found, { folder: top })).toMatchObject({
    blueprint: 'users',
    layout: 'folders',
    notWritten: null,
  });
});

test('what decorators and handlers check of their callers is among the guards', async () => {
  const router = `from functools import wraps
from fastapi import APIRouter, Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

router = APIRouter(prefix="/users")


def current_user(token=Depends(OAuth2PasswordBearer(tokenUrl="token"))): ...


def admins(func):
    @wraps(func)
    def wrapper(*args, **kwargs):
        if kwargs["user"].role != "admin":
            raise HTTPException(403)
        return func(*args, **kwargs)

    return wrapper


@router.get("")
def list_users(user=Depends(current_user)):
    if not user.is_active:
        raise HTTPException(403)


@router.delete("/{user_id}")
@admins
def delete_user(user_id: int, user=Depends(current_user)): ...


@router.post("/{user_id}/ban")
@admins
def ban_user(user_id: int, user=Depends(current_user)): ...
`;
  const found = await inspected({ [at('users/api.py')]: router });
  if (!('host' in found)) throw new Error('not understood');
  const text = showInspection(found, top);
  expect(text).toContain(
    'GET    ?  list_users  guarded by Depends(current_user), if not user.is_active:\n'.replace('?', ''),
  );
  expect(text).toContain('DELETE /{user_id}  delete_user  guarded by Depends(current_user), @admins\n');
  expect(text).toContain('POST   /{user_id}/ban  ban_user  guarded by Depends(current_user), @admins\n');
  const [users] = (backendJson(found, { folder: top }) as { packages: { routes: { guards: object[] }[] }[] }).packages;
  expect(users?.routes[1]?.guards).toMatchObject([{ text: 'Depends(current_user)' }, { text: '@admins' }]);
});

test('an account that is made at a path of its own and a route that says that it is alive are meant to be open', async () => {
  const guarded = (STANDARD[at('users/api.py')] ?? '')
    .replaceAll('response_model=', 'dependencies=[Depends(require_user)], response_model=')
    .replaceAll('status_code=status.HTTP_204', 'dependencies=[Depends(require_user)], status_code=status.HTTP_204')
    .replace('router = APIRouter(', 'def require_user():\n    raise HTTPException(401)\n\n\nrouter = APIRouter(');
  const open = (method: string, path: string, name: string): string =>
    `\n\n@router.${method}("${path}")\ndef ${name}():\n    return {}\n`;
  const meant = open('post', '/create-user', 'make') + open('get', '/alive', 'alive') + open('post', '/setup', 'first');
  expect(await codes({ [at('users/api.py')]: guarded + meant })).toEqual([]);
  const odd = open('post', '/{user_id}/close', 'close');
  const found = await codes({ [at('users/api.py')]: guarded + meant + odd });
  expect(found.map((each) => each.split(' ')[0])).toEqual(['route-public']);
  // A create that is guarded is one of the three that the others are measured by.
  const update = guarded.replace(/(@router\.patch\([\s\S]*?)dependencies=\[Depends\(require_user\)\], /, '$1');
  expect((await codes({ [at('users/api.py')]: update })).map((each) => each.split(' ')[0])).toEqual(['route-public']);
});

test('a health check that asks the database whether it is there skips no layer', async () => {
  const api = STANDARD[at('users/api.py')] ?? '';
  const check =
    '\n\n@router.get("/up")\ndef up(db: DbSession) -> None:\n    db.execute(text("SELECT 1"))\n    db.scalars(text("SELECT 1"))\n';
  expect(await codes({ [at('users/api.py')]: api + check })).toEqual([]);
});

test('a file that is no Python has no router that nothing includes', async () => {
  const orders = copied('orders', 'order');
  const broken = `${orders[at('orders/api.py')] ?? ''}\ndef (((:\n`;
  expect(await codes({ ...orders, [at('orders/api.py')]: broken })).toEqual([]);
});

test.each(['hosts', 'styles'])('the sample backends of %s have no findings', async (kind) => {
  const folder = join(import.meta.dirname, '../..', kind);
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'backend')));
  const found: string[] = [];
  for (const name of names) {
    const inspection = await inspect(inMemory(sampleHost(`${kind}/${name}`)), '/p/backend', {});
    if ('findings' in inspection) found.push(...inspection.findings.map(({ code }) => `${name} ${code}`));
  }
  expect(names.length).toBeGreaterThan(15);
  expect(found).toEqual([]);
});
