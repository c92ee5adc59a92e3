import { enumMember, pythonString, pythonText } from '../naming/names.js';
import { durationParts } from '../request/date-time.js';
import type { Field, FieldType } from '../request/fields.js';
import { pythonJson } from '../request/json.js';
import type { ModelSpec } from '../request/model.js';
import { type Context, enumName } from './context.js';

/** A bound or a default, given as the text of the field language, as a Python expression of the field's type. */
export function literal(context: Context, model: ModelSpec, field: Field, text: string): string {
  const { names } = context;
  const { type } = field;
  switch (type.kind) {
    case 'str':
    case 'text':
    case 'email':
    case 'url':
    case 'slug':
      return pythonText(text);
    case 'int':
    case 'bigint':
    case 'smallint':
    case 'float':
      return text;
    case 'decimal':
      return /^-?\d+$/.test(text)
        ? `${names.from('decimal', 'Decimal')}(${text})`
        : `${names.from('decimal', 'Decimal')}(${pythonString(text)})`;
    case 'bool':
      return text === 'true' ? 'True' : 'False';
    case 'date': {
      const [year, month, day] = text.split('-').map(Number);
      return `${names.from('datetime', 'date')}(${year}, ${month}, ${day})`;
    }
    case 'datetime':
    case 'datetime.naive':
      return `${names.from('datetime', 'datetime')}.fromisoformat(${pythonString(isoText(text).replace(/Z$/i, '+00:00'))})`;
    case 'time':
      return `${names.from('datetime', 'time')}.fromisoformat(${pythonString(isoText(text))})`;
    case 'timedelta':
      return duration(names.from('datetime', 'timedelta'), text);
    case 'uuid':
      return `${names.from('uuid', 'UUID')}(${pythonString(text)})`;
    case 'json':
      return pythonJson(text);
    case 'bytes':
      return text === '' ? 'b""' : `bytes.fromhex(${pythonText(hex(text))})`;
    case 'enum':
      return `${enumName(context, model, field)}.${memberOf(type, text)}`;
    case 'enum.class':
    case 'list':
      throw new Error(`no value of ${type.kind} can be written`);
  }
}

/** Before Python 3.11 `fromisoformat` reads three or six digits of a fraction and no other number. */
export function isoText(text: string): string {
  return text.replace(/\.\d+/, (fraction) => fraction.padEnd(7, '0'));
}

function duration(timedelta: string, text: string): string {
  const parts = Object.entries(durationParts(text)).filter(([, number]) => number !== 0);
  return `${timedelta}(${parts.map(([unit, number]) => `${unit}=${number}`).join(', ')})`;
}

function hex(base64: string): string {
  return [...atob(base64)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

function memberOf(type: Extract<FieldType, { kind: 'enum' }>, value: string): string {
  return type.host?.members.find((member) => member.value === value)?.name ?? enumMember(value);
}

/** The bounds of a field as `[operator, modifier, Python expression]`. */
export function bounds(
  context: Context,
  model: ModelSpec,
  field: Field,
): readonly (readonly [string, string, string])[] {
  const operators = [
    ['>=', 'ge', field.ge],
    ['>', 'gt', field.gt],
    ['<=', 'le', field.le],
    ['<', 'lt', field.lt],
  ] as const;
  return operators.flatMap(([operator, word, text]) =>
    text === undefined ? [] : [[operator, word, literal(context, model, field, text)] as const],
  );
}
