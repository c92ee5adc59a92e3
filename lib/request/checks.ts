/** The field that a type and its modifiers make, checked. */

import { pythonString } from '../naming/literals.js';
import { brokenRule, impossibility } from './consistency.js';
import { type DefaultWord, readDefaults } from './defaults.js';
import { type Field, maxLength, printType } from './field.js';
import { readHash } from './hash-checks.js';
import { type Fail, type Keys, type Mutable, readLengths } from './lengths.js';
import type { Key, Modifiers } from './modifiers.js';
import { patternProblem } from './pattern/problem.js';
import { manyErrors, readReference } from './reference-checks.js';
import { bad, readText } from './types/reading.js';
import { type FieldType, rulesOf, typesWith } from './types/table.js';
import { BOUNDS, type FieldError } from './types/typed-field.js';

/** A btree of PostgreSQL holds values of up to 2,704 bytes; a character takes up to four. */
const MOST_INDEXED = 670;

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
    writeonly: flags.has('writeonly') || rulesOf(type).isHidden === true,
    ...(flags.has('filter') ? { isFiltered: true } : {}),
    ...(flags.has('sort') ? { isSorted: true } : {}),
    ...(flags.has('search') ? { isSearched: true } : {}),
    ...(flags.has('embed') ? { isEmbedded: true } : {}),
  };
  readLengths(field, keys, fail);
  readBounds(field, keys, fail);
  readNames(field, keys, fail);
  errors.push(...readReference(field, modifiers), ...manyErrors(field, modifiers), ...readHash(field, modifiers));
  const pattern = keys.get('pattern')?.value;
  if (pattern !== undefined) {
    const problem = rulesOf(type).takesPattern
      ? patternProblem(pattern)
      : `does not fit ${printType(type)}: it is for ${typesWith(({ takesPattern }) => takesPattern === true)}.`;
    if (problem === undefined) field.pattern = pattern;
    else fail('pattern', `pattern ${pattern} ${problem}`);
  }
  const doc = keys.get('doc')?.value;
  if (doc !== undefined) {
    const reading = doc.trim() === '' ? bad('is empty: write what the field is.') : readText(doc);
    if (reading.kind === 'ok') field.doc = doc;
    else fail('doc', `doc ${pythonString(doc)} ${reading.why}`);
  }
  const sound = errors.length === 0;
  const readings = readDefaults(field, keys, fail);
  if (sound) {
    const impossible = readings.every(({ kind }) => kind === 'ok') ? impossibility(field) : undefined;
    const last = keys.has('pattern') ? 'pattern' : lastOf(keys, ['ge', 'gt', 'le', 'lt', 'min_length', 'max_length']);
    if (impossible !== undefined) fail(last, impossible);
    else for (const { word, text } of readings) failBroken(word, text, field, fail);
  }
  errors.push(...flagErrors(field, modifiers), ...listErrors(field, modifiers));
  // Where none is named there are none.
  if (rulesOf(type).isMany) field.default = { kind: 'factory', name: 'empty' };
  return { field, errors };
}

function readBounds(field: Mutable<Field>, keys: Keys, fail: Fail): void {
  for (const word of BOUNDS) {
    const value = keys.get(word)?.value;
    if (value === undefined) continue;
    const rules = rulesOf(field.type);
    if (rules.order === undefined) {
      const [limit, length] = word.startsWith('g')
        ? (['min', 'min_length'] as const)
        : (['max', 'max_length'] as const);
      const fix = rules.lengths?.[limit] === undefined ? '' : ` Did you mean ${length}?`;
      const fitting = typesWith(({ order }) => order !== undefined);
      fail(word, `${word} does not fit ${printType(field.type)}: it is for ${fitting}.${fix}`);
      continue;
    }
    const reading = rules.value(field.type, value);
    if (reading.kind === 'bad') fail(word, `${word} ${pythonString(value)} ${reading.why}`);
    else field[word] = rules.order.bound?.(reading.value) ?? reading.value;
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

function failBroken(word: DefaultWord, text: string, field: Field, fail: Fail): void {
  const given = word === 'default' ? field.default : field.serverDefault;
  const broken = given?.kind === 'value' ? brokenRule(field, given.value) : undefined;
  if (broken !== undefined) fail(word, `${word} ${pythonString(text)} ${broken}`);
}

/** A list is asked only for what it shows, and for what databases compare. */
function listErrors({ type, writeonly }: Field, { flags }: Modifiers): readonly FieldError[] {
  const rules = rulesOf(type);
  const { isSearchable } = rules;
  const cannot = rules.isUnindexable === true || rules.isOpaque?.(type) === true;
  return (['filter', 'sort', 'search'] as const).flatMap((word): readonly FieldError[] => {
    const at = flags.get(word);
    if (at === undefined) return [];
    if (writeonly)
      return [{ at, message: `${word} would tell what a ${rules.isHidden ? 'secret' : 'writeonly field'} hides.` }];
    const isFit = word === 'search' ? isSearchable === true : !cannot;
    const fitting = typesWith((each) => each.isSearchable === true);
    const hint = word === 'search' ? `: it is for ${fitting}.` : '.';
    return isFit ? [] : [{ at, message: `${word} does not fit ${printType(type)}${hint}` }];
  });
}

function flagErrors(field: Field, { flags, keys }: Modifiers): readonly FieldError[] {
  const errors: FieldError[] = [];
  const at = flags.get('readonly') ?? 0;
  if (field.readonly && field.writeonly) {
    errors.push({
      at: flags.get('writeonly') ?? at,
      message: 'A field cannot be both readonly and writeonly: nobody would see it.',
    });
  }
  if (field.readonly && !field.optional && !keys.has('default') && !keys.has('server_default')) {
    errors.push({ at, message: 'readonly needs a value to start with: add default=, server_default= or optional.' });
  }
  if (field.readonly && field.unique && (field.default ?? field.serverDefault)?.kind === 'value') {
    errors.push({ at, message: 'readonly, unique and one fixed default would allow only one record.' });
  }
  const word = field.unique ? 'unique' : field.index ? 'index' : undefined;
  const problem = word && !rulesOf(field.type).isMany && indexProblem(word, field);
  if (problem) errors.push({ at: flags.get(word) ?? 0, message: problem });
  return errors;
}

function indexProblem(word: string, field: Field): string | undefined {
  const { isUnindexable, lengths } = rulesOf(field.type);
  if (isUnindexable) return `PostgreSQL cannot index a ${field.type.kind}: leave ${word} out.`;
  if (lengths === undefined || (maxLength(field) ?? Number.POSITIVE_INFINITY) <= MOST_INDEXED) return undefined;
  const what = lengths.unit === 'bytes' ? 'values' : 'texts';
  return `PostgreSQL cannot index ${what} this long: ${word} needs at most ${MOST_INDEXED} ${lengths.unit}. Add max_length=${MOST_INDEXED}.`;
}

function lastOf(keys: Keys, words: readonly Key[]): Key {
  return words.reduce(
    (last, word) => ((keys.get(word)?.at ?? -1) > (keys.get(last)?.at ?? -1) ? word : last),
    'default',
  );
}
