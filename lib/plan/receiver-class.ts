/** Which class an object is of that a method is called on, as far as annotations and constructors tell. */
import { targetOf } from '../framework/base-and-session.js';
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { dottedParts, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** Whether `self.repository.list()` is a call of another class than the one that has the method. */
export function isOfAnother(code: Project, module: Module, callee: PythonNode, dotted: string): boolean {
  const type = typeOf(callee);
  const target = type && targetOf(module, type);
  const found = target === undefined ? undefined : code.define(target);
  const wanted = code.define(dotted);
  if (found?.node.type !== 'class_definition' || wanted === undefined || isSame(found, wanted)) return false;
  // What inherits from it, and what it inherits from, may have the method from there.
  return !inherits(code, found, wanted, 0) && !inherits(code, wanted, found, 0);
}

const isSame = (one: Definition, other: Definition): boolean =>
  one.module.path === other.module.path && one.node === other.node;

function inherits(code: Project, { module, node }: Definition, wanted: Definition, depth: number): boolean {
  if (depth > 8) return true;
  return (childOf(node, 'superclasses')?.named ?? []).some((each) => {
    const base = each.type === 'subscript' ? (childOf(each, 'value') ?? each) : each;
    const found = base.type === 'keyword_argument' ? undefined : code.define(targetOf(module, base) ?? '');
    return found !== undefined && (isSame(found, wanted) || inherits(code, found, wanted, depth + 1));
  });
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
