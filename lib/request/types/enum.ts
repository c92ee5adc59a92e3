/** `enum.draft.live`: one of some values; also one of those of an enum class of the backend, once it was found. */
import { didYouMean } from '../../naming/did-you-mean.js';
import { enumMember } from '../../naming/inflect.js';
import { pythonString } from '../../naming/literals.js';
import { failed, type TypeArguments, type TypeReading } from './arguments.js';
import type { EnumClassType } from './enum-class.js';
import { bad, ok } from './reading.js';
import type { TypeRules } from './type-rules.js';
import type { FieldError } from './typed-field.js';

/** `host` is an enum class of the backend, once it was found. */
export type EnumType = { readonly kind: 'enum'; readonly values: readonly string[]; readonly host?: HostEnum };

/** An enum class of the backend: where it is imported from, and its members in their order. */
export type HostEnum = {
  readonly module: string;
  readonly name: string;
  readonly members: readonly { readonly name: string; readonly value: string }[];
};

const LONGEST = 63;

export const enumOfValues: TypeRules<EnumType, EnumType | EnumClassType> = {
  isChoice: true,
  argument: { of: [], isNeeded: true },
  words: ({ values }) => values,
  read,
  foreign: 'choice choices enumeration literal',
  print: ({ values, host }) => `enum.${host === undefined ? values.join('.') : host.name}`,
  value: ({ values }, text) =>
    values.includes(text) ? ok(text) : bad(`is not one of ${values.join(', ')}.${didYouMean(text, values)}`),
  samples: ({ type }, count) => type.values.slice(0, count).map(pythonString),
  edges: ({ type }) => type.values.map(pythonString),
  invalid: ({ type }) => {
    let other = 'other';
    while (type.values.includes(other)) other += 'x';
    return [
      { value: '1', why: 'wrong type' },
      { value: pythonString(other), why: 'not one of the values' },
    ];
  },
};

/** One argument in PascalCase is a class of the backend, anything else are values. */
function read(written: TypeArguments): TypeReading<EnumType | EnumClassType> {
  const { args: values, at, starts } = written;
  const [first = ''] = values;
  if (values.length === 0) return failed(written, 'enum needs its values: enum.draft.live.');
  if (values.length === 1 && /^[A-Z][A-Za-z0-9]{0,99}$/.test(first) && /[a-z]/.test(first)) {
    return { type: { kind: 'enum.class', name: first }, errors: [] };
  }
  const errors: FieldError[] = [];
  const members = new Map<string, string>();
  values.forEach((value, index) => {
    const problem = valueProblem(value, members);
    if (problem !== undefined) errors.push({ at: starts[index] ?? at, message: problem });
    else members.set(enumMember(value), value);
  });
  return { type: errors.length === 0 ? { kind: 'enum', values } : undefined, errors };
}

function valueProblem(value: string, members: ReadonlyMap<string, string>): string | undefined {
  if (value === '') return 'There is no value between the dots.';
  if (!/^[A-Za-z0-9_+/-]+$/.test(value)) {
    return `${pythonString(value)} cannot be an enum's value: use letters, digits, _, +, - and /.`;
  }
  if (value.length > LONGEST) return `An enum's value has at most ${LONGEST} characters, this one has ${value.length}.`;
  const other = members.get(enumMember(value));
  if (other === undefined) return undefined;
  if (other === value) return `The value ${value} is given twice.`;
  return `${value} and ${other} would both be ${enumMember(value)} in Python. Rename one.`;
}
