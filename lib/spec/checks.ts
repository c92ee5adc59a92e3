import { brokenRule, impossibility } from './consistency.js';
import { BOUNDS, type Default, type Field, type FieldError, type FieldType, isText, maxLength } from './field.js';
import { isGrid } from './grid.js';
import { pythonString } from './literals.js';
import type { Key, Modifiers } from './modifiers.js';
import { patternProblem } from './patterns.js';
import { printType } from './print.js';
import { readValue, trimZeros } from './values.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A btree of PostgreSQL holds values of up to 2,704 bytes; a character takes up to four. */
const MOST_INDEXED = 670;
/** The tests of the generated package write out a value of the least length. */
const MOST_REQUIRED = 10_000;

/** The field that a type and its modifiers make, and everything about them that does not fit together. */
export function checkedField(
  name: string,
  type: FieldType,
  modifiers: Modifiers,
): { field: Field; errors: FieldError[] } {
  const { flags, keys } = modifiers;
  const errors: FieldError[] = [];
  const at = (word: Key): number => keys.get(word)?.at ?? 0;
  const fail = (word: Key, message: string): unknown => errors.push({ at: at(word), message });
  const field: Mutable<Field> = {
    name,
    type,
    optional: flags.has('optional'),
    unique: flags.has('unique'),
    index: flags.has('index'),
    readonly: flags.has('readonly'),
    writeonly: flags.has('writeonly'),
  };
  readLengths(field, keys, fail);
  readBounds(field, keys, fail);
  readNames(field, keys, fail);
  const pattern = keys.get('pattern')?.value;
  if (pattern !== undefined) {
    const problem = isText(type) ? patternProblem(pattern) : `does not fit ${printType(type)}: it is for str and text.`;
    if (problem === undefined) field.pattern = pattern;
    else fail('pattern', `pattern ${pattern} ${problem}`);
  }
  const sound = errors.length === 0;
  const given = keys.get('default')?.value;
  const reading = given === undefined ? undefined : readDefault(type, given);
  if (reading?.kind === 'bad') fail('default', `default ${pythonString(given ?? '')} ${reading.why}`);
  else if (reading) field.default = reading.default;
  if (sound) {
    const impossible = reading?.kind === 'bad' ? undefined : impossibility(field);
    const last = keys.has('pattern') ? 'pattern' : lastOf(keys, ['ge', 'gt', 'le', 'lt', 'min_length', 'max_length']);
    if (impossible !== undefined) fail(last, impossible);
    else if (reading?.kind === 'ok') {
      const broken = brokenRule(field);
      if (broken !== undefined) fail('default', `default ${pythonString(given ?? '')} ${broken}`);
    }
  }
  errors.push(...flagErrors(field, modifiers));
  return { field, errors };
}

type Keys = Modifiers['keys'];
type Fail = (word: Key, message: string) => unknown;

function readLengths(field: Mutable<Field>, keys: Keys, fail: Fail): void {
  for (const [word, property, least, most] of [
    ['min_length', 'minLength', 0, MOST_REQUIRED],
    ['max_length', 'maxLength', 1, 10_000_000],
  ] as const) {
    const value = keys.get(word)?.value;
    if (value === undefined) continue;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : -1;
    if (!isText(field.type)) fail(word, `${word} does not fit ${printType(field.type)}: it is for str and text.`);
    else if (number < least || number > most) fail(word, `${word} is a whole number from ${least} to ${most}.`);
    else field[property] = number;
  }
  const { type } = field;
  if (type.kind === 'str' && field.maxLength !== undefined && field.maxLength > type.max) {
    fail('max_length', `max_length ${field.maxLength} is more than the ${type.max} characters of ${printType(type)}.`);
  }
}

function readBounds(field: Mutable<Field>, keys: Keys, fail: Fail): void {
  for (const word of BOUNDS) {
    const value = keys.get(word)?.value;
    if (value === undefined) continue;
    if (!isGrid(field.type) && field.type.kind !== 'float') {
      const fix = isText(field.type) ? ` Did you mean ${word.startsWith('g') ? 'min_length' : 'max_length'}?` : '';
      fail(word, `${word} does not fit ${printType(field.type)}: it is for int, float, decimal and date.${fix}`);
      continue;
    }
    const reading = readValue(field.type, value);
    if (reading.kind === 'bad') fail(word, `${word} ${pythonString(value)} ${reading.why}`);
    else field[word] = field.type.kind === 'decimal' ? trimZeros(reading.value) : reading.value;
  }
  if (keys.has('ge') && keys.has('gt')) fail('gt', 'ge and gt both bound it from below: keep one.');
  if (keys.has('le') && keys.has('lt')) fail('lt', 'le and lt both bound it from above: keep one.');
}

function readNames(field: Mutable<Field>, keys: Keys, fail: Fail): void {
  const column = keys.get('column')?.value;
  if (column !== undefined) {
    if (/^[A-Za-z_][A-Za-z0-9_]{0,62}$/.test(column)) field.column = column;
    else fail('column', `column ${pythonString(column)} is no name: use letters, digits and _, at most 63.`);
  }
  const alias = keys.get('alias')?.value;
  if (alias === undefined) return;
  if (/^[^\p{C}\p{Zl}\p{Zp}"'`\\]{1,100}$/u.test(alias) && alias.trim() === alias) field.alias = alias;
  else
    fail('alias', `alias ${pythonString(alias)} is no name: 1 to 100 printable characters, no quotes, no backslash.`);
}

function readDefault(type: FieldType, text: string): { kind: 'ok'; default: Default } | { kind: 'bad'; why: string } {
  const factory =
    type.kind === 'datetime' ? 'now' : type.kind === 'date' ? 'today' : type.kind === 'uuid' ? 'uuid4' : undefined;
  if (factory !== undefined && text === factory) return { kind: 'ok', default: { kind: 'factory', name: factory } };
  if (isText(type) && text === 'empty') return { kind: 'ok', default: { kind: 'value', value: '' } };
  const reading = readValue(type, text);
  if (reading.kind === 'ok') return { kind: 'ok', default: { kind: 'value', value: reading.value } };
  const word =
    factory !== undefined && /^(now|today|uuid|uuid4|utcnow|auto)$/i.test(text) ? ` Did you mean ${factory}?` : '';
  return { kind: 'bad', why: reading.why + word };
}

function flagErrors(field: Field, { flags, keys }: Modifiers): readonly FieldError[] {
  const errors: FieldError[] = [];
  const at = flags.get('readonly') ?? 0;
  if (field.readonly && field.writeonly) {
    errors.push({
      at: flags.get('writeonly') ?? 0,
      message: 'A field cannot be both readonly and writeonly: nobody would see it.',
    });
  }
  if (field.readonly && !field.optional && !keys.has('default')) {
    errors.push({ at, message: 'readonly needs a value to start with: add default= or optional.' });
  }
  if (field.readonly && field.unique && field.default?.kind === 'value') {
    errors.push({ at, message: 'readonly, unique and one fixed default leave room for one record alone.' });
  }
  const word = field.unique ? 'unique' : field.index ? 'index' : undefined;
  if (word && isText(field.type) && (maxLength(field) ?? Number.POSITIVE_INFINITY) > MOST_INDEXED) {
    const message = `PostgreSQL cannot index texts this long: ${word} needs at most ${MOST_INDEXED} characters. Add max_length=${MOST_INDEXED}.`;
    errors.push({ at: flags.get(word) ?? 0, message });
  }
  return errors;
}

function lastOf(keys: Keys, words: readonly Key[]): Key {
  return words.reduce(
    (last, word) => ((keys.get(word)?.at ?? -1) > (keys.get(last)?.at ?? -1) ? word : last),
    'default',
  );
}
