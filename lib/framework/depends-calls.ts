/** Dependencies where they are declared: calls of `Depends` and `Security`, their names, and calls of the host that return one. */
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, callOf } from '../python/find.js';
import { scopeOf } from '../python/scope.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { handlersOf } from './handlers.js';
import { type HostName, hostName } from './host-name.js';

const FASTAPI_DEPENDENCY = /^fastapi\.(?:param_functions\.|params\.)?(Depends|Security)$/;

export type DependsCall = {
  /** The module of the call. */
  readonly module: Module;
  readonly call: Call;
  readonly kind: 'Depends' | 'Security';
  /** What is depended on; nothing for `Depends()`. Where a function of the host returns the dependency, its call. */
  readonly on: PythonNode | undefined;
  /** The host's name for all of it: `AdminOnly` of `AdminOnly = Depends(require_admin)`. */
  readonly name: HostName | undefined;
  /** Whether a function of the host returns the dependency: `require_role("admin")`, without `Depends` around it. */
  readonly isReturned: boolean;
};

/** Every dependency below a node: of a parameter, of a list, of a function with its parameters. */
export function dependsIn(module: Module, node: PythonNode, project: Project): readonly DependsCall[] {
  return [...walk(node)].flatMap((each) => {
    if (each.type === 'call') return dependencyCall(module, each, project) ?? [];
    const isNamed = each === node ? !/parameters$/.test(each.parent?.type ?? '') : isValue(each);
    return isNamed ? (namedDependency(module, each, project) ?? []) : [];
  });
}

/** What is depended on, as a dotted name: of what a call makes, what is called. */
export function dependedOn({ module, on }: Pick<DependsCall, 'module' | 'on'>): string | undefined {
  const named = on?.type === 'call' ? (childOf(on, 'function') ?? on) : on;
  return named && targetOf(module, named);
}

function dependencyCall(module: Module, node: PythonNode, project: Project): DependsCall | undefined {
  const call = callOf(node);
  if (call === undefined) return undefined;
  const kind = fastapiKind(module, call.callee);
  if (kind !== undefined) {
    const on = call.positional[0] ?? call.keywords.get('dependency');
    return { module, call, kind, on, name: undefined, isReturned: false };
  }
  const target = targetOf(module, call.callee);
  const definition = target === undefined ? undefined : project.define(target);
  if (definition === undefined || !returnsDependency(definition)) return undefined;
  return { module, call, kind: 'Depends', on: node, name: undefined, isReturned: true };
}

function fastapiKind(module: Module, callee: PythonNode): 'Depends' | 'Security' | undefined {
  const kind = FASTAPI_DEPENDENCY.exec(module.imports.resolve(callee)?.target ?? '')?.[1];
  return kind === 'Depends' || kind === 'Security' ? kind : undefined;
}

const returning = new WeakMap<PythonNode, boolean>();

function returnsDependency({ module, node, rest }: Definition): boolean {
  if (node.type !== 'function_definition' || rest.length > 0) return false;
  const known = returning.get(node);
  if (known !== undefined) return known;
  const found = [...walk(node)].some((each) => {
    const [value] = each.type === 'return_statement' && scopeOf(each) === node ? each.named : [];
    const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
    return callee !== undefined && fastapiKind(module, callee) !== undefined;
  });
  returning.set(node, found);
  return found;
}

function namedDependency(module: Module, node: PythonNode, project: Project, depth = 0): DependsCall | undefined {
  if (depth > 4 || (node.type !== 'identifier' && node.type !== 'attribute')) return undefined;
  const target = targetOf(module, node);
  const definition = target === undefined ? undefined : project.define(target);
  if (definition?.node.type !== 'assignment' || definition.rest.length > 0) return undefined;
  const value = childOf(definition.node, 'right');
  const found =
    value?.type === 'call'
      ? dependencyCall(definition.module, value, project)
      : value && namedDependency(definition.module, value, project, depth + 1);
  // What a module with routes defines for them is its own.
  const isOwn = handlersOf(definition.module).length > 0;
  return found && { ...found, name: isOwn ? undefined : (hostName(module, node) ?? found.name) };
}

/** Whether a node is a default, an element of a list or one of `Annotated[…]`. */
function isValue({ parent, field }: PythonNode): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'list' || parent.type === 'tuple' || parent.type === 'type_parameter') return true;
  if (parent.type === 'type') return parent.parent?.type === 'type_parameter';
  if (parent.type === 'subscript') return field === 'subscript';
  return field === 'value' && /default_parameter$/.test(parent.type);
}
