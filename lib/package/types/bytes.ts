/** `bytes`: base64 in JSON. */
import { pythonText } from '../../naming/names.js';
import { type Part, py } from '../print/code.js';
import { base64 as library, pydantic, sqlalchemy } from '../print/symbols.js';
import { annotated } from '../spelling.js';
import { type SchemaHelper, type TypeRow, unknown } from './row.js';
import { boundedOnMySql, lengths, notByMySql } from './texts.js';

/** A BLOB of MySQL holds so many bytes. */
const MOST = 65_535;

const FROM_BASE64: SchemaHelper = {
  name: 'from_base64',
  code: () => py`
    def from_base64(value: object) -> object:
        return ${library.b64decode}(value, validate=True) if isinstance(value, str) else value
  `,
};

const TO_BASE64 = py`${pydantic.PlainSerializer}(lambda value: ${library.b64encode}(value).decode(), when_used="json")`;
const SCHEMA = py`${pydantic.WithJsonSchema}({"type": "string", "contentEncoding": "base64"})`;

export const bytes: TypeRow = {
  onPydantic1: unknown,
  python: () => 'bytes',
  column: () => sqlalchemy.LargeBinary,
  onMySql: ({ field }) => (field.maxLength ?? 0) > MOST && py`${sqlalchemy.LargeBinary}(${String(field.maxLength)})`,
  refusedOnMySql: notByMySql,
  sqlModel: () => [],
  isImplied: true,
  input: (given) => ({
    type: 'bytes',
    before: py`${pydantic.BeforeValidator}(from_base64)`,
    rules: lengths(boundedOnMySql(given, MOST)),
    also: [SCHEMA],
  }),
  output: ({ context }) => annotated(context, 'bytes', TO_BASE64, SCHEMA),
  literal: (_, text): Part => (text === '' ? 'b""' : `bytes.fromhex(${pythonText(hex(text))})`),
  helpers: () => [FROM_BASE64],
  shown: pythonText,
};

function hex(text: string): string {
  return [...atob(text)].map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
