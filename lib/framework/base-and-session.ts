/** The declarative base of SQLAlchemy, and where what a package takes from its host is imported from. */
import { type Definition, type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { dottedParts } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { mappingOf, tablesIn } from './tables.js';

/** Where a name is imported from: `app.core.db` and `Base`; `member` is the part of it that is meant, where one is. */
export type Source = { readonly module: string; readonly name: string; readonly member?: string };

/**
 * Where the session comes from: a dependency, or with `opens` a `sessionmaker` from which the package opens it itself,
 * because the host opens its sessions where it uses them.
 */
export type SessionSource = Source & { readonly opens?: boolean };

/** Something that a package imports from the host, as the blueprint names it. */
export type HostImport = {
  readonly source: SessionSource;
  /** Where it is defined; nothing where the host does not define it. */
  readonly definition: Definition | undefined;
  readonly module: Module;
  readonly line: number;
};

/** The dotted name that an expression of a module leads to: by import, or to what the module defines itself. */
export function targetOf(module: Module, node: PythonNode): string | undefined {
  const reference = module.imports.resolve(node);
  if (reference !== undefined) return reference.target;
  const hidden = hiddenBase(module, node);
  if (hidden !== undefined) return hidden;
  const first = /^\w+/.exec(node.text)?.[0] ?? '';
  if (ownNames(module).has(first)) return `${module.module}.${node.text}`;
  // What a star brings is found by asking the module for the name.
  const isPlain = dottedParts(node) !== undefined && module.imports.stars.length > 0;
  return isPlain && !module.imports.isBound(first, node) ? `${module.module}.${node.text}` : undefined;
}

/** What a class inherits from that has its own name: `class SQLModel(SQLModel)` hides the one that is imported. */
function hiddenBase({ imports }: Module, node: PythonNode): string | undefined {
  const type = node.type === 'identifier' ? node.parent?.parent : undefined;
  if (type?.type !== 'class_definition' || childOf(type, 'name')?.text !== node.text) return undefined;
  return imports.bindings.find(({ name, nested }) => name === node.text && !nested)?.path;
}

export function sourceOf(dotted: string): Source {
  const parts = dotted.split('.');
  return { module: parts.slice(0, -1).join('.'), name: parts.at(-1) ?? dotted };
}

const DECLARATIVE =
  /^sqlalchemy\..*\b(?:DeclarativeBase|DeclarativeBaseNoMeta|MappedAsDataclass|declarative_base|as_declarative|automap_base|registry)$/;

const SQLMODEL = /^sqlmodel\.(?:main\.)?SQLModel$/;

/** Whether a class or object is a declarative base of SQLAlchemy or of SQLModel, by itself or through its bases. */
export function isDeclarative(definition: Definition | undefined, modules: Project): boolean {
  return leadsTo(definition, modules, (target) => DECLARATIVE.test(target) || SQLMODEL.test(target), 0);
}

/** Whether a class is one of SQLModel. */
export function isSqlModel(definition: Definition | undefined, modules: Project): boolean {
  return leadsTo(definition, modules, (target) => SQLMODEL.test(target), 0);
}

/** The brackets of the classes from a model up to `MappedAsDataclass`; nothing for one that is no dataclass by its bases. */
export function leadsToDataclass(
  definition: Definition | undefined,
  modules: Project,
  depth = 0,
): readonly PythonNode[] | undefined {
  const type = behindAlias(definition, modules);
  if (type?.node.type !== 'class_definition' || depth > 6) return undefined;
  const brackets = childOf(type.node, 'superclasses');
  for (const each of brackets?.named ?? []) {
    const target = each.type === 'keyword_argument' ? undefined : targetOf(type.module, each);
    if (brackets === undefined || target === undefined) continue;
    if (/^sqlalchemy\..*\bMappedAsDataclass$/.test(target)) return [brackets];
    const above = leadsToDataclass(modules.define(target), modules, depth + 1);
    if (above !== undefined) return [brackets, ...above];
  }
  return undefined;
}

/** What another name is given to, as `ServingBase` for `Base = ServingBase`; the definition itself where it is no such name. */
export function behindAlias(definition: Definition | undefined, modules: Project, depth = 0): Definition | undefined {
  const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  if (definition === undefined || value === undefined || !/^(?:identifier|attribute)$/.test(value.type))
    return definition;
  const target = depth > 6 || definition.rest.length > 0 ? undefined : targetOf(definition.module, value);
  const behind = target === undefined ? undefined : modules.define(target);
  return behind === undefined ? definition : behindAlias(behind, modules, depth + 1);
}

function leadsTo(
  definition: Definition | undefined,
  modules: Project,
  isMeant: (target: string) => boolean,
  depth: number,
): boolean {
  if (definition === undefined || depth > 6) return false;
  const { module, node } = definition;
  const leads = (each: PythonNode): boolean => {
    const target = targetOf(module, each);
    return target !== undefined && (isMeant(target) || leadsTo(modules.define(target), modules, isMeant, depth + 1));
  };
  if (node.type === 'class_definition') {
    const decorators = node.parent?.type === 'decorated_definition' ? node.parent.named : [];
    const made = decorators.filter(({ type }) => type === 'decorator').flatMap(({ named }) => named[0] ?? []);
    const named = made.map((each) => (each.type === 'call' ? (childOf(each, 'function') ?? each) : each));
    return [...(childOf(node, 'superclasses')?.named ?? []), ...named].some(leads);
  }
  if (node.type !== 'assignment') return false;
  const value = childOf(node, 'right');
  const kept = value?.type === 'attribute' ? keptAs(module, value, modules) : undefined;
  if (kept !== undefined) return leadsTo(kept, modules, isMeant, depth + 1);
  const called = value?.type === 'call' ? childOf(value, 'function') : value;
  // `mapper_registry.generate_base()`
  return called !== undefined && (leads(called) || /\.generate_base$/.test(called.text));
}

/** Where the class of an object sets an attribute of it: `self.base = declarative_base()` for `db.base`. */
function keptAs(module: Module, attribute: PythonNode, modules: Project): Definition | undefined {
  const object = childOf(attribute, 'object');
  const target = object && targetOf(module, object);
  const definition = target === undefined ? undefined : modules.define(target);
  const made = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  const callee = made?.type === 'call' ? childOf(made, 'function') : undefined;
  const named = definition && callee && targetOf(definition.module, callee);
  const type = named === undefined ? undefined : modules.define(named);
  const name = childOf(attribute, 'attribute')?.text ?? '';
  if (type?.node.type !== 'class_definition' || type.rest.length > 0) return undefined;
  const set = [...walk(type.node)].find(
    (each) => each.type === 'assignment' && [name, `self.${name}`].includes(childOf(each, 'left')?.text ?? ''),
  );
  return set && { ...type, name: undefined, node: set };
}

const SQLMODEL_BASE: Source = { module: 'sqlmodel', name: 'SQLModel' };

/** The base that the blueprint's models inherit from: the first of a class's bases that is declarative, or SQLModel itself. */
export function baseImport(models: readonly Module[], modules: Project): HostImport | undefined {
  for (const module of models) {
    for (const { node } of tablesIn(module)) {
      for (const base of childOf(node, 'superclasses')?.named ?? []) {
        const dotted = base.type === 'keyword_argument' ? undefined : targetOf(module, base);
        const definition = dotted === undefined ? undefined : modules.define(dotted);
        if (dotted === undefined) continue;
        if (SQLMODEL.test(dotted) || isSqlModel(definition, modules)) {
          return { source: SQLMODEL_BASE, definition: undefined, module, line: node.line };
        }
        if (!isDeclarative(definition, modules)) continue;
        return { source: sourceOf(dotted), definition, module, line: node.line };
      }
      const registry = registryOfClass(module, node, modules);
      if (registry?.name !== undefined) {
        const source = { module: registry.module.module, name: registry.name };
        return { source, definition: registry, module, line: node.line };
      }
    }
  }
  return undefined;
}

/** The registry whose decorator maps a class. */
export function registryOfClass(module: Module, node: PythonNode, modules: Project): Definition | undefined {
  const registry = mappingOf(node)?.registry;
  const target = registry && targetOf(module, registry);
  const definition = target === undefined ? undefined : modules.define(target);
  return isDeclarative(definition, modules) ? definition : undefined;
}

/** A part of an object that models inherit from: `settings.DBBaseModel`. */
export function baseOfObject(
  models: readonly Module[],
  modules: Project,
): { readonly module: Module; readonly node: PythonNode } | undefined {
  for (const module of models) {
    for (const { node } of tablesIn(module)) {
      const base = childOf(node, 'superclasses')?.named.find((each) => each.type === 'attribute');
      const kept = base && keptAs(module, base, modules);
      if (base !== undefined && kept !== undefined && isDeclarative(kept, modules)) return { module, node: base };
    }
  }
  return undefined;
}

/** The first declarative base that a module makes. */
export function declarativeIn(module: Module, modules: Project): string | undefined {
  const made = [...ownNames(module)].find(([name, node]) =>
    isDeclarative({ module, name, node, rest: [], via: [] }, modules),
  );
  return made?.[0];
}

/** Whether something that is imported or used in a module is of a package: `sqlalchemy.ext.asyncio`. */
export function importsFrom(module: Module, ...packages: readonly string[]): string | undefined {
  const paths = [...module.imports.bindings, ...module.imports.stars].map(({ path }) => path);
  return paths.find((path) => packages.some((each) => isWithin(path, each)));
}
