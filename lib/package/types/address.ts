/** `email` and `url`: addresses that Pydantic checks and spells in one way. */
import { maxLength } from '../../request/fields.js';
import { py } from '../print/code.js';
import { pydantic } from '../print/symbols.js';
import type { TypeRow } from './row.js';
import { bounded, str } from './text.js';

export const email: TypeRow = {
  ...str,
  column: bounded,
  // No address is longer than its column unless the column was made shorter.
  input: ({ field: { minLength, maxLength: most } }) => ({
    type: pydantic.EmailStr,
    rules: [minLength !== undefined && `min_length=${minLength}`, most !== undefined && `max_length=${most}`],
  }),
  helpers: () => [],
  numbered: () => 'f"user{number}@example.com"',
};

const CANONICAL = {
  name: 'canonical_url',
  code: () => py`
    def canonical_url(value: str) -> str:
        return str(${pydantic.TypeAdapter}(${pydantic.HttpUrl}).validate_python(value))
  `,
};

export const url: TypeRow = {
  ...str,
  column: bounded,
  input: ({ field }) => ({
    type: 'str',
    before: py`${pydantic.AfterValidator}(canonical_url)`,
    rules: [field.minLength !== undefined && `min_length=${field.minLength}`, `max_length=${maxLength(field)}`],
  }),
  helpers: () => [CANONICAL],
  numbered: () => 'f"https://example.com/{number}"',
  respelled: { sent: '"HTTPS://EXAMPLE.COM"', shown: '"https://example.com/"' },
};
