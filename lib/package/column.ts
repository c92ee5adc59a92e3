/** One column of a model in the form of the host: `name: Mapped[str] = mapped_column(…)` or `name = Column(…)`. */
import { pythonString } from '../naming/names.js';
import type { Context } from './context.js';
import { join, type Part, py } from './print/code.js';
import { orm, sqlalchemy } from './print/symbols.js';

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
  /** The keywords in the order of the standard; one without a value is not written. */
  readonly keywords: readonly Keyword[];
};

type Keyword = readonly [name: string, value: Part];

/** Where nothing of the blueprint says another order: that of most models with `Column`. */
const COLUMN_ORDER = ['primary_key', 'unique', 'index', 'default', 'server_default', 'nullable', 'comment'];

export function columnLine(context: Context, column: ColumnArguments): Part {
  const { orm: form, columnTypes } = context.conventions;
  const isMapped = form === 'mapped';
  const keywords = ordered(context, [...column.keywords, ['nullable', nullableOf(context, column)]]);
  const given = [
    column.column !== undefined && pythonString(column.column),
    (!isMapped || !column.isImplied || columnTypes === 'always') && column.type,
    ...keywords.map(([name, value]) => py`${name}=${value}`),
  ].filter(Boolean);
  if (!isMapped) return py`${column.name} = ${sqlalchemy.Column}(${join(', ', given)})`;
  const annotated = py`${column.name}: ${orm.Mapped}[${column.python}]`;
  return given.length === 0 ? annotated : py`${annotated} = ${orm.mapped_column}(${join(', ', given)})`;
}

function nullableOf({ conventions }: Context, { isOptional }: ColumnArguments): Part {
  if (isOptional === undefined) return undefined;
  const said = conventions.nullable;
  if (isOptional) return (said === 'optional' || said === 'always') && 'True';
  return (conventions.orm === 'column' || said === 'required' || said === 'always') && 'False';
}

/** The keywords that have a value, each as far in front as the blueprint writes it. */
function ordered({ conventions }: Context, keywords: readonly Keyword[]): readonly Keyword[] {
  const { orm: form, columnOrder } = conventions;
  const given = keywords.filter(([, value]) => value !== undefined && value !== false);
  const rank = ([name]: Keyword): number => COLUMN_ORDER.indexOf(name);
  const standard = form === 'mapped' ? given : [...given].sort((left, right) => rank(left) - rank(right));
  const placed: Keyword[] = [];
  for (const keyword of standard) {
    const isBefore = ([name]: Keyword): boolean =>
      columnOrder.some(([before, after]) => before === keyword[0] && after === name);
    const at = placed.findIndex(isBefore);
    placed.splice(at === -1 ? placed.length : at, 0, keyword);
  }
  return placed;
}
