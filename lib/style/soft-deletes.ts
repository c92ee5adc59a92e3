/** How a host marks records as deleted: what the blueprint's own delete sets, a column of every model, or a class for it. */
import { isSqlModel, type Source, targetOf } from '../framework/base-and-session.js';
import { type CopiedColumn, copiedColumn } from '../framework/columns.js';
import { mappedTables } from '../framework/mapped-models.js';
import { isAnnotation, membersOf } from '../framework/model-members.js';
import { TABLE_NAME, tablesIn } from '../framework/tables.js';
import { type CopiedText, copiedText } from '../project/copied-text.js';
import type { HostFiles } from '../project/files.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Host } from '../wiring/host.js';
import { type DeletionMark, deletionIn, deletionsIn, inOrderOfKinds } from './deletion-marks.js';
import { readHost } from './host-reading.js';
import { mainColumns, mainModel } from './main-model.js';
import { operationChains } from './operation-chains.js';
import type { Style } from './style-values.js';

/** A class of the host that has the columns, and the model that shows it. */
export type MarkMixin = {
  readonly source: Source;
  readonly like: { readonly path: string; readonly line: number };
};

export type SoftDeletes = {
  /** Everything that a delete sets; the first is what is looked at. */
  readonly all: readonly [DeletionMark, ...DeletionMark[]];
  /** What the model writes itself: as the blueprint's, or in the standard's words; nothing where a class supplies it. */
  readonly column: CopiedColumn | 'standard' | undefined;
  readonly mixin: MarkMixin | undefined;
  /** What the blueprint sets the first one to, where that can be written elsewhere. */
  readonly value: CopiedText | undefined;
  /** Where the host shows it: `app/users/crud.py:41`. */
  readonly at: string | undefined;
};

/** What a delete of the blueprint sets instead of deleting. */
export type BlueprintMark = {
  readonly all: readonly [DeletionMark, ...DeletionMark[]];
  readonly column: CopiedColumn | undefined;
  readonly value: CopiedText | undefined;
  readonly at: string;
};

export function blueprintMark(files: HostFiles, host: Host): BlueprintMark | undefined {
  const reading = readHost(files, host, host.code, {});
  const main = mainModel(reading);
  const chain = operationChains(reading).get('delete');
  if (main === undefined || chain === undefined) return undefined;
  const members = membersOf({ ...main, rest: [], via: [] }, host.code);
  const methods = members.filter(({ node }) => node.type === 'function_definition');
  const functions = [chain.handler, ...chain.links.map(({ target }) => target), chain.bottom];
  const called = methods.filter(({ name }) => functions.some(({ node }) => node.text.includes(`.${name}(`)));
  const scopes = [...functions, ...called.map(({ module, node }) => ({ module, node }))];
  const known = inOrderOfKinds(members.flatMap((each) => deletionIn(each) ?? []));
  for (const { module, node } of scopes) {
    const set = known.flatMap((deletion) => {
      const value = valueSet(node, deletion);
      return value === undefined ? [] : [{ deletion, value }];
    });
    const [first, ...others] = set;
    if (first === undefined) continue;
    const own = mainColumns(reading).find(({ name }) => name === first.deletion.name);
    const isOwn = (dotted: string): boolean => reading.blueprint?.has(dotted) === true;
    return {
      all: [first.deletion, ...others.map(({ deletion }) => deletion)],
      column: own && copiedColumn(own, isOwn, reading.modules),
      value: copiedText(module, first.value, isOwn),
      at: reading.at(module, node.line),
    };
  }
  return undefined;
}

/** The value that code gives to the mark: `user.deleted_at = …`, `values(is_deleted=True)`, `{"is_active": False}`. */
function valueSet(scope: PythonNode, { name, kind }: DeletionMark): PythonNode | undefined {
  const wanted = kind === 'active' ? 'False' : kind === 'deleted' ? 'True' : undefined;
  for (const each of walk(scope)) {
    const [left, right] =
      each.type === 'assignment'
        ? [childOf(each, 'left'), childOf(each, 'right')]
        : each.type === 'keyword_argument'
          ? [childOf(each, 'name'), childOf(each, 'value')]
          : each.type === 'pair'
            ? [childOf(each, 'key'), childOf(each, 'value')]
            : [undefined, undefined];
    if (left === undefined || right === undefined) continue;
    const isNamed = new RegExp(`(?:\\.${name}|^["']${name}["']|^${name})$`).test(left.text);
    if (!isNamed || (wanted !== undefined && right.text !== wanted) || right.text === 'None') continue;
    return right;
  }
  return undefined;
}

/** How the models that ask for it are marked: as the host does it where that is seen, else by a `deleted_at` of their own. */
export function softDeletesOf(files: HostFiles, host: Host, style: Style): SoftDeletes {
  const shown = blueprintMark(files, host);
  const isSupplied = ({ name }: DeletionMark): boolean => style.supplied.includes(name);
  if (shown !== undefined) {
    const all = shown.all.every(isSupplied) ? shown.all : ([shown.all[0]] as const);
    if (all.every(isSupplied)) return { ...shown, all, column: undefined, mixin: undefined };
    const isForm = shown.column?.form === { mapped: 'mapped', column: 'column', sqlmodel: 'field' }[style.orm];
    if (shown.column !== undefined && isForm) return { ...shown, all, column: shown.column, mixin: undefined };
  }
  const supplied = suppliedMarks(host.code, style);
  const [first, ...others] = supplied;
  if (first !== undefined) {
    return {
      all: [first, ...others],
      column: undefined,
      mixin: undefined,
      value: undefined,
      at: style.evidence['supplied'],
    };
  }
  const mixin = markMixin(host.code);
  if (mixin !== undefined) return { ...mixin, column: undefined, value: undefined, at: undefined };
  const standard: DeletionMark = { name: 'deleted_at', kind: 'moment', isNaive: false };
  return { all: [standard], column: 'standard', mixin: undefined, value: undefined, at: undefined };
}

/** What every model of the host has. */
export function suppliedMarks(code: Project, { bases, base, supplied }: Style): readonly DeletionMark[] {
  const all = (bases.length > 0 ? bases : [base]).flatMap(({ module, name }) => code.define(`${module}.${name}`) ?? []);
  const members = all.flatMap((each) => membersOf(each, code));
  return deletionsIn(members.filter(({ name }) => supplied.includes(name)));
}

/** The class that has these columns alone, from which a model takes them. */
function markMixin(code: Project): { all: SoftDeletes['all']; mixin: MarkMixin } | undefined {
  for (const { table } of mappedTables(code)) {
    if (!table.isClass) continue;
    for (const node of childOf(table.node, 'superclasses')?.named ?? []) {
      const target = node.type === 'keyword_argument' ? undefined : targetOf(table.module, node);
      const found = target === undefined ? undefined : code.define(target);
      if (found?.node.type !== 'class_definition' || tablesIn(found.module).length > 0) continue;
      const members = membersOf(found, code).filter((each) => !isAnnotation(each));
      const columns = members.filter(({ column }) => column !== undefined);
      const [first, ...others] = deletionsIn(columns);
      const isAlone = first !== undefined && 1 + others.length === columns.length;
      if (!isAlone || members.some(({ name }) => name === TABLE_NAME)) continue;
      // A table of SQLModel takes its fields from classes of SQLModel alone.
      const isOfSqlModel = isSqlModel({ ...table, rest: [], via: [] }, code);
      if (isOfSqlModel !== isSqlModel(found, code)) continue;
      const source = { module: found.module.module, name: found.name ?? '' };
      return { all: [first, ...others], mixin: { source, like: { path: table.module.path, line: table.node.line } } };
    }
  }
  return undefined;
}
