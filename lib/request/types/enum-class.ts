/** `enum.OrderStatus`: an enum class of the backend by its name. Its values are known when the backend is read. */
import { bad, readText } from './reading.js';
import type { TypeRules } from './type-rules.js';

export type EnumClassType = { readonly kind: 'enum.class'; readonly name: string };

export const enumClass: TypeRules<EnumClassType> = {
  isChoice: true,
  foreign: '',
  print: ({ name }) => `enum.${name}`,
  value: ({ name }, text) => (text === '' ? bad(`is not one of the values of ${name}.`) : readText(text)),
  samples: ({ type }) => {
    throw new Error(`the values of ${type.name} are not known yet`);
  },
  invalid: () => [],
};
