/** What the blueprint's model and its schemas say of themselves. */
import { nounsOf } from '../../naming/name-pattern.js';
import type { PythonNode } from '../../python/syntax.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import type { Dimension } from '../dimension.js';
import { classDocOf, type Docstring } from '../docstrings.js';
import { mainModel } from '../main-model.js';

export type ClassDocs = Readonly<
  Partial<Record<'model' | 'base' | 'create' | 'update' | 'read' | 'between', Docstring>>
>;

export const classDocs: Dimension<ClassDocs> = {
  id: 'class-docs',
  default: {},
  learn(host) {
    const model = mainModel(host);
    const { base, create, update, read, between } = blueprintSchemas(host);
    const nouns = nounsOf(model?.name, host.host.blueprint ?? '');
    const doc = (node: PythonNode | undefined): Docstring | undefined => node && classDocOf(node, nouns);
    const all = Object.entries({ model, base, create, update, read, between }).flatMap(([role, shown]) => {
      const found = shown && doc(shown.node);
      return shown === undefined || found === undefined ? [] : [{ role, shown, found }];
    });
    const [first] = all;
    if (first === undefined) return undefined;
    return {
      value: Object.fromEntries(all.map(({ role, found }) => [role, found])),
      at: host.at(first.shown.module, first.shown.node.line),
    };
  },
};
