/** What a model inherits from: the declarative base and the mixins of the blueprint's model, in its order. */
import { isDeclarative, type Source } from '../../framework/base-and-session.js';
import type { Dimension } from '../dimension.js';
import { inheritance } from '../inherited.js';
import { mainModel } from '../main-model.js';

export const bases: Dimension<readonly Source[]> = {
  id: 'bases',
  default: [],
  learn(host) {
    const main = mainModel(host);
    if (main === undefined) return undefined;
    const { followed } = inheritance(host);
    const generic = followed.find(
      ({ node, definition }) => node.type === 'subscript' && !isDeclarative(definition, host.modules),
    );
    if (generic !== undefined) {
      return {
        id: 'bases-generic',
        status: 3,
        at: host.place(generic.module, generic.node.line),
        reason: `The models inherit from ${generic.node.text}, and a package would not know what to put in the brackets.`,
      };
    }
    // The base alone is a separate dimension; with SQLModel it is what the host's own bases inherit from.
    const [only] = followed;
    const isBase = only?.source.module === host.base?.source.module && only?.source.name === host.base?.source.name;
    if (only === undefined || (followed.length === 1 && isBase)) return undefined;
    return { value: followed.map(({ source }) => source), at: host.at(main.module, main.node.line) };
  },
};
