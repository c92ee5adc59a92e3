import { expect, test } from '@jest/globals';
import {
  endOfLine,
  indentAt,
  insertLinesBelow,
  isAloneOnItsLines,
  lineStart,
  trailingComment,
} from '../../../lib/python/style.js';

test('the end of line is the one that most lines have', () => {
  expect(endOfLine('a\r\nb\r\nc\n')).toBe('\r\n');
  expect(endOfLine('a\nb\nc\r\n')).toBe('\n');
  expect(endOfLine('a\rb')).toBe('\r');
  expect(endOfLine('a')).toBe('\n');
});

test('the first line starts behind a BOM', () => {
  expect(lineStart('\uFEFFa\nb', 1)).toBe(1);
  expect(lineStart('\uFEFFa\nb', 4)).toBe(3);
});

test('the indent is kept as it is written', () => {
  expect(indentAt('if x:\n\t  y', 9)).toBe('\t  ');
});

test('a statement is alone when only blanks, a comment or a last semicolon share its lines', () => {
  expect(isAloneOnItsLines('a()  # b', 0, 3)).toBe(true);
  expect(isAloneOnItsLines('a();  # b', 0, 3)).toBe(true);
  expect(isAloneOnItsLines('a(); b()', 0, 3)).toBe(false);
  expect(isAloneOnItsLines('a(); b()', 5, 8)).toBe(false);
  expect(isAloneOnItsLines('a() \\\n', 0, 3)).toBe(false);
});

test('a trailing comment comes with the blanks before it', () => {
  expect(trailingComment('a()  # noqa\nb', 3)).toBe('  # noqa');
  expect(trailingComment('a();  # noqa', 3)).toBe('  # noqa');
  expect(trailingComment('a()\n# noqa', 3)).toBe('');
});

test('below the last line of a text without a final newline comes a newline first and none after', () => {
  expect(insertLinesBelow('a\r\nb', 3, 'c')).toEqual({ at: 4, remove: 0, insert: '\r\nc' });
  expect(insertLinesBelow('a\r\nb\r\n', 3, 'c')).toEqual({ at: 6, remove: 0, insert: 'c\r\n' });
});
