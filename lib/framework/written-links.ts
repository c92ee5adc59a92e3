/** What a model has many of by rows of another class, as words of the field language. */

import type { Project } from '../project/project.js';
import type { MappedTable } from './mapped-models.js';
import { membersOf } from './model-members.js';
import type { WrittenField } from './written-fields.js';

/** By what the keys are called: `tag_ids` beside the relationship `tags` that leads over the table of the rows. */
export function writtenLinks(
  { table }: MappedTable,
  project: Project,
  keysOf: (name: string) => string,
): ReadonlyMap<string, WrittenField> {
  const members = membersOf({ ...table, rest: [], via: [] }, project);
  const names = new Set(members.map(({ name }) => name));
  const found = new Map<string, WrittenField>();
  for (const { name, node, module } of members) {
    const { text } = node;
    if (!/\brelationship\(|\bRelationship\(/.test(text) || !/\bsecondary\b/.test(text)) continue;
    const model = TARGET.exec(text)?.[1];
    const keys = keysOf(name);
    if (model === undefined || !names.has(keys)) continue;
    const modifiers = /\blazy\b\W{1,5}selectin/.test(text) ? ['embed'] : [];
    found.set(keys, { name, node, path: module.path, type: `m2m.${model}`, modifiers });
  }
  return found;
}

/** The class in `Mapped[list["Tag"]]`, `list["Tag"]` or `relationship("Tag", …)`. */
const TARGET = /(?:\[\s*["']|elationship\(\s*["'])(?:[\w.]+\.)?([A-Z]\w*)["']/;
