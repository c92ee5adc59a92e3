import { expect, test } from '@jest/globals';

import { parseField } from '../../../lib/request/fields.js';
import { matches, matching } from '../../../lib/request/pattern/examples.js';
import { patternProblem } from '../../../lib/request/pattern/problem.js';

test.each([
  String.raw`^[A-Z]{3}-\d{4}$`,
  String.raw`^\p{L}+$`,
  String.raw`^(?<year>\d{4})\/x$`,
  String.raw`^[\w.+-]+@[a-z]+$`,
  String.raw`^\w{1,100}$`,
  String.raw`^[^@\s]+$`,
  String.raw`[\]\[a\-]`,
  '(?i)^abc$',
  String.raw`^(?P<y>\d{4})-\d{2}$`,
  String.raw`^[\u00e9-\u00ff]+$`,
  String.raw`\A[[:alpha:]]{2}\z`,
  '[a-z&&[^aeiou]]',
  '[a&&b]',
  '[~~]',
  'a**',
  String.raw`\-\x{e9}\u{1F600}`,
  '[]a]',
])('the pattern %s can be used', (pattern) => {
  expect(patternProblem(pattern)).toBeUndefined();
});

test.each([
  ['', 'is empty'],
  ['[', 'is no regular expression: a class is not closed.'],
  ['(?=a)a', 'looks ahead or behind'],
  ['(?!a)b', 'looks ahead or behind'],
  ['(?<=a)b', 'looks ahead or behind'],
  ['(?<!a)b', 'looks ahead or behind'],
  [String.raw`(a)\1`, 'backreference'],
  [String.raw`(?<n>a)\k<n>`, 'backreference'],
  [String.raw`\0`, String.raw`write the character as \x00`],
  [String.raw`\cA`, 'which Pydantic does not support'],
  [String.raw`\ud83d\ude00`, 'half of a character'],
  ['[[a]', 'a class is not closed'],
  [String.raw`[\b]`, 'in a class'],
  ['[]', 'a class is not closed'],
  ['[^]', 'a class is not closed'],
  ['a)', 'a group is closed that is not open'],
  ['(a', 'a group is not closed'],
  ['*a', 'there is nothing to repeat before *'],
  ['a{,3}', '{ starts no count'],
  ['a{3,2}', 'ends before it starts'],
  ['(?P<n>a)(?P<n>b)', 'two groups are called n'],
  ['(?P<n>a)(?P=n)', 'backreference'],
  ['(?>a)', 'starts no group'],
  [String.raw`a\Z`, String.raw`write \z or $`],
  [String.raw`\p{Klingon}`, 'which is not supported here'],
  ['(?x) a', 'which is not supported here: use i, s and m alone'],
  ['[z-a]', 'a range ends before it starts'],
  ['('.repeat(101), 'nested too deep'],
  ['a'.repeat(2001), 'at most 2000'],
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

test.each([
  ['(?i)^straße$', 'STRASSE', false],
  ['(?i)^abc$', 'aBC', true],
  ['a(?i)b|c', 'C', true],
  ['(?i:a)b', 'AB', false],
  ['^a.c$', 'a\nc', false],
  ['^a.c$', 'a\rc', true],
  ['(?s)^a.c$', 'a\nc', true],
  ['^b$', 'a\nb', false],
  ['(?m)^b$', 'a\nb', true],
  [String.raw`^\d$`, '٣', true],
  [String.raw`\bé`, 'xé', false],
  ['^[a-z&&[^aeiou]]+$', 'xyz', true],
  ['^[a-z&&[^aeiou]]+$', 'abc', false],
  ['^(?:ab){2,3}$', 'abababab', false],
  ['^(a|ab)(c|bcd)$', 'abcd', true],
])('that the pattern %s matches %j is %s', (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});

test.each([
  '(?i)^abc$',
  String.raw`^(?P<y>\d{4})-\d{2}$`,
  String.raw`^[\u00e9-\u00ff]+$`,
  String.raw`^\p{Greek}{3}$`,
  String.raw`^\t\x07$`,
  '^[^ -~]+$',
  '^(?:[A-Z]{2}\\d{2}){1,4}$',
])('examples of %s are found', (pattern) => {
  const found = matching(pattern, { least: 1, most: 255 }, 2);
  expect(found.length).toBeGreaterThan(0);
  for (const text of found) expect(matches(pattern, text)).toBe(true);
});

test.each([
  '^(a+)+$',
  String.raw`^(\w+\s?)*$`,
  '^(a|a)*b$',
  '(.*)*x',
  '((((((((((a*)*)*)*)*)*)*)*)*)*)*$',
  '(((((((((((((((((((((((((a?)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+)+b$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '^(?:a?){500}a{500}$',
  '(x+x+)+y',
  '^(.+)+x$',
  'b^a',
  '^(?:(?:(?:a{1,9}){1,9}){1,9})$',
])('the pattern %s is tried within a second, whether it is accepted or not', (pattern) => {
  const before = Date.now();
  parseField(`a:str.5000:min_length=40:pattern=${pattern}:default=${'a'.repeat(4000)}!`);
  expect(Date.now() - before).toBeLessThan(1000);
});
