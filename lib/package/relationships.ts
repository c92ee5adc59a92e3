/** The relationships of a model: the records that its references name, as attributes. */
import { type BackReference, type Field, isReference, type RefTarget } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { OnDelete } from '../request/types/typed-field.js';
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { joinedBy, keyProperties, linkLines, linksOf } from './links.js';
import { modulePath } from './modules.js';
import { type Part, py } from './print/code.js';
import { typing } from './print/symbols.js';
import { ofDataclass, type RelationshipWord, relationshipLine, typeInModels, typeSymbol } from './relationship-line.js';
import { isUnionStyle, listOf } from './spelling.js';
import type { Link } from './types/m2m.js';
import { ownKey, targetOf } from './types/ref.js';

type Relationship = { readonly field: Field; readonly to: RefTarget };

function relationshipsOf({ fields }: ModelSpec): readonly Relationship[] {
  return fields.flatMap((field) => (isReference(field.type) ? [{ field, to: targetOf(field.type) }] : []));
}

export function relationships(context: Context, model: ModelSpec): readonly Part[] {
  const own = modulePath(context, 'models');
  const backs = (context.pkg.backs ?? []).filter((each) => each.module === own && each.model === model.name);
  return [
    ...relationshipsOf(model).map((each) => lineOf(context, model, each)),
    ...linksOf(model).flatMap((each) => linkLines(context, model, each)),
    ...backs.map((each) => backLine(context, each, context.conventions.orm, own)),
    ...keyProperties(context, model),
  ];
}

/** The other ends of a model's references, for those that name them. */
export function backReferences(module: string, model: ModelSpec): readonly BackReference[] {
  const all = relationshipsOf(model);
  const every: readonly (Relationship | Link)[] = [...all, ...linksOf(model)];
  return every.flatMap(({ field, to }): readonly BackReference[] => {
    if (field.back === undefined) return [];
    return [
      {
        module: to.module,
        model: to.name,
        name: field.back,
        from: { module, model: model.name, relation: to.relation, column: field.name },
        isOne: field.unique,
        ondelete: field.ondelete,
        isOneOfSeveral: all.filter((each) => each.to.table === to.table).length > 1,
        ...('link' in to ? { link: { ...to.link, key: to.key.name } } : {}),
      },
    ];
  });
}

/** The line of the other model, in the form of its file, which is the module `own`. */
export function backLine(context: Context, back: BackReference, form: Style['orm'], own: string): Part {
  const { from, name, isOne } = back;
  const one: readonly RelationshipWord[] = isOne && form !== 'mapped' ? [['uselist', 'False']] : [];
  const type = from.module === own ? from.model : typeSymbol(from.module, from.model);
  const isUnion = form === 'mapped' && isUnionStyle(context);
  const optional = isUnion ? py`"${type} | None"` : py`${typing.Optional}["${type}"]`;
  const annotation = isOne ? optional : listOf(context, py`"${type}"`);
  const words = [...ofDataclass(context), ...backArguments(context, back), ...one];
  return relationshipLine(context, form, { name, type: from.model, annotation, words });
}

/** What a delete does is left to the database, which knows all records. */
const ON_DELETE: Readonly<Record<OnDelete, readonly RelationshipWord[]>> = {
  cascade: [
    ['cascade', '"all, delete-orphan"'],
    ['passive_deletes', 'True'],
  ],
  setnull: [['passive_deletes', 'True']],
  restrict: [['passive_deletes', '"all"']],
  noaction: [['passive_deletes', '"all"']],
};

function backArguments(context: Context, back: BackReference): readonly RelationshipWord[] {
  const { from, ondelete, isOneOfSeveral, link } = back;
  if (link !== undefined) return backOfLink(context, back, link);
  return [
    ['back_populates', `"${from.relation}"`],
    ...(isOneOfSeveral ? [['foreign_keys', `"${from.model}.${from.column}"`] as const] : []),
    ...ON_DELETE[ondelete ?? 'noaction'],
  ];
}

/** The rows are written from the other end alone. */
function backOfLink(
  context: Context,
  { from, module, model }: BackReference,
  link: NonNullable<BackReference['link']>,
): readonly RelationshipWord[] {
  const isSelf = from.module === module && from.model === model;
  const isOneOfSeveral = link.from.kind === 'model' && link.from.isOneOfSeveral;
  const [own, others] = [
    { name: from.model, key: ownKey(context.conventions).name },
    { name: model, key: link.key },
  ];
  return [
    ['secondary', `"${link.table}"`],
    ...(isSelf || isOneOfSeveral ? joinedBy({ ...link, own: link.other, other: link.own }, others, own) : []),
    ['viewonly', 'True'],
  ];
}

function lineOf(context: Context, model: ModelSpec, each: Relationship): Part {
  const { relation: name, name: type } = each.to;
  const words = [...ofDataclass(context), ...argumentsOf(model, each)];
  return relationshipLine(context, context.conventions.orm, {
    name,
    type,
    annotation: annotationOf(context, each),
    words,
  });
}

/** What the mapper cannot tell by itself: which column it is of several to one table, and which end of a table's own. */
function argumentsOf(model: ModelSpec, { field, to }: Relationship): readonly RelationshipWord[] {
  const twins = relationshipsOf(model).filter((each) => each.to.table === to.table);
  return [
    ...(twins.length > 1 ? [['foreign_keys', `"${model.name}.${field.name}"`] as const] : []),
    ...(field.back === undefined ? [] : [['back_populates', `"${field.back}"`] as const]),
    ...(to.isSelf ? [['remote_side', `"${model.name}.${to.key.name}"`] as const] : []),
    ...(to.shown === undefined ? [] : [['lazy', `"${to.shown.loading}"`] as const]),
    // Without it nothing of a model's own is loaded with a record.
    ...(to.shown !== undefined && to.isSelf ? [['join_depth', '1'] as const] : []),
  ];
}

/** The class as a string: its module is imported by type checkers alone. */
function annotationOf(context: Context, { field, to }: Relationship): Part {
  const name = typeInModels(context, to);
  if (!field.optional) return py`"${name}"`;
  // SQLModel reads no other form.
  const isUnion = context.conventions.orm !== 'sqlmodel' && isUnionStyle(context);
  return isUnion ? py`"${name} | None"` : py`${typing.Optional}["${name}"]`;
}
