/** Which class an object is of that a method is called on, as far as annotations and constructors tell. */
import { ancestorsOf, classNamed, classOf, type HostClass } from '../framework/host-classes.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { dottedParts, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** Whether `self.repository.list()` is a call of another class than the one that has the method. */
export function isOfAnother(code: Project, module: Module, callee: PythonNode, dotted: string): boolean {
  const type = typeOf(callee);
  const found = type && classNamed(module, type, code);
  const wanted = classOf(code.define(dotted));
  if (found === undefined || wanted === undefined) return false;
  // What inherits from it, and what it inherits from, may have the method from there.
  const isOne = (one: HostClass, other: HostClass): boolean =>
    [one, ...ancestorsOf(one, code)].some((each) => each.node === other.node);
  return !isOne(found, wanted) && !isOne(wanted, found);
}

/** What says of which class the object of a call is. */
function typeOf(callee: PythonNode): PythonNode | undefined {
  const parts = dottedParts(callee) ?? [];
  const [first = '', attribute = ''] = parts;
  if (parts.length === 2) return typeOfName(enclosing(callee, 'function_definition'), first);
  const type = parts.length === 3 && first === 'self' ? enclosing(callee, 'class_definition') : undefined;
  if (type === undefined) return undefined;
  for (const each of walk(type)) {
    if (each.type !== 'assignment') continue;
    const left = childOf(each, 'left')?.text;
    if (left !== `self.${attribute}` && left !== attribute) continue;
    const right = childOf(each, 'right');
    return childOf(each, 'type')?.named[0] ?? typeOfValue(right);
  }
  return undefined;
}

function typeOfValue(value: PythonNode | undefined): PythonNode | undefined {
  if (value?.type === 'call') return childOf(value, 'function');
  return value?.type === 'identifier' ? typeOfName(enclosing(value, 'function_definition'), value.text) : undefined;
}

/** What a parameter says of itself. */
function typeOfName(scope: PythonNode | undefined, name: string): PythonNode | undefined {
  const parameter =
    scope && parametersOf(scope).find((each) => (childOf(each, 'name') ?? each.named[0])?.text === name);
  return parameter && childOf(parameter, 'type')?.named[0];
}

function enclosing(node: PythonNode, type: PythonNode['type']): PythonNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (at.type === type) return at;
  return undefined;
}
