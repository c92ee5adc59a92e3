/** `uuid`. */
import { pythonString } from '../../naming/literals.js';
import { plainly } from './arguments.js';
import { bad, ok } from './reading.js';
import { sequence } from './texts.js';
import type { TypeRules } from './type-rules.js';

export type UuidType = { readonly kind: 'uuid' };

export const uuid: TypeRules<UuidType> = {
  read: plainly({ kind: 'uuid' }),
  foreign: 'guid uuid4 uuidfield',
  value: (_, text) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
      ? ok(text.toLowerCase())
      : bad('is no UUID, like 6f1c3a52-8e0b-4f7d-9a34-2b5d8c7e1f60.'),
  factory: 'uuid4',
  serverDefaultProblem: (text) => (text === 'uuid4' ? 'is not known to SQLite. Use default=uuid4.' : undefined),
  samples: (_, count) =>
    sequence(count, (index) => pythonString(`6f1c3a52-8e0b-4f7d-9a34-${(index + 1).toString(16).padStart(12, '0')}`)),
  invalid: () => [{ value: '"x"', why: 'wrong type' }],
};
