/** How models of the host that say when a record was made and changed have these columns: from a class, or each its own. */
import { isDeclarative, type Source, targetOf } from '../framework/base-and-session.js';
import { columnsOf, copiedColumn } from '../framework/columns.js';
import { inheritedBy, mappedTables } from '../framework/mapped-models.js';
import { isAnnotation, membersOf, ownMembers } from '../framework/model-members.js';
import { TABLE_NAME, tablesIn } from '../framework/tables.js';
import type { Definition } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf } from '../python/syntax.js';
import { isStamp, type Stamp, stampFrom } from './dimensions/stamps.js';
import type { Style } from './style-values.js';

export type StampMixin = {
  /** The class that has them; nothing where a model writes them itself. */
  readonly source: Source | undefined;
  /** What a model with it inherits from. */
  readonly bases: readonly Source[];
  readonly stamps: readonly Stamp[];
  /** The class of the host that inherits from it, or writes them. */
  readonly like: { readonly path: string; readonly line: number };
};

const CREATED = /creat|insert/;
const UPDATED = /updat|modif|chang|edited/;

/** Nothing where every model of the host has such columns, or where no model takes both from a class of their own. */
export function stampMixinOf(code: Project, style: Style): StampMixin | undefined {
  const there = [...style.stamps.map(({ name }) => name), ...style.supplied];
  if (there.some((name) => CREATED.test(name) || UPDATED.test(name))) return undefined;
  for (const { table } of mappedTables(code)) {
    if (!table.isClass) continue;
    const behind = (childOf(table.node, 'superclasses')?.named ?? []).flatMap((node) => {
      const target = node.type === 'keyword_argument' ? undefined : targetOf(table.module, node);
      return target === undefined ? [] : (code.define(target) ?? []);
    });
    for (const definition of behind) {
      const stamps = stampsOf(code, style, definition);
      const bases = stamps && basesWith(code, style, definition, behind.map(sourceOf));
      if (stamps === undefined || bases === undefined) continue;
      const source = sourceOf(definition);
      return { source, bases, stamps, like: { path: table.module.path, line: table.node.line } };
    }
  }
  return writtenStamps(code, style);
}

/** The columns of a model that writes both itself, the second so that it moves, without anything of its file. */
function writtenStamps(code: Project, { orm, bases }: Style): StampMixin | undefined {
  for (const { table } of mappedTables(code)) {
    const { module, node, isClass } = table;
    if (!isClass) continue;
    const columns = columnsOf(module, node, orm === 'sqlmodel').filter(({ form }) => form === FORMS[orm]);
    const isOwn = (dotted: string): boolean => dotted.startsWith(`${module.module}.`);
    const stamps = ownMembers(module, node, code)
      .filter((member) => isStamp(member) && !BY_DATABASE.test(member.node.text))
      .flatMap((member): readonly Stamp[] => {
        const written = columns.find(({ name }) => name === member.name);
        const column = written && copiedColumn(written, isOwn, code);
        return column === undefined ? [] : [{ ...stampFrom(member), column }];
      });
    const [created, updated, ...others] = stamps;
    const isWhole = created !== undefined && updated !== undefined && others.length === 0;
    // As they are written without a model that shows others.
    const own = columns.filter(({ name }) => name === 'created_at' || name === 'updated_at');
    if (own.length === 2 && own.every((each) => AS_WRITTEN.test(each.node.text))) continue;
    if (!isWhole || !CREATED.test(created.name) || !UPDATED.test(updated.name) || !updated.isMoving) continue;
    if (stamps.some(({ isOptional, kind }) => isOptional || kind !== 'datetime')) continue;
    return { source: undefined, bases, stamps, like: { path: module.path, line: node.line } };
  }
  return undefined;
}

/** It only says that the database has something that changes the column. */
const BY_DATABASE = /\bserver_onupdate\b/;

const AS_WRITTEN = /\blambda:\s*datetime\.now\((?:UTC|timezone\.utc)\)/;

/** How each mapper's columns are written. */
const FORMS = { mapped: 'mapped', column: 'column', sqlmodel: 'field' } as const;

const sourceOf = ({ module, name = '' }: Definition): Source => ({ module: module.module, name });

const isSame = (one: Source, other: Source): boolean => one.module === other.module && one.name === other.name;

/** The columns of a class that has these alone, beside what every model has; it is not made for the models of its file. */
function stampsOf(code: Project, { supplied }: Style, definition: Definition): readonly Stamp[] | undefined {
  if (definition.node.type !== 'class_definition' || tablesIn(definition.module).length > 0) return undefined;
  const members = membersOf(definition, code).filter((each) => !isAnnotation(each));
  const own = members.filter(({ name }) => !supplied.includes(name));
  const columns = own.filter(({ column }) => column !== undefined);
  const isWhole = [CREATED, UPDATED].every((word) => columns.some(({ name }) => word.test(name)));
  if (!isWhole || !columns.every(isStamp) || own.some(({ name }) => name === TABLE_NAME)) return undefined;
  return columns.map((member) => stampFrom(member));
}

/** Where it stands among the bases; one that is a base of models itself takes the place of the other. */
function basesWith(
  code: Project,
  { base, bases }: Style,
  definition: Definition,
  shown: readonly Source[],
): readonly Source[] | undefined {
  const source = sourceOf(definition);
  const all = bases.length > 0 ? bases : [base];
  const at = all.findIndex((each) => isSame(each, base));
  if (isDeclarative(definition, code)) {
    const { module, node, name = '' } = definition;
    const above = inheritedBy({ module, node, name, isClass: true }, code).map(sourceOf);
    const isKnown = above.some((each) => isSame(each, base)) || /^sqlmodel\b/.test(base.module);
    return at === -1 || !isKnown ? undefined : all.with(at, source);
  }
  const [own, other] = [source, base].map((each) => shown.findIndex((one) => isSame(one, each)));
  const isBehind = own !== undefined && other !== undefined && other !== -1 && other < own;
  return all.toSpliced(at === -1 ? 0 : at + Number(isBehind), 0, source);
}
