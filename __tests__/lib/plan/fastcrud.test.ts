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
  return Object.fromEntries((plan?.changes ?? []).map(({ path, after }) => [path.replace(`${APP}/`, ''), after]));
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

test('a record that a write does not give is read again, by its key', async () => {
  const { [API]: api } = await written(HOST);

  expect(api).toContain(`    created_invoice = await crud_invoices.create(db=db, object=invoice)
    return await crud_invoices.get(db=db, schema_to_select=InvoiceRead, id=created_invoice.id)
`);
  expect(api).toContain(`    try:
        await crud_invoices.update(db=db, object=values, id=invoice_id)
    except NoResultFound:
        await db.rollback()
        raise NotFoundException("Invoice not found")
    db_invoice = await crud_invoices.get(db=db, schema_to_select=InvoiceRead, id=invoice_id)
`);
});

test('a create that is told the schema answers what it gives', async () => {
  const call = 'crud_users.create(db=db, object=user_internal)';
  const told = changed('api/v1/users.py', [call, call.replace(')', ', schema_to_select=UserRead)')]);

  const { [API]: api } = await written(told);

  expect(api).toContain('    return await crud_invoices.create(db=db, object=invoice, schema_to_select=InvoiceRead)\n');
});

test('where sessions let go of what they hold a create is written again', async () => {
  const { [CRUD]: crud } = await written(changed('core/db/database.py', [', expire_on_commit=False', '']));

  expect(crud).toContain('    async def create(self, db: AsyncSession, object: InvoiceCreate) -> Invoice:\n');
});

test('a page is what the library gives for a list, in a stable order', async () => {
  const { [API]: api } = await written(HOST);

  expect(api).toContain(`    invoices = await crud_invoices.get_multi(
        db=db, offset=(page - 1) * items_per_page, limit=items_per_page, schema_to_select=InvoiceRead, sort_columns="id"
    )
    response = paginated_response(crud_data=invoices, page=page, items_per_page=items_per_page)
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

  expect(api?.match(/is_deleted=False/g)).toHaveLength(6);
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
