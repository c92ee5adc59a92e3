/** What a reference says of itself: its name, what a delete does, the other end, and whether answers show the record. */

import { didYouMean } from '../naming/did-you-mean.js';
import { pythonString } from '../naming/literals.js';
import { fieldNameProblem, plural } from '../naming/names.js';
import { type Field, fieldAttribute, printType } from './field.js';
import type { Mutable } from './lengths.js';
import type { Modifiers } from './modifiers.js';
import { rulesOf } from './types/table.js';
import { type FieldError, ON_DELETE } from './types/typed-field.js';

/** Puts into the field what its modifiers say, and gives what is wrong with them. */
export function readReference(field: Mutable<Field>, modifiers: Modifiers): readonly FieldError[] {
  const errors: FieldError[] = [];
  readOnDelete(field, modifiers, errors);
  readBack(field, modifiers, errors);
  readThrough(field, modifiers, errors);
  const at = modifiers.flags.get('embed');
  if (at === undefined) return errors;
  if (!refersTo(field)) {
    errors.push({ at, message: `embed does not fit ${printType(field.type)}: it is for ref and m2m.` });
  } else if (field.writeonly) {
    errors.push({ at, message: 'embed would show what a writeonly field hides.' });
  }
  return errors;
}

const refersTo = ({ type }: Field): boolean => rulesOf(type).isReference === true || rulesOf(type).isMany === true;

/** What many records cannot be: each of their keys has a row of its own, and there may be none. */
export function manyErrors({ type }: Field, { flags, keys }: Modifiers): readonly FieldError[] {
  if (rulesOf(type).isMany !== true) return [];
  const told: readonly (readonly [number | undefined, string])[] = [
    [flags.get('optional'), 'optional does not fit m2m: there may be none of them anyway.'],
    [flags.get('readonly'), 'readonly does not fit m2m: nobody could ever name one.'],
    [flags.get('writeonly'), 'writeonly does not fit m2m.'],
    [flags.get('unique'), 'unique does not fit m2m: each record has several.'],
    [flags.get('index'), 'index does not fit m2m: its table has one anyway.'],
    [keys.get('column')?.at, 'column does not fit m2m: it has a table of its own.'],
    [keys.get('server_default')?.at, 'server_default does not fit m2m: without any there are none.'],
  ];
  return told.flatMap(([at, message]) => (at === undefined ? [] : [{ at, message }]));
}

/** A reference is named after its record, and says what a delete of that one does. */
function readOnDelete(field: Mutable<Field>, { keys }: Modifiers, errors: FieldError[]): void {
  const { name, type } = field;
  const { isReference = false } = rulesOf(type);
  const given = keys.get('ondelete');
  const fail = (message: string): unknown => errors.push({ at: given?.at ?? 0, message });
  const isMany = rulesOf(type).isMany === true;
  if (isMany && /._ids?$/.test(name)) {
    const message = `What has many records is named after them. Did you mean ${plural(name.replace(/_ids?$/, ''))}:${printType(type)}?`;
    errors.push({ at: 0, message });
  } else if (isReference && /._id$/.test(name)) {
    const message = `A reference is named after the record: its column is ${name} then. Did you mean ${name.slice(0, -3)}:${printType(type)}?`;
    errors.push({ at: 0, message });
  } else if ((isReference || isMany) && name.length > MOST_LETTERS) {
    errors.push({ at: 0, message: `The name of a reference has at most ${MOST_LETTERS} letters.` });
  }
  if (given === undefined) return;
  const word = ON_DELETE.find((each) => each === given.value);
  if (!isReference) fail(`ondelete does not fit ${printType(type)}: it is for ref.`);
  else if (word === undefined) {
    const meant = given.value.toLowerCase().replace(/[^a-z]/g, '');
    const near = ON_DELETE.includes(meant as never) ? ` Did you mean ${meant}?` : didYouMean(given.value, ON_DELETE);
    fail(`ondelete ${pythonString(given.value)} is not one of ${ON_DELETE.join(', ')}.${near}`);
  } else if (word === 'setnull' && !field.optional)
    fail('ondelete=setnull needs optional: the column has to take null.');
  else field.ondelete = word;
}

/** The name by which the other model knows the records that refer to it. */
function readBack(field: Mutable<Field>, { keys }: Modifiers, errors: FieldError[]): void {
  const given = keys.get('back');
  if (given === undefined) return;
  const { value, at } = given;
  const isName = /^[a-z][a-z0-9_]{0,62}$/.test(value) && fieldNameProblem(value, new Set()) === undefined;
  if (!refersTo(field)) {
    errors.push({ at, message: `back does not fit ${printType(field.type)}: it is for ref and m2m.` });
  } else if (!isName || value === field.name || value === fieldAttribute(field)) {
    errors.push({ at, message: `back ${pythonString(value)} cannot be an attribute of the other model.` });
  } else field.back = value;
}

/** The model whose rows join both. */
function readThrough(field: Mutable<Field>, { keys }: Modifiers, errors: FieldError[]): void {
  const given = keys.get('through');
  if (given === undefined) return;
  const { value, at } = given;
  if (rulesOf(field.type).isMany !== true) {
    errors.push({ at, message: `through does not fit ${printType(field.type)}: it is for m2m.` });
  } else if (!/^(?:[a-z][a-z0-9_]{0,99}\.)?[A-Z][A-Za-z0-9_]{0,99}$/.test(value)) {
    const message = `through ${pythonString(value)} is no name of a model: it is a class, as in through=Tagging.`;
    errors.push({ at, message });
  } else field.through = value;
}

/** With what is added to it, a column of PostgreSQL has at most 63. */
const MOST_LETTERS = 60;
