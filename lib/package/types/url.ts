/** `url`: an address of http or https, spelled in one way. */
import { maxLength } from '../../request/fields.js';
import { py } from '../print/code.js';
import { pydantic } from '../print/symbols.js';
import { type TypeRow, unknown } from './row.js';
import { anyText } from './texts.js';

const CANONICAL = {
  name: 'canonical_url',
  code: () => py`
    def canonical_url(value: str) -> str:
        return str(${pydantic.TypeAdapter}(${pydantic.HttpUrl}).validate_python(value))
  `,
};

export const url: TypeRow = {
  ...anyText,
  isPlainJson: true,
  onPydantic1: unknown,
  input: ({ field }) => ({
    type: 'str',
    before: py`${pydantic.AfterValidator}(canonical_url)`,
    rules: [field.minLength !== undefined && `min_length=${field.minLength}`, `max_length=${maxLength(field)}`],
  }),
  helpers: () => [CANONICAL],
  numbered: () => 'f"https://example.com/{number}"',
  respelled: { sent: '"HTTPS://EXAMPLE.COM"', shown: '"https://example.com/"' },
};
