/** What the base and the mixins supply to every model: columns, methods, `__tablename__`. No field may have such a name. */
import type { Dimension } from '../dimension.js';
import { inheritance } from '../inherited.js';

export const supplied: Dimension<readonly string[]> = {
  id: 'supplied',
  default: [],
  learn(host) {
    const { at, place } = host;
    const members = inheritance(host).followed.flatMap((each) => each.members);
    const required = members.find(({ column }) => column?.isRequired === true);
    if (required !== undefined) {
      return {
        id: 'supplied-required',
        status: 3,
        at: place(required.module, required.node.line),
        reason: `The base gives every model the column ${required.name}, which needs a value that a package does not know.`,
      };
    }
    const told = members.filter(({ name }) => /^[A-Za-z]\w*$|^__tablename__$/.test(name) && !SETTINGS.has(name));
    const [first] = told;
    if (first === undefined) return undefined;
    return { value: [...new Set(told.map(({ name }) => name))], at: at(first.module, first.node.line) };
  },
};

/** Names that are settings of the base itself. */
const SETTINGS: ReadonlySet<string> = new Set(['metadata', 'registry', 'type_annotation_map']);

/** The first of some field names that the base supplies already. */
export function suppliedName(values: readonly string[], names: readonly string[]): string | undefined {
  return names.find((name) => values.includes(name));
}
