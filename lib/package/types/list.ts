/** `list`: a JSON array whose items are of one type. */
import { type FieldType, itemField } from '../../request/fields.js';
import { type Part, py } from '../print/code.js';
import { pydantic, pydanticCore, sqlalchemy } from '../print/symbols.js';
import { isBeforePydantic } from '../pydantic.js';
import { listOf } from '../spelling.js';
import { type Given, type TypeRow, unknown } from './row.js';
import { inputType, outputType } from './schema-type.js';
import { notByMySql } from './texts.js';

type List = Extract<FieldType, { kind: 'list' }>;

const item = ({ type, field, ...rest }: Given<List>): Given => {
  const one = itemField(field, type.of);
  return { ...rest, field: one, type: one.type };
};

/** Before 2.7 Pydantic cannot serialize with a function of its own core, which says nothing of its parameters. */
function serializer({ context }: Given<List>): Part {
  const own = pydanticCore.to_jsonable_python;
  return isBeforePydantic(context, 7) ? py`lambda value: ${own}(value)` : py`${own}`;
}

/** The rows of the items' types are asked for: they are beside this one in the table. */
export function listRow(rowOf: (type: FieldType) => TypeRow): TypeRow<List> {
  const row = (given: Given<List>): TypeRow => rowOf(given.type.of);
  return {
    isNamed: true,
    onPydantic1: unknown,
    python: (given) => listOf(given.context, row(given).python(item(given))),
    column: () => py`${sqlalchemy.JSON}(none_as_null=True)`,
    refusedOnMySql: notByMySql,
    input: (given) => ({
      type: listOf(given.context, inputType(row(given), item(given))),
      also: [row(given).isPlainJson !== true && py`${pydantic.PlainSerializer}(${serializer(given)})`],
    }),
    output: (given) => listOf(given.context, outputType(row(given), item(given))),
    literal: () => {
      throw new Error('a list has no value that can be written');
    },
    helpers: (given) => row(given).helpers?.(item(given)) ?? [],
  };
}
