/** The fields of a command: each read by itself, then what they take from each other. */

import { pythonString } from '../naming/literals.js';
import { fieldNameProblem } from '../naming/names.js';
import { SYSTEM_COLUMNS, UNQUOTED_WORDS } from '../naming/reserved-words.js';
import { checkedField } from './checks.js';
import { type Field, fieldAttribute } from './field.js';
import { isModifierWord, readModifiers } from './modifiers.js';
import type { FieldsFault } from './report.js';
import { segments } from './segments.js';
import { guessedType, meantType, readType } from './type-words.js';
import { rulesOf } from './types/table.js';
import type { FieldError } from './types/typed-field.js';

export type { Field } from './field.js';
export {
  fieldAttribute,
  isCheckedAddress,
  isChoice,
  isDeletedWith,
  isInteger,
  isQueried,
  isRanged,
  maxLength,
  minLength,
  patternOf,
} from './field.js';
export { printField } from './print.js';
export type { HostEnum } from './types/enum.js';
export { namedEnumClass, ownEnum, withHostEnum } from './types/enum-classes.js';
export { itemField, listWord } from './types/list.js';
export { isMany, type ManyType } from './types/m2m.js';
export {
  type BackReference,
  isReference,
  type LinkClass,
  type RefKey,
  type RefRow,
  type RefTarget,
  type RefType,
  type ShownRecord,
} from './types/ref.js';
export { referredBy } from './types/referred.js';
export type { ScalarType } from './types/scalars.js';
export type { FieldType } from './types/table.js';
export type { Bound, Default, FieldError } from './types/typed-field.js';

export type FieldReading =
  | { readonly field: Field; readonly errors?: never }
  | { readonly field?: never; readonly errors: readonly FieldError[] };

export type FieldsReading = { readonly fields: readonly Field[]; readonly faults: readonly FieldsFault[] };

/**
 * Reads the fields of one command: those that could be read, and what is wrong with the others. `reserved` holds the names
 * that the base or its mixins supply besides `id`.
 */
export function readFields(words: readonly string[], reserved: ReadonlySet<string>): FieldsReading {
  const fields: Field[] = [];
  const faults: FieldsFault[] = [];
  const names = new Set<string>();
  for (const word of words) {
    const reading = parseField(word, reserved);
    const name = segments(word)[0]?.word ?? '';
    const errors = [...(reading.errors ?? [])];
    if (names.has(name)) errors.push({ at: 0, message: `${pythonString(name)} is given twice.` });
    else if (reading.field) errors.push(...clashes(word, reading.field, fields, reserved));
    names.add(name);
    if (errors.length > 0) faults.push({ word, errors });
    else if (reading.field) fields.push(reading.field);
  }
  for (const { name } of fields) {
    const other = fields.find(({ type }) => rulesOf(type).builtins?.includes(name));
    if (other === undefined) continue;
    const word = words.find((each) => segments(each)[0]?.word === name) ?? name;
    const rest = word.slice(name.length);
    const message = `${name} hides Python's own ${name}, which ${other.name} needs. Try ${name}_${rest}:column=${name}:alias=${name}`;
    faults.push({ word, errors: [{ at: 0, message }] });
  }
  return { fields, faults };
}

/** Reads one field by itself. */
export function parseField(word: string, reserved: ReadonlySet<string> = new Set()): FieldReading {
  const [first, second, ...others] = segments(word);
  const written = (first?.word ?? '') + (first?.value === undefined ? '' : `=${first.value}`);
  const problem = fieldNameProblem(written, reserved, word.slice(written.length));
  const errors: FieldError[] = problem === undefined ? [] : [{ at: 0, message: problem }];
  const isUntyped = second === undefined || isModifierWord(second.word);
  if (second?.word === '' && second.value === undefined) {
    const message = `The type is missing after the colon, as in ${written}:${guessedType(written)}.`;
    if (problem === undefined) errors.push({ at: second.at, message });
    return { errors: [...errors, ...readModifiers(others, undefined).errors] };
  }
  // The plan shows what was guessed.
  const typeWord = isUntyped
    ? guessedType(written)
    : second.word + (second.value === undefined ? '' : `=${second.value}`);
  const { type, errors: typeErrors } = readType(typeWord, isUntyped ? 0 : second.at);
  const rest = isUntyped && second !== undefined ? [second, ...others] : others;
  const modifiers = readModifiers(rest, type ?? meantType(typeWord));
  errors.push(...typeErrors, ...modifiers.errors);
  if (type === undefined) return { errors };
  const { field, errors: checks } = checkedField(written, type, modifiers);
  errors.push(...checks);
  return errors.length > 0 ? { errors } : { field };
}

/** Two fields cannot share a column or a name in JSON, nor take those that the base has. */
function clashes(
  word: string,
  field: Field,
  others: readonly Field[],
  reserved: ReadonlySet<string>,
): readonly FieldError[] {
  const errors: FieldError[] = [];
  const at = (key: string): number => segments(word).find((segment) => segment.word === key)?.at ?? 0;
  const named = fieldAttribute(field);
  const column = (field.column ?? named).toLowerCase();
  const alias = field.alias ?? named;
  const twin = others.find((other) =>
    [other.name, fieldAttribute(other)].some((each) => each === field.name || each === named),
  );
  if (twin !== undefined) {
    const message = `${twin.name} has the attribute ${fieldAttribute(twin) === named ? named : field.name} already.`;
    return [{ at: 0, message }];
  }
  const sharing = others.find((other) => (other.column ?? fieldAttribute(other)).toLowerCase() === column);
  if (sharing)
    errors.push({ at: at('column'), message: `The column ${column} is the column of ${sharing.name} already.` });
  else if (column === 'id' || reserved.has(column)) {
    errors.push({ at: at('column'), message: `The column ${column} is already provided by the base class.` });
  } else if (SYSTEM_COLUMNS.has(column)) {
    const message = `Every table of PostgreSQL has a column ${column} of its own. Try column=${column}_.`;
    errors.push({ at: at('column'), message });
  } else if (UNQUOTED_WORDS.has(field.column ?? named)) {
    const message = `${column} is a word of SQL that SQLAlchemy does not quote, so a column cannot be called that. ${field.column === undefined ? 'Add' : 'Write'} column=${column}_.`;
    errors.push({ at: at('column'), message });
  }
  const called = others.find((other) => (other.alias ?? fieldAttribute(other)) === alias);
  if (called)
    errors.push({ at: at('alias'), message: `${called.name} is called ${pythonString(alias)} in JSON already.` });
  else if (alias === 'id' || reserved.has(alias)) {
    errors.push({
      at: at('alias'),
      message: `${pythonString(alias)} is already provided in JSON by the base class.`,
    });
  }
  return errors;
}
