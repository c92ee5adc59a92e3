/** A field as the text that gives it when it is parsed. */
import { type Field, printType } from './field.js';
import { rulesOf } from './types/table.js';
import type { Default } from './types/typed-field.js';

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
  flag('writeonly', field.writeonly && rulesOf(field.type).isHidden !== true);
  flag('filter', field.isFiltered === true);
  flag('sort', field.isSorted === true);
  flag('search', field.isSearched === true);
  flag('embed', field.isEmbedded === true);
  const given = (value: Default | undefined): string | undefined =>
    value?.kind === 'factory' ? value.name : value?.value;
  key('default', rulesOf(field.type).isMany ? undefined : given(field.default));
  key('server_default', given(field.serverDefault));
  key('min_length', field.minLength);
  key('max_length', field.maxLength);
  key('ge', field.ge);
  key('gt', field.gt);
  key('le', field.le);
  key('lt', field.lt);
  key('pattern', field.pattern);
  key('column', field.column);
  key('alias', field.alias);
  key('ondelete', field.ondelete);
  key('back', field.back);
  key('through', field.through);
  key('hash', field.hash);
  key('doc', field.doc);
  return parts.join(':');
}
