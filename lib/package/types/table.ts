/** The table of field types: one row for each kind. */
import type { Field, FieldType } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import type { Context } from '../context.js';
import { bigint } from './bigint.js';
import { bool } from './bool.js';
import { bytes } from './bytes.js';
import { date } from './date.js';
import { datetime } from './datetime.js';
import { naiveDatetime } from './datetime-naive.js';
import { decimal } from './decimal.js';
import { email } from './email.js';
import { enumeration } from './enum.js';
import { float } from './float.js';
import { int } from './int.js';
import { json } from './json.js';
import { listRow } from './list.js';
import { many } from './m2m.js';
import { reference } from './ref.js';
import type { Given, TypeRow } from './row.js';
import { secret } from './secret.js';
import { slug } from './slug.js';
import { smallint } from './smallint.js';
import { str } from './str.js';
import { text } from './text.js';
import { time } from './time.js';
import { timedelta } from './timedelta.js';
import { url } from './url.js';
import { uuid } from './uuid.js';

const ROWS: Readonly<Record<Exclude<FieldType['kind'], 'enum.class'>, TypeRow<never>>> = {
  str,
  text,
  slug,
  int,
  bigint,
  smallint,
  float,
  decimal,
  bool,
  date,
  datetime,
  'datetime.naive': naiveDatetime,
  time,
  timedelta,
  uuid,
  email,
  url,
  json,
  bytes,
  secret,
  list: listRow(rowOf),
  enum: enumeration,
  ref: reference,
  m2m: many,
};

export function rowOf(type: FieldType): TypeRow {
  if (type.kind === 'enum.class') throw new Error(`the enum class ${type.name} was not looked for`);
  // Each row takes the type of its own key.
  return ROWS[type.kind] as TypeRow;
}

/** A field with its row and what the row is asked with. */
export type Typed = { readonly field: Field; readonly row: TypeRow; readonly given: Given };

export function typed(context: Context, model: ModelSpec, field: Field): Typed {
  return { field, row: rowOf(field.type), given: { context, model, field, type: field.type } };
}
