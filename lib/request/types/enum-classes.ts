/** Which enum class a type has: one of the backend's by its name, or one that the package gets for its values. */
import type { EnumType, HostEnum } from './enum.js';
import type { FieldType } from './table.js';

/** The name of a class of the backend that was not looked for yet. */
export function namedEnumClass(type: FieldType): string | undefined {
  return type.kind === 'enum.class' ? type.name : undefined;
}

/** The type with the values of the backend's class, where it names one. */
export function withHostEnum(type: FieldType, enums: ReadonlyMap<string, HostEnum>): FieldType {
  const name = namedEnumClass(type);
  if (name === undefined) return type;
  const host = enums.get(name);
  if (host === undefined) throw new Error(`the enum class ${name} was not looked for`);
  return enumOfHost(host);
}

export function enumOfHost(host: HostEnum): EnumType {
  return { kind: 'enum', values: host.members.map(({ value }) => value), host };
}

/** The type where the package has its class itself. */
export function ownEnum(type: FieldType): EnumType | undefined {
  return type.kind === 'enum' && type.host === undefined ? type : undefined;
}
