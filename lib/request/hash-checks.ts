/** `hash=`: the function of the host that makes of a secret what is stored. */
import { pythonString } from '../naming/literals.js';
import type { Field } from './field.js';
import type { Mutable } from './lengths.js';
import type { Modifiers } from './modifiers.js';
import { rulesOf, typesWith } from './types/table.js';
import type { FieldError } from './types/typed-field.js';

/** Reads the function's name, and tells what does not go with it. */
export function readHash(field: Mutable<Field>, { flags, keys }: Modifiers): readonly FieldError[] {
  const given = keys.get('hash');
  if (given === undefined) return [];
  const { value, at } = given;
  if (rulesOf(field.type).isHidden !== true) {
    const fitting = typesWith(({ isHidden }) => isHidden === true);
    return [{ at, message: `hash does not fit ${field.type.kind}: it is for ${fitting}.` }];
  }
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(value)) {
    const example = `hash=app.core.security.${field.name}_hash`;
    return [{ at, message: `hash ${pythonString(value)} is no function of Python: write its name, as in ${example}.` }];
  }
  field.hash = value;
  const unequal = (['unique', 'index'] as const).flatMap((word): readonly FieldError[] => {
    const place = flags.get(word);
    return place === undefined
      ? []
      : [{ at: place, message: `${word} does not fit a hash: the same ${field.name} has another one each time.` }];
  });
  const unhashed = (['default', 'server_default'] as const).flatMap((word): readonly FieldError[] => {
    const place = keys.get(word)?.at;
    return place === undefined
      ? []
      : [{ at: place, message: `${word} would be stored as it is: no request sends it.` }];
  });
  return [...unequal, ...unhashed];
}
