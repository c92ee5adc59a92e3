import { pythonString, pythonText } from '../naming/names.js';
import type { Field } from '../request/fields.js';
import { type Context, EXACT_DIGITS } from './context.js';
import { isoText } from './values.js';

/** The default that the database gives, as SQLAlchemy takes it, or nothing. It is one on SQLite and on PostgreSQL. */
export function serverDefault(context: Context, field: Field): string | undefined {
  const given = field.serverDefault;
  if (given === undefined) return undefined;
  const sql = (name: string): string => context.names.from('sqlalchemy', name);
  if (given.kind === 'factory') {
    if (given.name === 'empty') return '"[]"';
    return given.name === 'now' ? `${sql('func')}.now()` : `${sql('func')}.current_date()`;
  }
  const { value } = given;
  const { type } = field;
  switch (type.kind) {
    case 'int':
    case 'bigint':
    case 'smallint':
    case 'float':
      return `${sql('text')}(${pythonString(value)})`;
    case 'decimal':
      // SQLite keeps a long decimal as text, with all its places.
      return type.precision > EXACT_DIGITS ? pythonString(value) : `${sql('text')}(${pythonString(value)})`;
    case 'bool':
      return `${sql(value)}()`;
    case 'datetime':
      return pythonString(isoText(value).replace('T', ' ').replace('Z', '+00:00'));
    case 'datetime.naive':
      return pythonString(isoText(value).replace('T', ' '));
    case 'time':
      return pythonString(isoText(value));
    case 'uuid':
      // SQLite keeps a UUID as its digits alone, and PostgreSQL reads both spellings.
      return pythonString(value.replaceAll('-', ''));
    default:
      return pythonText(value);
  }
}
