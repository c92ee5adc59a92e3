/** Records that are marked as deleted and kept: the column for that, what sets it, and what no longer sees them. */
import type { Deletion } from '../request/deletion.js';
import type { ModelSpec } from '../request/model.js';
import type { SoftDeletes } from '../style/soft-deletes.js';
import type { Style } from '../style/style-values.js';
import { columnLine } from './column.js';
import type { Context } from './context.js';
import { type Code, copied, type Part, py } from './print/code.js';
import { datetime, sqlalchemy, sqlmodel } from './print/symbols.js';
import { optionalOf, utc } from './spelling.js';

/** The style of a model that is marked, where a class of the host supplies the column. */
export function markedStyle(marks: SoftDeletes | undefined, { deletion }: ModelSpec, style: Style): Style {
  if (deletion === undefined || marks === undefined) return style;
  const { mixin } = marks;
  const supplied =
    marks.column === undefined ? [...style.supplied, ...marks.all.map(({ name }) => name)] : style.supplied;
  if (mixin === undefined) return { ...style, supplied };
  return { ...style, supplied, bases: [mixin.source, ...(style.bases.length > 0 ? style.bases : [style.base])] };
}

/** The column that the model writes itself. */
export function deletionColumn(context: Context, { deletion }: ModelSpec): Part {
  const column = context.pkg.softDeletes?.column;
  if (deletion === undefined || column === undefined) return undefined;
  if (column !== 'standard') {
    const { annotation, value } = column;
    return py`${deletion.name}${annotation && py`: ${copied(annotation)}`}${value && py` = ${copied(value)}`}`;
  }
  return columnLine(context, {
    name: deletion.name,
    python: optionalOf(context, datetime.datetime),
    column: undefined,
    type: py`${sqlalchemy.DateTime}(timezone=True)`,
    isImplied: false,
    isOptional: true,
    isInInit: false,
    keywords: [],
    field: { value: { kind: 'value', code: 'None' }, made: undefined },
  });
}

/** What the mark of a record that is not deleted says: behind the attribute. */
export const LIVE: Readonly<Record<Deletion['kind'], string>> = {
  moment: '.is_(None)',
  day: '.is_(None)',
  deleted: '.is_not(True)',
  active: '.is_(True)',
};

/** `Invoice.deleted_at.is_(None)`: what a record that is not deleted holds. */
export function isLive({ conventions: { orm } }: Context, model: Part, { name, kind }: Deletion): Code {
  const attribute = py`${model}.${name}`;
  return py`${orm === 'sqlmodel' ? py`${sqlmodel.col}(${attribute})` : attribute}${LIVE[kind]}`;
}

/** What deletes a record, or marks it. */
export function removed(context: Context, { deletion }: ModelSpec, session: Part, record: Part): readonly Part[] {
  if (deletion === undefined) return [py`${context.dialect.await}${session}.delete(${record})`];
  const { all, value } = context.pkg.softDeletes ?? { all: [deletion], value: undefined };
  return all.map((each) => {
    const own = each.name === deletion.name && value !== undefined ? copied(value) : markFor(context, each);
    return py`${record}.${each.name} = ${own}`;
  });
}

/** What reads a marked record again that is answered: a commit lets go of what it holds. */
export function refreshed(context: Context, { deletion }: ModelSpec, session: Part, record: Part): Part {
  const isAnswered = context.conventions.deletes.answer.kind === 'record';
  return deletion !== undefined && isAnswered && py`${context.dialect.await}${session}.refresh(${record})`;
}

function markFor(context: Context, { kind, isNaive }: Deletion): Part {
  if (kind === 'deleted') return 'True';
  if (kind === 'active') return 'False';
  const now = py`${datetime.datetime}.now(${utc(context)})`;
  return kind === 'day' ? py`${now}.date()` : isNaive ? py`${now}.replace(tzinfo=None)` : now;
}

/** What the database has of a record that was deleted. */
export function isMarked(record: string, { name, kind }: Deletion): string {
  if (kind === 'deleted') return `assert ${record}.${name}`;
  return kind === 'active' ? `assert not ${record}.${name}` : `assert ${record}.${name} is not None`;
}
