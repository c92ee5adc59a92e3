/** Functions of the host that are given a class and return the dependency that makes its objects. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { classNamed, type HostClass } from './host-classes.js';

/** `get_repository(repo_type=UserRepository)`, where that returns a function with `return repo_type(session)`. */
export type DependencyFactory = {
  /** The function, as the call names it. */
  readonly callee: PythonNode;
  /** Where the call is, and where the function is defined. */
  readonly module: Module;
  readonly definedIn: Module;
  /** The function that it returns: what takes the session. */
  readonly returned: PythonNode;
  readonly makes: HostClass;
  /** The keyword by which it is given the class; nothing where that is by its place. */
  readonly keyword: string | undefined;
  /** The call that makes the object. */
  readonly making: Call;
};

/** Nothing for any other expression that `Depends` may name. */
export function dependencyFactory(module: Module, on: PythonNode, project: Project): DependencyFactory | undefined {
  const call = on.type === 'call' ? calls(on).find(({ node }) => node === on) : undefined;
  const target = call && targetOf(module, call.callee);
  const definition = target === undefined ? undefined : project.define(target);
  if (call === undefined || definition?.node.type !== 'function_definition' || definition.rest.length > 0) return;
  const [given] = call.positional;
  const [keyword, named] = [...call.keywords][0] ?? [];
  const value = given ?? named;
  const isOne = call.positional.length + call.keywords.size === 1 && !call.splat;
  const makes = isOne && value ? classNamed(module, value, project) : undefined;
  const returned = returnedFunction(definition.node);
  if (makes === undefined || returned === undefined) return undefined;
  const type = keyword ?? parameterWord(parametersOf(definition.node)[0]);
  const making = calls(returned).find(({ callee }) => callee.text === type);
  if (making === undefined) return undefined;
  return { callee: call.callee, module, definedIn: definition.module, returned, makes, keyword, making };
}

const parameterWord = (parameter: PythonNode | undefined): string | undefined =>
  parameter && /^\w+/.exec(parameter.text)?.[0];

/** The function inside a function that it returns. */
export function returnedFunction(node: PythonNode): PythonNode | undefined {
  const statements = childOf(node, 'body')?.named ?? [];
  const returned = statements.find(({ type }) => type === 'return_statement')?.named[0];
  if (returned?.type === 'lambda') return returned;
  const isReturned = (each: PythonNode): boolean =>
    each.type === 'function_definition' && childOf(each, 'name')?.text === returned?.text;
  return returned && statements.flatMap((each) => [...walk(each)]).find(isReturned);
}
