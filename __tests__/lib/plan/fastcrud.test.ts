// Packages in backends whose layers are FastCRUD's class: what is called of it, and what is refused.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { packageSpec } from '../asked.js';
import { inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const HOST = sampleHost('styles/fastcrud');
const APP = '/p/backend/src/app';

/** The host with other texts in some files. */
function changed(path: string, ...edits: readonly (readonly [string | RegExp, string])[]): Texts {
  const text = HOST[`${APP}/${path}`] ?? '';
  const after = edits.reduce((now, [before, next]) => {
    expect(now).toMatch(before);
    return now.replace(before, next);
  }, text);
  return { ...HOST, [`${APP}/${path}`]: after };
}

async function written(texts: Texts, ...fields: readonly string[]): Promise<Texts> {
  const draft = draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32', ...fields] }));
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  if (refusals !== undefined) return Object.fromEntries(refusals.map(({ id }) => [id, id]));
  return Object.fromEntries(
    (plan?.changes ?? []).map(({ path, after }) => [path.replace(`${APP}/`, '').replace('/p/backend/', ''), after]),
  );
}

const API = 'api/v1/invoices.py';
const CRUD = 'crud/crud_invoices.py';

test('the class is another name for the library’s, with the parts of the new package', async () => {
  const { [CRUD]: crud } = await written(HOST);

  expect(crud).toBe(`from fastcrud import FastCRUD

from ..models.invoice import Invoice
from ..schemas.invoice import InvoiceCreate, InvoiceRead, InvoiceUpdate

CRUDInvoice = FastCRUD[Invoice, InvoiceCreate, InvoiceUpdate, InvoiceUpdate, InvoiceRead, None]
crud_invoices = CRUDInvoice(Invoice)
`);
});

test('the test of records that go with others makes a dataclass, whose columns have no default of their own', async () => {
  const { 'tests/test_invoice.py': tests } = await written(HOST, 'user:ref.users:ondelete=cascade');

  expect(tests).toContain(`    row = data.model_dump(exclude_unset=True)
    db.add(Invoice(**row))
    await db.flush()
`);
});

const OWN_OBJECT = changed(
  'crud/crud_users.py',
  [/CRUDUser = .*\n/, ''],
  ['crud_users = CRUDUser(User)', 'crud_users = FastCRUD(User)'],
);

test('an object of the library’s class itself has no class of its own', async () => {
  const { [CRUD]: crud } = await written(OWN_OBJECT);

  expect(crud).toBe(`from fastcrud import FastCRUD

from ..models.invoice import Invoice

crud_invoices = FastCRUD(Invoice)
`);
});

test('such an object is of a class where the package needs more than the library does', async () => {
  const { [CRUD]: crud } = await written(OWN_OBJECT, 'user:ref.users');

  expect(crud).toMatch(/class CRUDInvoice\(FastCRUD\):\n {4}async def user_exists\(/);
  expect(crud).toContain('\n\n\ncrud_invoices = CRUDInvoice(Invoice)\n');
});

test('a record that a create does not give as it is stored is read again, by its key', async () => {
  const { [API]: api } = await written(HOST);

  expect(api).toContain(`    created_invoice = await crud_invoices.create(db=db, object=invoice)
    return await crud_invoices.get(db=db, schema_to_select=InvoiceRead, id=created_invoice.id)
`);
});

const UPDATE = `    try:
        await crud_invoices.update(db=db, object=values, id=invoice_id)
    except NoResultFound:
        await db.rollback()
        raise NotFoundException("Invoice not found")
`;

test('an update is answered with the message of the blueprint’s', async () => {
  const { [API]: api, 'tests/test_invoice.py': tests } = await written(HOST);

  expect(api).toContain(`${UPDATE}    return {"message": "Invoice updated"}\n`);
  expect(api).toContain('@router.patch("/invoices/{invoice_id}", dependencies=[Depends(get_current_superuser)])');
  expect(tests).toContain(`    updated = change(client, f"{URL}/{invoice['id']}", changes)`);
});

test('an update is answered with the record, which is read again, where the blueprint answers with one', async () => {
  const read = 'return await crud_users.get(db=db, schema_to_select=UserRead, username=username)';
  const { [API]: api } = await written(changed('api/v1/users.py', ['return {"message": "User updated"}', read]));

  expect(api).toContain(`${UPDATE}    db_invoice = await crud_invoices.get(`);
});

test('a record has its path in the singular where the blueprint’s have', async () => {
  const texts = changed('api/v1/users.py', ['.post("/users"', '.post("/user"'], [/"\/users\/\{/g, '"/user/{']);

  const { [API]: api, 'tests/test_invoice.py': tests } = await written(texts);

  expect(api?.match(/@router\.\w+\(\s*"[^"]*"/g)?.map((each) => each.replace(/\s/g, ''))).toEqual([
    '@router.post("/invoice"',
    '@router.get("/invoices"',
    '@router.get("/invoice/{invoice_id}"',
    '@router.patch("/invoice/{invoice_id}"',
    '@router.delete("/invoice/{invoice_id}"',
  ]);
  expect(tests).toContain('URL = "/api/v1/invoices"\nITEM_URL = "/api/v1/invoice"\n');
  expect(tests).toContain('client.post(ITEM_URL, json=INVOICE | fields)');
});

test('a create that is told the schema answers what it gives', async () => {
  const call = 'crud_users.create(db=db, object=user_internal)';
  const told = changed('api/v1/users.py', [call, call.replace(')', ', schema_to_select=UserRead)')]);

  const { [API]: api } = await written(told);

  expect(api).toContain('    return await crud_invoices.create(db=db, object=invoice, schema_to_select=InvoiceRead)\n');
});

test('so is one of a release that gives nothing without', async () => {
  const settings = HOST['/p/backend/pyproject.toml']?.replace('"fastcrud"', '"fastcrud>=0.20"') ?? '';

  const { [API]: api } = await written({ ...HOST, '/p/backend/pyproject.toml': settings });

  expect(api).toContain('    return await crud_invoices.create(db=db, object=invoice, schema_to_select=InvoiceRead)\n');
});

test('where sessions let go of what they hold a create is written again', async () => {
  const { [CRUD]: crud } = await written(changed('core/db/database.py', [', expire_on_commit=False', '']));

  expect(crud).toContain('    async def create(self, db: AsyncSession, object: InvoiceCreate) -> Invoice:\n');
});

test('a page is what the library gives for a list, in a stable order', async () => {
  const { [API]: api } = await written(HOST);

  expect(api).toContain(`    invoices_data = await crud_invoices.get_multi(
        db=db,
        offset=compute_offset(page, items_per_page),
        limit=items_per_page,
        schema_to_select=InvoiceRead,
        sort_columns="id",
    )
    response = paginated_response(crud_data=invoices_data, page=page, items_per_page=items_per_page)
    return response
`);
});

test('a list is sorted as the blueprint’s is', async () => {
  const sorted = [
    'schema_to_select=UserRead\n    )',
    'schema_to_select=UserRead, sort_columns="created_at", sort_orders="desc"\n    )',
  ] as const;
  const { [API]: api } = await written(changed('api/v1/users.py', sorted));

  expect(api).toContain('        sort_columns=["created_at", "id"],\n        sort_orders="desc",\n');
});

test('the records are taken out of what the library gives where that is all that is answered', async () => {
  const plain = changed(
    'api/v1/users.py',
    ['PaginatedListResponse[UserRead]', 'list[UserRead]'],
    [/ {4}response: dict.*\n {4}return response/, '    return users_data["data"]'],
  );

  const { [API]: api } = await written(plain);

  expect(api).toContain('    return invoices_data["data"]\n');
});

test('deleted records are not seen where every model marks them', async () => {
  const columns = `class Base(DeclarativeBase, MappedAsDataclass):
    is_deleted: Mapped[bool] = mapped_column(default=False, init=False)
    deleted_at: Mapped[datetime | None] = mapped_column(default=None, init=False)
`;
  const marked = changed(
    'core/db/database.py',
    ['class Base(DeclarativeBase, MappedAsDataclass):\n    pass\n', columns],
    ['import DeclarativeBase, ', 'import DeclarativeBase, Mapped, mapped_column, '],
    ['from collections', 'from datetime import datetime\nfrom collections'],
  );

  const { [API]: api, [CRUD]: crud } = await written(marked);

  expect(api?.match(/is_deleted=False/g)).toHaveLength(5);
  expect(crud).not.toContain('class CRUDInvoice');
});

test('what a class of the host has the library do with other arguments is refused', async () => {
  const own = `class Quiet(FastCRUD):
    async def create(self, *args, **kwargs):
        return await super().create(*args, commit=False, **kwargs)


CRUDUser = Quiet[`;

  const refused = await written(changed('crud/crud_users.py', ['CRUDUser = FastCRUD[', own]));

  expect(Object.keys(refused)).toEqual(['layers-base-changed']);
});

test('a page of the library is not narrowed by what it is asked for', async () => {
  expect(Object.keys(await written(HOST, 'city:str.32:filter'))).toEqual(['list-inherited']);
});

test('nothing of another record is in what the library reads', async () => {
  const shown = changed('schemas/user.py', [
    'class UserRead(BaseModel):\n',
    'class UserRead(BaseModel):\n    model_config = ConfigDict(from_attributes=True)\n\n',
  ]);

  expect(Object.keys(await written(shown, 'owner:ref.users.User:embed'))).toEqual(['rows-inherited']);
});
