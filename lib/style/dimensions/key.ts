/** The primary key of a model: a whole number called `id`, as the blueprint writes it. Another kind is refused. */
import { type CopiedColumn, copiedColumn } from '../../framework/columns.js';
import { type Member, membersOf } from '../../framework/model-members.js';
import type { Refusal } from '../../refusal.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';
import { mainColumns, mainModel } from '../main-model.js';

export type BlueprintKey = {
  /** The column as the blueprint writes it, where a new model can have the same line. */
  readonly column: CopiedColumn | undefined;
};

export const key: Dimension<BlueprintKey> = {
  id: 'key',
  default: { column: undefined },
  learn(host) {
    const { base, modules, at } = host;
    const given = base?.definition === undefined ? [] : membersOf(base.definition, modules);
    const ofBase = given.find(({ column }) => column?.isPrimaryKey);
    if (ofBase !== undefined && ofBase.name !== 'id') {
      return refused(host, 'name', ofBase, `The base gives every model the primary key ${ofBase.name}`);
    }
    const found = ofBase ?? ofBlueprint(host);
    if (found === undefined) return undefined;
    const kind = kindOf(found.column?.type ?? '');
    if (kind === 'int') {
      const column = ofBase === undefined ? copiedKey(host) : undefined;
      return { value: { column }, at: at(found.module, found.node.line) };
    }
    return refused(host, kind, found, `The primary key is of another kind (${found.column?.type ?? ''})`);
  },
};

function refused({ place }: HostReading, kind: string, { module, node }: Member, what: string): Refusal {
  return {
    id: `key-${kind}`,
    status: 3,
    at: place(module, node.line),
    reason: `${what}. This version writes whole numbers called id only.`,
  };
}

/** The key of the blueprint's main model. */
function ofBlueprint(host: HostReading): Member | undefined {
  const main = mainModel(host);
  if (main === undefined) return undefined;
  const definition = { module: main.module, name: main.name, node: main.node, rest: [], via: [] };
  return membersOf(definition, host.modules).find(({ column }) => column?.isPrimaryKey);
}

/** The line of the blueprint's key; nothing where it says something about the blueprint, or is no key on SQLite. */
function copiedKey(host: HostReading): CopiedColumn | undefined {
  const written = mainColumns(host).find(({ name }) => name === 'id');
  const isSpecial = /\b(?:ForeignKey|Sequence)\(|\bBig(?:Integer|INT)\b|\bBIGINT\b/i.test(written?.node.text ?? '');
  return written === undefined || isSpecial ? undefined : copiedColumn(written, host.blueprint?.package ?? '');
}

function kindOf(type: string): 'int' | 'uuid' | 'str' {
  if (/uuid|guid/i.test(type)) return 'uuid';
  if (/\b(?:int|\w*Integer|BIGINT|INT)\b/.test(type)) return 'int';
  return /\b(?:str|String|VARCHAR|CHAR|Text|\w*ULID|ulid|nanoid)\b/i.test(type) ? 'str' : 'int';
}
