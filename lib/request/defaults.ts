import { type Default, type Field, type FieldType, isText } from './field.js';
import type { Fail, Keys, Mutable } from './lengths.js';
import { pythonString } from './literals.js';
import { printType } from './print.js';
import { readValue } from './values.js';

export type DefaultWord = 'default' | 'server_default';

/** A default as it was written, and whether it is one of its type. */
export type DefaultReading = { readonly word: DefaultWord; readonly text: string; readonly kind: 'ok' | 'bad' };

/** Reads `default` and `server_default` into the field. */
export function readDefaults(field: Mutable<Field>, keys: Keys, fail: Fail): readonly DefaultReading[] {
  if (keys.has('default') && keys.has('server_default')) {
    fail('server_default', 'default and server_default both say what a missing value is: keep one.');
  }
  return (['default', 'server_default'] as const).flatMap((word): readonly DefaultReading[] => {
    const text = keys.get(word)?.value;
    if (text === undefined) return [];
    const problem = word === 'server_default' ? serverProblem(field.type, text) : undefined;
    const reading = problem === undefined ? readDefault(field.type, text) : ({ kind: 'bad', why: problem } as const);
    if (reading.kind === 'bad') fail(word, `${word} ${pythonString(text)} ${reading.why}`);
    else field[word === 'default' ? 'default' : 'serverDefault'] = reading.default;
    return [{ word, text, kind: reading.kind }];
  });
}

/** What no expression gives on every database alike. */
function serverProblem(type: FieldType, text: string): string | undefined {
  if (type.kind === 'timedelta' || type.kind === 'bytes') {
    return `cannot be a default of the database: SQLite and PostgreSQL spell ${printType(type)} differently. Use default=.`;
  }
  return type.kind === 'uuid' && text === 'uuid4' ? 'is not known to SQLite. Use default=uuid4.' : undefined;
}

const FACTORIES = {
  datetime: 'now',
  date: 'today',
  uuid: 'uuid4',
  list: 'empty',
} as const;

function readDefault(type: FieldType, text: string): { kind: 'ok'; default: Default } | { kind: 'bad'; why: string } {
  const factory = type.kind in FACTORIES ? FACTORIES[type.kind as keyof typeof FACTORIES] : undefined;
  if (factory !== undefined && text === factory) return { kind: 'ok', default: { kind: 'factory', name: factory } };
  if (isText(type) && type.kind !== 'slug' && text === 'empty')
    return { kind: 'ok', default: { kind: 'value', value: '' } };
  const reading = readValue(type, text);
  if (reading.kind === 'ok') return { kind: 'ok', default: { kind: 'value', value: reading.value } };
  const isWord = /^(now|today|uuid|uuid4|utcnow|auto)$/i.test(text);
  if (type.kind === 'datetime.naive' && isWord) {
    return { kind: 'bad', why: 'is a moment, and datetime.naive has no zone to say it in. Use datetime.' };
  }
  const word = factory !== undefined && factory !== 'empty' && isWord ? ` Did you mean ${factory}?` : '';
  return { kind: 'bad', why: reading.why + word };
}
