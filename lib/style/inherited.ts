/** What the blueprint's main model inherits from, and what of that a new model inherits too. */
import {
  isDeclarative,
  isSqlModel,
  registryOfClass,
  type Source,
  sourceOf,
  targetOf,
} from '../framework/base-and-session.js';
import { isAnnotation, type Member, membersOf } from '../framework/model-members.js';
import type { Definition, Module } from '../project/module.js';
import { withoutParameters } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { RefusalPlace } from '../refusal.js';
import type { HostReading } from './host-reading.js';
import { mainModel } from './main-model.js';

/** One class behind a model's name in the brackets. */
export type Inherited = {
  readonly source: Source;
  /** Nothing for a class of a library. */
  readonly definition: Definition | undefined;
  readonly members: readonly Member[];
  readonly module: Module;
  readonly node: PythonNode;
};

export type Inheritance = {
  /** The declarative base and the mixins for every model, in the order of the blueprint. */
  readonly followed: readonly Inherited[];
  /** What is about the blueprint's own records: passwords, permissions. */
  readonly left: readonly Inherited[];
};

const OWN_WORDS = /user|auth|login|password|credential|permission|account|superuser/i;
const OWN_COLUMNS = /password|^e?mail$|^username$|^is_(?:superuser|verified|staff|admin)$/;

export function inheritance(host: HostReading): Inheritance {
  const { base, modules } = host;
  const main = mainModel(host);
  const all = main === undefined ? [] : basesOf(host, main.module, main.node);
  const left = all.filter((each) => isOwn(host, each));
  const followed = all.filter((each) => !left.includes(each));
  if (base === undefined || followed.some(({ source }) => isSame(source, base.source))) return { followed, left };
  // What inherits from SQLModel is a base of models by itself, and what a registry maps needs none.
  if (main !== undefined && registryOfClass(main.module, main.node, modules) !== undefined) return { followed, left };
  if (followed.some(({ definition }) => isSqlModel(definition, modules))) return { followed, left };
  // No model shows the base, or another one is pinned.
  const { source, definition, module } = base;
  const members = definition === undefined ? [] : membersOf(definition, modules).filter((each) => !isAnnotation(each));
  const pinned = { source, definition, members, module, node: definition?.node ?? module.tree.root };
  const own = followed.findIndex((each) => isDeclarative(each.definition, modules));
  return { followed: own === -1 ? [pinned] : followed.with(own, pinned), left };
}

const isSame = (one: Source, other: Source): boolean => one.module === other.module && one.name === other.name;

function basesOf({ modules }: HostReading, module: Module, node: PythonNode): readonly Inherited[] {
  return (childOf(node, 'superclasses')?.named ?? []).flatMap((each) => {
    if (each.type === 'keyword_argument') return [];
    const target = targetOf(module, withoutParameters(each));
    if (target === undefined) return [];
    const definition = modules.define(target);
    const members =
      definition === undefined ? [] : membersOf(definition, modules).filter((each) => !isAnnotation(each));
    return [{ source: sourceOf(target), definition, members, module, node: each }];
  });
}

/** The class of a library that alone makes a class a model: what it supplies is not there to be read. */
export function libraryBase(host: HostReading): { readonly name: string; readonly at: RefusalPlace } | undefined {
  const main = mainModel(host);
  const bases = main === undefined ? [] : basesOf(host, main.module, main.node);
  if (bases.some(({ source, definition }) => isBaseOfModels(host, source, definition))) return undefined;
  const [found] = bases.flatMap((each) => librariesBehind(host, each, 0));
  return (
    found && { name: `${found.source.module}.${found.source.name}`, at: host.place(found.module, found.node.line) }
  );
}

function isBaseOfModels({ modules }: HostReading, { module }: Source, definition: Definition | undefined): boolean {
  return /^sqlmodel\b/.test(module) || isDeclarative(definition, modules);
}

const DEEPEST = 6;

function librariesBehind(host: HostReading, found: Inherited, depth: number): readonly Inherited[] {
  const { source, definition } = found;
  if (definition === undefined) {
    const [top = ''] = source.module.split('.');
    return NO_BASES.has(top) || host.modules.define(top) !== undefined ? [] : [found];
  }
  if (definition.node.type !== 'class_definition' || depth > DEEPEST) return [];
  return basesOf(host, definition.module, definition.node).flatMap((each) => librariesBehind(host, each, depth + 1));
}

/** Libraries none of whose classes, other than those that are told elsewhere, is a base of models. */
const NO_BASES: ReadonlySet<string> = new Set(['sqlalchemy', 'typing', 'typing_extensions', 'abc']);

function isOwn({ blueprint, modules }: HostReading, { source, definition, members }: Inherited): boolean {
  if (isDeclarative(definition, modules) && !isSqlModel(definition, modules)) return false;
  const isInside = blueprint?.has(source.module) === true;
  const columns = members.filter(({ column }) => column !== undefined);
  return isInside || OWN_WORDS.test(source.name) || columns.some(({ name }) => OWN_COLUMNS.test(name));
}
