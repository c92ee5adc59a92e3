/** Whether a `Mapped` column repeats the type that its annotation says: `Mapped[int] = mapped_column(Integer)`. */
import { type Dimension, oneOf } from '../dimension.js';
import { mainColumns } from '../main-model.js';

export type ColumnTypes = 'needed' | 'always';

/** Types that an annotation says by itself. */
const IMPLIED = /(?:^|\.)(?:Integer|Boolean|Float|Date|Time|DateTime|Interval|LargeBinary|Uuid|UUID)$/;

export const columnTypes: Dimension<ColumnTypes> = {
  id: 'column-types',
  default: 'needed',
  learn(host) {
    const shown = mainColumns(host).find(
      ({ form, call }) => form === 'mapped' && IMPLIED.test(call?.positional[0]?.text ?? ''),
    );
    return shown && { value: 'always', at: host.at(shown.module, shown.node.line) };
  },
  pin: oneOf('needed', 'always'),
};
