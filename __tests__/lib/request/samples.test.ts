import { expect, test } from '@jest/globals';

import { type Field, parseField } from '../../../lib/request/fields.js';
import { invalidSamples, samples } from '../../../lib/request/samples.js';
import { keySample, type RefKey } from '../../../lib/request/types/ref.js';

function parsed(word: string): Field {
  const { field, errors } = parseField(word);
  if (field === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return field;
}

test.each([
  ['title:str', ['"title 1"', '"title 2"', '"title 3"']],
  ['order_no:str.3', ['"a"', '"b"', '"c"']],
  ['a:str.4:min_length=4', ['"a 1x"', '"a 2x"', '"a 3x"']],
  ['a:int', ['1', '2', '3']],
  ['a:int:ge=5:le=6', ['5', '6']],
  ['a:int:lt=-5', ['-6', '-7', '-8']],
  ['a:int:ge=2147483646', ['2147483646', '2147483647']],
  ['a:decimal', ['"10.50"', '"11.50"', '"12.50"']],
  ['a:decimal.3.3:le=0.5', ['"0.500"', '"0.499"', '"0.498"']],
  ['a:decimal.5.0', ['"10"', '"11"', '"12"']],
  ['a:float', ['1.5', '2.5', '3.5']],
  ['a:float:ge=0:le=1', ['0.25', '0.5', '0.75']],
  ['a:float:lt=-3', ['-4.5', '-5.5', '-6.5']],
  ['a:float:ge=2:le=2', ['2.0']],
  ['a:bool', ['True', 'False']],
  ['a:date', ['"2024-01-31"', '"2024-02-01"', '"2024-02-02"']],
  ['a:date:le=0001-01-02', ['"0001-01-02"', '"0001-01-01"']],
  ['a:datetime', ['"2024-01-31T08:00:00Z"', '"2024-02-01T08:00:00Z"', '"2024-02-02T08:00:00Z"']],
  ['a:enum.draft.live', ['"draft"', '"live"']],
  ['a:bigint:ge=9223372036854775806', ['9223372036854775806', '9223372036854775807']],
  ['a:smallint:le=-32767', ['-32767', '-32768']],
  ['a:datetime.naive', ['"2024-01-31T08:00:00"', '"2024-02-01T08:00:00"', '"2024-02-02T08:00:00"']],
  ['a:time', ['"08:00:00"', '"08:01:00"', '"08:02:00"']],
  ['a:timedelta', ['"P1D"', '"P2D"', '"P3D"']],
  ['a:email', ['"user1@example.com"', '"user2@example.com"', '"user3@example.com"']],
  ['a:url', ['"https://example.com/1"', '"https://example.com/2"', '"https://example.com/3"']],
  ['short_name:slug', ['"short-name-1"', '"short-name-2"', '"short-name-3"']],
  ['a:slug:max_length=2', ['"a"', '"b"', '"c"']],
  ['a:slug:min_length=6', ['"a-1xxx"', '"a-2xxx"', '"a-3xxx"']],
  ['a:json', ['{"number": 1}', '{"number": 2}', '{"number": 3}']],
  ['a:bytes', ['"AQ=="', '"Ag=="', '"Aw=="']],
  ['a:list.str', ['["a 1", "a 2"]', '["a 1"]', '[]']],
  ['a:list.bool', ['[True, False]', '[True]', '[]']],
])('three samples of %s are %j', (word, expected) => {
  expect(samples(parsed(word), 3)).toEqual(expected);
});

test.each([
  String.raw`a:str.10:pattern=^[A-Z]{3}-\d{4}$`,
  String.raw`a:str:pattern=^[^@\s]+@[^@\s]+\.[a-z]{2,}$`,
  'a:str.9:pattern=^[α-ω]+$',
  String.raw`a:str.30:pattern=^\p{Lu}\p{Ll}+$`,
  'a:str:min_length=100:pattern=^[a-z]+$',
  String.raw`a:str.3:min_length=3:pattern=\d`,
  String.raw`a:text:pattern=^\u{41}[^a-z]+$`,
  'a:str.60:min_length=40:pattern=^(.+)+x$',
])('the samples of %s are different, match, and have a fitting length', (word) => {
  const field = parsed(word);
  const texts = samples(field, 3).map((text): string => JSON.parse(text));
  const most = field.type.kind === 'str' ? field.type.max : Number.POSITIVE_INFINITY;
  expect(new Set(texts).size).toBe(3);
  for (const text of texts) {
    expect(text).toMatch(new RegExp(field.pattern ?? '', 'u'));
    expect([...text].length).toBeGreaterThanOrEqual(field.minLength ?? 1);
    expect([...text].length).toBeLessThanOrEqual(most);
  }
});

test('samples are the same every time', () => {
  const field = parsed(String.raw`a:str:pattern=^[a-z]+\d$`);
  expect(samples(field, 5)).toEqual(samples(field, 5));
});

test('a pattern with one match has one sample', () => {
  expect(samples(parsed('a:str:pattern=^x$'), 3)).toEqual(['"x"']);
});

test.each([
  ['a:str.3', ['None null', '1 wrong type', '"" too short', '"xxxx" too long', '"a \\u0000" NUL'], '"a 1"'],
  ['a:str.100:optional', ['1 wrong type', '"" too short', '"x" * 101 too long', '"a \\u0000" NUL'], '"a 1"'],
  ['a:text:default=', ['None null', '1 wrong type', '"a \\u0000" NUL'], '"a 1"'],
  [
    'a:int',
    [
      'None null',
      '"x" wrong type',
      '1.5 not whole',
      '2147483648 too large for its column',
      '-2147483649 too small for its column',
    ],
    '1',
  ],
  ['a:int:ge=5:lt=9', ['None null', '"x" wrong type', '1.5 not whole', '4 ge', '9 lt'], '5'],
  [
    'a:decimal.4.2:gt=0:le=5',
    ['None null', '"x" wrong type', '"0.001" too many decimal places', '"0.00" gt', '"5.01" le'],
    '"5.00"',
  ],
  ['a:float:gt=0.5:le=2', ['None null', '"x" wrong type', '0.5 gt', '4 le'], '1.25'],
  ['a:bool', ['None null', '"x" wrong type', '2 neither 0 nor 1'], 'True'],
  ['a:date:le=9999-12-31:ge=2024-01-01', ['None null', '"x" wrong type', '"2023-12-31" ge'], '"2024-01-31"'],
  [
    'a:datetime',
    [
      'None null',
      '"x" wrong type',
      '"2024-01-31T08:00:00" no offset',
      '"1599-12-31T23:59:59Z" too early',
      '"9999-12-30T00:00:01Z" too late',
    ],
    '"2024-01-31T08:00:00Z"',
  ],
  ['a:uuid', ['None null', '"x" wrong type'], '"6f1c3a52-8e0b-4f7d-9a34-000000000001"'],
  ['a:enum.other.b', ['None null', '1 wrong type', '"otherx" not one of the values'], '"other"'],
  ['a:smallint:optional:gt=5', ['"x" wrong type', '1.5 not whole', '5 gt', '32768 too large for its column'], '6'],
  ['a:time', ['None null', '"x" wrong type', '"08:00:00Z" an offset'], '"08:00:00"'],
  ['a:datetime.naive', ['None null', '"x" wrong type', '"2024-01-31T08:00:00Z" an offset'], '"2024-01-31T08:00:00"'],
  ['a:timedelta', ['None null', '"x" wrong type', '"P700001D" too long', '"-P700001D" too long'], '"P1D"'],
  ['a:email', ['None null', '1 wrong type', '"x" no address'], '"user1@example.com"'],
  [
    'a:url:max_length=40',
    [
      'None null',
      '1 wrong type',
      '"ftp://example.com/" neither http nor https',
      '"https://example.com/" + "xxxxxxxxxxxxxxxxxxxxx" too long',
    ],
    '"https://example.com/1"',
  ],
  [
    'a:slug:max_length=50',
    [
      'None null',
      '1 wrong type',
      '"" too short',
      '"x" * 51 too long',
      '"!" does not match the pattern',
      '"a-\\u0000" NUL',
    ],
    '"a-1"',
  ],
  ['a:json:optional', ['"\\u0000" NUL', '{"\\u0000": 1} NUL', '[["\\u0000"]] NUL'], '{"number": 1}'],
  ['a:bytes:max_length=3', ['None null', '1 wrong type', '"x" no base64', '"AAAAAAAA" too long'], '"AQ=="'],
  [
    'a:list.int:optional',
    [
      '"x" wrong type',
      '[None] an item: null',
      '["x"] an item: wrong type',
      '[1.5] an item: not whole',
      '[2147483648] an item: too large for its column',
      '[-2147483649] an item: too small for its column',
    ],
    '[1, 2]',
  ],
])('what %s must refuse is %j, and what it takes %s', (word, expected, valid) => {
  expect(invalidSamples(parsed(word)).map(({ value, why }) => `${value} ${why}`)).toEqual(expected);
  expect(samples(parsed(word), 1)).toEqual([valid]);
});

test('a string that a pattern does not match has a fitting length', () => {
  const found = invalidSamples(parsed('a:str.9:min_length=4:pattern=^[a-z]+$'));
  expect(found).toContainEqual({ value: '"!!!!"', why: 'does not match the pattern' });
});

test('a UUID that is referred to has a letter: SQLite takes digits alone in a column UUID for a number', () => {
  const key: RefKey = { name: 'id', column: 'id', kind: 'uuid' };
  for (const number of [1, 2, 101]) expect(keySample(key, number).replaceAll(/["-]/g, '')).toMatch(/^a\d{31}$/);
});
