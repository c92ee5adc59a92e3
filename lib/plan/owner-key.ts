/** Which part of who calls is the key of an owner, where no type says so: what the host's handlers compare with such keys. */
import { targetOf } from '../framework/base-and-session.js';
import { columnsIn, type MappedTable, mappedTables } from '../framework/mapped-models.js';
import { parentOf } from '../framework/stored-rows.js';
import { singular, snakeCase } from '../naming/names.js';
import type { HostFiles } from '../project/files.js';
import type { Module } from '../project/module.js';
import { callOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { RefTarget } from '../request/fields.js';
import type { Caller, CallerKey } from '../style/caller-of.js';
import { type CallerRead, callerReads } from '../style/caller-reads.js';
import type { Host } from '../wiring/host.js';

/** The models whose keys handlers read of a caller, by what they compare them with or store them as; else by what that is called. */
export function modelsRead(files: HostFiles, host: Host, caller: Caller): readonly MappedTable[] {
  const all = modelsIn(host);
  const reads = readsOf(files, host, caller, all);
  const shown = reads.flatMap(({ models }) => models);
  if (shown.length > 0) return shown;
  const said = `${caller.form.name} ${caller.source?.name}`;
  return all.filter(({ table }) => {
    const noun = singular(snakeCase(table.name));
    const isKey = ({ read: { name } }: Read): boolean =>
      name === `${noun}_id` || (name === 'id' && said.includes(noun));
    return reads.some(isKey);
  });
}

/** `user["id"]` of `Todo.owner_id == user["id"]` and of `Todo(owner_id=user["id"])`; else what is called like a key of the model. */
export function ownerKey(files: HostFiles, host: Host, caller: Caller, to: RefTarget): CallerKey | undefined {
  const reads = readsOf(files, host, caller, modelsIn(host));
  const isOwner = ({ table }: MappedTable): boolean => table.name === to.name && table.module.module === to.module;
  // A class says what it has.
  const isSaid = caller.gives !== undefined;
  const shown =
    reads.find(({ models }) => models.some(isOwner)) ?? reads.find((each) => !isSaid && isCalledLikeKey(each, to));
  if (shown === undefined) return undefined;
  const { kind, name, isCalled } = shown.read;
  return { kind, name, isCalled };
}

type Read = { readonly read: CallerRead; readonly models: readonly MappedTable[] };

const modelsIn = ({ code }: Host): readonly MappedTable[] => mappedTables(code).filter(({ table }) => table.isClass);

function readsOf(files: HostFiles, host: Host, caller: Caller, all: readonly MappedTable[]): readonly Read[] {
  return callerReads(files, host, caller).map((read) => ({ read, models: modelsOf(read, host, all) }));
}

const isCalledLikeKey = ({ read: { name }, models }: Read, to: RefTarget): boolean =>
  models.length === 0 && [to.key.name, 'user_id', `${snakeCase(to.name)}_id`].includes(name);

function modelsOf({ module, uses }: CallerRead, host: Host, all: readonly MappedTable[]): readonly MappedTable[] {
  return uses.flatMap((use) => {
    const column = comparedWith(module, use) ?? storedAs(module, use);
    return (column && modelNamed(column, host, all)) ?? [];
  });
}

type Named = { readonly model: string; readonly column: string };

/** `Todo.owner_id` of `Todo.owner_id == user["id"]` */
function comparedWith(module: Module, use: PythonNode): Named | undefined {
  const { parent } = use;
  if (parent?.type !== 'comparison_operator') return undefined;
  const other = parent.named.find((each) => each !== use && each.type === 'attribute');
  const object = other && childOf(other, 'object');
  const model = object && targetOf(module, object);
  const column = other && childOf(other, 'attribute')?.text;
  return model === undefined || column === undefined ? undefined : { model, column };
}

/** `owner_id` of `Todo(owner_id=user["id"])` */
function storedAs(module: Module, use: PythonNode): Named | undefined {
  const keyword = use.parent;
  const call = keyword?.type === 'keyword_argument' ? keyword.parent?.parent : undefined;
  const callee = call && callOf(call)?.callee;
  const model = callee && targetOf(module, callee);
  const column = keyword && childOf(keyword, 'name')?.text;
  return model === undefined || column === undefined ? undefined : { model, column };
}

/** The model that a column is the key of, or refers to. */
function modelNamed({ model, column }: Named, { code }: Host, all: readonly MappedTable[]): MappedTable | undefined {
  const definition = code.define(model);
  const own = all.find(
    ({ table }) => table.name === definition?.name && table.module.module === definition?.module.module,
  );
  const found = own && columnsIn(own.table, code).find(({ name }) => name === column);
  if (found === undefined) return undefined;
  return found.column.isPrimaryKey ? own : parentOf(found, all, code);
}
