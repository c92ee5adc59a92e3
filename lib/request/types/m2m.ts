/** `m2m.tags.Tag`: the keys of any number of records of another model, in a table of its own. */
import { pythonString } from '../../naming/literals.js';
import type { TypeArguments, TypeReading } from './arguments.js';
import { bad } from './reading.js';
import {
  INVALID_KEYS,
  keySample,
  type LinkClass,
  printTarget,
  type RefTarget,
  type RefType,
  readTarget,
} from './ref.js';
import type { TypeRules } from './type-rules.js';
import type { InvalidSample } from './typed-field.js';

/** What is joined, and the class that joins it; `to` is what was found. */
export type ManyType = Pick<RefType, 'package' | 'model'> & {
  readonly kind: 'm2m';
  readonly to?: RefTarget & { readonly link: LinkClass };
};

export function isMany(type: { readonly kind: string }): type is ManyType {
  return type.kind === 'm2m';
}

/** So many records can be named at once: as many as a page has. */
export const MOST_LINKS = 100;

export const m2m: TypeRules<ManyType> = {
  read,
  argument: { of: 'models', isNeeded: true },
  foreign: 'many_to_many manytomany many2many has_and_belongs_to_many habtm',
  print: (type) => `m2m.${printTarget(type)}`,
  value: () => bad('is no default of many records: without any there are none.'),
  isMany: true,
  isUnindexable: true,
  builtins: ['set', 'list'],
  samples: ({ type }, count) => {
    const { isSelf, key } = found(type);
    // Of its own records none is there before the first one.
    if (isSelf) return ['[]'];
    const [first, second] = [keySample(key, 1), keySample(key, 2)];
    return [`[${first}]`, `[${first}, ${second}]`, `[${second}]`, '[]'].slice(0, count);
  },
  edges: ({ type }) =>
    found(type).isSelf ? [] : ['[]', `[${keySample(found(type).key, 1)}, ${keySample(found(type).key, 2)}]`],
  invalid: ({ type }) => {
    const { key } = found(type);
    const items = [{ value: 'None', why: 'null' }, ...INVALID_KEYS[key.kind]];
    return [
      { value: '"x"', why: 'wrong type' },
      ...items.map(({ value, why }): InvalidSample => ({ value: `[${value}]`, why: `an item: ${why}` })),
      { value: `[${manyKeys(key)} for number in range(${MOST_LINKS + 1})]`, why: 'too many' },
    ];
  },
};

/** A key for each `number`. */
function manyKeys({ kind }: RefTarget['key']): string {
  if (kind === 'uuid') return 'f"a0000000-0000-4000-8000-{number:012}"';
  return kind === 'str' ? 'str(number)' : 'number + 1';
}

function found({ to, model }: ManyType): RefTarget {
  if (to === undefined) throw new Error(`the model ${pythonString(model ?? '')} was not looked for`);
  return to;
}

function read(written: TypeArguments): TypeReading<ManyType> {
  const { type, errors } = readTarget(written, 'm2m', 'm2m.tags.Tag');
  return { type: type && { kind: 'm2m', ...type }, errors };
}
