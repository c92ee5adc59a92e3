/** `time`: a time of day without an offset. */
import { pythonString } from '../../naming/names.js';
import { onMySql } from '../databases.js';
import { py } from '../print/code.js';
import { datetime as library, mysql, pydantic, sqlalchemy } from '../print/symbols.js';
import { refusing } from '../pydantic.js';
import { isoText, local } from './moments.js';
import { type SchemaHelper, type TypeRow, unknown } from './row.js';

const REFUSE_OFFSET: SchemaHelper = {
  name: 'refuse_offset',
  code: (context) => py`
    def refuse_offset(value: ${library.time}) -> ${library.time}:
        if value.tzinfo is not None:
            msg = "may not have an offset"
            ${refusing(context, 'msg')}
        return value
  `,
};

export const time: TypeRow = {
  onPydantic1: unknown,
  python: () => library.time,
  column: () => sqlalchemy.Time,
  onMySql: ({ context }) => onMySql(context, py`${sqlalchemy.Time}()`, py`${mysql.TIME}(fsp=6)`),
  sqlModel: () => [],
  isImplied: true,
  input: () => ({ type: library.time, also: [py`${pydantic.AfterValidator}(refuse_offset)`, local('time')] }),
  output: 'input',
  literal: (_, text) => py`${library.time}.fromisoformat(${pythonString(isoText(text))})`,
  server: (text) => pythonString(isoText(text)),
  helpers: () => [REFUSE_OFFSET],
  numbered: () => 'f"{number // 60:02}:{number % 60:02}:00"',
};
