/** How models write what they refer to: the type and the name of a foreign key, and the class of a relationship. */
import { columnsOf } from '../../framework/columns.js';
import { mappedTables } from '../../framework/mapped-models.js';
import type { Module } from '../../project/module.js';
import { calls } from '../../python/find.js';
import { childOf, type PythonNode } from '../../python/syntax.js';
import type { Dimension } from '../dimension.js';

export type ReferenceForm = {
  /** Whether a foreign key has a name, where the metadata gives none; nothing where no model has one. */
  readonly isNamed: boolean | undefined;
  /** Whether the column has its type before the foreign key. */
  readonly isTyped: boolean | undefined;
  /** Whether a relationship names the class that its annotation says. */
  readonly hasClass: boolean;
};

type Written = { readonly module: Module; readonly node: PythonNode };
type ForeignKey = Written & { readonly isNamed: boolean; readonly isTyped: boolean };
type Relationship = Written & { readonly hasClass: boolean };

export const referenceForm: Dimension<ReferenceForm> = {
  id: 'reference-form',
  default: { isNamed: undefined, isTyped: undefined, hasClass: false },
  learn({ modules, at }) {
    const tables = mappedTables(modules).flatMap(({ table }) => (table.isClass ? table : []));
    const keys = tables.flatMap(({ module, node }) => foreignKeys(module, node));
    const relationships = tables.flatMap(({ module, node }) => annotated(module, node));
    const shown = keys[0] ?? relationships[0];
    return (
      shown && {
        value: {
          isNamed: keys.length === 0 ? undefined : keys.some(({ isNamed }) => isNamed),
          isTyped: keys.length === 0 ? undefined : isMost(keys, ({ isTyped }) => isTyped),
          hasClass: isMost(relationships, ({ hasClass }) => hasClass),
        },
        at: at(shown.module, shown.node.line),
      }
    );
  },
};

const isMost = <T>(all: readonly T[], is: (each: T) => boolean): boolean => all.filter(is).length * 2 > all.length;

function foreignKeys(module: Module, definition: PythonNode): readonly ForeignKey[] {
  return columnsOf(module, definition, false).flatMap(({ node, call }): readonly ForeignKey[] => {
    const given = (call?.positional ?? []).filter(({ type }) => type !== 'string');
    const key = given.find(isForeignKey);
    if (key === undefined) return [];
    return [{ module, node, isNamed: /\bname\s*=/.test(key.text), isTyped: given[0] !== key }];
  });
}

const isForeignKey = ({ text }: PythonNode): boolean => /^(?:\w+\.)?ForeignKey\(/.test(text);

/** `author: Mapped["User"] = relationship("User")`, or without the class once more. */
function annotated(module: Module, definition: PythonNode): readonly Relationship[] {
  return (childOf(definition, 'body')?.named ?? []).flatMap((statement): readonly Relationship[] => {
    const node = statement.named[0];
    const value = node?.type === 'assignment' ? childOf(node, 'right') : undefined;
    if (node === undefined || value?.type !== 'call' || !/^(?:\w+\.)?Mapped\[/.test(childOf(node, 'type')?.text ?? ''))
      return [];
    const [call] = calls(value);
    if (call === undefined || !/(?:^|\.)relationship$/.test(call.callee.text)) return [];
    return [{ module, node, hasClass: call.positional.length > 0 }];
  });
}
