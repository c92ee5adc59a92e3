// Calls of what gets another parameter, where two classes have a method of that name.
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import type { Draft } from '../../../lib/plan/request.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost, type Texts } from '../sample-hosts.js';

const spec = (model: string, fields: readonly string[]) => packageSpec({ package: 'invoices', model, fields });
const line = spec('Line', ['quantity:int']);
const filter = (model: string): Draft => {
  const added = [{ model, fields: spec(model, ['note:str.20:optional:filter']).model.fields }];
  return draftOf(spec(model, []), { isNew: false, models: [], added });
};

async function written(texts: Texts, draft: Draft): Promise<Texts> {
  const { plan, refusals } = await planRun(inMemory(texts), [draft], { columns: undefined });
  expect(refusals).toBeUndefined();
  return { ...texts, ...changedBy(plan) };
}

const first = await written(
  sampleHost('styles/layered-async'),
  draftOf(packageSpec({ package: 'invoices', fields: ['number:str.32'] })),
);
const HOST = await written(first, draftOf(line, { isNew: false, models: [{ spec: line.model, path: '/lines' }] }));

test.each(['Invoice', 'Line'])(
  'the repository of one model is not called by the service of another: %s',
  async (model) => {
    const texts = await written(HOST, filter(model));
    const file =
      model === 'Line'
        ? /class LineRepository[\s\S]*filters: LineFilters/
        : /filters: InvoiceFilters[\s\S]*class LineRepository/;
    expect(texts['/p/backend/app/repositories/invoice_repository.py']).toMatch(file);
  },
);

const CALLER = (
  of: string,
): string => `from app.repositories.invoice_repository import InvoiceRepository, LineRepository


class Lines(LineRepository):
    pass


class Report:
    def __init__(self, repository: ${of}, other=None) -> None:
        self.repository = repository
        self.other = other

    async def all(self) -> list:
        return await self.repository.list(0, 100)
`;

test.each([
  ['InvoiceRepository', []],
  ['LineRepository', ['field-callers']],
  ['Lines', ['field-callers']],
  ['"LineRepository"', ['field-callers']],
  ['object', ['field-callers']],
])('a class that calls the list of %s: %s', async (of, ids) => {
  const texts = { ...HOST, '/p/backend/app/report.py': CALLER(of) };
  const { refusals = [] } = await planRun(inMemory(texts), [filter('Line')], { columns: undefined });
  expect(refusals.map(({ id }) => id)).toEqual(ids);
});
