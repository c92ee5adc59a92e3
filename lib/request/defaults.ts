/** Reads `default` and `server_default` into a field. */
import { pythonString } from '../naming/literals.js';
import type { Field } from './field.js';
import type { Fail, Keys, Mutable } from './lengths.js';
import { type FieldType, rulesOf } from './types/table.js';
import type { Default } from './types/typed-field.js';

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
    const problem = word === 'server_default' ? rulesOf(field.type).serverDefaultProblem?.(text) : undefined;
    const reading = problem === undefined ? readDefault(field.type, text) : ({ kind: 'bad', why: problem } as const);
    if (reading.kind === 'bad') fail(word, `${word} ${pythonString(text)} ${reading.why}`);
    else field[word === 'default' ? 'default' : 'serverDefault'] = reading.default;
    return [{ word, text, kind: reading.kind }];
  });
}

function readDefault(type: FieldType, text: string): { kind: 'ok'; default: Default } | { kind: 'bad'; why: string } {
  const { factory, noFactory, takesEmpty, value } = rulesOf(type);
  if (factory !== undefined && text === factory) return { kind: 'ok', default: { kind: 'factory', name: factory } };
  if (takesEmpty && text === 'empty') return { kind: 'ok', default: { kind: 'value', value: '' } };
  const reading = value(type, text);
  if (reading.kind === 'ok') return { kind: 'ok', default: { kind: 'value', value: reading.value } };
  const isWord = /^(now|today|uuid|uuid4|utcnow|auto)$/i.test(text);
  if (noFactory !== undefined && isWord) return { kind: 'bad', why: noFactory };
  const word = factory !== undefined && factory !== 'empty' && isWord ? ` Did you mean ${factory}?` : '';
  return { kind: 'bad', why: reading.why + word };
}
