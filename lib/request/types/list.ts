/** `list.str`: a list of values of one type that JSON can carry in one way alone. */
import { failed, type TypeArguments, type TypeReading } from './arguments.js';
import { bad } from './reading.js';
import { isScalar, SCALARS, type ScalarType, scalarRules } from './scalars.js';
import type { ReadType, TypeRules } from './type-rules.js';
import type { TypedField } from './typed-field.js';

export type ListType = { readonly kind: 'list'; readonly of: ScalarType };

/** Types that a list cannot hold. */
const OTHERS: ReadonlySet<string> = new Set(['json', 'bytes', 'secret', 'enum', 'ref', 'm2m']);

export const list: TypeRules<ListType> = {
  read,
  argument: { of: itemWords(), isNeeded: true },
  foreign: 'array set tuple',
  print: ({ of }) => `list.${scalarRules(of).print?.(of) ?? of.kind}`,
  value: () => bad('is no default of a list: it has one, empty. Did you mean empty?'),
  factory: 'empty',
  isCheckedAddress: ({ of }) => scalarRules(of).isCheckedAddress?.(of) === true,
  isUnindexable: true,
  builtins: ['list'],
  samples: (field, count) => {
    const item = itemField(field, field.type.of);
    return lists(scalarRules(item.type).samples(item, 2)).slice(0, count);
  },
  edges: (field) => {
    const item = itemField(field, field.type.of);
    const ofItems = scalarRules(item.type).edges?.(item) ?? [];
    return ['[]', ...(ofItems.length > 0 ? [`[${ofItems.join(', ')}]`] : [])];
  },
  invalid: (field) => {
    const item = itemField(field, field.type.of);
    const items = [{ value: 'None', why: 'null' }, ...scalarRules(item.type).invalid(item)];
    return [
      { value: '"x"', why: 'wrong type' },
      ...items.map(({ value, why }) => ({ value: `[${value}]`, why: `an item: ${why}` })),
    ];
  },
};

function itemWords(): readonly string[] {
  return Object.entries(SCALARS).flatMap(([kind, rules]) => (rules.read === undefined ? [] : [kind]));
}

/** A field for one item of a list. */
export function itemField(field: { readonly name: string }, of: ScalarType): TypedField<ScalarType> {
  const flags = { optional: false, unique: false, index: false, readonly: false, writeonly: false };
  return { name: field.name, type: of, ...flags };
}

function read(written: TypeArguments, readType: ReadType): TypeReading<ListType> {
  const [word] = written.args;
  if (word === undefined) return failed(written, 'list needs the type of its items: list.str.');
  if (word === 'list') return failed(written, 'A list of lists is not supported. Use json.', 0);
  if (OTHERS.has(word)) {
    const fix = word === 'json' ? ' A json field may hold a list.' : '';
    return failed(written, `A list cannot hold ${word}: its items are any other type of one value.${fix}`, 0);
  }
  const { type, errors } = readType(written.args.join('.'), written.starts[0] ?? written.at);
  return { type: type !== undefined && isScalar(type) ? { kind: 'list', of: type } : undefined, errors };
}

/** Different lists of the items, the empty one among them. */
function lists(items: readonly string[]): readonly string[] {
  return [...new Set([`[${items.join(', ')}]`, `[${items[0]}]`, '[]'])];
}

/** A list as its column and the schemas tell it: lengths and the like are not seen for sure. */
export function listWord(type: { readonly kind: string; readonly of?: { readonly kind: string } }): string | undefined {
  return type.kind === 'list' && type.of !== undefined ? `list.${ALIKE[type.of.kind] ?? type.of.kind}` : undefined;
}

/** Items that are of one type in Python. */
const ALIKE: Readonly<Record<string, string>> = {
  text: 'str',
  slug: 'str',
  url: 'str',
  email: 'str',
  bigint: 'int',
  smallint: 'int',
  'datetime.naive': 'datetime',
};
