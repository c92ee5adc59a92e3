/** The database schema that the host's metadata puts every table in. */
import { assignedValue, metadataOf } from '../../framework/metadata.js';
import type { Dimension } from '../dimension.js';

export const schema: Dimension<string | undefined> = {
  id: 'schema',
  default: undefined,
  learn({ base, modules, at }) {
    const metadata = base?.definition && metadataOf(base.definition, modules);
    const given = metadata?.keywords.get('schema');
    if (metadata === undefined || given === undefined || given.text === 'None') return undefined;
    const { module, node } = assignedValue({ module: metadata.module, node: given }, modules);
    return { value: /^["'](\w+)["']$/.exec(node.text)?.[1] ?? node.text, at: at(module, node.line) };
  },
};
