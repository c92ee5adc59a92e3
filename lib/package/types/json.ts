/** `json`: any JSON value, kept as it is. */
import { pythonText } from '../../naming/names.js';
import { pythonJson } from '../../request/json.js';
import { py } from '../print/code.js';
import { modules, pydantic, pydanticCore, sqlalchemy, typing } from '../print/symbols.js';
import { refusing } from '../pydantic.js';
import { type SchemaHelper, type TypeRow, unknown } from './row.js';
import { notByMySql } from './texts.js';

const CHECK_JSON: SchemaHelper = {
  name: 'check_json',
  code: (context) => py`
    def check_json(value: object) -> object:
        text = ${pydanticCore.to_json}(value, inf_nan_mode="constants").decode()
        if r"\u0000" in text.replace(r"\\", ""):
            msg = "may not contain NUL"
            ${refusing(context, 'msg')}
        # Refuses what could not be read again: NaN, half a character, too deep nesting.
        ${pydanticCore.from_json}(text, allow_inf_nan=False)
        return value
  `,
};

/** SQLite would make another number of a bare one in a JSON column, so the text is kept. */
export const json: TypeRow = {
  onPydantic1: unknown,
  // Its core cannot write NaN as it is.
  onPydantic26: 'is of the type json',
  takesNull: true,
  refusesNul: true,
  python: () => typing.Any,
  column: () => sqlalchemy.Text,
  // A text of this length is a LONGTEXT there.
  onMySql: () => py`${sqlalchemy.Text}(2**24)`,
  refusedOnMySql: notByMySql,
  input: () => ({
    type: typing.Any,
    also: [py`${pydantic.AfterValidator}(check_json)`, py`${pydantic.PlainSerializer}(${modules.json}.dumps)`],
  }),
  output: () => py`${pydantic.Json}[${typing.Any}]`,
  stored: { python: () => 'str', literal: (text) => pythonText(text) },
  literal: (_, text) => pythonJson(text),
  server: (text) => pythonText(text),
  helpers: () => [CHECK_JSON],
  shown: pythonJson,
};
