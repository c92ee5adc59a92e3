/** The dependency that brings a session: what a package takes from its host, as the blueprint names it. */
import { type Definition, type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { dottedParts, parametersOf } from '../python/find.js';
import { childOf, isWithinNode, type PythonNode, walk } from '../python/syntax.js';
import { type HostImport, sourceOf, targetOf } from './base-and-session.js';
import { dependencyFactory } from './dependency-factories.js';
import { dependsIn } from './depends-calls.js';
import type { HostClass } from './host-classes.js';
import { methodOf } from './method-of-object.js';
import { parameterName } from './parameter-dependencies.js';

/**
 * The dependency that brings the session: what `Depends` names, in a parameter or behind an `Annotated` alias. Of several
 * it is the one of the handlers that write: another one may only read.
 */
export function sessionImport(parts: readonly Module[], modules: Project): HostImport | undefined {
  const found = dependenciesOf(parts, modules).flatMap((each) => sessionOf(each, modules) ?? []);
  const [first] = found;
  const isOther = ({ source }: HostImport): boolean =>
    source.module !== first?.source.module || source.name !== first.source.name;
  return (found.some(isOther) ? found.find(isWriting) : undefined) ?? first;
}

/** Whether a handler takes it that writes: a sign-in only reads. */
function isWriting({ module, line }: HostImport): boolean {
  const taken = [...walk(module.tree.root)].filter(
    ({ type, text }) =>
      type === 'decorated_definition' &&
      /^@[\w.]+\.(?:post|put|patch)\(/m.test(text) &&
      !/^(?:async )?def \w*(?:log_?(?:in|out)|sign_?in|auth|token|refresh)/im.test(text),
  );
  return taken.some((node) => node.line <= line && line <= node.line + node.text.split('\n').length);
}

/** The one that a dependency of the host takes, which makes the objects that the handlers call: `get_user_service`. */
export function sessionBehind(
  parts: readonly Module[],
  modules: Project,
  isOwn: (dotted: string) => boolean,
): HostImport | undefined {
  const seen = new Set<PythonNode>();
  const queue = [...dependenciesOf(parts, modules)];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { module, node } = next.definition ?? {};
    if (module === undefined || !isFunction(node) || seen.has(node)) continue;
    if (!isAbout(next, module, node, modules, isOwn)) continue;
    seen.add(node);
    const taken = parametersOf(node).flatMap((each) => dependenciesIn(module, each, modules, 0));
    const found = taken.flatMap((each) => sessionOf(each, modules) ?? [])[0];
    if (found !== undefined) return found;
    queue.push(...taken);
  }
  return undefined;
}

/** Whether a dependency makes objects of the blueprint: it is given the class, or names it. */
function isAbout(
  { makes }: Dependency,
  module: Module,
  node: PythonNode,
  modules: Project,
  isOwn: (dotted: string) => boolean,
): boolean {
  if (makes !== undefined) return isOwn(`${makes.module.module}.${makes.name}`);
  return modules.references(module).some((use) => isOwn(use.target) && isWithinNode(node, use.node));
}

const isFunction = (node: PythonNode | undefined): node is PythonNode =>
  node?.type === 'function_definition' || node?.type === 'lambda';

/** What a module names in `Depends`. */
type Dependency = {
  readonly on: PythonNode;
  readonly dotted: string;
  readonly definition: Definition | undefined;
  /** The class whose objects it makes, where it is what a function returns that is given the class. */
  readonly makes: HostClass | undefined;
  readonly module: Module;
  readonly line: number;
};

function dependenciesOf(parts: readonly Module[], modules: Project): readonly Dependency[] {
  return parts.flatMap((module) =>
    [...walk(module.tree.root)].flatMap((node) => {
      if (node.type === 'function_definition') {
        return parametersOf(node).flatMap((parameter) => dependenciesIn(module, parameter, modules, 0));
      }
      const isAlias = node.type === 'assignment' && /\bAnnotated\b/.test(childOf(node, 'right')?.text ?? '');
      return isAlias ? dependenciesIn(module, node, modules, 0) : [];
    }),
  );
}

function dependenciesIn(module: Module, node: PythonNode, modules: Project, depth: number): readonly Dependency[] {
  if (depth > 3) return [];
  const direct = dependsIn(module, node, modules).flatMap(({ module: owner, on }): readonly Dependency[] => {
    const factory = on && dependencyFactory(owner, on, modules);
    if (on !== undefined && factory !== undefined) {
      const { makes, definedIn, returned } = factory;
      const definition = { module: definedIn, name: undefined, node: returned, rest: [], via: [] };
      return [{ on, dotted: '', definition, makes, module, line: node.line }];
    }
    const named = on === undefined ? undefined : targetOf(owner, on);
    if (on === undefined || named === undefined) return [];
    const dotted = aliasedTo(modules, named);
    return [{ on, dotted, definition: modules.define(dotted), makes: undefined, module, line: node.line }];
  });
  const annotation = childOf(node, 'type');
  if (direct.length > 0 || annotation === undefined) return direct;
  return [...walk(annotation)].flatMap((each) => {
    const dotted = each.type === 'identifier' || each.type === 'attribute' ? targetOf(module, each) : undefined;
    const definition = dotted === undefined ? undefined : modules.define(dotted);
    if (definition?.node.type !== 'assignment' || !/\bAnnotated\b/.test(definition.node.text)) return [];
    return dependenciesIn(definition.module, definition.node, modules, depth + 1).map((taken) => ({
      ...taken,
      module,
      line: each.line,
    }));
  });
}

function sessionOf(dependency: Dependency, modules: Project): HostImport | undefined {
  const { on, dotted, definition, makes, module, line } = dependency;
  if (makes !== undefined) return undefined;
  const method = definition && methodOf(definition, modules);
  // What is a session by its object is told by what it yields, and one word of its name.
  const says = method !== undefined && /\byield\b/.test(method.node.text) && /session|db/i.test(on.text);
  if (!says && !givesSession(method ?? definition, on.text)) return undefined;
  if (definition !== undefined && makesOfSession(definition, modules)) return undefined;
  const [member] = method === undefined ? [] : (definition?.rest ?? []);
  const source = member === undefined ? sourceOf(dotted) : { ...sourceOf(dotted.slice(0, -member.length - 1)), member };
  return { source, definition: method ?? definition, module, line };
}

/** Whether a function takes a session and gives something else that has it: a repository, or the session beside the current user. */
function makesOfSession(definition: Definition, modules: Project): boolean {
  const taken = sessionsTaken(definition, modules);
  return taken.size > 0 && !givenBy(definition.node).some(({ text }) => taken.has(text));
}

/** A dependency of the blueprint that gives the session as one of several: `return db, user`. */
export function sessionAmongOthers(
  parts: readonly Module[],
  modules: Project,
): { readonly module: Module; readonly line: number; readonly on: string } | undefined {
  const found = dependenciesOf(parts, modules).find(({ definition }) => {
    const taken = definition === undefined ? new Set<string>() : sessionsTaken(definition, modules);
    return (
      taken.size > 0 &&
      givenBy(definition?.node).some(
        ({ type, named }) => /tuple|list/.test(type) && named.some(({ text }) => taken.has(text)),
      )
    );
  });
  return found && { module: found.module, line: found.line, on: found.on.text };
}

/** The parameters of a function that a session is given to. */
function sessionsTaken({ module, node }: Definition, modules: Project): ReadonlySet<string> {
  if (node.type !== 'function_definition') return new Set();
  const taken = parametersOf(node).filter((parameter) =>
    dependenciesIn(module, parameter, modules, 0).some((each) => sessionOf(each, modules) !== undefined),
  );
  return new Set(taken.map(parameterName));
}

/** What a function returns or yields. */
function givenBy(node: PythonNode | undefined): readonly PythonNode[] {
  const giving =
    node === undefined ? [] : [...walk(node)].filter(({ type }) => /^(?:return_statement|yield)$/.test(type));
  return giving.flatMap(({ named }) => named[0] ?? []);
}

/** What a module gives another name to: `get_db = database.get_db`. */
export function aliasedTo(modules: Project, dotted: string, depth = 0): string {
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

/** What marks a parameter that a container of dependency-injector fills in. */
export const isContainerMark = (path: string): boolean => path === 'dependency_injector.wiring.Provide';

/** A function of a module that yields a session, by the names that such functions have. */
export function sessionIn(module: Module): string | undefined {
  const names = ['get_db', 'get_session', 'get_db_session', 'get_database', 'db_session'];
  return names.find((name) => ownNames(module).get(name)?.type === 'function_definition');
}

/** The first function of a module that brings a session, by its name and by what it returns. */
export function sessionFunctionIn(module: Module): string | undefined {
  const found = [...ownNames(module)].find(([name, node]) => {
    const isFunction = node.type === 'function_definition' && !name.startsWith('_');
    if (!isFunction || !SESSION_NAME.test(name)) return false;
    // `yield UserDatabase(session)` gives what has a session.
    const [, made] = /\byield\s+([\w.]+)\(/.exec(node.text) ?? [];
    return made === undefined ? /\byield\b|Session\b/.test(node.text) : /session/i.test(made);
  });
  return found?.[0];
}
