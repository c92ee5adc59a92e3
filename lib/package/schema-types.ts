import { pythonText } from '../naming/names.js';
import { type Field, itemField, maxLength, minLength } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { type Context, enumName, utc, valueType } from './context.js';
import { bounds } from './values.js';

/** The types of the package, by what calls for them; in the order in which they build on each other. */
export const SCHEMA_TYPES = {
  int64: 'Int64',
  int16: 'Int16',
  safeStr: 'SafeStr',
  slug: 'Slug',
  webUrl: 'WebUrl',
  json: 'Json',
  base64: 'Base64',
  utcDatetime: 'UtcDatetime',
  naiveTime: 'NaiveTime',
  localDatetime: 'LocalDatetime',
  duration: 'Duration',
} as const;

const KINDS: Readonly<Record<string, keyof typeof SCHEMA_TYPES>> = {
  str: 'safeStr',
  text: 'safeStr',
  bigint: 'int64',
  smallint: 'int16',
  slug: 'slug',
  url: 'webUrl',
  json: 'json',
  bytes: 'base64',
  datetime: 'utcDatetime',
  'datetime.naive': 'localDatetime',
  time: 'naiveTime',
  timedelta: 'duration',
};

/** Which types of the package the schemas of a model call for. */
export type SchemaNeeds = Readonly<Record<keyof typeof SCHEMA_TYPES, boolean>>;

export function schemaNeeds(fields: readonly Field[]): SchemaNeeds {
  const kinds = new Set(fields.map(({ type }) => KINDS[type.kind === 'list' ? type.of.kind : type.kind]));
  // A text within JSON is refused as any other.
  if (kinds.has('json')) kinds.add('safeStr');
  return Object.fromEntries(
    Object.keys(SCHEMA_TYPES).map((need) => [need, kinds.has(need as keyof SchemaNeeds)]),
  ) as SchemaNeeds;
}

/** The type of a field in a schema, with what Pydantic has to check. */
export function schemaType(context: Context, model: ModelSpec, field: Field): string {
  const { names } = context;
  const { type } = field;
  const limits = bounds(context, model, field).map(([, word, value]) => `${word}=${value}`);
  const need = KINDS[type.kind];
  let name = need && names.own(SCHEMA_TYPES[need]);
  if (type.kind === 'list') return `list[${schemaType(context, model, itemField(field, type.of))}]`;
  if (type.kind === 'int') name = names.own('Int32');
  if (type.kind === 'float') limits.unshift('allow_inf_nan=False');
  if (type.kind === 'decimal') limits.unshift(`max_digits=${type.precision}`, `decimal_places=${type.scale}`);
  if (type.kind === 'email') name = names.from('pydantic', 'EmailStr');
  if (type.kind === 'enum') name = enumName(context, model, field);
  const least = minLength(field);
  // A slug has a letter, and no address is longer than its column unless the column was made shorter.
  if (least !== undefined && least > (type.kind === 'slug' ? 1 : 0)) limits.push(`min_length=${least}`);
  const most = type.kind === 'email' ? field.maxLength : maxLength(field);
  if (most !== undefined) limits.push(`max_length=${most}`);
  if (field.pattern !== undefined) limits.push(`pattern=${pythonText(field.pattern)}`);
  const plain = name ?? valueType(context, model, field);
  if (limits.length === 0) return plain;
  return `${names.from('typing', 'Annotated')}[${plain}, ${names.from('pydantic', 'Field')}(${limits.join(', ')})]`;
}

/** The types that stand once in `schemas.py`, above the schemas. */
export type SchemaTypesView = SchemaNeeds & {
  readonly int32: boolean;
  readonly py: Readonly<Record<string, string>>;
};

/** The modules of the names that a type is made of. */
const MADE_OF: Readonly<Record<keyof SchemaNeeds | 'int32', readonly (readonly [string, string])[]>> = {
  int32: [['pydantic', 'Field']],
  int64: [['pydantic', 'Field']],
  int16: [['pydantic', 'Field']],
  safeStr: [['pydantic', 'AfterValidator']],
  slug: [['pydantic', 'Field']],
  webUrl: [
    ['pydantic', 'AfterValidator'],
    ['pydantic', 'HttpUrl'],
    ['pydantic', 'TypeAdapter'],
  ],
  json: [
    ['math', 'isfinite'],
    ['pydantic', 'AfterValidator'],
    ['typing', 'Any'],
  ],
  base64: [
    ['base64', 'b64decode'],
    ['base64', 'b64encode'],
    ['pydantic', 'BeforeValidator'],
    ['pydantic', 'PlainSerializer'],
    ['pydantic', 'WithJsonSchema'],
  ],
  utcDatetime: [
    ['datetime', 'datetime'],
    ['pydantic', 'AfterValidator'],
    ['pydantic', 'AwareDatetime'],
  ],
  naiveTime: [
    ['datetime', 'time'],
    ['pydantic', 'AfterValidator'],
    ['pydantic', 'WithJsonSchema'],
  ],
  localDatetime: [
    ['pydantic', 'NaiveDatetime'],
    ['pydantic', 'WithJsonSchema'],
  ],
  duration: [
    ['datetime', 'timedelta'],
    ['pydantic', 'Field'],
  ],
};

export function schemaTypesView(context: Context, needs: SchemaNeeds & { readonly int32: boolean }): SchemaTypesView {
  const { names } = context;
  const py: Record<string, string> = { Annotated: names.from('typing', 'Annotated') };
  for (const [need, parts] of Object.entries(MADE_OF)) {
    if (!needs[need as keyof typeof MADE_OF]) continue;
    for (const [module, name] of parts) py[name] = names.from(module, name);
    const type = need === 'int32' ? 'Int32' : SCHEMA_TYPES[need as keyof SchemaNeeds];
    py[type] = names.own(type);
    if (need === 'utcDatetime') py['UTC'] = utc(context);
  }
  return { ...needs, py };
}
