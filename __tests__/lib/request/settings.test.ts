import { describe, expect, test } from '@jest/globals';
import { readSettings, type SettingsInput } from '../../../lib/request/settings.js';
import { packageSpec, parseFields } from '../asked.js';

const FIELDS = parseFields(['number:str.32', 'year:int', 'code:str.4:unique']);

const saying = (input: SettingsInput): readonly string[] =>
  readSettings(input, FIELDS).problems.map(({ reason }) => reason);

test('a command that asks for nothing more leaves everything to the blueprint', () => {
  expect(readSettings({}, FIELDS)).toEqual({
    settings: { hasTimestamps: false, uniques: [], indexes: [] },
    problems: [],
  });
});

test('all settings are read', () => {
  const input = {
    key: 'uuid',
    timestamps: true,
    table: 'bills',
    unique: 'number+year',
    index: 'year+code,code+number',
  };
  expect(readSettings(input, FIELDS).settings).toEqual({
    key: 'uuid',
    hasTimestamps: true,
    table: 'bills',
    uniques: [['number', 'year']],
    indexes: [
      ['year', 'code'],
      ['code', 'number'],
    ],
  });
});

describe('what is wrong is told by its option', () => {
  test.each<[SettingsInput, string]>([
    [{ key: 'uid' }, '--key=uid: there is no such kind of key. Did you mean uuid?'],
    [{ table: 'Bills' }, '--table=Bills: "Bills" cannot be the name of a table.'],
    [{ unique: 'number+yaer' }, '--unique=number+yaer: the model has no field "yaer". Did you mean year?'],
    [{ unique: 'number' }, '--unique=number: one field alone says so itself: number:…:unique.'],
    [{ unique: 'number+number' }, '--unique=number+number: a field is named twice.'],
    [{ unique: 'number+code' }, '--unique=number+code: code is unique already, with anything.'],
    [{ index: '+year' }, '--index=+year: the model has no field "".'],
  ])('%j', (input, expected) => {
    expect(saying(input)).toEqual([expected]);
  });
});

test('a path of its own takes the place of the name', () => {
  expect(packageSpec({ package: 'invoices', fields: [], path: '/my-bills' }).slug).toBe('my-bills');
});

test.each(['', '/', 'a/b', 'Bills', '{id}', '../x'])('the path %j is refused', (path) => {
  expect(() => packageSpec({ package: 'invoices', fields: [], path })).toThrow(/--path=/);
});
