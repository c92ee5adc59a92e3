/** How a unique column is written: as a constraint with a name, or in the column, with or without its index. */
import { isSet } from '../../framework/columns.js';
import { type Dimension, oneOf } from '../dimension.js';
import { mainColumns } from '../main-model.js';

export type Unique = 'constraint' | 'column' | 'column-index';

export const unique: Dimension<Unique> = {
  id: 'unique',
  default: 'constraint',
  learn(host) {
    const columns = mainColumns(host).filter((column) => isSet(column, 'unique') && !isSet(column, 'primary_key'));
    const shown = columns.find((column) => !isSet(column, 'index')) ?? columns[0];
    if (shown === undefined) {
      // Who writes columns without annotations names no constraint.
      const plain = mainColumns(host).find(({ form }) => form !== 'mapped');
      return plain && { value: 'column', at: host.at(plain.module, plain.node.line) };
    }
    const { module, node } = shown;
    // The written standard indexes the address of its users by hand, and names the constraints of others.
    if (isSet(shown, 'index') && shown.form === 'mapped' && /^__all__\b/m.test(module.source)) return undefined;
    return { value: isSet(shown, 'index') ? 'column-index' : 'column', at: host.at(module, node.line) };
  },
  pin: oneOf('constraint', 'column', 'column-index'),
};
