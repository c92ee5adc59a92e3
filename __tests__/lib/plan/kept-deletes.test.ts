// Deletes of packages that are there answer 409 once a new model refers to theirs.
import { expect, test } from '@jest/globals';
import type { Plan } from '../../../lib/plan/plan.js';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost, whoCalls } from '../sample-hosts.js';

type Texts = Readonly<Record<string, string>>;

const draft = (name: string, fields: readonly string[], more: Partial<Draft> = {}): Draft =>
  draftOf(packageSpec({ package: name, fields }), more);

async function planned(texts: Texts, one: Draft): Promise<{ plan: Plan; texts: Texts }> {
  const { plan, refusals } = await planRun(inMemory(texts), [one], { columns: undefined });
  if (plan === undefined) throw new Error(JSON.stringify(refusals));
  return { plan, texts: { ...texts, ...Object.fromEntries(plan.changes.map(({ path, after }) => [path, after])) } };
}

const known = new Map<string, Promise<Texts>>();
const customers = (host: string): Promise<Texts> => {
  const made =
    known.get(host) ?? planned(sampleHost(host), draft('customers', ['name:str.100'])).then(({ texts }) => texts);
  known.set(host, made);
  return made;
};
const PAYMENTS = draft('payments', ['customer:ref.customers', 'amount:int']);
const [SERVICES, API] = ['services', 'api'].map((name) => `/p/backend/app/customers/${name}.py`) as [string, string];
const DELETE = 'def delete_customer(db: Session, customer: models.Customer) -> None:\n';

test('the delete of a package that this generator wrote answers for the records that refer to its own', async () => {
  const { plan, texts } = await planned(await customers('hosts/standard'), PAYMENTS);

  expect(texts[SERVICES]).toContain('from sqlalchemy.exc import IntegrityError\n');
  expect(texts[SERVICES]).toContain(`${DELETE}    try:
        crud.delete_customer(db, customer)
    except IntegrityError as error:
        raise HTTPException(
            status.HTTP_409_CONFLICT, "Customer is still referred to"
        ) from error
`);
  expect(texts[API]).toContain('        409: {"description": "Customer is still referred to"},\n');
  const edited = plan.changes.filter(({ evidence }) => evidence === 'Payment.customer refers to it');
  expect(edited.map(({ path, why }) => [path, why])).toEqual([
    [SERVICES, 'registration'],
    [API, 'registration'],
  ]);
  expect(plan.notes).toEqual([]);
});

test('it is edited once, and a reference that takes the record with it edits nothing', async () => {
  const { texts } = await planned(await customers('hosts/standard'), PAYMENTS);
  const again = await planned(texts, draft('refunds', ['customer:ref.customers']));
  expect([again.texts[SERVICES], again.texts[API]]).toEqual([texts[SERVICES], texts[API]]);
  expect(again.plan.notes).toEqual([]);

  const before = await customers('hosts/standard');
  const cascading = await planned(before, draft('payments', ['customer:ref.customers:ondelete=cascade']));
  expect(cascading.texts[SERVICES]).toBe(before[SERVICES]);
});

test('a delete that somebody has written otherwise stays, and the plan says what it has to expect', async () => {
  const before = await customers('hosts/standard');
  const own = { ...before, [SERVICES]: (before[SERVICES] ?? '').replace(DELETE, `${DELETE}    print("gone")\n`) };
  const { plan, texts } = await planned(own, PAYMENTS);

  expect([texts[SERVICES], texts[API]]).toEqual([own[SERVICES], own[API]]);
  expect(plan.notes).toEqual([
    'The database refuses to delete a Customer that a Payment refers to: what deletes one has to expect an IntegrityError, or give customer ondelete=cascade.',
  ]);
});

test.each([
  ['styles/layered-async', 'app.models.user', 'app/services/customer_service.py'],
  ['styles/onion', 'app.infrastructure.db.models', 'app/api/routers/customers.py'],
])(
  'the delete of records that belong to callers, too, also where it asks for the caller, in %s',
  async (name, module, file) => {
    const host = { ...sampleHost(name), '/p/backend/app/who.py': whoCalls(module) };
    const owned = (pkg: string, fields: readonly string[]): Draft =>
      draftOf(packageSpec({ package: pkg, fields, settings: { owner: 'User' } }));
    const { texts } = await planned(host, owned('customers', ['name:str.80']));
    const both = await planned(texts, owned('invoices', ['number:str.32', 'customer:ref.Customer']));

    expect(both.plan.notes.filter((note) => note.includes('refuses to delete'))).toEqual([]);
    expect(both.texts[`/p/backend/${file}`]).toContain('Customer is still referred to');
  },
);

test('a further model of a package that refers to the first one edits its delete in the same files', async () => {
  const before = await customers('hosts/standard');
  const visits = packageSpec({ package: 'customers', model: 'Visit', fields: ['customer:ref.Customer'] });
  const { texts } = await planned(
    before,
    draftOf(visits, { isNew: false, models: [{ spec: visits.model, path: '/visits' }] }),
  );

  expect(texts[SERVICES]).toContain(`${DELETE}    try:\n        crud.delete_customer(db, customer)\n`);
  expect(texts[SERVICES]).toContain('def delete_visit(');
});

test.each([
  [
    'styles/layered-crud',
    '/p/backend/app/api/routes/customers.py',
    '        crud.delete_customer(db, db_customer)\n    except IntegrityError:\n        db.rollback()\n',
  ],
  [
    'styles/layered-async',
    '/p/backend/app/services/customer_service.py',
    '            await self.repository.delete(await self.get_customer(customer_id))\n        except IntegrityError as exc:\n',
  ],
])('%s: where the layers of the blueprint answer', async (host, path, code) => {
  const { texts } = await planned(await customers(host), PAYMENTS);
  expect(texts[path]).toContain(code);
});

test.each(['hosts/standard', 'styles/generic-crud', 'styles/sqlmodel', 'styles/unit-of-work'])(
  'the command that wrote a package changes nothing once others refer to its records: %s',
  async (host) => {
    const command = draft('customers', ['name:str.100']);
    const { texts } = await planned(
      await customers(host),
      draft('payments', ['customer:ref.customers:back=payments', 'payers:m2m.customers.Customer:back=paid']),
    );
    expect(texts).not.toEqual(await customers(host));
    const again = await planned(texts, command);
    expect(again.plan.changes.map(({ path }) => path)).toEqual([]);
  },
);

test('what people changed in a class is no other end of a reference', async () => {
  const before = await customers('hosts/standard');
  const models = '/p/backend/app/customers/models.py';
  const edited = before[models]?.replace('    name: Mapped', '    note: Mapped[str | None]\n    name: Mapped') ?? '';
  const { plan } = await planned({ ...before, [models]: edited }, draft('customers', ['name:str.100']));
  expect(plan.changes.map(({ path }) => path)).toEqual([models]);
});
