/** A new column of a table that may hold rows: what they get in it, or why they cannot get anything. */

import { withArticle } from '../naming/phrase.js';
import type { Refusal } from '../refusal.js';
import { type Field, fieldAttribute, isMany, printField } from '../request/fields.js';
import { rulesOf } from '../request/types/table.js';

/** The field as the table has to have it: what Python gives to new records the database gives to those that are there. */
export function forRowsThere(field: Field): Field | Refusal {
  // What is joined by rows of its own is in no row that is there.
  if (field.optional || isMany(field.type)) return field;
  const name = fieldAttribute(field);
  const wrong = (reason: string): Refusal => ({
    id: 'field-required',
    status: 2,
    reason: `${printField(field)}: ${reason}`,
    hint: WAYS,
  });
  const { default: own, serverDefault } = field;
  if (own === undefined && serverDefault === undefined) {
    return wrong(`records that are stored already have no ${name}, and it may not be null.`);
  }
  if (field.unique) return wrong(`records that are stored already would all get the same ${name}, which is unique.`);
  if (serverDefault !== undefined || own === undefined) return field;
  if (own.kind === 'factory' && own.name === 'uuid4')
    return wrong(`the database cannot make ${withArticle(name)} for the records that are stored already.`);
  const problem = own.kind === 'value' ? rulesOf(field.type).serverDefaultProblem?.(own.value) : undefined;
  if (problem !== undefined) return wrong(`what the records that are stored already get ${problem}`);
  return { ...field, serverDefault: own };
}

const WAYS =
  'Add optional, or a default that they get: default=VALUE, or server_default=VALUE. A field that is to have a value in each record is optional first, is filled, and gets nullable=False by hand.';
