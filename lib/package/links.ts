/** Models that have many records of others: the class whose rows join them, and the attributes that lead there. */
import { type Field, isMany, type LinkClass, referredBy } from '../request/fields.js';
import { type ModelSpec, modelSpec } from '../request/model.js';
import { NO_SETTINGS } from '../request/settings.js';
import { specOfClass } from './class-names.js';
import { columnLine } from './column.js';
import type { Context } from './context.js';
import { LIVE } from './deletion.js';
import { modelOf, modulePath } from './modules.js';
import { type Code, copied, join, type Part, py, symbol } from './print/code.js';
import { proxy } from './print/symbols.js';
import { ofDataclass, type RelationshipWord, relationshipLine, typeInModels } from './relationship-line.js';
import { listOf } from './spelling.js';
import { keptRows, keyAccess, overlapWords, throughOf } from './through.js';
import type { Link, ManyTarget } from './types/m2m.js';
import { keyPython, ownKey, reference } from './types/ref.js';

export function linksOf({ fields }: Pick<ModelSpec, 'fields'>): readonly Link[] {
  // What was not found is refused; the checks before that have to go on.
  return fields.flatMap((field) =>
    isMany(field.type) && field.type.to !== undefined ? [{ field, to: field.type.to }] : [],
  );
}

/** Those whose class the package writes. */
export const writtenLinksOf = (model: Pick<ModelSpec, 'fields'>): readonly Link[] =>
  linksOf(model).filter((each) => each.to.link.from.kind === 'written');

/** The fields that are columns of the model's own table. */
export const columnFields = ({ fields }: ModelSpec): readonly Field[] => fields.filter(({ type }) => !isMany(type));

/** The class as a model of its own. */
export function linkModel({ to: { link } }: Link): ModelSpec {
  return modelSpec(link.name, [], { ...NO_SETTINGS, table: link.table });
}

export function linkClass(context: Context, model: ModelSpec, each: Link): Code {
  const { mapping, orm: form, supplied } = context.conventions;
  const isSqlModel = form === 'sqlmodel';
  const { to } = each;
  const spec = linkModel(each);
  const own = { ...to, table: model.table, key: ownKey(context.conventions) };
  const { from } = to.link;
  const base = mapping.decorator === undefined && from.kind === 'written' && symbol(from.base.module, from.base.name);
  const brackets = [base, isSqlModel && 'table=True', ...mapping.keywords].filter(Boolean);
  return py`
    ${mapping.decorator && py`@${copied(mapping.decorator)}`}
    class ${spec.name}${brackets.length > 0 && py`(${join(', ', brackets)})`}:
        ${!(isSqlModel && supplied.includes('__tablename__')) && `__tablename__ = "${spec.table}"`}

        ${keyColumn(context, spec, to.link.own, own)}
        ${keyColumn(context, spec, to.link.other, to)}
  `;
}

/** Each row is of the key of both; what it is looked for by the second one alone for is its index. */
function keyColumn(context: Context, spec: ModelSpec, name: string, to: ManyTarget): Part {
  const type = { kind: 'ref', to } as const;
  const flags = { optional: false, unique: false, index: false, readonly: false, writeonly: false };
  const field: Field = { name, type, ondelete: 'cascade', ...flags };
  const given = { context, model: spec, field, type };
  return columnLine(context, {
    name,
    python: keyPython(to.key),
    column: undefined,
    type: reference.column(given),
    isImplied: false,
    isOptional: undefined,
    // The record that the row is put to says its own.
    isInInit: name === to.link.other,
    keywords: [
      ['primary_key', 'True'],
      ['index', name === to.link.other && 'True'],
    ],
    field: { value: undefined, made: reference.sqlModel?.(given) },
  });
}

/** The rows, the keys in them and the records themselves: `tag_links`, `tag_ids`, `tags`. */
export function linkLines(context: Context, model: ModelSpec, each: Link): readonly Part[] {
  const { to } = each;
  const { link } = to;
  const { orm: form } = context.conventions;
  const live = to.deletion && `${to.name}.${to.deletion.name}${LIVE[to.deletion.kind]}`;
  const isClear = !to.isSelf && throughOf(each)?.isOneOfSeveral !== true;
  const isRow = `${model.name}.${ownKey(context.conventions).name} == ${link.name}.${link.own}`;
  const rows: readonly RelationshipWord[] = [
    ...ofDataclass(context),
    ...(isClear ? [] : [['foreign_keys', `"${link.name}.${link.own}"`] as const]),
    ...(live
      ? [
          both(
            'primaryjoin',
            isRow,
            `${link.name}.${link.other}.in_(" "select(${to.name}.${to.key.name}).where(${live}))`,
          ),
        ]
      : []),
    ['cascade', '"all, delete-orphan"'],
    ['lazy', '"selectin"'],
    ['order_by', `"${link.name}.${link.other}"`],
    ...overlapWords(each),
  ];
  const records: readonly RelationshipWord[] = [
    ...ofDataclass(context),
    ['secondary', `"${link.table}"`],
    ...(isClear ? [] : joinsOf(context, model, each)).filter(([word]) => !live || word !== 'secondaryjoin'),
    ...(live ? [both('secondaryjoin', `${to.name}.${to.key.name} == ${link.name}.${link.other}`, live)] : []),
    ['viewonly', 'True'],
    ...(to.shown === undefined ? [] : [['lazy', `"${to.shown.loading}"`] as const]),
    ['order_by', `"${to.name}.${to.key.name}"`],
  ];
  const many = (type: Part): Part => listOf(context, py`"${type}"`);
  return [
    relationshipLine(context, form, {
      name: rowsName(each),
      type: link.name,
      annotation: many(linkType(context, each)),
      words: rows,
    }),
    ...keysLine(context, each),
    relationshipLine(context, form, {
      name: to.relation,
      type: to.name,
      annotation: many(typeInModels(context, to)),
      words: records,
    }),
  ];
}

/** Records that are marked as deleted are in no list, and the rows that lead there stay for when they are not any more. */
const both = (word: string, first: string, second: string): RelationshipWord => [
  word,
  `"and_(${first}, " "${second})"`,
];

/** What the rows are called on the record: `tag_links`. */
export const rowsName = ({ field }: Link): string => field.name.replace(/_ids$/, '_links');

/** The keys alone, which a record takes as it takes its columns; one of SQLModel has its fields alone. */
function keysLine(context: Context, each: Link): readonly Part[] {
  const { field, to } = each;
  const { name, other } = to.link;
  const { mapping, orm: form } = context.conventions;
  if (form === 'sqlmodel' || throughOf(each) !== undefined) return [];
  const row = `creator=lambda ${other}: ${name}(${other}=${other})`;
  const words = [row, mapping.dataclass !== 'no' && 'default_factory=list'].filter(Boolean).join(', ');
  const made = py`${proxy.association_proxy}("${rowsName(each)}", "${other}", ${words})`;
  const type = py`${proxy.AssociationProxy}[${listOf(context, keyPython(to.key))}]`;
  return [form === 'mapped' ? py`${field.name}: ${type} = ${made}` : py`${field.name} = ${made}`];
}

/** What a record shows them by: one of SQLModel, and one whose rows are of a model that has more than both keys. */
export function keyProperties(context: Context, model: ModelSpec): readonly Part[] {
  return linksOf(model)
    .filter((each) => context.conventions.orm === 'sqlmodel' || throughOf(each) !== undefined)
    .map((each) => keyAccess(context, each, rowsName(each)));
}

/** The class of the rows as the model's annotation writes it. */
function linkType(context: Context, each: Link): Part {
  const { name } = each.to.link;
  const through = throughOf(each);
  return through === undefined ? name : typeInModels(context, { module: through.module, name });
}

/** Which keys join both, where the mapper cannot tell. */
function joinsOf(context: Context, model: ModelSpec, { to }: Link): readonly RelationshipWord[] {
  return joinedBy(to.link, { name: model.name, key: ownKey(context.conventions).name }, { ...to, key: to.key.name });
}

type JoinedModel = { readonly name: string; readonly key: string };

/** From the model that has the others to those. */
export function joinedBy(link: LinkClass, model: JoinedModel, others: JoinedModel): readonly RelationshipWord[] {
  const joined = (each: JoinedModel, name: string): string => `"${each.name}.${each.key} == ${link.name}.${name}"`;
  return [
    ['primaryjoin', joined(model, link.own)],
    ['secondaryjoin', joined(others, link.other)],
  ];
}

/** Those whose keys a record does not take as it takes its columns, so that what stores it makes the rows. */
export const linksByHand = ({ conventions }: Context, model: ModelSpec): readonly Link[] =>
  conventions.orm === 'sqlmodel' ? linksOf(model) : [];

/** The rows for the keys that were sent, given to a record, which may have some of them already. */
export function givenRows(context: Context, each: Link, record: Part, sent: Part, isNew: boolean): Part {
  const { name, other } = each.to.link;
  const through = throughOf(each);
  const isElsewhere = through !== undefined && through.module !== modulePath(context, 'models');
  const type = isElsewhere ? symbol(through.module, name) : modelOf(context, specOfClass(context.conventions, name));
  if (through !== undefined && !isNew) {
    return keptRows(each, { rows: rowsName(each), record, keys: py`${sent}.${each.field.name}`, type });
  }
  return py`${record}.${rowsName(each)} = [${type}(${other}=${other}) for ${other} in ${sent}.${each.field.name}]`;
}

/** What of a schema is no value of a column: `exclude={"tag_ids"}`. */
export function excluded(context: Context, model: ModelSpec): Part {
  const names = linksByHand(context, model).map(({ field }) => `"${field.name}"`);
  return names.length > 0 && `exclude={${names.join(', ')}}`;
}

/** What makes requests that replace the keys of one record wait for each other: nothing where none are sent. */
export function lockedWith(
  model: ModelSpec,
  { code, isSchema }: { readonly code: Part; readonly isSchema: boolean },
  statement: Part,
): Part {
  const given = linksOf(model).map(({ field: { name } }) =>
    isSchema ? py`${code}.${name} is not None` : py`"${name}" in ${code}`,
  );
  if (given.length === 0) return undefined;
  return py`
    if ${join(' or ', given)}:
        # Requests that replace them wait for each other.
        ${statement}
  `;
}

/** The record as it is stored now, which nobody else changes before the end of the transaction. */
export function locked({ dialect: d }: Context, { fields }: ModelSpec, session: Part, model: Part, key: Part): Part {
  // PostgreSQL locks nothing that an outer join may lack.
  const isJoined = fields.some((field) => referredBy(field)?.shown?.loading === 'joined');
  const rows = isJoined ? py`{"of": ${model}}` : 'True';
  return py`${d.await}${session}.get(${model}, ${key}, populate_existing=True, with_for_update=${rows})`;
}
