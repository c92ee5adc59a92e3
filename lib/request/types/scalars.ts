/** The table of the types that hold one value; a list may hold each of them. */
import { type BigIntType, bigint } from './bigint.js';
import { type BoolType, bool } from './bool.js';
import { type DateType, date } from './date.js';
import { type DatetimeType, datetime } from './datetime.js';
import { type NaiveDatetimeType, naiveDatetime } from './datetime-naive.js';
import { type DecimalType, decimal } from './decimal.js';
import { type EmailType, email } from './email.js';
import { type FloatType, float } from './float.js';
import { type IntType, int } from './int.js';
import { type SlugType, slug } from './slug.js';
import { type SmallIntType, smallint } from './smallint.js';
import { type StrType, str } from './str.js';
import { type TextType, text } from './text.js';
import { type TimeType, time } from './time.js';
import { type TimedeltaType, timedelta } from './timedelta.js';
import type { TypeRules } from './type-rules.js';
import { type UrlType, url } from './url.js';
import { type UuidType, uuid } from './uuid.js';

export type ScalarType =
  | StrType
  | TextType
  | IntType
  | BigIntType
  | SmallIntType
  | FloatType
  | DecimalType
  | BoolType
  | DateType
  | DatetimeType
  | NaiveDatetimeType
  | TimeType
  | TimedeltaType
  | UuidType
  | EmailType
  | UrlType
  | SlugType;

type Table = { readonly [Kind in ScalarType['kind']]: TypeRules<Extract<ScalarType, { kind: Kind }>, ScalarType> };

/** In the order in which they are listed to a person. */
export const SCALARS: Table = {
  str,
  text,
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
  slug,
};

export function scalarRules(type: ScalarType): TypeRules<ScalarType> {
  return SCALARS[type.kind];
}

export function isScalar(type: { readonly kind: string }): type is ScalarType {
  return Object.hasOwn(SCALARS, type.kind);
}
