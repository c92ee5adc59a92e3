// Which package is followed where the blueprint cannot be: one that shows enough, and guards no less than the team would.
import { describe, expect, test } from '@jest/globals';
import { hostReader } from '../../../lib/plan/learned-host.js';
import { styleProblem } from '../../../lib/plan/style-problem.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const SECURITY = `from fastapi import Depends
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token: str = Depends(scheme)):
    return token
`;

const MAIN = `from fastapi import FastAPI
from app.orders.router import router as orders
from app.users.router import router as users

app = FastAPI()
app.include_router(users)
app.include_router(orders)
`;

const model = (name: string, table: string): string => `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class ${name}(Base):
    __tablename__ = "${table}"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
`;

/** A router that lists, creates and deletes; what is in `check` comes first in each handler. */
const router = (one: string, guard: string, check = '', deletes = true): string => {
  const name = one.toLowerCase();
  const parameters = `db: Session = Depends(get_db)${guard}`;
  return `from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import select
from sqlalchemy.orm import Session
from app.database import get_db
from app.security import current_user
from app.${name}s.models import ${one}

router = APIRouter(prefix="/${name}s")


@router.get("/")
def list_${name}s(${parameters}):
${check}    return db.scalars(select(${one})).all()


@router.post("/")
def create_${name}(name: str, ${parameters}):
${check}    ${name} = ${one}(name=name)
    db.add(${name})
    db.commit()
    return ${name}
${
  deletes
    ? `

@router.delete("/{${name}_id}")
def delete_${name}(${name}_id: int, ${parameters}):
${check}    db.delete(db.get(${one}, ${name}_id))
    db.commit()
`
    : ''
}`;
};

const GUARD = ', user=Depends(current_user)';
const CHECK = '    if db.get(User, 1).name != user:\n        raise HTTPException(403)\n';

async function followed(
  orders: string,
  users: string,
  flags = {},
  changes = {},
): Promise<readonly [string | undefined, ...unknown[]]> {
  const files = host({
    'pyproject.toml': '',
    'app/__init__.py': '',
    'app/main.py': MAIN,
    'app/database.py': DATABASE,
    'app/security.py': SECURITY,
    ...feature('app/users', 'app.', { 'models.py': model('User', 'users'), 'router.py': users }),
    ...feature('app/orders', 'app.', { 'models.py': model('Order', 'orders'), 'router.py': orders }),
    ...changes,
  });
  const read = hostReader(files);
  const found = await read(TOP, flags, { isWritten: true, asked: ['invoices'] });
  if (!('host' in found)) return [found[0]?.id];
  return [found.host.blueprint, styleProblem(found.learned)?.id, ...found.host.notes];
}

describe('where the checks of users in their handlers cannot be repeated', () => {
  const users = router('User', GUARD, CHECK);

  test('a package is followed that guards each operation, and the plan says why', async () => {
    const [like, problem, note] = await followed(router('Order', GUARD), users);
    expect([like, problem]).toEqual(['orders', undefined]);
    expect(note).toMatch(
      /^Written like orders, since users cannot be followed: \w+ decides in its own code .* \(app\/users\/router\.py:\d+\)$/,
    );
  });

  test('one that everybody may call is not', async () => {
    expect(await followed(router('Order', ''), users)).toEqual(['users', 'security-in-handler']);
  });

  test('nor one that shows two operations, nor one where --like names the blueprint', async () => {
    expect(await followed(router('Order', GUARD, '', false), users)).toEqual(['users', 'security-in-handler']);
    expect(await followed(router('Order', GUARD), users, { like: 'users' })).toEqual(['users', 'security-in-handler']);
  });

  test('nor is another one where the blueprint can be followed', async () => {
    expect(await followed(router('Order', GUARD), router('User', GUARD))).toEqual(['users', undefined]);
  });
});

test('where something else of users is not written, an open package is followed in a backend without sign-in alone', async () => {
  const changes = {
    'app/users/models.py': `${model('User', 'users')}\n\nfrom app.database import engine\n\nBase.metadata.create_all(engine)\n`,
  };
  const like = (orders: string, users: string): ReturnType<typeof followed> =>
    followed(router('Order', orders), router('User', users), {}, changes);
  expect((await like('', ''))[0]).toBe('orders');
  expect(await like('', GUARD)).toEqual(['users', 'tables-in-package']);
  expect((await like(GUARD, GUARD))[0]).toBe('orders');
});

test('what shows two operations alone is left to --like', async () => {
  const files = host({
    'pyproject.toml': '',
    'app/__init__.py': '',
    'app/main.py': MAIN,
    'app/database.py': DATABASE,
    'app/security.py': SECURITY,
    ...feature('app/users', 'app.', { 'models.py': model('User', 'users'), 'router.py': router('User', GUARD, CHECK) }),
    ...feature('app/orders', 'app.', {
      'models.py': model('Order', 'orders'),
      'router.py': router('Order', GUARD, '', false),
    }),
  });
  const found = await hostReader(files)(TOP, {}, { isWritten: true, asked: ['invoices'] });
  const problem = 'host' in found ? styleProblem(found.learned) : undefined;
  expect(problem).toMatchObject({
    id: 'security-in-handler',
    hint: expect.stringContaining('--like orders can be written, which shows list and create alone.'),
  });
});
