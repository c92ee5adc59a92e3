import { expect, test } from '@jest/globals';
import { takenOut } from '../../../lib/undo/take-out.js';

const BEFORE = 'import users\n\nuse(users)\n';
const AFTER = 'import invoices\nimport users\n\nuse(users)\nuse(invoices)\n';

test.each([
  ['nothing was written since', AFTER, BEFORE],
  [
    'another package was registered between and below',
    'import invoices\nimport orders\nimport users\n\nuse(users)\nuse(orders)\nuse(invoices)\nuse(things)\n',
    'import orders\nimport users\n\nuse(users)\nuse(orders)\nuse(things)\n',
  ],
  ['the lines around were changed', 'import invoices\nimport people\n\nuse(invoices)\n', 'import people\n\n'],
])('what an edit inserted goes, when %s', (_, now, expected) => {
  expect(takenOut(now, BEFORE, AFTER)).toBe(expected);
});

test.each([
  ['all of it', BEFORE, BEFORE],
  ['one line of it', 'import invoices\nimport users\n\nuse(users)\n', BEFORE],
  [
    'all of it, with other lines changed',
    'import users\n# mine\n\nuse(users)\n',
    'import users\n# mine\n\nuse(users)\n',
  ],
])('what somebody has taken out already is not looked for: %s', (_, now, expected) => {
  expect(takenOut(now, BEFORE, AFTER)).toBe(expected);
});

test('what an edit replaced may be back already', () => {
  const [before, after] = ['a\nx = [users]\n\nb\n', 'a\nx = [users, invoices]\ny\n\nb\n'];
  expect(takenOut(`${before}c\n`, before, after)).toBe(`${before}c\n`);
  expect(takenOut('a\nx = [users, bills]\n\nb\n', before, after)).toBeUndefined();
});

test('what stood above it went in between, with an empty line', () => {
  const above = 'class Invoice:\n    id = 1\n';
  const edited = `${above}\n    payments = []\n`;
  const tax = '\n\nclass Tax:\n    id = 1\n';
  expect(takenOut(above + tax, edited, edited + tax)).toBe(above);
});

test('a line that the edit replaced comes back', () => {
  const [before, after] = ['a\n__all__ = ["users"]\nb\n', 'a\n__all__ = ["invoices", "users"]\nb\n'];
  expect(takenOut(`# mine\n${after}`, before, after)).toBe(`# mine\n${before}`);
});

test('line ends and a missing last one are kept', () => {
  expect(takenOut('# mine\r\na\r\nx\r\nb', 'a\r\nb', 'a\r\nx\r\nb')).toBe('# mine\r\na\r\nb');
});

test.each([
  ['a line of it was changed', 'import invoices as i\nimport users\n\nuse(users)\nuse(invoices)\n'],
  ['something was written between its lines', 'a\nx\n# mine\ny\nb\n', 'a\nb\n', 'a\nx\ny\nb\n'],
])('nothing goes when %s', (_, now, before = BEFORE, after = AFTER) => {
  expect(takenOut(now, before, after)).toBeUndefined();
});
