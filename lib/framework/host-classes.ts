/** Classes and functions of the host: what they define, inherit and return, and what an annotation names. */
import { type Definition, type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { withoutParameters } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { behindAlias, targetOf } from './base-and-session.js';

/**
 * A class of the host, also one that only gives a generic class its types (`CRUDUser = CRUDBase[User, UserCreate]`), and what
 * an object of a library's class would have for one: `crud_users = FastCRUD(User)`.
 */
export type HostClass = { readonly module: Module; readonly name: string; readonly node: PythonNode };

/** A function of the host, with the class that it is called on where it is a method. */
export type HostFunction = {
  readonly module: Module;
  readonly name: string;
  readonly node: PythonNode;
  readonly owner: HostClass | undefined;
};

const DEEPEST = 6;

/** The methods that a class itself defines. */
export function methodsIn({ node }: HostClass): ReadonlyMap<string, PythonNode> {
  const found = new Map<string, PythonNode>();
  for (const statement of childOf(node, 'body')?.named ?? []) {
    const method = statement.type === 'decorated_definition' ? childOf(statement, 'definition') : statement;
    const name = method?.type === 'function_definition' ? childOf(method, 'name')?.text : undefined;
    if (method !== undefined && name !== undefined) found.set(name, method);
  }
  return found;
}

/** What a class says that it inherits from, or what it is another name for. */
export function superclassesOf({ node }: HostClass): readonly PythonNode[] {
  if (node.type === 'assignment') {
    const right = childOf(node, 'right');
    return [right?.type === 'call' ? childOf(right, 'function') : right].flatMap((each) => each ?? []);
  }
  return (childOf(node, 'superclasses')?.named ?? []).filter(({ type }) => type !== 'keyword_argument');
}

/** The classes of the host that a class inherits from, the nearest first. */
export function ancestorsOf(owner: HostClass, project: Project, depth = 0): readonly HostClass[] {
  if (depth > DEEPEST) return [];
  return superclassesOf(owner).flatMap((base) => {
    const found = classNamed(owner.module, withoutParameters(base), project);
    return found === undefined ? [] : [found, ...ancestorsOf(found, project, depth + 1)];
  });
}

export function classNamed(module: Module, node: PythonNode, project: Project): HostClass | undefined {
  const target = targetOf(module, node);
  return classOf(target === undefined ? undefined : behindAlias(project.define(target), project));
}

/** What makes an object: a class, or a generic class with its types under another name. */
export function classMade(module: Module, node: PythonNode, project: Project): HostClass | undefined {
  const target = targetOf(module, node);
  const definition = target === undefined ? undefined : project.define(target);
  const right = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  const generic = right?.type === 'subscript' ? childOf(right, 'value') : undefined;
  if (definition?.name === undefined || generic === undefined) return classOf(definition);
  const isClass = definition.rest.length === 0 && classNamed(definition.module, generic, project) !== undefined;
  return isClass ? { module: definition.module, name: definition.name, node: definition.node } : undefined;
}

/** The class of an object of a module: a library's has the module's object in its place, which all that is known of it is said by. */
export function classOfObject(definition: Definition, project: Project): HostClass | undefined {
  const { module, name, node } = definition;
  const value = node.type === 'assignment' ? childOf(node, 'right') : undefined;
  const made = value?.type === 'call' ? childOf(value, 'function') : undefined;
  if (made === undefined) return undefined;
  const library = classNamed(module, withoutParameters(made), project);
  const isOfLibrary = library !== undefined && project.fileOf(library.module.module) === undefined;
  return name !== undefined && isOfLibrary ? { module, name, node } : classMade(module, made, project);
}

export function classOf(definition: Definition | undefined): HostClass | undefined {
  if (definition?.node.type !== 'class_definition' || definition.rest.length > 0) return undefined;
  const { module, node } = definition;
  return { module, node, name: definition.name ?? childOf(node, 'name')?.text ?? '' };
}

/** The class that a function says it returns, or the one whose instance it returns. */
export function returnedBy(definition: Definition | undefined, project: Project): HostClass | undefined {
  if (definition?.node.type !== 'function_definition') return undefined;
  const { module, node } = definition;
  const said = childOf(node, 'return_type');
  const found = said && annotatedClass(said, module, project, 0)?.type;
  if (found !== undefined) return found;
  for (const each of walk(node)) {
    if (each.type !== 'return_statement' && each.type !== 'yield') continue;
    const [value] = each.named;
    const made = value?.type === 'call' ? childOf(value, 'function') : undefined;
    const type = made && classNamed(module, made, project);
    if (type !== undefined) return type;
  }
  return undefined;
}

/** The first class of the host that an annotation names, behind `Optional`, `Annotated` and aliases. */
export function annotatedClass(
  annotation: PythonNode,
  module: Module,
  project: Project,
  depth: number,
): { readonly type: HostClass } | undefined {
  if (depth > 3) return undefined;
  const quoted = /^["']([\w.]+)["']$/.exec(annotation.text)?.[1];
  if (quoted !== undefined) {
    const type = classOf(project.define(`${module.module}.${quoted}`));
    return type && { type };
  }
  for (const node of walk(annotation)) {
    if (node.type !== 'identifier' && node.type !== 'attribute') continue;
    const target = targetOf(module, node);
    const definition = target === undefined ? undefined : project.define(target);
    const type = classOf(definition);
    if (type !== undefined) return { type };
    const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
    const behind = definition && value && annotatedClass(value, definition.module, project, depth + 1);
    if (behind !== undefined) return behind;
  }
  return undefined;
}

/** The module-level classes that a module defines. */
export function ownClasses(module: Module): readonly HostClass[] {
  return [...ownNames(module)].flatMap(([name, node]) =>
    node.type === 'class_definition' ? [{ module, name, node }] : [],
  );
}

/** The module-level functions that a module defines. */
export function functionsIn(module: Module): readonly HostFunction[] {
  return [...ownNames(module)].flatMap(([name, node]) =>
    node.type === 'function_definition' ? [{ module, name, node, owner: undefined }] : [],
  );
}
