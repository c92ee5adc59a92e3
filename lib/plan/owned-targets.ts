/** References between records that belong to callers: whose record is referred to, and where that cannot be told. */
import { columnsIn, type MappedTable, type ModelColumn } from '../framework/mapped-models.js';
import { parentOf } from '../framework/stored-rows.js';
import { withArticle, withCapitalArticle } from '../naming/phrase.js';
import type { Project } from '../project/project.js';
import { type Field, isMany, isReference, type RefTarget, referredBy } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import { fieldOfScope } from '../request/scopes.js';
import type { Caller } from '../style/caller-of.js';

/** The fields of a model, with how their targets name their owners; `caller` is what a model without one looks for. */
export function withTargetOwners(
  fields: readonly Field[],
  caller: Caller | undefined,
  all: readonly MappedTable[],
  code: Project,
): readonly Field[] {
  const own = fieldOfScope({ fields }, 'owner');
  const owner = own === undefined ? callerModel(caller) : referredBy(own);
  if (owner === undefined) return fields;
  return fields.map((field) => {
    const to = referredBy(field);
    if (to === undefined || field.scope === 'owner' || isSame(to, owner)) return field;
    if (own === undefined) {
      const said = to.isSelf ? [] : namingIn(to, owner, all, code).filter(({ column }) => column.isRequired);
      return said.length === 0 ? field : withTarget(field, { perhapsOwners: said.map(({ name }) => name) });
    }
    const found = to.isSelf ? { owner: own.name } : ownersOf(to, owner, own.name, all, code);
    return withTarget(field, found);
  });
}

const callerModel = (caller: Caller | undefined): Named | undefined =>
  caller?.gives?.kind === 'class' ? caller.gives : undefined;

function withTarget(field: Field, found: Pick<RefTarget, 'owner' | 'perhapsOwners'>): Field {
  const { type } = field;
  if (isMany(type) && type.to !== undefined) return { ...field, type: { ...type, to: { ...type.to, ...found } } };
  return isReference(type) && type.to !== undefined
    ? { ...field, type: { ...type, to: { ...type.to, ...found } } }
    : field;
}

type Named = Pick<RefTarget, 'module' | 'name'>;

const isSame = (one: Named, other: Named): boolean => one.module === other.module && one.name === other.name;

const namedBy = ({ table }: MappedTable): Named => ({ module: table.module.module, name: table.name });

/** A record belongs to the one that it always names; of several the one that is called as in the new model. */
function ownersOf(
  to: RefTarget,
  owner: Named,
  called: string,
  all: readonly MappedTable[],
  code: Project,
): Pick<RefTarget, 'owner' | 'perhapsOwners'> {
  const naming = namingIn(to, owner, all, code);
  const required = naming.filter(({ column }) => column.isRequired);
  const found = required.length === 1 ? required[0] : required.find(({ name }) => name === called);
  if (found !== undefined) return { owner: found.name };
  return naming.length === 0 ? {} : { perhapsOwners: naming.map(({ name }) => name) };
}

/** The columns of a model that name a record of another one. */
function namingIn(to: Named, owner: Named, all: readonly MappedTable[], code: Project): readonly ModelColumn[] {
  const model = all.find((each) => isSame(namedBy(each), to));
  return (model === undefined ? [] : columnsIn(model.table, code)).filter((column) => {
    const parent = parentOf(column, all, code);
    return parent !== undefined && isSame(namedBy(parent), owner);
  });
}

/** What of a model, or of some fields of it, does not look after whose the records are, in sentences. */
export function unclearOwners({ name, fields }: ModelSpec, of: readonly Field[] = fields): readonly string[] {
  const isOwned = fieldOfScope({ fields }, 'owner') !== undefined;
  return of.flatMap((field): readonly string[] => {
    const to = referredBy(field);
    if (to?.perhapsOwners === undefined) return [];
    const attributes = to.perhapsOwners.map((each) => `${to.name}.${each}`).join(' and ');
    if (!isOwned) {
      const shows = to.shown === undefined ? '' : ', and is shown it';
      return [
        `Who may call refers to any ${to.name} with ${withArticle(name)}, also to one of somebody else (${attributes})${shows}; with --owner only to their own.`,
      ];
    }
    return [
      `${withCapitalArticle(name)} may refer to any ${to.name}, also to one of somebody else: whether ${attributes} ${to.perhapsOwners.length === 1 ? 'says' : 'say'} whose it is cannot be told.`,
    ];
  });
}
