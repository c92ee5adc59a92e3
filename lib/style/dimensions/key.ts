/** The primary key of a model: a whole number called `id`. Another kind is refused. */
import { type Member, membersOf } from '../../framework/model-members.js';
import { tablesIn } from '../../framework/tables.js';
import type { Refusal } from '../../refusal.js';
import type { Dimension } from '../dimension.js';
import type { HostReading } from '../host-reading.js';

export const key: Dimension<'int'> = {
  id: 'key',
  default: 'int',
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
    if (kind === 'int') return { value: 'int', at: at(found.module, found.node.line) };
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

/** The key of the blueprint's main model: the one that is called like the package, else the first. */
function ofBlueprint({ blueprint, host, modules }: HostReading): Member | undefined {
  const models = blueprint?.of('models') ?? [];
  const tables = (models.length > 0 ? models : (blueprint?.all ?? []))
    .flatMap(tablesIn)
    .filter(({ isClass }) => isClass);
  const stem = (host.blueprint ?? '').replaceAll('_', '').replace(/s$/, '');
  const main = tables.find(({ name }) => name.toLowerCase().startsWith(stem)) ?? tables[0];
  if (main === undefined) return undefined;
  const definition = { module: main.module, name: main.name, node: main.node, rest: [], via: [] };
  return membersOf(definition, modules).find(({ column }) => column?.isPrimaryKey);
}

function kindOf(type: string): 'int' | 'uuid' | 'str' {
  if (/uuid|guid/i.test(type)) return 'uuid';
  if (/\b(?:int|\w*Integer|BIGINT|INT)\b/.test(type)) return 'int';
  return /\b(?:str|String|VARCHAR|CHAR|Text|\w*ULID|ulid|nanoid)\b/i.test(type) ? 'str' : 'int';
}
