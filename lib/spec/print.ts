import type { Field, FieldType } from './field.js';

/** The text that gives the field when it is parsed; not quoted for a shell. */
export function printField(field: Field): string {
  const parts = [field.name, printType(field.type)];
  const flag = (word: string, set: boolean): void => {
    if (set) parts.push(word);
  };
  const key = (word: string, value: string | number | undefined): void => {
    if (value !== undefined) parts.push(`${word}=${String(value).replaceAll(':', '::')}`);
  };
  flag('optional', field.optional);
  flag('unique', field.unique);
  flag('index', field.index);
  flag('readonly', field.readonly);
  flag('writeonly', field.writeonly);
  key('default', field.default?.kind === 'factory' ? field.default.name : field.default?.value);
  key('min_length', field.minLength);
  key('max_length', field.maxLength);
  key('ge', field.ge);
  key('gt', field.gt);
  key('le', field.le);
  key('lt', field.lt);
  key('pattern', field.pattern);
  key('column', field.column);
  key('alias', field.alias);
  return parts.join(':');
}

/** A type as it is written, its own defaults left out. */
export function printType(type: FieldType): string {
  switch (type.kind) {
    case 'str':
      return type.max === 255 ? 'str' : `str.${type.max}`;
    case 'decimal':
      return type.precision === 10 && type.scale === 2 ? 'decimal' : `decimal.${type.precision}.${type.scale}`;
    case 'enum':
      return `enum.${type.values.join('.')}`;
    default:
      return type.kind;
  }
}
