// Calls between the files of a package that do not fit the functions that they call.
import { expect, test } from '@jest/globals';
import { unmatchedCall } from '../../../lib/plan/unmatched-call.js';
import { loadParser } from '../../../lib/python/syntax.js';

const SERVICE = `class InvoiceService:
    def __init__(self, repository: Repository) -> None:
        self.repository = repository

    def list(self, db: Session, skip: int, limit: int = 100) -> list[Invoice]:
        return list(db.scalars(select(Invoice).offset(skip).limit(limit)))

    @staticmethod
    def get(db: Session, *, invoice_id: int) -> Invoice | None:
        return db.get(Invoice, invoice_id)
`;

async function unmatched(call: string, beside = ''): Promise<string | undefined> {
  const parser = await loadParser();
  const files = [SERVICE, beside, `@router.get("")\ndef list():\n    return ${call}\n`].map((text, index) => ({
    path: `${index}.py`,
    tree: parser.parse(text),
  }));
  return unmatchedCall(files)?.call;
}

test.each([
  'service.list()',
  'service.list(db, 0, 10, 20)',
  'service.list(db, page=1)',
  'InvoiceService.get(db, 1)',
  'InvoiceService.get(db)',
  'query.offset().limit(limit)',
])('%s does not fit', async (call) => {
  expect(await unmatched(call)).toBe(call.replace('.limit(limit)', ''));
});

test.each([
  'service.list(db, skip)',
  'InvoiceService(repository).list(db, skip=0)',
  'InvoiceService.get(db, invoice_id=1)',
  'service.list(*args)',
  // Of a session, of Python, and of nobody that is known.
  'db.get(Invoice, 1)',
  'list(rows)',
  'result.list()',
])('%s fits, or is none of the package', async (call) => {
  expect(await unmatched(call)).toBeUndefined();
});

test('what a layer may have from a base of the host is not judged by a function of the same name', async () => {
  const repository =
    'class InvoiceRepository(BaseRepository[Invoice]):\n    def list(self, db: Session):\n        pass\n';
  const call = 'invoice_repository.get(db=db, id=invoice_id)';
  expect(await unmatched(call, repository)).toBeUndefined();
  expect(await unmatched(call, repository.replace('(BaseRepository[Invoice])', ''))).toBe(call);
  expect(await unmatched(call, repository.replace('def list', 'def get'))).toBe(call);
});

test('what a base of the host has is judged by its methods', async () => {
  const parser = await loadParser();
  const repository = 'class InvoiceRepository(BaseRepository):\n    def list(self, db):\n        pass\n';
  const base = parser.parse('def update(self, db, *, db_obj, obj_in, tenant_id=None):\n    pass\n').root.named;
  const judged = (call: string): string | undefined => {
    const texts = [repository, `def change(db):\n    return ${call}\n`];
    return unmatchedCall(
      texts.map((text, index) => ({ path: `${index}.py`, tree: parser.parse(text) })),
      base,
    )?.call;
  };
  const wrong = 'invoice_repository.update(db, db_obj=invoice, obj_in=data, invoice_id=1)';
  expect(judged(wrong)).toBe(wrong);
  expect(judged('invoice_repository.update(db, db_obj=invoice, obj_in=data)')).toBeUndefined();
  expect(judged('invoice_repository.remove(db, 1)')).toBeUndefined();
});
