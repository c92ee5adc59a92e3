/** When a record was created and changed: the columns for that, what the answers show of it, and the order of a list. */
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';
import { COLUMN_FORMS } from './column.js';
import type { Context, PackageNames } from './context.js';
import { markedStyle } from './deletion.js';
import { keyOf } from './key.js';
import { copied, type Part, py } from './print/code.js';
import { datetime, sqlmodel } from './print/symbols.js';
import { optionalOf } from './spelling.js';

type ModelStamp = {
  readonly name: string;
  /** Its type in the read schema. */
  readonly python: Part;
  readonly isMoving: boolean;
};

/** The style of a model that is asked to have them, or to be marked when deleted, where a class of the host supplies the columns. */
export function stampedStyle(
  { stampMixin: mixin, softDeletes }: Pick<PackageNames, 'stampMixin' | 'softDeletes'>,
  model: ModelSpec,
  style: Style,
): Style {
  const { settings } = model;
  if (mixin === undefined || !settings.hasTimestamps) return markedStyle(softDeletes, model, style);
  const inherited = mixin.stamps.filter(({ column }) => column === undefined);
  const supplied = [...style.supplied, ...inherited.map(({ name }) => name)];
  return markedStyle(softDeletes, model, { ...style, bases: mixin.bases, stamps: mixin.stamps, supplied });
}

/** The columns that the model writes itself. */
export function stampColumns(context: Context, model: ModelSpec): readonly Part[] {
  const { orm, stamps } = context.conventions;
  return stamps.filter(isFree(model)).flatMap(({ name, column }): readonly Part[] => {
    if (column === undefined || column.form !== COLUMN_FORMS[orm]) return [];
    const { annotation, value } = column;
    return [py`${name}${annotation && py`: ${copied(annotation)}`}${value && py` = ${copied(value)}`}`];
  });
}

/** What an update sets by hand besides what was sent: `invoice.updated_at = datetime.now(UTC)`. */
export function touches({ conventions: { stamps } }: Context, model: ModelSpec, record: Part): readonly Part[] {
  return stamps
    .filter(isFree(model))
    .flatMap(({ name, touch }) => (touch === undefined ? [] : [py`${record}.${name} = ${copied(touch)}`]));
}

/** What the read schema has besides the key and the fields. */
export function shownStamps(context: Context, model: ModelSpec): readonly ModelStamp[] {
  const { stamps } = context.conventions;
  return stamps
    .filter(isFree(model))
    .filter(({ isShown }) => isShown)
    .map(({ name, kind, isOptional, isMoving }) => {
      const type = datetime[kind];
      return { name, python: isOptional ? optionalOf(context, type) : type, isMoving };
    });
}

/** The attributes that a list is ordered by: as records were created where that is known or the team does so, the key last. */
export function orderNames(context: Context, { fields }: ModelSpec): readonly string[] {
  const { name, isAscending } = keyOf(context);
  const created = context.conventions.stamps.find(
    ({ name: stamp, isOptional }) => /creat|insert/.test(stamp) && !isOptional,
  );
  const asked = fields.find(
    (field) => field.readonly && /creat|insert/.test(field.name) && field.default?.kind === 'factory',
  );
  const first = created ?? asked;
  const isByKey = isAscending && context.conventions.listOrder.by === 'key';
  return isByKey || first === undefined ? [name] : [first.name, name];
}

/** Whether a list has the newest record first: of keys that say nothing of that it needs when records were made. */
export function isNewestFirst(context: Context, model: ModelSpec): boolean {
  const isTold = keyOf(context).isAscending || orderNames(context, model).length > 1;
  return context.conventions.listOrder.isNewestFirst && isTold;
}

/** Whether a list has the records as they were created, whatever model they are of. */
export const isAsCreated = (context: Context): boolean =>
  keyOf(context).isAscending && !context.conventions.listOrder.isNewestFirst;

/** The columns of a class that a list is ordered by. */
export function orderColumns(context: Context, model: ModelSpec, type: Part): readonly Part[] {
  const isReversed = isNewestFirst(context, model);
  return orderNames(context, model).map((name) => {
    const column = py`${type}.${name}`;
    if (!isReversed) return column;
    return context.conventions.orm === 'sqlmodel' ? py`${sqlmodel.col}(${column}).desc()` : py`${column}.desc()`;
  });
}

/** A field of the same name takes the place of a column that the host's models have. */
const isFree =
  (model: ModelSpec) =>
  ({ name }: { readonly name: string }): boolean =>
    model.fields.every((field) => field.name !== name);
