/** Functions of the host that include routers for others: where they are called, and with what. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { Turn, Value } from './values.js';

/** One call of a function. */
export type Frame = { readonly module: Module; readonly call: Call };

/** The function whose parameter a name at a node is. */
export function functionWith(at: PythonNode, name: string): PythonNode | undefined {
  for (let scope = at.parent; scope !== undefined; scope = scope.parent) {
    if (scope.type === 'function_definition' && parameterNamed(scope, name) !== undefined) return scope;
  }
  return undefined;
}

export function parameterNamed(scope: PythonNode, name: string): PythonNode | undefined {
  return parametersOf(scope).find((each) => nameOf(each) === name);
}

/** The names of the parameters of every function around a node, with the function. */
export function parametersAround(at: PythonNode): ReadonlyMap<string, PythonNode> {
  const found = new Map<string, PythonNode>();
  for (let scope = at.parent; scope !== undefined; scope = scope.parent) {
    if (scope.type !== 'function_definition') continue;
    for (const name of parametersOf(scope).map(nameOf)) if (!found.has(name)) found.set(name, scope);
  }
  return found;
}

const nameOf = (parameter: PythonNode): string => /^\w+/.exec(parameter.text)?.[0] ?? '';

/** The calls of a function that are seen in some modules. */
export function callsOf(
  project: Project,
  reached: readonly Module[],
  { module: owner, node: scope }: Value,
): readonly Frame[] {
  const name = childOf(scope, 'name')?.text;
  if (name === undefined) return [];
  return reached.flatMap((module) =>
    !module.source.includes(name)
      ? []
      : calls(module.tree.root).flatMap((call) =>
          isCalled(project, module, call.callee, owner, scope) ? [{ module, call }] : [],
        ),
  );
}

function isCalled(project: Project, module: Module, callee: PythonNode, owner: Module, scope: PythonNode): boolean {
  const name = childOf(scope, 'name')?.text;
  const target = module.imports.resolve(callee)?.target;
  if (target === undefined) {
    const isMethod = callee.text === `self.${name}`;
    return module.path === owner.path && (callee.text === name || isMethod);
  }
  const definition = project.define(target);
  return definition?.module.path === owner.path && definition.node.start === scope.start;
}

/** What a call gives a parameter of the function: the argument, or else the parameter's default. */
export function argumentFor({ module: owner, node: scope }: Value, name: string, frame: Frame): Value | undefined {
  const parameters = parametersOf(scope).filter(({ type }) => type !== 'comment');
  const own = parameters.filter((each, index) => index > 0 || nameOf(each) !== 'self');
  const index = own.findIndex((each) => nameOf(each) === name);
  const parameter = own[index];
  if (parameter === undefined) return undefined;
  const { keywords, positional } = frame.call;
  const given = keywords.get(name) ?? positional[index];
  if (given !== undefined) return { module: frame.module, node: given };
  const fallback = childOf(parameter, 'value');
  return fallback && { module: owner, node: fallback };
}

/** What the parameters of a function are in one of its calls. */
export function turnOfCall(scope: Value, frame: Frame): Turn {
  return (node) => {
    if (node.type !== 'identifier' || functionWith(node, node.text) !== scope.node) return undefined;
    return argumentFor(scope, node.text, frame);
  };
}
