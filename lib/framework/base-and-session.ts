/** The declarative base of SQLAlchemy and the dependency that brings a session: what a package takes from its host. */
import { type Definition, type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls, dottedParts, parametersOf } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { methodOf } from './method-of-object.js';
import { tablesIn } from './tables.js';

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
  const first = /^\w+/.exec(node.text)?.[0] ?? '';
  if (ownNames(module).has(first)) return `${module.module}.${node.text}`;
  // What a star brings is found by asking the module for the name.
  const isPlain = dottedParts(node) !== undefined && module.imports.stars.length > 0;
  return isPlain && !module.imports.isBound(first, node) ? `${module.module}.${node.text}` : undefined;
}

export function sourceOf(dotted: string): Source {
  const parts = dotted.split('.');
  return { module: parts.slice(0, -1).join('.'), name: parts.at(-1) ?? dotted };
}

const DECLARATIVE =
  /^sqlalchemy\..*\b(?:DeclarativeBase|DeclarativeBaseNoMeta|MappedAsDataclass|declarative_base|as_declarative|automap_base)$/;

const SQLMODEL = /^sqlmodel\.(?:main\.)?SQLModel$/;

/** Whether a class or object is a declarative base of SQLAlchemy or of SQLModel, by itself or through its bases. */
export function isDeclarative(definition: Definition | undefined, modules: Project): boolean {
  return leadsTo(definition, modules, (target) => DECLARATIVE.test(target) || SQLMODEL.test(target), 0);
}

/** Whether a class is one of SQLModel. */
export function isSqlModel(definition: Definition | undefined, modules: Project): boolean {
  return leadsTo(definition, modules, (target) => SQLMODEL.test(target), 0);
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
  const called = value?.type === 'call' ? childOf(value, 'function') : value;
  // `mapper_registry.generate_base()`
  return called !== undefined && (leads(called) || /\.generate_base$/.test(called.text));
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
    }
  }
  return undefined;
}

/** The dependency that brings the session: what `Depends` names, in a parameter or behind an `Annotated` alias. */
export function sessionImport(parts: readonly Module[], modules: Project): HostImport | undefined {
  const found: HostImport[] = [];
  for (const module of parts) {
    for (const node of walk(module.tree.root)) {
      if (node.type === 'function_definition') {
        for (const parameter of parametersOf(node)) found.push(...sessionsIn(module, parameter, modules, 0));
      } else if (node.type === 'assignment' && /\bAnnotated\b/.test(childOf(node, 'right')?.text ?? '')) {
        found.push(...sessionsIn(module, node, modules, 0));
      }
    }
  }
  return found[0];
}

function sessionsIn(module: Module, node: PythonNode, modules: Project, depth: number): readonly HostImport[] {
  if (depth > 3) return [];
  const direct = calls(node).flatMap(({ callee, positional, keywords }) => {
    if (!/^fastapi\..*Depends$/.test(module.imports.resolve(callee)?.target ?? '')) return [];
    const on = positional[0] ?? keywords.get('dependency');
    const named = on === undefined ? undefined : targetOf(module, on);
    if (on === undefined || named === undefined) return [];
    const dotted = aliasedTo(modules, named);
    const definition = modules.define(dotted);
    const method = definition && methodOf(definition, modules);
    // What is a session by its object is told by what it yields, and one word of its name.
    const says = method !== undefined && /\byield\b/.test(method.node.text) && /session|db/i.test(on.text);
    if (!says && !givesSession(method ?? definition, on.text)) return [];
    const [member] = method === undefined ? [] : (definition?.rest ?? []);
    const source =
      member === undefined ? sourceOf(dotted) : { ...sourceOf(dotted.slice(0, -member.length - 1)), member };
    return [{ source, definition: method ?? definition, module, line: node.line }];
  });
  const annotation = childOf(node, 'type');
  if (direct.length > 0 || annotation === undefined) return direct;
  return [...walk(annotation)].flatMap((each) => {
    const dotted = each.type === 'identifier' || each.type === 'attribute' ? targetOf(module, each) : undefined;
    const definition = dotted === undefined ? undefined : modules.define(dotted);
    if (definition?.node.type !== 'assignment' || !/\bAnnotated\b/.test(definition.node.text)) return [];
    return sessionsIn(definition.module, definition.node, modules, depth + 1).map((taken) => ({
      ...taken,
      module,
      line: each.line,
    }));
  });
}

/** What a name stands for that a module gives to something else: `get_db = database.get_db`. */
function aliasedTo(modules: Project, dotted: string, depth = 0): string {
  const definition = modules.define(dotted);
  const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  if (definition === undefined || value === undefined || dottedParts(value) === undefined || depth > 3) return dotted;
  const target = targetOf(definition.module, value);
  return target === undefined ? dotted : aliasedTo(modules, [target, ...definition.rest].join('.'), depth + 1);
}

const SESSION_NAME = /(?:^|[_.])(?:db|session|database)$|^(?:get_)?(?:async_)?(?:db|session)/i;

/** Whether a dependency yields a session: it says so in what it returns or makes, or no more than its name is known. */
function givesSession(definition: Definition | undefined, name: string): boolean {
  const says = SESSION_NAME.test(name);
  if (definition === undefined) return says;
  const { node } = definition;
  if (node.type === 'function_definition') {
    const returned = childOf(node, 'return_type')?.text ?? '';
    if (/Session\b/.test(returned)) return true;
    return says && /yield|return|Session/.test(node.text);
  }
  return says;
}

/** A function of a module that yields a session, by the names that such functions have. */
export function sessionIn(module: Module): string | undefined {
  const names = ['get_db', 'get_session', 'get_db_session', 'get_database', 'db_session'];
  return names.find((name) => ownNames(module).get(name)?.type === 'function_definition');
}

/** The first function of a module that brings a session, by its name and by what it returns. */
export function sessionFunctionIn(module: Module): string | undefined {
  const found = [...ownNames(module)].find(([name, node]) => {
    const isFunction = node.type === 'function_definition' && !name.startsWith('_');
    return isFunction && SESSION_NAME.test(name) && /\byield\b|Session\b/.test(node.text);
  });
  return found?.[0];
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
