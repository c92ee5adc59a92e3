import { expect, test } from '@jest/globals';

import { parseField, printField } from '../../../lib/request/fields.js';
import { invalidSamples, samples } from '../../../lib/request/samples.js';
import { countOf } from '../../share.js';

/** Numerical Recipes' generator: the same fields in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const next = generator(20240131);
const chance = (percent: number): boolean => next(100) < percent;
const pick = <T>(items: readonly T[]): T => {
  const item = items[next(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};
const some = (letters: readonly string[], most: number): string =>
  Array.from({ length: next(most + 1) }, () => pick(letters)).join('');

const HOSTILE = [...'ab:=.\'"\\ {}$#%\n\té日😀', '::', ':::', ':unique', '=', 'default=', '\u2028', '\u001b'];
const PATTERNS = ['^[a-z:]+$', '^a::b$', '\\d', '^.+$', '^(x|:y)=z$', '[^:]'];
const day = (): string => `20${10 + next(90)}-0${1 + next(9)}-${10 + next(19)}`;
const KINDS =
  'str text int bigint smallint float decimal bool date datetime datetime.naive time timedelta uuid email url slug json bytes secret list class enum ref'.split(
    ' ',
  );
const SCALARS =
  'str str.20 text int bigint smallint float decimal decimal.9.4 bool date datetime datetime.tz datetime.naive time timedelta uuid email url slug'.split(
    ' ',
  );
const JSONS = [
  '{}',
  '[]',
  '{"a": {"b:c": [1, 2.5, true, null, "x::y"]}}',
  '"text"',
  '-1e3',
  'false',
  '{"é": "\\u2028"}',
];
const double = (value: string): string => value.replaceAll(':', '::');

const given = (): string => pick(['default', 'default', 'server_default']);

function randomField(): string {
  const parts = [`f_${some([...'abz09_'], 8)}`];
  const kind = pick(KINDS);
  const later: string[] = [];
  const add = (percent: number, make: () => string): void => {
    if (chance(percent)) later.push(make());
  };
  let type: string = kind;
  switch (kind) {
    case 'str':
    case 'text':
    case 'secret':
      if (kind !== 'text' && chance(60)) type = `${kind}.${50 + next(600)}`;
      add(40, () => `${given()}=${double(some(HOSTILE, 12))}`);
      add(20, () => `min_length=${next(4)}`);
      add(30, () => `max_length=${20 + next(300)}`);
      add(20, () => `pattern=${double(pick(PATTERNS))}`);
      break;
    case 'int':
    case 'bigint':
    case 'smallint':
      add(50, () => `${given()}=${pick(['', '+', '-', '00'])}${next(2000)}`);
      add(30, () => `${pick(['ge', 'gt'])}=-${next(3000)}`);
      add(30, () => `${pick(['le', 'lt'])}=${next(3000)}`);
      break;
    case 'float':
      add(50, () => `${given()}=${next(99)}.${next(99)}e${next(9) - 4}`);
      add(30, () => `${pick(['ge', 'gt'])}=-${next(300)}.5`);
      add(30, () => `${pick(['le', 'lt'])}=.${next(300)}`);
      break;
    case 'decimal':
      if (chance(60)) type = `decimal.${10 + next(30)}.${next(9)}`;
      add(50, () => `${given()}=${pick(['', '-', '+0'])}${next(90)}${pick(['', '.', '.5', '.50'])}`);
      add(30, () => `${pick(['ge', 'gt'])}=-${next(300)}.0`);
      add(30, () => `${pick(['le', 'lt'])}=${next(300)}`);
      break;
    case 'bool':
      add(50, () => `${given()}=${pick(['true', 'false'])}`);
      break;
    case 'date':
      add(50, () => `${given()}=${pick(['today', day()])}`);
      add(30, () => `${pick(['ge', 'gt', 'le', 'lt'])}=${day()}`);
      break;
    case 'datetime':
      if (chance(20)) type = 'datetime.tz';
      add(
        50,
        () =>
          `${given()}=${pick(['now', double(`${day()}T1${next(9)}:0${next(9)}${pick(['', ':59', ':00.120'])}${pick(['Z', '+05:30', '-11:00'])}`)])}`,
      );
      break;
    case 'datetime.naive':
      add(50, () => `${given()}=${double(`${day()}T1${next(9)}:0${next(9)}${pick(['', ':59', ':00.120'])}`)}`);
      break;
    case 'time':
      add(50, () => `${given()}=${double(`1${next(9)}:0${next(9)}${pick(['', ':59', ':00.120'])}`)}`);
      break;
    case 'timedelta':
      add(
        50,
        () =>
          `default=${pick(['', '+', '-'])}P${pick(['', `${next(9)}W`, `${next(999)}D`])}T${pick([`${next(99)}H`, `${next(99)}M${next(999)}S`, `0.${next(9999)}S`])}`,
      );
      break;
    case 'email':
      add(50, () => `${given()}=${pick(['ada', 'a.b+c', 'A_1'])}@${pick(['example.com', 'Sub.Example.ORG'])}`);
      add(20, () => `max_length=${30 + next(290)}`);
      break;
    case 'url':
      add(
        50,
        () =>
          `${given()}=${double(`${pick(['http', 'HTTPS'])}://${pick(['example.com', 'Ex.org:8080', '[::1]'])}${pick(['', '/', '/a/../b?c=d#e', '/%41'])}`)}`,
      );
      add(20, () => `max_length=${40 + next(2043)}`);
      break;
    case 'slug':
      add(50, () => `${given()}=${pick(['a', 'a-b-9', 'empty'])}`);
      add(20, () => `min_length=${1 + next(4)}`);
      add(20, () => `max_length=${5 + next(250)}`);
      break;
    case 'json':
      add(50, () => `${given()}=${double(pick(JSONS))}`);
      break;
    case 'bytes':
      add(50, () => `default=${btoa(some(['a', '\0', 'ÿ'], 12))}`);
      add(20, () => `max_length=${12 + next(600)}`);
      break;
    case 'list':
      type = `list.${pick(SCALARS)}`;
      add(50, () => `${given()}=empty`);
      break;
    case 'class':
      type = `enum.${pick(['Status', 'OrderState2'])}`;
      add(50, () => `${given()}=${pick(['open', 'in-review', 'A+'])}`);
      break;
    case 'ref':
      type = `ref.${pick(['User', 'users', 'users.User', 'order_items.OrderItem2'])}`;
      add(50, () => `ondelete=${pick(['cascade', 'restrict', 'setnull', 'noaction'])}`);
      add(30, () => 'back=the_others');
      break;
    case 'uuid':
      add(50, () => `${given()}=${pick(['uuid4', '6F1C3A52-8e0b-4f7d-9a34-2b5d8c7e1f60'])}`);
      break;
    default: {
      const values = ['unique', 'optional', 'now', 'in-progress', 'A+', 'A-', '1', 'empty', 'a/b'].filter(() =>
        chance(50),
      );
      type = `enum.${['draft', ...values].join('.')}`;
      add(50, () => `${given()}=${pick(['draft', ...values])}`);
    }
  }
  for (const flag of ['optional', 'unique', 'index', 'readonly', 'writeonly', 'filter', 'sort', 'search'])
    add(15, () => flag);
  add(15, () => `doc=x${double(some(HOSTILE, 12))}`);
  add(10, () => 'column=some_column');
  add(10, () => `alias=${pick(['some-name', 'a.b', 'x y', 'ü', 'a::b'])}`);
  const shuffled = later
    .map((text) => ({ text, order: next(1_000_000) }))
    .sort((one, other) => one.order - other.order);
  return [...parts, type, ...shuffled.map(({ text }) => text)].join(':');
}

const HOSTILE_COUNT = countOf(20_000, 'hostile texts');
const COUNT = countOf(100_000, 'random fields', 10);

test('random fields that are printed and parsed again are the same fields, with samples of every one', () => {
  let fields = 0;
  for (let attempt = 0; fields < COUNT && attempt < 4 * COUNT; attempt += 1) {
    const word = randomField();
    const { field } = parseField(word);
    if (field === undefined) continue;
    fields += 1;
    const printed = printField(field);
    const again = parseField(printed);
    if (JSON.stringify(again.field) !== JSON.stringify(field))
      expect({ word, printed, ...again }).toEqual({ word, printed, field });
    if (printField(field) !== printed) throw new Error(word);
    // The values of a class and of a model of the backend are known when it was found.
    if (field.type.kind === 'enum.class' || field.type.kind === 'ref') continue;
    const valid = samples(field, 2);
    const wrong = new Set(invalidSamples(field).map(({ value }) => value));
    if (valid.length === 0 || valid.some((value) => wrong.has(value))) throw new Error(`${word}: ${valid.join(' ')}`);
  }
  expect(fields).toBe(COUNT);
}, 120_000);

test('no text whatever makes the parser crash', () => {
  const pieces = [
    ...HOSTILE,
    'a',
    ':',
    '.',
    '=',
    'str',
    'int',
    'enum',
    'decimal',
    '.1',
    'pattern=',
    'ge=',
    'alias=',
    '\0',
    '\ud800',
    '(',
    '[',
    '{9}',
    '\\',
  ];
  for (let attempt = 0; attempt < HOSTILE_COUNT; attempt += 1) {
    const word = `${pick(['', 'a', 'a:str:', 'a:int:', 'a:decimal:ge=', 'a:str:pattern='])}${some(pieces, 8)}`;
    const { field, errors } = parseField(word);
    if (field === undefined && errors.some(({ at }) => at < 0 || at > word.length)) throw new Error(word);
  }
});
