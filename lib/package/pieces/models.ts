/** `models.py`: the model of a package with its enums. */

import { pythonString, pythonText } from '../../naming/names.js';
import { ownEnum } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import type { Style } from '../../style/style-values.js';
import { COLUMN_FORMS, columnLine } from '../column.js';
import { isUniqueInColumn } from '../constraint-names.js';
import { constraintsOf, groupConstraints } from '../constraints.js';
import { type Context, enumClass, resolved } from '../context.js';
import { runsMySql } from '../databases.js';
import { type DefaultValue, modelDefault, schemaDefault, serverDefault, storedDefault } from '../defaults.js';
import { deletionColumn } from '../deletion.js';
import { keyOf } from '../key.js';
import { docFor } from '../layers.js';
import { columnFields, linkClass, writtenLinksOf } from '../links.js';
import { type Code, copied, join, type Part, py, symbol } from '../print/code.js';
import { classDocstring } from '../print/docstring.js';
import { relationships } from '../relationships.js';
import { enumBases, optionalOf } from '../spelling.js';
import { stampColumns } from '../stamps.js';
import { memberOf } from '../types/enum.js';
import { type Typed, typed } from '../types/table.js';

export function model(context: Context, asked: ModelSpec): Code {
  const spec = resolved(context, asked);
  const { base, bases, mapping, orm, supplied } = context.conventions;
  const above = bases.length > 0 || mapping.decorator !== undefined ? bases : [base];
  const inherited = above.map((each) => symbol(each.module, each.name));
  const brackets = [...inherited, orm === 'sqlmodel' && 'table=True', ...mapping.keywords].filter(Boolean);
  const key = keyOf(context);
  const fields = columnFields(spec).map((field) => typed(context, spec, field));
  const constraints = [...fields.flatMap(constraintsOf), ...groupConstraints(context, spec)];
  // What is asked for goes before what the base works out.
  const hasTable = !supplied.includes('__tablename__') || spec.settings.table !== undefined;
  const related = relationships(context, spec);
  const own = [...constraints, ...fields, ...stampColumns(context, spec), deletionColumn(context, spec)];
  const hasColumns = own.some(Boolean);
  return py`
    ${enums(context, spec)}
    ${writtenLinksOf(spec).map(
      (each) => py`
        ${linkClass(context, spec, each)}


      `,
    )}
    ${mapping.decorator && py`@${copied(mapping.decorator)}`}
    class ${spec.name}${brackets.length > 0 && py`(${join(', ', brackets)})`}:
        ${classDocstring(docFor(context, spec, context.conventions.classDocs.model))}
        ${hasTable && `__tablename__ = ${pythonString(spec.table)}`}
        ${constraints.length > 0 && py`__table_args__ = (${join(', ', constraints)},)`}

        ${!supplied.includes(key.name) && keyColumn(context)}
        ${inOrder(context, fields).map(column)}
        ${stampColumns(context, spec)}
        ${deletionColumn(context, spec)}
        ${
          related.length > 0 &&
          py`

          ${related}
        `
        }
        ${!hasTable && supplied.includes(key.name) && !hasColumns && 'pass'}
  `;
}

function enums(context: Context, spec: ModelSpec): readonly Part[] {
  return spec.fields.map((field) => {
    const type = ownEnum(field.type);
    if (type === undefined) return undefined;
    return py`
      class ${enumClass(context, spec, field)}(${enumBases(context)}):
          ${type.values.map((value) => `${memberOf(context, type, value)} = ${pythonString(value)}`)}


    `;
  });
}

const NONE: DefaultValue = { kind: 'value', code: 'None' };

/** The key as the blueprint writes it, or in the host's form. */
function keyColumn(context: Context): Part {
  const { conventions } = context;
  const { name, python, column: made } = keyOf(context);
  const { column: written } = conventions.key;
  if (written?.form === COLUMN_FORMS[conventions.orm] && isLeftToRecord(context, written)) {
    const { annotation, value } = written;
    return py`${name}${annotation && py`: ${copied(annotation)}`}${value && py` = ${copied(value)}`}`;
  }
  const isMade = made.default === undefined;
  return columnLine(context, {
    name,
    python: isMade && conventions.orm === 'sqlmodel' ? optionalOf(context, python) : python,
    column: undefined,
    type: made.type,
    isImplied: made.isImplied,
    isOptional: undefined,
    isInInit: false,
    keywords: [
      ['primary_key', 'True'],
      ['default', made.default],
    ],
    // Before it is stored a record has no number.
    field: { value: isMade ? NONE : { kind: 'factory', code: made.default }, made: made.isImplied ? [] : undefined },
  });
}

/** Whether a dataclass is made without the blueprint's key, and has it in front of what it is made with. */
function isLeftToRecord(
  { conventions: { mapping } }: Context,
  { value }: NonNullable<Style['key']['column']>,
): boolean {
  return mapping.dataclass === 'no' || value?.texts.some((text) => /\binit\s*=\s*False\b/.test(text)) === true;
}

/** A dataclass takes what has no default before what has one. */
function inOrder({ conventions: { mapping } }: Context, fields: readonly Typed[]): readonly Typed[] {
  if (mapping.dataclass !== 'ordered') return fields;
  const isNeeded = (each: Typed): boolean => fieldDefault(each) === undefined && isInInit(each);
  return [...fields.filter(isNeeded), ...fields.filter((each) => !isNeeded(each))];
}

/** Whether a dataclass takes the field: what the database alone gives is not made with the record. */
const isInInit = ({ field }: Typed): boolean => !field.readonly || field.serverDefault === undefined;

/** The default of a field of SQLModel, or of a dataclass: what may be null is null where nothing is given. */
function fieldDefault(each: Typed): DefaultValue | undefined {
  const { field } = each;
  const code = storedDefault(each);
  if (code !== undefined) return { kind: 'value', code };
  return schemaDefault(each) ?? (field.optional && field.serverDefault === undefined ? NONE : undefined);
}

function column(each: Typed): Part {
  const { field, row, given } = each;
  const { context } = given;
  const python = (row.stored?.python ?? row.python)(given);
  const onMySql = runsMySql(context) && row.onMySql?.(given);
  const isUnique = field.unique && isUniqueInColumn(context);
  const isIndexed = isUnique ? context.conventions.unique === 'column-index' : field.index && !field.unique;
  return columnLine(context, {
    name: field.name,
    python: field.optional ? optionalOf(context, python) : python,
    column: field.column,
    type: onMySql || row.column(given),
    isImplied: row.isImplied === true && !onMySql,
    isOptional: field.optional,
    isInInit: isInInit(each),
    keywords: [
      ['default', modelDefault(each)],
      ['server_default', serverDefault(each)],
      ['onupdate', field.isMoving && modelDefault(each)],
      ['comment', field.doc !== undefined && pythonText(field.doc)],
      ['unique', isUnique && 'True'],
      // A unique constraint brings its index.
      ['index', isIndexed && 'True'],
    ],
    field: { value: fieldDefault(each), made: onMySql ? undefined : row.sqlModel?.(given) },
  });
}
