/** What becomes of a field that a body has and its schema does not: it is ignored, or refused as the blueprint's schemas do. */
import { ancestry, forbidsExtra } from '../../framework/schema-classes.js';
import { blueprintSchemas } from '../blueprint-schemas.js';
import { type Dimension, oneOf } from '../dimension.js';

/** `inherited` where a class of the host says it for all bodies. */
export type ExtraFields = 'ignored' | 'forbidden' | 'inherited';

export const extraFields: Dimension<ExtraFields> = {
  id: 'extra-fields',
  default: 'ignored',
  learn(host) {
    const { create, update, base } = blueprintSchemas(host);
    const bodies = [create, update].filter((each) => each !== undefined);
    const shown = bodies.find(({ node }) => forbidsExtra(node)) ?? (base && forbidsExtra(base.node) ? base : undefined);
    const [first = base] = bodies;
    if (shown !== undefined) return { value: 'forbidden', at: host.at(shown.module, shown.node.line) };
    const above =
      first && ancestry({ ...first, rest: [], via: [] }, host.modules).find(({ node }) => forbidsExtra(node));
    if (above !== undefined) return { value: 'inherited', at: host.at(above.module, above.node.line) };
    return first && { value: 'ignored', at: host.at(first.module, first.node.line) };
  },
  pin: oneOf('ignored', 'forbidden'),
};
