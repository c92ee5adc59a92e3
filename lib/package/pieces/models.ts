/** `models.py`: the model of a package with its enums. */
import { pythonString, pythonText } from '../../naming/names.js';
import type { ModelSpec } from '../../request/model.js';
import { constraintsOf, namesUnique } from '../constraints.js';
import { type Context, enumClass, ownEnums, resolved } from '../context.js';
import { modelDefault, serverDefault } from '../defaults.js';
import { keyOf } from '../key.js';
import { type Code, join, type Part, py, symbol } from '../print/code.js';
import { orm } from '../print/symbols.js';
import { enumBases, optionalOf } from '../spelling.js';
import { memberOf } from '../types/enum.js';
import { type Typed, typed } from '../types/table.js';

export function model(context: Context, asked: ModelSpec): Code {
  const spec = resolved(context, asked);
  const { base, supplied } = context.conventions;
  const key = keyOf(context);
  const fields = spec.fields.map((field) => typed(context, spec, field));
  const constraints = fields.flatMap(constraintsOf);
  return py`
    ${enums(context, spec)}
    class ${spec.name}(${symbol(base.module, base.name)}):
        ${!supplied.includes('__tablename__') && `__tablename__ = ${pythonString(spec.table)}`}
        ${constraints.length > 0 && py`__table_args__ = (${join(', ', constraints)},)`}

        ${!supplied.includes(key.name) && py`${key.name}: ${orm.Mapped}[${key.python}] = ${orm.mapped_column}(primary_key=True)`}
        ${fields.map(column)}
        ${supplied.includes('__tablename__') && supplied.includes(key.name) && constraints.length + fields.length === 0 && 'pass'}
  `;
}

function enums(context: Context, spec: ModelSpec): readonly Part[] {
  return ownEnums(spec).map((field) => {
    if (field.type.kind !== 'enum') return undefined;
    const { type } = field;
    return py`
      class ${enumClass(context, spec, field)}(${enumBases(context)}):
          ${type.values.map((value) => `${memberOf(type, value)} = ${pythonString(value)}`)}


    `;
  });
}

function column(each: Typed): Part {
  const { field, row, given } = each;
  const python = (row.stored?.python ?? row.python)(given);
  const mapped = py`${field.name}: ${orm.Mapped}[${field.optional ? optionalOf(given.context, python) : python}]`;
  const value = modelDefault(each);
  const server = serverDefault(each);
  const told = [
    field.column !== undefined && pythonString(field.column),
    row.column?.(given),
    value !== undefined && py`default=${value}`,
    server !== undefined && py`server_default=${server}`,
    field.doc !== undefined && `comment=${pythonText(field.doc)}`,
    field.unique && namesUnique(given.context) && 'unique=True',
    // A unique constraint brings its index.
    field.index && !field.unique && 'index=True',
  ].filter(Boolean);
  return told.length === 0 ? mapped : py`${mapped} = ${orm.mapped_column}(${join(', ', told)})`;
}
