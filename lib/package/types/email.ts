/** `email`: an address that Pydantic checks and spells in one way. */
import { pydantic } from '../print/symbols.js';
import { fine, type TypeRow } from './row.js';
import { anyText } from './texts.js';

export const email: TypeRow = {
  ...anyText,
  isPlainJson: true,
  onPydantic1: fine,
  // No address is longer than its column unless the column was made shorter.
  input: ({ field: { minLength, maxLength: most } }) => ({
    type: pydantic.EmailStr,
    rules: [minLength !== undefined && `min_length=${minLength}`, most !== undefined && `max_length=${most}`],
  }),
  helpers: () => [],
  numbered: () => 'f"user{number}@example.com"',
};
