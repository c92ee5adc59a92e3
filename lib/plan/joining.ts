/** A model that may join two others by its rows, read from the backend or from what the run asks for. */
import { columnsIn, type MappedTable, type ModelColumn, referredBy } from '../framework/mapped-models.js';
import { keyKind, type Member, membersOf } from '../framework/model-members.js';
import { isDataclassTable, parentOf } from '../framework/stored-rows.js';
import { isUnique, uniqueTogether } from '../framework/written-fields.js';
import type { Project } from '../project/project.js';
import { type Field, fieldAttribute, isMany, isReference, type RefTarget } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { deletionsIn } from '../style/deletion-marks.js';

/** The models at both ends: that which has the others, and those. */
export type Ends = { readonly own: End; readonly other: End };

type End = { readonly name: string; readonly table: string; readonly key: string };

export type JoiningColumn = {
  readonly name: string;
  /** Which of both it leads to. */
  readonly leadsTo: readonly (keyof Ends)[];
  /** Whether a row cannot be stored without a value that somebody says. */
  readonly isRequired: boolean;
  /** Whether two rows that say nothing of it differ in it. */
  readonly isDistinct: boolean;
};

export type Joining = {
  readonly name: string;
  readonly table: string;
  readonly module: string;
  readonly columns: readonly JoiningColumn[];
  /** The attributes that no two rows have the same of, each alone or together. */
  readonly uniques: readonly (readonly string[])[];
  /** The column that marks a row as deleted. */
  readonly mark: string | undefined;
  /** Why no row can be made from a key alone. */
  readonly made: string | undefined;
  /** Relationships that set its keys, of it and of the models at its ends. */
  readonly overlaps: readonly string[];
};

export function joiningThere(
  found: MappedTable,
  databaseTable: string,
  all: readonly MappedTable[],
  code: Project,
  ends: Ends,
  rows: string,
): Joining {
  const { table } = found;
  const columns = columnsIn(table, code);
  const keys = columns.filter(({ column }) => column.isPrimaryKey);
  const members = membersOf({ ...table, rest: [], via: [] }, code);
  const beside = all.filter(({ databaseName }) => [ends.own.table, ends.other.table].includes(databaseName ?? ''));
  const besides = beside.flatMap((each) => membersOf({ ...each.table, rest: [], via: [] }, code));
  const joins = besides.filter(({ name, node }) => name !== rows && leadsOver(node.text, table.name, databaseTable));
  const isOwn = ({ node }: Member): boolean => new RegExp(`\\b${ends.own.name}\\b`).test(node.text);
  const alone = columns.filter((each) => isUnique(each, table.node)).map(({ name }) => [name]);
  const isMade = members.some(({ name, node }) => name === '__init__' && node.type === 'function_definition');
  const init = isMade ? 'has an __init__ of its own' : undefined;
  return {
    name: table.name,
    table: databaseTable,
    module: table.module.module,
    columns: columns.map((each) => ({
      name: each.name,
      leadsTo: endsOf(each, ends, all, code),
      isRequired: each.column.isRequired || (each.column.isPrimaryKey && !isNumbered(each, keys.length)),
      isDistinct: (each.column.mayBeNull && !each.column.hasDefault) || MADE.test(each.node.text),
    })),
    uniques: [...(keys.length > 1 ? [keys.map(({ name }) => name)] : []), ...alone, ...uniqueTogether(found, code)],
    mark: deletionsIn(columns)[0]?.name,
    made: isDataclassTable(table, code) ? 'is a dataclass' : init,
    overlaps: [...new Set([...members.filter(isOwn), ...joins].flatMap(relationshipsIn))].filter(
      (name) => name !== rows,
    ),
  };
}

/** What makes another value for each row. */
const MADE = /\b(?:default_factory|lambda|uuid\w*|Identity\(|Sequence\()|\bdefault\s*=\s*(?:\w+\.)*[a-z_]\w*\b(?!\()/i;

/** A key of one number counts itself. */
function isNumbered(key: ModelColumn, count: number): boolean {
  const kind = keyKind(key);
  return key.column.hasDefault || (count === 1 && (kind === 'int' || kind === 'bigint'));
}

function endsOf(column: ModelColumn, ends: Ends, all: readonly MappedTable[], code: Project): readonly (keyof Ends)[] {
  const referred = referredBy(column);
  if (referred === undefined) return [];
  const parts = referred.to.split('.');
  const table = referred.isClass ? parentOf(column, all, code)?.databaseName : parts.slice(0, -1).join('.');
  return (['own', 'other'] as const).filter((end) => ends[end].table === table && ends[end].key === parts.at(-1));
}

/** A relationship of one of both models that goes over the rows. */
function leadsOver(text: string, name: string, table: string): boolean {
  return new RegExp(`["'\\[\\s(](?:${name}|${table})\\b`).test(text) && !/\bviewonly\b\W{1,5}True/.test(text);
}

/** What a relationship is called, and its other end. */
function relationshipsIn({ name, node }: Member): readonly string[] {
  if (!/\b[rR]elationship\(/.test(node.text) || /\bviewonly\b\W{1,5}True/.test(node.text)) return [];
  const back = /\b(?:back_populates|backref)\b\W{1,5}(\w+)/.exec(node.text)?.[1];
  return [name, ...(back === undefined ? [] : [back])];
}

/** The same of a model that the run makes beside the one that has the others. */
export function joiningAsked(
  spec: ModelSpec,
  module: string,
  leadsTo: (field: Field) => readonly (keyof Ends)[],
): Joining {
  const attributes = new Map(spec.fields.map((field) => [field.name, fieldAttribute(field)]));
  const plain = spec.fields.filter(({ type }) => !isMany(type));
  return {
    name: spec.name,
    table: spec.table,
    module,
    columns: plain.map((field) => ({
      name: fieldAttribute(field),
      leadsTo: isReference(field.type) ? leadsTo(field) : [],
      isRequired: !field.optional && field.default === undefined && field.serverDefault === undefined,
      isDistinct: field.optional && field.default === undefined,
    })),
    uniques: [
      ...plain.filter(({ unique }) => unique).map((field) => [fieldAttribute(field)]),
      ...spec.settings.uniques.map((group) => group.map((name) => attributes.get(name) ?? name)),
    ],
    mark: spec.deletion?.name,
    made: undefined,
    overlaps: plain.flatMap((field) =>
      isReference(field.type) && leadsTo(field).includes('own')
        ? [field.name, ...(field.back === undefined ? [] : [field.back])]
        : [],
    ),
  };
}

/** The table that a reference leads to, as one of both ends. */
export const endOf = ({ name, table, key }: Pick<RefTarget, 'name' | 'table' | 'key'>): End => ({
  name,
  table,
  key: key.column,
});
