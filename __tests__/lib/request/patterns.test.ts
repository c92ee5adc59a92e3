import { expect, test } from '@jest/globals';

import { parseField } from '../../../lib/request/fields.js';
import { patternProblem } from '../../../lib/request/patterns.js';

test.each([
  String.raw`^[A-Z]{3}-\d{4}$`,
  String.raw`^\p{L}+$`,
  String.raw`^(?<year>\d{4})\/x$`,
  String.raw`^[\w.+-]+@[a-z]+$`,
  String.raw`^\w{1,100}$`,
  String.raw`^[^@\s]+$`,
  String.raw`[\]\[a\-]`,
])('the pattern %s can be used', (pattern) => {
  expect(patternProblem(pattern)).toBeUndefined();
});

test.each([
  ['', 'is empty'],
  ['[', 'is no regular expression: Unterminated character class.'],
  ['a**', 'is no regular expression'],
  [String.raw`\-`, 'is no regular expression'],
  ['(?=a)a', 'looks ahead or behind'],
  ['(?!a)b', 'looks ahead or behind'],
  ['(?<=a)b', 'looks ahead or behind'],
  ['(?<!a)b', 'looks ahead or behind'],
  [String.raw`(a)\1`, 'backreference'],
  [String.raw`(?<n>a)\k<n>`, 'backreference'],
  [String.raw`\0`, 'write it as'],
  [String.raw`\cA`, 'write it as'],
  [String.raw`\ud83d\ude00`, 'half of a character'],
  ['[[a]', String.raw`write \[`],
  [String.raw`[\b]`, 'in a class'],
  ['[a&&b]', 'operator'],
  ['[~~]', 'operator'],
  ['[]', 'empty class'],
  ['[^]', 'empty class'],
  [String.raw`^\w{1,255}$`, 'write [A-Za-z0-9_]'],
  [String.raw`(?:\p{L}{20}){20}`, 'repeats too much'],
  ['a{99999999}', 'repeats too much'],
])('the pattern %s cannot: %s', (pattern, message) => {
  expect(patternProblem(pattern)).toContain(message);
});

test.each([
  [String.raw`a:str.5:pattern=^[A-Z]{3}-\d{4}$`, 'has no example of 1 to 5 characters'],
  ['a:str:pattern=^$', 'has no example'],
  ['a:str:pattern=b^a', 'has no example'],
])('%s is refused: %s', (word, message) => {
  expect(parseField(word).errors).toMatchObject([{ message: expect.stringContaining(message) }]);
});
