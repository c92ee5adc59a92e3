/** How the blueprint says that a schema reads the attributes of a record, in which class, and where in it. */
import { configOf } from '../../framework/schema-classes.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import { type Dimension, wordFor } from '../dimension.js';

export type SchemaConfig = {
  readonly form: 'ConfigDict' | 'dict' | 'class';
  readonly place: 'first' | 'last';
  /** The class that has it: the answer's own, or the base of all. */
  readonly on: 'answer' | 'base';
};

export const schemaConfig: Dimension<SchemaConfig> = {
  id: 'schema-config',
  default: { form: 'ConfigDict', place: 'first', on: 'answer' },
  pin: wordFor<SchemaConfig>({
    ConfigDict: { form: 'ConfigDict', place: 'first', on: 'answer' },
    dict: { form: 'dict', place: 'first', on: 'answer' },
    class: { form: 'class', place: 'last', on: 'answer' },
  }),
  learn(host) {
    const { read, between, base, all } = blueprintSchemas(host);
    for (const each of [read, between, base, ...all]) {
      const config = each && configOf(each.node);
      if (each === undefined || config === undefined) continue;
      const { node, form, isFirst } = config;
      const on = each === base ? 'base' : 'answer';
      return { value: { form, place: isFirst ? 'first' : 'last', on }, at: host.at(each.module, node.line) };
    }
    return undefined;
  },
};
