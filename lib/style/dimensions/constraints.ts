/** Where the blueprint's schemas have the rules of a field: in named types above the classes, its `Field`, or its annotation. */
import { annotatedFields, fieldCall } from '../../framework/schema-classes.js';
import { ownNames } from '../../project/module.js';
import { childOf } from '../../python/syntax.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import { type Dimension, wordFor } from '../dimension.js';
import { mainModel } from '../main-model.js';

export type Constraints = {
  readonly form: 'alias' | 'field' | 'annotated';
  /** Whether what is required is told by `Field(..., max_length=10)`. */
  readonly ellipsis: boolean;
  /** Whether a default is the first argument: `Field(None, max_length=10)`. */
  readonly positional: boolean;
};

export const constraints: Dimension<Constraints> = {
  id: 'constraints',
  default: { form: 'alias', ellipsis: false, positional: false },
  pin: wordFor<Constraints>({
    alias: { form: 'alias', ellipsis: false, positional: false },
    field: { form: 'field', ellipsis: false, positional: false },
    annotated: { form: 'annotated', ellipsis: false, positional: false },
  }),
  learn(host) {
    const { all } = blueprintSchemas(host);
    const [first] = all;
    if (first === undefined) return undefined;
    const fields = all.flatMap(({ module, node }) => annotatedFields(node).map((each) => ({ module, ...each })));
    // A file of all features has the types of other ones, too.
    const main = mainModel(host)?.name ?? '';
    const own = all.filter(({ name }) => name.includes(main)).flatMap(({ node }) => annotatedFields(node));
    const used = new Set(own.flatMap(({ annotation }) => annotation.text.match(/\w+/g) ?? []));
    const aliases = [...new Set(all.map(({ module }) => module))].flatMap((module) =>
      [...ownNames(module)].flatMap(([name, node]) =>
        used.has(name) && /\bAnnotated\[.*\bField\(/s.test(childOf(node, 'right')?.text ?? '')
          ? [{ module, node }]
          : [],
      ),
    );
    const [alias] = aliases;
    if (alias !== undefined) return { value: constraints.default, at: host.at(alias.module, alias.node.line) };
    const inType = fields.find(({ annotation }) => /\bAnnotated\[.*\bField\(/s.test(annotation.text));
    if (inType !== undefined) {
      const value: Constraints = { form: 'annotated', ellipsis: false, positional: false };
      return { value, at: host.at(inType.module, inType.annotation.line) };
    }
    const told = fields.flatMap(({ module, value }) => {
      const call = value && fieldCall(module, value);
      return call === undefined ? [] : [{ module, call }];
    });
    const texts = told.flatMap(({ call }) => call.positional.slice(0, 1).map(({ text }) => text));
    const isKeyword = told.some(({ call }) => call.keywords.has('default'));
    const [shown] = told;
    return {
      value: {
        form: 'field',
        ellipsis: texts.includes('...'),
        positional: texts.some((text) => text !== '...') || (texts.length > 0 && !isKeyword),
      },
      at: shown === undefined ? host.at(first.module, first.node.line) : host.at(shown.module, shown.call.node.line),
    };
  },
};
