// Classes that the blueprint imports from the package that gathers its layer: so does a new one, as far as they are there.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec, parseFields } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const HOST = sampleHost('styles/class-suffixes');
const APP = '/p/backend/app';
const FIELDS = ['number:str.32:unique', 'status:enum.draft.sent:filter'];

async function planned(texts: Texts, more: Partial<Draft> = {}): Promise<Texts> {
  const draft = draftOf(packageSpec({ package: 'invoices', fields: FIELDS }), more);
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  return { ...texts, ...changedBy(plan) };
}

const imports = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .replace(/\(\n\s+([^)]*?),?\n\)/g, (_, names: string) => names.replace(/\s+/g, ' '))
    .match(/^from app\.(?:models|schemas).*$/gm) ?? [];

test('a new package imports from there what is gathered, and the rest from where it is', async () => {
  const made = await planned(HOST);

  expect(imports(made[`${APP}/services/invoice_service.py`])).toEqual([
    'from app.models import InvoiceModel',
    'from app.schemas import InvoiceCreate, InvoiceFilters, InvoiceUpdate',
  ]);
  expect(imports(made[`${APP}/schemas/invoice.py`])).toEqual(['from app.models.invoice import InvoiceStatus']);
  expect(imports(made[`${APP}/models/__init__.py`])).toContain('from app.models.invoice import InvoiceModel');
  expect(imports(made[`${APP}/schemas/__init__.py`])).toContain(
    'from app.schemas.invoice import Invoice, InvoiceCreate, InvoiceFilters, InvoiceUpdate',
  );
});

test.each([
  ['nobody registers it', HOST, { registers: false }],
  [
    'the blueprint does not',
    {
      ...HOST,
      [`${APP}/services/user_service.py`]: (HOST[`${APP}/services/user_service.py`] ?? '')
        .replace('from app.models import', 'from app.models.user import')
        .replace('from app.schemas import', 'from app.schemas.user import'),
    },
    {},
  ],
])('it imports from where they are defined where %s', async (_, host, more) => {
  const made = await planned(host, more);

  expect(imports(made[`${APP}/services/invoice_service.py`])).toEqual([
    'from app.models.invoice import InvoiceModel',
    'from app.schemas.invoice import InvoiceCreate, InvoiceFilters, InvoiceUpdate',
  ]);
});

test('what the run does not have gathered is imported from where it is defined', async () => {
  const path = `${APP}/schemas/__init__.py`;
  const nested =
    'try:\n    from app.schemas.user import User, UserCreate, UserUpdate\nexcept ImportError:\n    raise\n';
  const made = await planned({ ...HOST, [path]: nested });

  expect(made[path]).toBe(nested);
  expect(imports(made[`${APP}/services/invoice_service.py`])).toEqual([
    'from app.models import InvoiceModel',
    'from app.schemas.invoice import InvoiceCreate, InvoiceFilters, InvoiceUpdate',
  ]);
});

test('a field leaves the imports as they are, and imports a new class from where it is defined', async () => {
  const made = await planned(HOST);
  const added = [{ model: 'Invoice', fields: parseFields(['total:int:optional:sort']) }];
  const after = await planned(made, { isNew: false, models: [], added });

  expect(imports(after[`${APP}/services/invoice_service.py`])).toEqual(
    imports(made[`${APP}/services/invoice_service.py`]),
  );
  expect(imports(after[`${APP}/repositories/invoice_repository.py`])).toContain(
    'from app.schemas.invoice import InvoiceFilters, InvoiceSort',
  );
});

test('a package that imports from where its classes are defined is the same when it is asked for again', async () => {
  const direct = Object.fromEntries(
    Object.entries(await planned(HOST)).map(([path, text]) => [
      path,
      path.includes('invoice')
        ? text
            .replaceAll('from app.models import InvoiceModel', 'from app.models.invoice import InvoiceModel')
            .replaceAll('from app.schemas import', 'from app.schemas.invoice import')
        : text,
    ]),
  );

  expect(await planned(direct)).toEqual(direct);
});
