import { beforeAll, expect, test } from '@jest/globals';
import { loadParser, type PythonParser } from '../../../lib/python/syntax.js';
import { takenOutOfModule } from '../../../lib/undo/take-out-imports.js';

let parser: PythonParser;
beforeAll(async () => {
  parser = await loadParser();
});

const FILE = { path: '/backend/app/models.py', module: 'app.models', isPackage: false };
const USER = '\n\nclass User:\n    name = String()\n';
const INVOICE = '\n\nclass Invoice:\n    total = Numeric()\n';
const TAG = '\n\nclass Tag:\n    made = DateTime()\n    cost = Numeric()\n';
const text = (names: string, ...classes: readonly string[]): string => `from lib import ${names}\n${classes.join('')}`;

const HOST = text('String', USER);
const FIRST = { before: HOST, after: text('Numeric, String', USER, INVOICE) };
/** Needs what the first one imported, and more. */
const SECOND = { before: FIRST.after, after: text('DateTime, Numeric, String', USER, INVOICE, TAG) };
const RUNS = [FIRST, SECOND];

const without = (now: string, edited: { readonly before: string; readonly after: string }): string | undefined =>
  takenOutOfModule(parser, FILE, { now, ...edited }, RUNS);

test('the first of two edits goes, and what the second one needs of its imports stays', () => {
  expect(without(SECOND.after, FIRST)).toBe(text('DateTime, Numeric, String', USER, TAG));
});

test('the second one goes after it with what nobody needs any more', () => {
  expect(without(text('DateTime, Numeric, String', USER, TAG), SECOND)).toBe(HOST);
});

test('the last one alone leaves the first one as it was', () => {
  expect(without(SECOND.after, SECOND)).toBe(FIRST.after);
});

test('an import on a line of its own stays where a later edit uses it', () => {
  const before = 'import os\n\n\nclass User:\n    home = os\n';
  const after = `import decimal\n${before}\n\nclass Invoice:\n    total = decimal\n`;
  const now = `${after}\n\nclass Tag:\n    cost = decimal\n`;

  const result = takenOutOfModule(parser, FILE, { now, before, after }, [{ before, after }]);

  expect(result).toBe(`import decimal\n${before}\n\nclass Tag:\n    cost = decimal\n`);
});

test('what people import and do not use is none of ours', () => {
  const now = text('Boolean, DateTime, Numeric, String', USER, INVOICE, TAG);

  expect(without(now, FIRST)).toBe(text('Boolean, DateTime, Numeric, String', USER, TAG));
});

test('an import that another run made for what it does stays', () => {
  const before = 'import users\n\n\nrun(users)\n';
  const tags = { before, after: `import tags\n${before}` };
  const invoices = { before: tags.after, after: `import invoices\n${tags.after}` };
  const now = `import more\n${invoices.after}`;

  const result = takenOutOfModule(parser, FILE, { now, ...invoices }, [tags, invoices]);

  expect(result).toBe(`import more\n${tags.after}`);
});

test('a module and a name of it are two imports', () => {
  const before = 'from uuid import UUID\n\n\nclass User:\n    key = UUID\n';
  const after = `import uuid\n${before}\n\nclass Invoice:\n    key = uuid.uuid4\n`;
  const now = `# mine\n${after}`;

  expect(takenOutOfModule(parser, FILE, { now, before, after }, [{ before, after }])).toBe(`# mine\n${before}`);
});

test('an edit that was changed since cannot be told', () => {
  const now = SECOND.after.replace('total = Numeric()', 'total = Numeric(4)');

  expect(without(now, FIRST)).toBeUndefined();
});

test('a group of imports goes with the empty line that parts it from the next one', () => {
  const before = 'from lib import String\n\n\nclass User:\n    name = String()\n';
  const first = { before, after: `from decimal import Decimal\n\n${before}${INVOICE.replace('Numeric', 'Decimal')}` };
  const second = {
    before: first.after,
    after: first.after + TAG.replace('Numeric', 'Decimal').replace('DateTime', 'String'),
  };
  const runs = [first, second];
  const take = (now: string, edited: typeof first): string | undefined =>
    takenOutOfModule(parser, FILE, { now, ...edited }, runs);
  const rest = take(second.after, first);

  expect(rest).toBe(
    `from decimal import Decimal\n\n${before}${TAG.replace('Numeric', 'Decimal').replace('DateTime', 'String')}`,
  );
  expect(take(rest ?? '', second)).toBe(before);
});
