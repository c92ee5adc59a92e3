/** The database schema that the host puts its tables in: all of them by its metadata, or each in its own class. */
import { assignedValue, metadataOf } from '../../framework/metadata.js';
import { tableSchema } from '../../framework/tables.js';
import type { Dimension } from '../dimension.js';
import { mainModel } from '../main-model.js';

export const schema: Dimension<string | undefined> = {
  id: 'schema',
  default: undefined,
  learn(host) {
    const { base, modules, at } = host;
    const metadata = base?.definition && metadataOf(base.definition, modules);
    const ofAll = metadata?.keywords.get('schema');
    const main = mainModel(host);
    const own = main && tableSchema(main);
    const given =
      metadata !== undefined && ofAll !== undefined
        ? { module: metadata.module, node: ofAll }
        : main && own && { module: main.module, node: own };
    if (given === undefined || given.node.text === 'None') return undefined;
    const { module, node } = assignedValue(given, modules);
    return { value: /^["'](\w+)["']$/.exec(node.text)?.[1] ?? node.text, at: at(module, node.line) };
  },
};
