/** For which columns `nullable` is spelled out, though the form of the column says it by itself. */
import { type Dimension, oneOf } from '../dimension.js';
import { mainColumns } from '../main-model.js';

export type Nullable = 'needed' | 'required' | 'optional' | 'always';

/** `needed` is where a `Column` may not be null: nothing else says that. */
export const nullable: Dimension<Nullable> = {
  id: 'nullable',
  default: 'needed',
  learn(host) {
    const given = mainColumns(host).flatMap((column) => {
      const value = column.call?.keywords.get('nullable')?.text;
      const isSaid = value === 'True' || (value === 'False' && column.form === 'mapped');
      return isSaid ? [{ value, column }] : [];
    });
    const [first] = given;
    if (first === undefined) return undefined;
    const has = (value: string): boolean => given.some((each) => each.value === value);
    const value = has('True') ? (has('False') ? 'always' : 'optional') : 'required';
    return { value, at: host.at(first.column.module, first.column.node.line) };
  },
  pin: oneOf('needed', 'required', 'optional', 'always'),
};
