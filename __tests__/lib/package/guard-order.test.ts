// Handlers that are given a record by a dependency, and who calls: who calls is asked first.
import { expect, test } from '@jest/globals';
import { printedIn } from './printed.js';
import { SMALL_HOST } from './small-host.js';

test('strangers are not told which records there are: who calls is asked before a dependency loads the record', async () => {
  const api = await printedIn(SMALL_HOST, '/b', 'api.py');
  const asked = 'current_user: User = Depends(get_current_user)';
  expect(api).toContain(`def get_invoice(${asked}, invoice: Invoice = Depends(get_invoice_by_id)):`);
  expect(api).toContain(`    data: InvoiceCreate, db: Session = Depends(get_db), ${asked}\n`);
});
