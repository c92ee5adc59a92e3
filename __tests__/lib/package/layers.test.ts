// The layers of a package as the teams of the sample backends write them by hand.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { assemble, styleOf } from '../../../lib/package/assemble.js';
import { spellingIn } from '../../../lib/package/import-spelling.js';
import { piecesOf } from '../../../lib/package/pieces.js';
import { styleFor } from '../../../lib/plan/style-for-new-package.js';
import { isRefusal } from '../../../lib/refusal.js';
import { modelSpec } from '../../../lib/request/model.js';
import { learnStyle } from '../../../lib/style/style.js';
import { COMMAND } from '../../styles/styles.js';
import { parseFields } from '../asked.js';
import { locateHost } from '../located.js';
import { inMemory } from '../memory.js';

const STYLES = join(import.meta.dirname, '..', '..', 'styles');

function textsBelow(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

/** A file of the package that is written in a sample backend, by the name that the generator has for it. */
async function printed(style: string, file: string): Promise<string> {
  const folder = join(STYLES, style, 'backend');
  const files = inMemory({ ...textsBelow(folder), [join(folder, '.git', 'HEAD')]: '' });
  const host = await locateHost(files, folder);
  const learned = learnStyle(files, host);
  if (isRefusal(learned)) throw new Error(learned.reason);
  const names = { name: 'invoices', slug: 'invoices', model: 'Invoice' };
  const conventions = styleFor(learned, host, names);
  const spec = modelSpec('Invoice', parseFields(COMMAND.slice(1), new Set()));
  const pkg = { ...names, path: '/invoices', models: [spec], first: 'Invoice', classes: new Map(), enums: new Map() };
  const pieces = piecesOf(true, [{ spec, path: '' }], pkg, conventions).filter((piece) => piece.file === file);
  if (pieces.length === 0) return '';
  const habits = styleOf(conventions, 'invoices');
  const module = `${host.importRoot}.invoices.${file.replace('.py', '')}`;
  return assemble(pieces, habits, spellingIn(habits.habits, module, file));
}

const wanted = (style: string, path: string): string => readFileSync(join(STYLES, style, 'wanted', path), 'utf8');

test('static methods that run the statements and answer', async () => {
  expect(await printed('guarded-parameter', 'services.py')).toBe(
    wanted('guarded-parameter', 'app/invoices/services.py'),
  );
  expect(await printed('guarded-parameter', 'crud.py')).toBe('');
});

test('functions that run the statements and answer', async () => {
  const text = wanted('column-functions', 'app/invoices/service.py');
  const ours = await printed('column-functions', 'services.py');
  expect(ours.slice(ours.indexOf('def get_invoice('))).toBe(
    // The words are those of the blueprint.
    text.slice(text.indexOf('def get_invoice(')).replaceAll('already taken', 'already registered'),
  );
});

test('functions that raise the exceptions of their feature', async () => {
  for (const [ours, theirs] of [
    ['services.py', 'service.py'],
    ['exceptions.py', 'exceptions.py'],
  ] as const) {
    expect(await printed('async-functions', ours)).toBe(wanted('async-functions', `src/invoices/${theirs}`));
  }
});

test('a repository that commits, and a service that holds it', async () => {
  const style = 'async-repository';
  const folder = 'app/modules/invoices';
  expect(await printed(style, 'crud.py')).toBe(wanted(style, `${folder}/repository.py`));
  expect(await printed(style, 'exceptions.py')).toBe(wanted(style, `${folder}/exceptions.py`));
  // What was sent may lack the number.
  const text = wanted(style, `${folder}/service.py`).replace("data['number']", "data.get('number')");
  expect(await printed(style, 'services.py')).toBe(text);
  expect(await printed(style, 'deps.py')).toContain(
    'InvoiceServiceDep = Annotated[InvoiceService, Depends(get_invoice_service)]',
  );
});

test('functions that take a dict and flush, under handlers that answer', async () => {
  expect(
    await printed('transaction-owner', 'crud.py'),
  ).toContain(`def update(session: Session, invoice: Invoice, values: dict[str, Any]) -> Invoice:
    for name, value in values.items():
        setattr(invoice, name, value)
    session.flush()
    session.refresh(invoice)
    return invoice
`);
  expect(await printed('transaction-owner', 'api.py')).toContain(`    try:
        return crud.create(session, data.model_dump())
    except IntegrityError:
        raise HTTPException(status.HTTP_409_CONFLICT, "Number is taken")
`);
});
