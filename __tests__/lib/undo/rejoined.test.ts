import { beforeAll, expect, test } from '@jest/globals';
import { loadParser, type PythonParser } from '../../../lib/python/syntax.js';
import { type KnownEdit, rejoined } from '../../../lib/undo/rejoined.js';

let parser: PythonParser;

beforeAll(async () => {
  parser = await loadParser();
});

const BROKEN = '__all__ = [\n    "items",\n    "users",\n]\n';
const OURS: KnownEdit = {
  before: '__all__ = ["items", "users"]\n',
  after: '__all__ = [\n    "invoices",\n    "items",\n    "users",\n]\n',
};

test.each([
  ['a list', BROKEN, '__all__ = ["items", "users"]\n', OURS],
  [
    'a tuple in the head of a loop, with one item left',
    'for each in (\n    users,\n):\n    use(each)\n',
    'for each in (users,):\n    use(each)\n',
    { before: 'for each in (users,):\n', after: 'for each in (\n    invoices,\n    users,\n):\n' },
  ],
  [
    'an import',
    'from app import (\n    items,\n    users,\n)\n',
    'from app import items, users\n',
    {
      before: 'from app import items, users\n',
      after: 'from app import (\n    invoices,\n    items,\n    users,\n)\n',
    },
  ],
  [
    'a list between lines of other people',
    `# ours\n${BROKEN}more()\n`,
    '# ours\n__all__ = ["items", "users"]\nmore()\n',
    OURS,
  ],
])('%s that a run broke is on one line again', (_, text, expected, edit) => {
  expect(rejoined(parser, text, [edit])).toBe(expected);
  expect(rejoined(parser, text.replaceAll('\n', '\r\n'), [edit])).toBe(expected.replaceAll('\n', '\r\n'));
});

test.each([
  ['that no run broke', BROKEN, { before: BROKEN, after: OURS.after }],
  ['with a comment', BROKEN.replace('users",', 'users",  # people'), OURS],
  ['that is longer than its line was', BROKEN.replace('users', 'users_and_other_people'), OURS],
  ['with two items on a line', '__all__ = [\n    "items", "users",\n]\n', OURS],
])('a list %s stays as it is', (_, text, edit) => {
  expect(rejoined(parser, text, [edit])).toBe(text);
});
