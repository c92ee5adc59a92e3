/** `m2m`: the keys of other records, each once, in the rows of a class that joins both. */
import type { Field, FieldType, LinkClass, RefTarget } from '../../request/fields.js';
import { MOST_LINKS } from '../../request/types/m2m.js';
import { listOf, setOf } from '../spelling.js';
import { keyPython, reference } from './ref.js';
import type { Given, TypeRow } from './row.js';
import { inputType } from './schema-type.js';

type Many = Extract<FieldType, { kind: 'm2m' }>;

/** What is joined, and what joins it. */
export type ManyTarget = RefTarget & { readonly link: LinkClass };

/** A field that has many records, and what they are. */
export type Link = { readonly field: Field; readonly to: ManyTarget };

export function manyTarget({ to, package: name, model }: Many): ManyTarget {
  if (to === undefined) throw new Error(`the model ${name} ${model} was not looked for`);
  return to;
}

/** A reference to one of them. */
const one = ({ type, field, ...rest }: Given<Many>): Given<Extract<FieldType, { kind: 'ref' }>> => {
  const each = { kind: 'ref', to: manyTarget(type) } as const;
  return { ...rest, field: plainField(field, each), type: each };
};

function plainField({ name }: Field, type: FieldType): Field {
  return { name, type, optional: false, unique: false, index: false, readonly: false, writeonly: false };
}

export const many: TypeRow<Many> = {
  isNamed: true,
  isRuledAlone: true,
  isApart: true,
  empty: 'set',
  python: ({ context, type }) => listOf(context, keyPython(manyTarget(type).key)),
  column: () => {
    throw new Error('many records are no column');
  },
  input: (given) => ({
    type: setOf(given.context, inputType(reference as TypeRow, one(given))),
    rules: [`max_length=${MOST_LINKS}`],
  }),
  // It reads no collection but its own ones.
  onPydantic1: () => 'has many records',
  literal: () => {
    throw new Error('many records have no value that can be written');
  },
};
