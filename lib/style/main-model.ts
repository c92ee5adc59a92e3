/** The blueprint's main model: the class whose columns show how the host writes them. */
import { isSqlModel, targetOf } from '../framework/base-and-session.js';
import { columnsOf, type WrittenColumn } from '../framework/columns.js';
import { type Table, tablesIn } from '../framework/tables.js';
import { singular } from '../naming/inflect.js';
import { modelNoun } from '../naming/model-class.js';
import { hasNoun, namePattern, nounsOf } from '../naming/name-pattern.js';
import type { Definition } from '../project/module.js';
import { childOf } from '../python/syntax.js';
import { blueprintRecords } from './blueprint-handlers.js';
import type { HostReading } from './host-reading.js';

/**
 * The model that is called like the package, else the one that its create and its get are called after, else the first. It
 * is another one where all handlers of records are called after that: `create_role` and `get_roles` of users.
 */
export function mainModel(reading: HostReading): Table | undefined {
  const tables = blueprintModels(reading);
  const stem = stemOf(reading);
  const begins = ({ name }: Table): boolean => name.toLowerCase().startsWith(stem);
  const called = calledLikePackage(reading);
  return (
    (called && handledInstead(reading, tables, called)) ??
    called ??
    (tables.length > 1 ? servedOf(reading, tables) : undefined) ??
    tables.find(begins) ??
    tables[0]
  );
}

export function blueprintModels({ blueprint }: HostReading): readonly Table[] {
  const models = blueprint?.of('models') ?? [];
  return (models.length > 0 ? models : (blueprint?.all ?? [])).flatMap(tablesIn).filter(({ isClass }) => isClass);
}

const stemOf = ({ host }: HostReading): string => singular(host.blueprint ?? '').replaceAll('_', '');

/** A link like `UserRole` may be above the class that the package is called after. */
export function calledLikePackage(reading: HostReading): Table | undefined {
  const stem = stemOf(reading);
  return blueprintModels(reading).find(({ name }) =>
    [name, modelNoun(name)].some((each) => singular(each.toLowerCase()) === stem),
  );
}

/** The model of which handlers say in their names that they create and get it: `create_room` of meetings. */
function servedOf({ blueprint }: HostReading, tables: readonly Table[]): Table | undefined {
  const records = blueprint === undefined ? undefined : blueprintRecords(blueprint);
  const names = (['create', 'get'] as const).flatMap((operation) => {
    const handler = records?.get(operation);
    return (handler && childOf(handler.node, 'name')?.text) ?? [];
  });
  return tables.find(
    ({ name }) => names.length > 1 && names.every((each) => hasNoun(namePattern(each, nounsOf(name, '')))),
  );
}

/** The other model that all handlers of records are called after, and none after the package's own. */
function handledInstead({ blueprint }: HostReading, tables: readonly Table[], called: Table): Table | undefined {
  const others = tables.filter(({ name }) => name !== called.name);
  if (blueprint === undefined || others.length === 0) return undefined;
  const names = [...blueprintRecords(blueprint).values()].map(({ node }) => childOf(node, 'name')?.text ?? '');
  const isAbout = (name: string, model: string): boolean => hasNoun(namePattern(name, nounsOf(model, '')));
  return names.length < 2
    ? undefined
    : others.find((other) => names.every((name) => isAbout(name, other.name) && !isAbout(name, called.name)));
}

/** The columns that its own class writes; with SQLModel those of the schema that it inherits from in the package, too. */
export function mainColumns(host: HostReading): readonly WrittenColumn[] {
  const main = mainModel(host);
  if (main === undefined) return [];
  const own = columnsOf(main.module, main.node, isSqlModel(definitionOf(main), host.modules));
  return own.some(({ form }) => form !== 'field') ? own : [...own, ...sharedFields(host, main)];
}

function sharedFields({ blueprint, modules }: HostReading, main: Table): readonly WrittenColumn[] {
  return (childOf(main.node, 'superclasses')?.named ?? []).flatMap((base) => {
    const target = base.type === 'keyword_argument' ? undefined : targetOf(main.module, base);
    const definition = target === undefined ? undefined : modules.define(target);
    const isInside = definition !== undefined && blueprint?.has(definition.module.module) === true;
    return isInside && isSqlModel(definition, modules) ? columnsOf(definition.module, definition.node, true) : [];
  });
}

/** A model's class as the definition of its name. */
export function definitionOf({ module, name, node }: Table): Definition {
  return { module, name, node, rest: [], via: [] };
}
