/** How an enum of strings is written: its bases, and whether its members are in capitals. */
import { targetOf } from '../../framework/base-and-session.js';
import { type Module, ownNames } from '../../project/module.js';
import { assignments } from '../../python/find.js';
import { childOf, type PythonNode } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';

export type Enums = {
  /** `newest` is `StrEnum` where the host's Python has it. */
  readonly bases: 'newest' | 'StrEnum' | 'str, Enum';
  readonly members: 'values' | 'capitals';
};

export const enums: Dimension<Enums> = {
  id: 'enums',
  default: { bases: 'newest', members: 'values' },
  learn({ blueprint, at }) {
    for (const module of blueprint?.all ?? []) {
      for (const [, node] of ownNames(module)) {
        const bases = node.type === 'class_definition' ? enumBasesOf(module, node) : undefined;
        if (bases === undefined) continue;
        const names = assignments(childOf(node, 'body') ?? node).map(({ name }) => name);
        const inCapitals = names.length > 0 && names.every((name) => /^[A-Z][A-Z0-9_]*$/.test(name));
        return { value: { bases, members: inCapitals ? 'capitals' : 'values' }, at: at(module, node.line) };
      }
    }
    return undefined;
  },
};

function enumBasesOf(module: Module, node: PythonNode): Enums['bases'] | undefined {
  const targets = (childOf(node, 'superclasses')?.named ?? []).map((base) => targetOf(module, base) ?? base.text);
  if (targets.includes('enum.StrEnum')) return 'StrEnum';
  return targets.includes('enum.Enum') ? 'str, Enum' : undefined;
}
