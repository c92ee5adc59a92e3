/** Whether a `Mapped` column repeats the type that its annotation says: `Mapped[int] = mapped_column(Integer)`. */
import { type Dimension, oneOf } from '../dimension.js';
import { mainColumns } from '../main-model.js';

export type ColumnTypes = 'needed' | 'always';

/** Types that an annotation says by itself. */
const IMPLIED = /(?:^|\.)(?:Integer|Boolean|Float|Date|Time|DateTime|Interval|LargeBinary|Uuid|UUID)$/;

/** An annotation that says the type of its column. */
const BARE = /\bMapped\[[^\]]*\b(?:int|bool|float|bytes|date|time|datetime|timedelta|UUID)\b/;

export const columnTypes: Dimension<ColumnTypes> = {
  id: 'column-types',
  default: 'needed',
  learn(host) {
    const mapped = mainColumns(host).filter(({ form }) => form === 'mapped');
    const typed = mapped.filter(({ call }) => IMPLIED.test(call?.positional[0]?.text ?? ''));
    const bare = mapped.filter(({ call, node }) => call?.positional.length !== 1 && BARE.test(node.text));
    const [shown] = typed;
    // One date with its type among columns without is no habit.
    return shown && typed.length > bare.length
      ? { value: 'always', at: host.at(shown.module, shown.node.line) }
      : undefined;
  },
  pin: oneOf('needed', 'always'),
};
