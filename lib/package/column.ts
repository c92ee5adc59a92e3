/** One column of a model in the form of the host: `Mapped[…] = mapped_column(…)`, `= Column(…)`, or a `Field(…)` of SQLModel. */
import { pythonString } from '../naming/names.js';
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import type { DefaultValue } from './defaults.js';
import { join, type Part, py } from './print/code.js';
import { orm, sqlalchemy, sqlmodel } from './print/symbols.js';
import type { Keyword } from './types/row.js';

export type ColumnArguments = {
  /** The model's attribute. */
  readonly name: string;
  /** What the annotation says. */
  readonly python: Part;
  /** The name in the database, where it is another one. */
  readonly column: string | undefined;
  readonly type: Part;
  /** Whether the annotation says the type. */
  readonly isImplied: boolean;
  /** Whether it may be null; nothing for a key. */
  readonly isOptional: boolean | undefined;
  /** Whether a record that is a dataclass is made with it. */
  readonly isInInit: boolean;
  /** The keywords in the order of the standard; one without a value is not written. */
  readonly keywords: readonly Keyword[];
  /** How SQLModel makes the column of a field; a dataclass takes the value. */
  readonly field: SqlModelField;
};

export type SqlModelField = {
  /** The value that a record gets: `default_factory` is called for each. */
  readonly value: DefaultValue | undefined;
  /** The keywords from which SQLModel makes the column's type; nothing where it cannot. */
  readonly made: readonly Keyword[] | undefined;
};

/** The form of a column in each way of writing models. */
export const COLUMN_FORMS: Readonly<Record<Style['orm'], 'mapped' | 'column' | 'field'>> = {
  mapped: 'mapped',
  column: 'column',
  sqlmodel: 'field',
};

/** Where nothing of the blueprint says another order: that of most models with `Column`. */
const COLUMN_ORDER = ['primary_key', 'unique', 'index', 'default', 'server_default', 'onupdate', 'nullable', 'comment'];

export function columnLine(context: Context, column: ColumnArguments): Part {
  const { orm: form, columnTypes } = context.conventions;
  if (form === 'sqlmodel') return fieldLine(context, column);
  if (form === 'column') return py`${column.name} = ${columnCall(context, column)}`;
  const words = context.conventions.mapping.dataclass === 'no' ? column.keywords : dataclassWords(column);
  const keywords = ordered(context, [...words, ['nullable', nullableOf(context, column)]]);
  const given = [
    column.column !== undefined && pythonString(column.column),
    (!column.isImplied || columnTypes === 'always') && column.type,
    ...keywords.map(([name, value]) => py`${name}=${value}`),
  ].filter(Boolean);
  const annotated = py`${column.name}: ${orm.Mapped}[${column.python}]`;
  return given.length === 0 ? annotated : py`${annotated} = ${orm.mapped_column}(${join(', ', given)})`;
}

/** What the `__init__` of a dataclass takes, and the value of what it is not given: the column has the same. */
function dataclassWords({ keywords, isInInit, isOptional, field: { value } }: ColumnArguments): readonly Keyword[] {
  const others = keywords.filter(([name]) => name !== 'default');
  // The number of a key is the database's to give.
  const isGiven = value !== undefined && (isOptional !== undefined || value.kind === 'factory');
  return [
    ['init', !isInInit && 'False'],
    ...others,
    [value?.kind === 'factory' ? 'default_factory' : 'default', isGiven && value.code],
  ];
}

function columnCall(context: Context, column: ColumnArguments): Part {
  const keywords = ordered(context, [...column.keywords, ['nullable', nullableOf(context, column)]]);
  const given = [
    column.column !== undefined && pythonString(column.column),
    column.type,
    ...keywords.map(([name, value]) => py`${name}=${value}`),
  ];
  return py`${sqlalchemy.Column}(${join(', ', given)})`;
}

/** SQLModel takes few words itself; a column that needs others is written out as one of SQLAlchemy. */
function fieldLine(context: Context, column: ColumnArguments): Part {
  const { value, made } = column.field;
  const given: readonly Keyword[] =
    value === undefined ? [] : [[value.kind === 'factory' ? 'default_factory' : 'default', value.code]];
  const others = column.keywords.filter(([name, part]) => name !== 'default' && part !== undefined && part !== false);
  const isPlain = made !== undefined && column.column === undefined && others.every(([name]) => OF_FIELD.has(name));
  const keywords = isPlain
    ? ordered(context, [...given, ...others, ...made])
    : [...given, ['sa_column', columnCall(context, { ...column, keywords: others })] as const];
  const annotated = py`${column.name}: ${column.python}`;
  const [only, ...more] = keywords;
  if (only === undefined) return annotated;
  if (only[0] === 'default' && more.length === 0) return py`${annotated} = ${only[1]}`;
  return py`${annotated} = ${sqlmodel.Field}(${join(
    ', ',
    keywords.map(([name, part]) => py`${name}=${part}`),
  )})`;
}

/** The words of a column that a field of SQLModel takes as they are. */
const OF_FIELD: ReadonlySet<string> = new Set(['primary_key', 'unique', 'index']);

function nullableOf({ conventions }: Context, { isOptional }: ColumnArguments): Part {
  if (isOptional === undefined) return undefined;
  const said = conventions.nullable;
  if (isOptional) return (said === 'optional' || said === 'always') && 'True';
  return (conventions.orm !== 'mapped' || said === 'required' || said === 'always') && 'False';
}

/** The keywords that have a value, each as far in front as the blueprint writes it. */
function ordered({ conventions }: Context, keywords: readonly Keyword[]): readonly Keyword[] {
  const { orm: form, columnOrder } = conventions;
  const given = keywords.filter(([, value]) => value !== undefined && value !== false);
  const rank = ([name]: Keyword): number => COLUMN_ORDER.indexOf(name);
  const standard = form === 'column' ? [...given].sort((left, right) => rank(left) - rank(right)) : given;
  const placed: Keyword[] = [];
  for (const keyword of standard) {
    const isBefore = ([name]: Keyword): boolean =>
      columnOrder.some(([before, after]) => before === keyword[0] && after === name);
    const at = placed.findIndex(isBefore);
    placed.splice(at === -1 ? placed.length : at, 0, keyword);
  }
  return placed;
}
