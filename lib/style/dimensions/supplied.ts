/** What the base and the mixins supply to every model: columns, methods, `__tablename__`. No field may have such a name. */
import { isSqlModel } from '../../framework/base-and-session.js';
import { namesItsTable, TABLE_NAME } from '../../framework/tables.js';
import type { Dimension } from '../dimension.js';
import { inheritance } from '../inherited.js';
import { definitionOf, mainModel } from '../main-model.js';

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
    const told = members.filter(
      ({ name }) => (/^[A-Za-z]\w*$/.test(name) || name === TABLE_NAME) && !SETTINGS.has(name),
    );
    const names = told.map(({ name }) => name);
    const main = mainModel(host);
    // SQLModel works the name of a table out from its class.
    const isNamed = main === undefined || !isSqlModel(definitionOf(main), host.modules) || namesItsTable(main);
    const [first = main] = told;
    if (first === undefined || (isNamed && names.length === 0)) return undefined;
    const value = [...new Set([...names, ...(isNamed ? [] : [TABLE_NAME])])];
    return { value, at: at(first.module, first.node.line) };
  },
};

/** Names that are settings of the base itself. */
const SETTINGS: ReadonlySet<string> = new Set(['metadata', 'registry', 'type_annotation_map']);
