/** Whether a field that is asked for is there already, as something else. */
import type { Refusal } from '../refusal.js';
import { printType } from '../request/field.js';
import {
  type Field,
  fieldAttribute,
  type HostEnum,
  isMany,
  isReference,
  listWord,
  namedEnumClass,
  ownEnum,
  printField,
} from '../request/fields.js';
import type { ModelThere } from './model-there.js';

/** A name that the class has for another column, a method or a relationship. */
export function addedProblem(
  { spec, written, members, table }: ModelThere,
  field: Field,
  enums: ReadonlyMap<string, HostEnum>,
): Refusal | undefined {
  const { name } = field;
  if (!members.has(name)) return undefined;
  const there = written.get(name);
  const at = { path: table.table.module.path, line: there?.node.line ?? table.table.node.line };
  const taken = (reason: string): Refusal => ({
    id: 'field-taken',
    status: 2,
    reason: `${printField(field)}: ${reason}`,
    at,
    hint: 'Choose another name, or change what is there by hand.',
  });
  if (there === undefined) return taken(`${spec.name} has ${name} already, and no schema shows it.`);
  const own = spec.fields.find((each) => each.name === name || fieldAttribute(each) === name);
  const [is, asked] = [own && typeWord(own, enums), typeWord(field, enums)];
  const isOptional = there.modifiers.includes('optional');
  if (is === asked && isOptional === field.optional) return undefined;
  const words = (type: string | undefined, optional: boolean): string => `${type}${optional ? ':optional' : ''}`;
  return taken(`${spec.name} has it already, as ${words(is, isOptional)}: ${there.node.text.split('\n')[0]}`);
}

/** The type with the values of an enum, in whatever class they are, the model that it leads to, or what makes its hash. */
function typeWord({ type, hash }: Field, enums: ReadonlyMap<string, HostEnum>): string {
  const host = enums.get(namedEnumClass(type) ?? '');
  const values = host?.members.map(({ value }) => value) ?? ownEnum(type)?.values;
  if (values !== undefined) return `enum.${values.join('.')}`;
  const target = isReference(type) || isMany(type) ? (type.to?.name ?? type.model) : undefined;
  if (target !== undefined) return `${type.kind}.${target}`;
  return hash === undefined
    ? (listWord(type) ?? printType(type))
    : `${printType(type)}:hash=${hash.slice(hash.lastIndexOf('.') + 1)}`;
}
