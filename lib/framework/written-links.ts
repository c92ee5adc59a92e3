/** What a model has many of by rows of another class, as words of the field language. */

import type { Project } from '../project/project.js';
import type { MappedTable } from './mapped-models.js';
import { type Member, membersOf } from './model-members.js';
import type { WrittenField } from './written-fields.js';

/** What the keys of records and their rows are called, and the class of the rows where nothing says another one. */
export type LinkNames = {
  readonly keysOf: (name: string) => string;
  readonly rowsOf: (name: string) => string;
  readonly classOf: (name: string) => string;
};

/** By what the keys are called: `tag_ids` beside the relationship `tags` that leads over the table of the rows. */
export function writtenLinks(
  { table }: MappedTable,
  project: Project,
  named: LinkNames,
): ReadonlyMap<string, WrittenField> {
  const members = membersOf({ ...table, rest: [], via: [] }, project);
  const names = new Set(members.map(({ name }) => name));
  const found = new Map<string, WrittenField>();
  for (const { name, node, module } of members) {
    const { text } = node;
    if (!/\brelationship\(|\bRelationship\(/.test(text) || !/\bsecondary\b/.test(text)) continue;
    const model = TARGET.exec(text)?.[1];
    const keys = named.keysOf(name);
    if (model === undefined || !names.has(keys)) continue;
    const rows = members.find((each) => each.name === named.rowsOf(name));
    const joining = TARGET.exec(rows?.node.text ?? '')?.[1];
    const isModel = joining !== undefined && (joining !== named.classOf(name) || isProperty(members, keys));
    const modifiers = [
      ...(/\blazy\b\W{1,5}selectin/.test(text) ? ['embed'] : []),
      ...(isModel ? [`through=${joining}`] : []),
    ];
    found.set(keys, { name, node, path: module.path, type: `m2m.${model}`, modifiers });
  }
  return found;
}

/** Whether code gives the keys, and takes them: those of a class with nothing but keys are passed on. */
function isProperty(members: readonly Member[], keys: string): boolean {
  return members.filter(({ name, node }) => name === keys && node.type === 'function_definition').length > 1;
}

/** The class in `Mapped[list["Tag"]]`, `list["Tag"]` or `relationship("Tag", …)`. */
const TARGET = /(?:\[\s*["']|elationship\(\s*["'])(?:[\w.]+\.)?([A-Z]\w*)["']/;
