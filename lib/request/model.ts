/** A model as it was asked for, with every name that is made from its name. */
import { boundedName, humanWords, plural, snakeCase } from '../naming/names.js';
import type { Deletion } from './deletion.js';
import type { Field } from './field.js';
import { type ModelSettings, NO_SETTINGS } from './settings.js';

/** A model as it was asked for, with every name that is made from its name. */
export type ModelSpec = {
  /** The class: `OrderItem`, or `OrderItemModel` where the host calls its classes so. */
  readonly name: string;
  /** `OrderItem` */
  readonly noun: string;
  /** `order_item` */
  readonly snake: string;
  /** `order_items` */
  readonly plural: string;
  /** A name for many that differs from the name for one: `order_items`, but `news_list`. */
  readonly collection: string;
  /** `Order item` */
  readonly title: string;
  /** `order_items`, of at most 63 bytes. */
  readonly table: string;
  readonly fields: readonly Field[];
  readonly settings: ModelSettings;
  /** How its records are marked where a delete keeps them. */
  readonly deletion?: Deletion;
};

export function modelSpec(
  name: string,
  fields: readonly Field[],
  settings: ModelSettings = NO_SETTINGS,
  noun: string = name,
): ModelSpec {
  const snake = snakeCase(noun);
  const many = plural(snake);
  const words = humanWords(noun);
  return {
    name,
    noun,
    snake,
    plural: many,
    collection: many === snake ? `${snake}_list` : many,
    title: words.charAt(0).toUpperCase() + words.slice(1),
    table: settings.table ?? boundedName(many),
    fields,
    settings,
  };
}
