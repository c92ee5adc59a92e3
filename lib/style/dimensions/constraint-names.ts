/** The patterns of the metadata's `naming_convention`, by kind: `ck` of `ck_%(table_name)s_%(constraint_name)s`. */
import { assignedValue, metadataOf } from '../../framework/metadata.js';
import { givenTo } from '../../wiring/values.js';
import type { Dimension } from '../dimension.js';

export type ConstraintNames = Readonly<Partial<Record<'ck' | 'uq' | 'ix' | 'fk' | 'pk', string>>>;

export const constraintNames: Dimension<ConstraintNames> = {
  id: 'constraint-names',
  default: {},
  learn({ base, modules, at, place }) {
    const metadata = base?.definition && metadataOf(base.definition, modules);
    const given = metadata?.keywords.get('naming_convention');
    if (metadata === undefined || given === undefined) return undefined;
    const written = { module: metadata.module, node: given };
    // `settings.db.naming_convention`
    const kept = given.type === 'attribute' ? givenTo(modules, written) : undefined;
    const { module, node } = kept ?? assignedValue(written, modules);
    const pairs = [...node.text.matchAll(/["'](ck|uq|ix|fk|pk)["']\s*:\s*["']([^"']*)["']/g)];
    const isRead = node.type === 'dictionary' && pairs.length > 0;
    if (!isRead) {
      return {
        id: 'constraint-names-unclear',
        status: 3,
        at: place(module, node.line),
        reason: 'The naming convention of the metadata is no plain dictionary, so constraints could be named twice.',
      };
    }
    const value = Object.fromEntries(pairs.map(([, kind = '', pattern = '']) => [kind, pattern]));
    return { value, at: at(module, node.line) };
  },
};
