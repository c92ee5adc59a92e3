import { expect, test } from '@jest/globals';

import { findEnum } from '../../../lib/project/enums.js';
import { projectIn } from '../memory.js';

const find = (texts: Readonly<Record<string, string>>): unknown =>
  findEnum(
    projectIn(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/b/app/${path}`, text]))),
    'app',
    'Status',
  );

const OPEN = [
  { name: 'OPEN', value: 'open' },
  { name: 'ON_HOLD', value: 'on hold' },
];
const BODY = '    OPEN = "open"\n    ON_HOLD = \'on hold\'\n';

test.each([
  ['a StrEnum', `from enum import StrEnum\n\nclass Status(StrEnum):\n${BODY}`],
  ['a str and Enum', `from enum import Enum\n\nclass Status(str, Enum):\n${BODY}`],
  ['an Enum of strings', `import enum as e\n\nclass Status(e.Enum):\n${BODY}`],
  ['a decorated enum', `import enum\n\n@enum.unique\nclass Status(enum.StrEnum):\n${BODY}`],
  [
    'a class of an enum of the module',
    `from enum import Enum\nclass Words(str, Enum):\n    pass\nclass Status(Words):\n${BODY}`,
  ],
  [
    'an enum with methods, a docstring and an alias',
    `from enum import StrEnum\n\nclass Status(StrEnum):\n    """Where it is."""\n    _ignore_ = ["x"]\n${BODY}    STARTED = "open"\n\n    def label(self) -> str:\n        text = "x"\n        return text\n`,
  ],
])('%s is found with its values', (_what, text) => {
  expect(find({ 'core/words.py': text })).toEqual({ module: 'app.core.words', name: 'Status', members: OPEN });
});

test('auto() in a StrEnum is the name in small letters', () => {
  const text = 'from enum import StrEnum, auto\nclass Status(StrEnum):\n    ON_HOLD = auto()\n';
  expect(find({ 'words/__init__.py': text })).toEqual({
    module: 'app.words',
    name: 'Status',
    members: [{ name: 'ON_HOLD', value: 'on_hold' }],
  });
});

test('a member that is the name of another is its alias, and escapes are read', () => {
  const text =
    'from enum import StrEnum\nclass Status(StrEnum):\n    LOW = "it\\\'s \\u00e9"\n    MIN = LOW\n    TAB = \'a\\tb\'\n    RAW = r"a\\d"\n    HIGH = MIN\n';
  expect(find({ 'words.py': text })).toMatchObject({
    members: [
      { name: 'LOW', value: "it's é" },
      { name: 'TAB', value: 'a\tb' },
      { name: 'RAW', value: 'a\\d' },
    ],
  });
});

test('imports, other names, tests and migrations are no second class', () => {
  const text = `from enum import StrEnum\nclass Status(StrEnum):\n${BODY}`;
  const found = find({
    'core/words.py': text,
    'core/__init__.py':
      'from app.core.words import Status\nStatusWord = Status\nclass StatusList:\n    class Status:\n        pass\n',
    'core/tests/test_words.py': text,
    'migrations/one.py': text,
    'core/words.py.bak': text,
  });
  expect(found).toMatchObject({ module: 'app.core.words' });
});

test.each([
  ['none', {}, 'There is no class Status at the top of a module in the 0 Python files of app'],
  [
    'several',
    { 'a.py': `import enum\nclass Status(enum.Enum):\n${BODY}`, 'b.py': '\nclass Status:\n    pass\n' },
    'There is more than one class Status: app/a.py:2 and app/b.py:2.',
  ],
  ['a class that is no enum', { 'a.py': `class Status(str):\n${BODY}` }, 'app/a.py:1 Status is no enum'],
  [
    'an enum of numbers',
    { 'a.py': 'from enum import Enum\nclass Status(Enum):\n    A = 1\n' },
    'has a member A whose value is no plain string',
  ],
  [
    'an IntEnum',
    { 'a.py': 'from enum import IntEnum\nclass Status(IntEnum):\n    A = 1\n' },
    'has no strings as its values',
  ],
  [
    'auto() where it is a number',
    { 'a.py': 'from enum import Enum, auto\nclass Status(Enum):\n    A = auto()\n' },
    'has a member A whose value is no plain string',
  ],
  [
    'a value that is put together',
    { 'a.py': 'from enum import StrEnum\nclass Status(StrEnum):\n    A = "a" + "b"\n' },
    'has a member A whose value is no plain string',
  ],
  ['no members', { 'a.py': 'from enum import StrEnum\nclass Status(StrEnum):\n    pass\n' }, 'has no members'],
])('%s is refused', (_what, texts, reason) => {
  expect(find(texts)).toMatchObject({ reason: expect.stringContaining(reason) });
});
