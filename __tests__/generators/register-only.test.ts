import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { expectedEdits, HOSTS, lay } from '../hosts/hosts.js';
import { run, scratch, tree } from './run.js';

const APP = 'backend-package:app';
const only = { options: { yes: true, registerOnly: true } };

function asyncHost(parts: readonly ('backend' | 'new')[]): { folder: string; edits: ReadonlyMap<string, string> } {
  const host = HOSTS.find(({ name }) => name === 'async-lifespan');
  if (host === undefined) throw new Error('there is such a host');
  const folder = scratch();
  mkdirSync(folder, { recursive: true });
  return { folder: lay(host, folder, parts), edits: expectedEdits(host) };
}

test('a host in whose style no package can be written is refused with lines that register one', async () => {
  const { folder, edits } = asyncHost(['backend']);
  const database = join(folder, 'app/database.py');
  const opened = readFileSync(database, 'utf8')
    .replace('-> AsyncIterator[AsyncSession]', '')
    .replace('session_factory()', 'Unit().open()');
  writeFileSync(database, opened);
  const before = tree(folder);
  const { error } = await run(folder, [APP, 'invoices', 'number:str'], { options: { yes: true } });
  expect(error?.code).toBe(3);
  expect(error?.message).toContain('[session-async]');
  expect(error?.message).toContain('--register-only');
  for (const [name, text] of edits) {
    const added = text.split('\n').filter((line) => !(before[name] ?? '').split('\n').includes(line));
    for (const line of added) expect(error?.message).toContain(line);
  }
  expect(tree(folder)).toEqual(before);
});

test('--register-only registers a package written by hand and writes nothing else', async () => {
  const { folder, edits } = asyncHost(['backend', 'new']);
  const before = tree(folder);
  expect((await run(folder, [APP, 'invoices'], only)).error).toBeUndefined();
  expect(tree(folder)).toEqual({ ...before, ...Object.fromEntries(edits) });
  const again = await run(folder, [APP, 'invoices'], { options: { registerOnly: true } });
  expect(again.error).toBeUndefined();
  expect(again.printed).toContain('Nothing to do');
});

test('--register-only needs a package that is there', async () => {
  const { folder } = asyncHost(['backend']);
  const { error } = await run(folder, [APP, 'bills'], only);
  expect([error?.code, error?.message]).toEqual([2, expect.stringContaining('no package bills')]);
});

test('a host whose dependency yields an asynchronous session gets a package that awaits it', async () => {
  const { folder } = asyncHost(['backend']);
  const { error, printed } = await run(folder, [APP, 'invoices', 'number:str'], { options: { yes: true } });
  expect(error).toBeUndefined();
  expect(printed).toContain('The tests need aiosqlite');
  expect(readFileSync(join(folder, 'app/invoices/router.py'), 'utf8')).toContain(
    `async def create_invoice(session: Session, data: InvoiceCreate) -> InvoiceRead:
    invoice = Invoice(**data.model_dump())
    session.add(invoice)
    await session.commit()
    await session.refresh(invoice)
    return InvoiceRead.model_validate(invoice)
`,
  );
  expect(readFileSync(join(folder, 'app/invoices/tests/conftest.py'), 'utf8')).toContain(
    `    # get_session as it is, on the database of the test.
    with patch.dict(session_factory.kw, bind=engine):
        yield TestClient(app)
`,
  );
});
