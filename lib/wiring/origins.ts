/** Which object an expression means, whatever it is called there: a router or an app, told by the call that makes it. */
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { dottedParts } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { functionWith, parameterNamed } from './function-calls.js';
import { assignedTo, attributeOf, attributeSet, givenBackBy, givenTo, type Turn, type Value } from './values.js';

/** `made` is the call that makes the object, or the parameter through which a function gets it. */
export type Origin = {
  readonly module: Module;
  readonly made: PythonNode;
  /** The name under which it was found last, nearest to the call. */
  readonly name: string | undefined;
  /** For a parameter: its function. */
  readonly scope?: PythonNode;
};

const DEEPEST = 8;

/** Whether both are the same object. */
export function isSameOrigin(one: Origin, other: Origin): boolean {
  return one.module.path === other.module.path && one.made.start === other.made.start;
}

/** The object that a module defines under a name, or that its function of that name gives back. */
export function originNamed(project: Project, module: Module, name: string): Origin | undefined {
  const own = ownNames(module).get(name);
  if (own?.type === 'function_definition') {
    const given = givenBackBy({ module, node: own });
    return given && originOf(project, given);
  }
  const [made] = own === undefined ? [] : assignedTo(module, own, name);
  return made && originOf(project, { module, node: made }, undefined, name);
}

/** `turn` gives the values of names in one turn of a loop or one call of a function. */
export function originOf(
  project: Project,
  { module, node }: Value,
  turn: Turn = () => undefined,
  name?: string,
  depth: number = DEEPEST,
): Origin | undefined {
  if (depth === 0) return undefined;
  const on = (value: Value | undefined, called = name, next: Turn | undefined = turn): Origin | undefined =>
    value && originOf(project, value, next, called, depth - 1);
  const given = turn(node);
  if (given !== undefined) return on(given, name, undefined);
  if (node.type === 'call') {
    const made = functionCalled(project, { module, node });
    return made === undefined ? { module, made: node, name } : on(givenBackBy(made), name, undefined);
  }
  const whole = node.type === 'attribute' ? childOf(node, 'object') : undefined;
  const part = whole && childOf(node, 'attribute')?.text;
  if (whole !== undefined && part !== undefined && turn(whole) !== undefined) {
    const held = turn(whole);
    return on(held && attributeOf(project, held, part), part, undefined);
  }
  const [first, second] = dottedParts(node) ?? [];
  if (first === undefined) return undefined;
  if (first === 'self' && second !== undefined) {
    const owner = classAround(node);
    const set = owner && attributeSet(owner, second);
    return on(set && { module, node: set }, node.text);
  }
  const scope = functionWith(node, first);
  if (scope !== undefined && assignedTo(module, node, first).length === 0) {
    const parameter = second === undefined ? parameterNamed(scope, first) : undefined;
    return parameter && { module, made: parameter, name: first, scope };
  }
  const value = givenTo(project, { module, node }) ?? firstOf(module, node);
  return on(value, node.text, value?.module === module ? turn : undefined);
}

/** One of several things that a name is given: an app that is made in two branches is one app. */
function firstOf(module: Module, node: PythonNode): Value | undefined {
  if (node.type !== 'identifier' || module.imports.resolve(node) !== undefined) return undefined;
  const [first] = assignedTo(module, node, node.text);
  return first && { module, node: first };
}

/** The function of the host that a call calls. */
function functionCalled(project: Project, { module, node }: Value): Value | undefined {
  const callee = childOf(node, 'function');
  if (callee === undefined) return undefined;
  const target = module.imports.resolve(callee)?.target;
  const definition = target === undefined ? undefined : project.define(target);
  const own = target === undefined && callee.type === 'identifier' ? ownNames(module).get(callee.text) : undefined;
  const found = definition ?? (own && { module, node: own });
  return found?.node.type === 'function_definition' ? { module: found.module, node: found.node } : undefined;
}

function classAround(at: PythonNode): PythonNode | undefined {
  for (let scope = at.parent; scope !== undefined; scope = scope.parent) {
    if (scope.type === 'class_definition') return scope;
  }
  return undefined;
}
