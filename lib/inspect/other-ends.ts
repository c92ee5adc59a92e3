/** What the other model calls the records that refer to it: the `back=` of a reference that is there. */
import { type MappedTable, mappedTables } from '../framework/mapped-models.js';
import { membersOf } from '../framework/model-members.js';
import type { Project } from '../project/project.js';
import { childOf } from '../python/syntax.js';
import { type Field, isMany, isReference } from '../request/fields.js';

export function otherEnd(code: Project, { table }: MappedTable, { name, type, back }: Field): string | undefined {
  if (back !== undefined || !(isReference(type) || isMany(type))) return undefined;
  const relationship = childOf(table.node, 'body')?.named.find(
    ({ text }) => text.startsWith(`${name}:`) || text.startsWith(`${name} =`),
  );
  const text = relationship?.text ?? '';
  const said = /\bback_populates\b["']?\s*[=:]\s*["'](\w+)["']/.exec(text)?.[1];
  if (said !== undefined || !isMany(type)) return said;
  // Relationships over the rows of another class are read alone, each for itself.
  const rows = rowsIn(text);
  const others = mappedTables(code).filter((each) => each.table.isClass && each.table.name === type.model);
  const members = others.flatMap((each) => membersOf({ ...each.table, rest: [], via: [] }, code));
  return members.find(
    ({ node, name: other }) =>
      rows !== undefined &&
      rowsIn(node.text) === rows &&
      new RegExp(`["']${table.name}["']`).test(node.text) &&
      !(node === relationship || other === name),
  )?.name;
}

/** The table or the class of the rows that join two models. */
const rowsIn = (text: string): string | undefined =>
  /\b(?:secondary|link_model)["']?\s*[=:]\s*["']?([\w.]+)/.exec(text)?.[1];
