// Guards whose `Depends` is not beside the handlers: behind a name of the host, or inside of a function that returns it.
import { describe, expect, test } from '@jest/globals';
import { isRefusal } from '../../../lib/refusal.js';
import { learnStyle } from '../../../lib/style/style.js';
import type { Style } from '../../../lib/style/style-values.js';
import { locateHost } from '../located.js';
import { DATABASE, feature, host, TOP } from '../sample.js';

const SECURITY = `from typing import Annotated
from fastapi import Depends, HTTPException
from fastapi.security import OAuth2PasswordBearer

scheme = OAuth2PasswordBearer(tokenUrl="token")


def current_user(token: Annotated[str, Depends(scheme)]):
    return token


def require_role(*roles):
    def checked(user=Depends(current_user)):
        if user not in roles:
            raise HTTPException(403)
        return user

    return Depends(checked)


class Roles:
    def __call__(self, role):
        return Depends(current_user)


role = Roles()
Signed = Depends(current_user)
AdminOnly = require_role("admin")
Admins = AdminOnly
AdminUser = Annotated[str, AdminOnly]
`;

async function learn(router: string, handler: string, decorator = '', more = ''): Promise<Style['security'] | string> {
  const text = `from typing import Annotated
from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session
from app import security
from app.database import get_db
from app.orders.models import Order
from app.security import Admins, AdminOnly, AdminUser, Signed, asked_user, require_role, role

OwnAdmin = require_role("owner")
router = APIRouter(${router})


@router.get("/{order_id}"${decorator})
def get_order(order_id: int${handler}, db: Session = Depends(get_db)):
    return db.get(Order, order_id)
`;
  const main =
    'from fastapi import FastAPI\nfrom app.orders.router import router\n\napp = FastAPI()\napp.include_router(router)\n';
  const models = `from sqlalchemy.orm import Mapped, mapped_column
from app.database import Base


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
`;
  const files = host({
    ...feature('app/orders', 'app.', { 'router.py': text, 'models.py': models }),
    'app/__init__.py': '',
    'app/database.py': DATABASE,
    'app/main.py': main,
    'app/security.py': SECURITY + more,
  });
  const style = learnStyle(files, await locateHost(files, TOP, { like: 'orders' }));
  return isRefusal(style) ? `${style.id} ${style.reason}` : style.security;
}

/** Each guard as `source call`, what the host calls it, and whether no `Depends` belongs around it. */
async function guardsOf(router: string, handler = '', decorator = ''): Promise<unknown> {
  const security = await learn(router, handler, decorator);
  if (typeof security === 'string') return security;
  return security.guards.map(({ source, call, name, isReturned }) => [
    `${source?.name}${call ?? ''}`,
    name?.written,
    isReturned === true,
  ]);
}

describe('a guard is seen', () => {
  const ADMIN = 'require_role("admin")';

  test.each([
    ['AdminOnly', [ADMIN, 'AdminOnly', true]],
    ['Admins', [ADMIN, 'Admins', true]],
    ['security.AdminOnly', [ADMIN, 'security.AdminOnly', true]],
    ['Signed', ['current_user', 'Signed', false]],
    ['require_role("admin")', [ADMIN, undefined, true]],
    // What the blueprint's own router defines is not for others to import.
    ['OwnAdmin', ['require_role("owner")', undefined, true]],
  ])('as %s, in a list, as a default and in an annotation', async (written, guard) => {
    expect(await guardsOf(`dependencies=[${written}]`)).toEqual([guard]);
    expect(await guardsOf('', '', `, dependencies=[${written}]`)).toEqual([guard]);
    expect(await guardsOf('', `, user=${written}`)).toEqual([guard]);
    expect(await guardsOf('', `, user: str = ${written}`)).toEqual([guard]);
    expect(await guardsOf('', `, user: Annotated[str, ${written}] = None`)).toEqual([guard]);
  });

  test('behind an alias', async () => {
    expect(await guardsOf('', ', user: AdminUser = None')).toEqual([[ADMIN, 'AdminOnly', true]]);
  });

  test('or refused where it cannot be followed', async () => {
    expect(await learn('dependencies=[role("admin")]', '')).toMatchObject({ kind: 'unclear' });
    expect(await guardsOf('', ', user=role("admin")')).toMatch(
      /^security-unclear A handler takes user=role\("admin"\)/,
    );
    expect(await guardsOf('', ', user: Annotated[str, security.role("admin")] = None')).toMatch(/^security-unclear/);
    expect(await guardsOf('', ', user=role("admin"), other=Signed')).toMatch(/^security-unclear/);
  });
});

test('a guard that FastAPI answers for where a header was not sent is known as one', async () => {
  const asking = async (parameters: string): Promise<readonly (boolean | undefined)[]> => {
    const security = await learn('', ', user=Depends(asked_user)', '', HEADER.replace('PARAMETERS', parameters));
    return typeof security === 'string'
      ? [security as never]
      : security.guards.map(({ requiresHeader }) => requiresHeader);
  };
  expect(await asking('x_user: str = Header(...)')).toEqual([true]);
  expect(await asking('x_user: Annotated[str, Header()]')).toEqual([true]);
  expect(await asking('session: str = Cookie(), user=Depends(current_user)')).toEqual([true]);
  expect(await asking('x_user: str | None = Header(None)')).toEqual([undefined]);
  expect(await asking('x_user: Annotated[str | None, Header()] = None')).toEqual([undefined]);
  expect(await asking('user=Depends(current_user)')).toEqual([undefined]);
});

const HEADER = `

from fastapi import Cookie, Header

def user_of(PARAMETERS):
    if not x_user:
        raise HTTPException(401)
    return x_user


def asked_user(user=Depends(user_of)):
    return user
`;
