// Packages whose records belong to the user who calls, in a backend where people sign in: what others see and can do.
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { run } from '../../scripts/python.mjs';
import { copyBackend, generate, PLUGINS, QUICK_PYTEST } from './backend.js';
import { describeOverEachDatabase, python } from './databases.js';
import { liveServer } from './live.js';

const SIGN_IN = `import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, status
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.db import get_db
from app.users.models import User

router = APIRouter(prefix="/auth")
scheme = OAuth2PasswordBearer(tokenUrl="/api/v1/auth/tokens")


class SignIn(BaseModel):
    email: str


def signed(user_id: int) -> str:
    return hashlib.sha256(f"secret {user_id}".encode()).hexdigest()


def get_current_user(
    token: Annotated[str, Depends(scheme)], db: Annotated[Session, Depends(get_db)]
) -> User:
    user_id, _, signature = token.partition(".")
    user = db.get(User, int(user_id)) if signature == signed(int(user_id or 0)) else None
    if user is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Not signed in")
    return user


@router.post("/tokens")
def sign_in(body: SignIn, db: Annotated[Session, Depends(get_db)]) -> dict[str, str]:
    user = db.scalar(select(User).where(User.email == body.email))
    if user is None:
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, "Not signed in")
    return {"token": f"{user.id}.{signed(user.id)}"}


@router.get("/me")
def read_me(current_user: Annotated[User, Depends(get_current_user)]) -> dict[str, str]:
    return {"email": current_user.email}
`;

/** The sample backend with a way to sign in, which the blueprint's own handlers do not ask for. */
function signInBackend(): string {
  const backend = copyBackend();
  mkdirSync(join(backend, 'app/auth'));
  writeFileSync(join(backend, 'app/auth/__init__.py'), '');
  writeFileSync(join(backend, 'app/auth/api.py'), SIGN_IN);
  const endpoints = join(backend, 'app/api/v1/endpoints.py');
  writeFileSync(
    endpoints,
    readFileSync(endpoints, 'utf8').replace('from app.users', 'from app.auth import api as auth_api\nfrom app.users'),
  );
  appendFileSync(endpoints, 'router.include_router(auth_api.router, tags=["auth"])\n');
  return backend;
}

const CUSTOMERS = '/api/v1/customers';
const INVOICES = '/api/v1/invoices';

let backend = '';

beforeAll(async () => {
  if (python === '') return;
  backend = signInBackend();
  await generate(backend, {
    name: 'customers',
    fields: ['name:str.80:search:sort', 'email:email:unique'],
    options: { settings: { key: 'uuid', timestamps: true, owner: 'users.User' } },
  });
  await generate(backend, {
    name: 'invoices',
    fields: [
      'number:str.32',
      'customer:ref.customers.Customer:back=invoices:ondelete=cascade:embed',
      'previous:ref.Invoice:optional:ondelete=setnull',
      'payers:m2m.customers.Customer',
      'parts:m2m.Invoice',
      'total:decimal.10.2:ge=0:filter',
      'due:date:optional:sort',
    ],
    options: { settings: { owner: 'users.User', unique: 'owner+number' } },
    models: [
      {
        name: 'Line',
        fields: ['position:int:ge=1', 'text:str.80:search'],
        options: { settings: { owner: 'users.User', under: 'invoices.Invoice', unique: 'invoice+position' } },
      },
    ],
  });
  await generate(backend, {
    name: 'payments',
    fields: ['position:int:ge=1', 'text:str.80:search'],
    options: { settings: { owner: 'users.User', under: 'invoices.Invoice', unique: 'invoice+position' } },
  });
}, 300_000);

(python === '' ? test.skip : test)(
  'packages of users pass their own tests',
  async () => {
    const args = ['-m', ...QUICK_PYTEST, 'app/customers', 'app/invoices', 'app/payments'];
    const { status, stdout } = await run(python, args, { cwd: backend, env: { ...process.env, ...PLUGINS } });
    expect([status, stdout]).toEqual([0, stdout]);
  },
  300_000,
);

describeOverEachDatabase('packages of the users of a backend', (database) => {
  const live = liveServer(database, () => backend);
  let serial = 0;

  type Answer = Awaited<ReturnType<typeof live.call>>;

  async function asked(token: string, method: string, path: string, body?: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${live.server()}${path}`, { method, headers, ...sent });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return { status: response.status, json: isJson && text !== '' ? JSON.parse(text) : undefined, text };
  }

  /** A new user who has signed in. */
  async function user(): Promise<{ readonly id: number; readonly token: string }> {
    const email = `user${++serial}@example.com`;
    const { json } = await live.call('POST', '/api/v1/users', { email, full_name: null });
    return { id: json.id, token: (await live.call('POST', '/api/v1/auth/tokens', { email })).json.token };
  }

  const customer = (): Readonly<Record<string, unknown>> => ({ name: 'Ada', email: `customer${++serial}@example.com` });

  live.test('let no stranger in, on any of the five calls', async () => {
    const id = `${CUSTOMERS}/00000000-0000-4000-8000-000000000001`;
    const calls = [
      live.call('POST', CUSTOMERS, customer()),
      live.call('GET', CUSTOMERS),
      live.call('GET', id),
      live.call('PATCH', id, {}),
      live.call('DELETE', id),
    ];
    expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
  });

  live.test('show and give nothing of a record to another user', async () => {
    const [ada, bob] = [await user(), await user()];
    const { status, json: mine } = await asked(ada.token, 'POST', CUSTOMERS, customer());
    expect([status, mine.owner_id]).toEqual([201, ada.id]);
    const path = `${CUSTOMERS}/${mine.id}`;

    expect((await asked(bob.token, 'GET', CUSTOMERS)).json).toEqual([]);
    expect((await asked(bob.token, 'GET', `${CUSTOMERS}?search=Ada&sort=name`)).json).toEqual([]);
    expect((await asked(bob.token, 'GET', path)).status).toBe(404);
    expect((await asked(bob.token, 'PATCH', path, { name: 'Eve' })).status).toBe(404);
    expect((await asked(bob.token, 'DELETE', path)).status).toBe(404);
    expect((await asked(ada.token, 'GET', path)).json).toEqual(mine);
    expect((await asked(ada.token, 'GET', CUSTOMERS)).json).toEqual([mine]);
  });

  live.test('refer to nothing that belongs to another user', async () => {
    const [ada, bob] = [await user(), await user()];
    const { json: hers } = await asked(ada.token, 'POST', CUSTOMERS, customer());
    const { json: his } = await asked(bob.token, 'POST', CUSTOMERS, customer());
    const invoice = { number: 'A', total: '1.00' };
    const refused = await asked(bob.token, 'POST', INVOICES, { ...invoice, customer_id: hers.id });
    expect([refused.status, refused.json.detail]).toEqual([404, 'Customer not found']);
    const { json: first } = await asked(ada.token, 'POST', INVOICES, { ...invoice, customer_id: hers.id });
    const { json: second } = await asked(bob.token, 'POST', INVOICES, { ...invoice, customer_id: his.id });
    const changes = [
      { customer_id: hers.id },
      { previous_id: first.id },
      { payer_ids: [his.id, hers.id] },
      { part_ids: [second.id, first.id] },
      { previous_id: second.id },
    ];
    const answers = await Promise.all(
      changes.map((change) => asked(bob.token, 'PATCH', `${INVOICES}/${second.id}`, change)),
    );

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 200]);
    expect((await asked(bob.token, 'GET', INVOICES)).json).toEqual([{ ...second, previous_id: second.id }]);
  });

  /** Models of the same package and of another one. */
  const BELOW = ['lines', 'payments'];

  live.test('are parts of a record of the same user, in paths below it', async () => {
    for (const below of BELOW) await areParts(below);
  });

  async function areParts(below: string): Promise<void> {
    const [ada, bob] = [await user(), await user()];
    const { json: hers } = await asked(ada.token, 'POST', CUSTOMERS, customer());
    const made = await Promise.all(
      ['A', 'B'].map((number) => asked(ada.token, 'POST', INVOICES, { number, total: '1.00', customer_id: hers.id })),
    );
    const [first, second] = made.map(({ json }) => `${INVOICES}/${json.id}/${below}`);
    const sent = { position: 1, text: 'Paper', invoice_id: made[1]?.json.id };
    const { status, json: line } = await asked(ada.token, 'POST', String(first), sent);
    expect([status, line.invoice_id, line.owner_id]).toEqual([201, made[0]?.json.id, ada.id]);
    const again = await asked(ada.token, 'POST', String(first), sent);
    expect([again.status, again.json.detail]).toEqual([409, 'Position is already taken']);
    expect((await asked(ada.token, 'POST', String(second), sent)).status).toBe(201);

    expect((await asked(ada.token, 'GET', `${first}?search=pap`)).json).toEqual([line]);
    expect((await asked(ada.token, 'GET', `${second}/${line.id}`)).status).toBe(404);
    expect((await asked(ada.token, 'PATCH', `${second}/${line.id}`, { text: 'x' })).status).toBe(404);
    expect((await asked(ada.token, 'DELETE', `${second}/${line.id}`)).status).toBe(404);
    const strange = await Promise.all(
      [
        ['GET', first],
        ['POST', first],
        ['GET', `${first}/${line.id}`],
        ['DELETE', `${first}/${line.id}`],
      ].map(([method, path]) => asked(bob.token, String(method), String(path), method === 'POST' ? sent : undefined)),
    );
    expect(strange.map((each) => each.status)).toEqual([404, 404, 404, 404]);
    expect((await asked(ada.token, 'GET', `${INVOICES}/2147483647/${below}`)).status).toBe(404);
    expect((await asked(ada.token, 'GET', `${INVOICES}/0/${below}`)).status).toBe(422);
    expect((await asked(ada.token, 'PATCH', `${first}/${line.id}`, { text: 'Ink' })).json).toEqual({
      ...line,
      text: 'Ink',
    });
    expect((await asked(ada.token, 'DELETE', `${first}/${line.id}`)).status).toBe(204);
  }

  live.test('take no owner, key or time of creation from a client', async () => {
    const [ada, bob] = [await user(), await user()];
    const chosen = { id: '00000000-0000-4000-8000-000000000001', owner_id: bob.id, created_at: '2000-01-01T00:00:00Z' };
    const { json: mine } = await asked(ada.token, 'POST', CUSTOMERS, { ...customer(), ...chosen });
    const { json: changed } = await asked(ada.token, 'PATCH', `${CUSTOMERS}/${mine.id}`, { ...chosen, name: 'Eve' });

    expect(changed).toEqual({ ...mine, name: 'Eve', updated_at: changed.updated_at });
    expect([mine.owner_id, mine.id === chosen.id, mine.created_at === chosen.created_at]).toEqual([
      ada.id,
      false,
      false,
    ]);
  });

  live.test('keep values apart within an owner where that is asked for, and everywhere where it is not', async () => {
    const [ada, bob] = [await user(), await user()];
    const sent = customer();
    const { json: mine } = await asked(ada.token, 'POST', CUSTOMERS, sent);
    expect((await asked(bob.token, 'POST', CUSTOMERS, sent)).status).toBe(409);
    const { json: other } = await asked(bob.token, 'POST', CUSTOMERS, customer());
    const invoice = (customer_id: string): object => ({ number: 'A', total: '1.00', customer_id });

    expect((await asked(ada.token, 'POST', INVOICES, invoice(mine.id))).status).toBe(201);
    const again = await asked(ada.token, 'POST', INVOICES, invoice(mine.id));
    expect([again.status, again.json.detail]).toEqual([409, 'Number is already taken']);
    expect((await asked(bob.token, 'POST', INVOICES, invoice(other.id))).status).toBe(201);
  });

  live.test('answer twenty writers at once, each with records of its own', async () => {
    const writers = await Promise.all(Array.from({ length: 20 }, user));
    const answers = await Promise.all(
      writers.map(async ({ token }) => {
        const { json: own } = await asked(token, 'POST', CUSTOMERS, customer());
        const invoice = { number: 'A', total: '1.00', customer_id: own.id };
        const made = await Promise.all([1, 2].map(() => asked(token, 'POST', INVOICES, invoice)));
        return [made.map(({ status }) => status).sort(), (await asked(token, 'GET', INVOICES)).json.length];
      }),
    );
    expect(answers).toEqual(Array(20).fill([[201, 409], 1]));
  });

  // SQLite has one writer at a time.
  const concurrent = database.name === 'SQLite' ? [] : [20];
  for (const many of concurrent) {
    live.test(
      `are made, changed and listed by ${many} owners at once: nothing is lost, and nobody sees those of others`,
      async () => {
        const owners = await Promise.all(Array.from({ length: many }, user));
        const wrong: unknown[] = [];
        const lefts = await Promise.all(
          owners.map(async ({ id, token }) => {
            const { json: own } = await asked(token, 'POST', CUSTOMERS, customer());
            const sent = { number: 'A', total: '1.00', customer_id: own.id };
            const { json: invoice } = await asked(token, 'POST', INVOICES, sent);
            const path = `${INVOICES}/${invoice.id}`;
            for (let round = 0; round < 5; round += 1) {
              const answers = [
                await asked(token, 'POST', CUSTOMERS, customer()),
                await asked(token, 'PATCH', `${CUSTOMERS}/${own.id}`, { name: `Round ${round}` }),
                await asked(token, 'PATCH', path, { payer_ids: [own.id], total: `${round}.00` }),
                await asked(token, 'POST', `${path}/payments`, { position: round + 1, text: `Payment ${round}` }),
              ];
              const statuses = answers.map(({ status }) => status).join();
              if (statuses !== '201,200,200,201') wrong.push(answers.map(({ text }) => text));
              const { json: seen } = await asked(token, 'GET', CUSTOMERS);
              if (seen.some((each: { owner_id: number }) => each.owner_id !== id)) wrong.push(seen);
            }
            const left = await Promise.all(
              [CUSTOMERS, INVOICES, `${path}/payments`].map((each) => asked(token, 'GET', each)),
            );
            const [customers, invoices, payments] = left.map(({ json }) => json);
            const renamed = customers.find((each: { id: string }) => each.id === own.id);
            return {
              counts: [customers.length, invoices.length, payments.length],
              name: renamed.name,
              total: invoices[0].total,
              isPaidByItself: invoices[0].payer_ids.join() === own.id,
            };
          }),
        );
        expect(wrong).toEqual([]);
        const wanted = { counts: [6, 1, 5], name: 'Round 4', total: '4.00', isPaidByItself: true };
        expect(lefts).toEqual(Array(many).fill(wanted));
      },
      120_000,
    );
  }

  live.test('are gone with their owner', async () => {
    const ada = await user();
    await asked(ada.token, 'POST', CUSTOMERS, customer());
    expect((await live.call('DELETE', `/api/v1/users/${ada.id}`)).status).toBe(204);
    expect((await asked(ada.token, 'GET', CUSTOMERS)).status).toBe(401);
  });
});
