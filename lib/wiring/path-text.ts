/** The text of a path that a host writes in pieces: constants, settings, f-strings and sums. */
import { type Definition, type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { assignments, dottedParts } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { Turn, Value } from './loops.js';

const DEEPEST = 5;

/**
 * The value of an expression, empty for none; nothing where it is not written down. `turn` says what the names of a loop
 * stand for.
 */
export function pathText(
  project: Project,
  module: Module,
  node: PythonNode | undefined,
  turn: Turn = () => undefined,
  depth: number = DEEPEST,
): string | undefined {
  if (node === undefined) return '';
  if (depth === 0) return undefined;
  const given = turn(node);
  if (given !== undefined) return pathText(project, given.module, given.node, undefined, depth - 1);
  const inner = (each: PythonNode | undefined): string | undefined =>
    each && pathText(project, module, each, turn, depth - 1);
  if (node.type === 'string') {
    if (!/^[fF]?["']/.test(node.text)) return undefined;
    return joined(node.named.flatMap((part) => textOfPart(part, inner)));
  }
  if (node.type === 'parenthesized_expression') return inner(node.named[0]);
  if (node.type === 'binary_operator') {
    const isSum = node.children.some(({ type }) => type === '+');
    return isSum ? joined([inner(childOf(node, 'left')), inner(childOf(node, 'right'))]) : undefined;
  }
  const value = givenValue(project, module, node);
  return value && pathText(project, value.module, value.node, undefined, depth - 1);
}

function textOfPart(
  part: PythonNode,
  inner: (node: PythonNode | undefined) => string | undefined,
): (string | undefined)[] {
  if (part.type === 'interpolation') return [inner(childOf(part, 'expression') ?? part.named[0])];
  if (part.type !== 'string_content') return [];
  return [/[\\{}]/.test(part.text) ? undefined : part.text];
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** What a name or an attribute of settings was given where it is defined. */
function givenValue(project: Project, module: Module, node: PythonNode): Value | undefined {
  const [first, ...rest] = dottedParts(node) ?? [];
  if (first === undefined) return undefined;
  const target = module.imports.resolve(node)?.target;
  const own = ownNames(module).get(first);
  const found: Pick<Definition, 'module' | 'node' | 'rest'> | undefined =
    target === undefined ? own && { module, node: own, rest } : project.define(target);
  if (found === undefined || found.rest.length > 1) return undefined;
  const [attribute] = found.rest;
  const given = found.node.type === 'assignment' ? childOf(found.node, 'right') : found.node;
  if (given === undefined || attribute === undefined) return given && { module: found.module, node: given };
  const made = given.type === 'call' ? classOf(project, found.module, childOf(given, 'function')) : undefined;
  const owner = found.node.type === 'class_definition' ? { module: found.module, node: found.node } : made;
  const value = owner && assignments(owner.node).find(({ name }) => name === attribute)?.value;
  return owner && value && { module: owner.module, node: value };
}

function classOf(project: Project, module: Module, callee: PythonNode | undefined): Value | undefined {
  const target = callee && module.imports.resolve(callee)?.target;
  const definition = target === undefined ? undefined : project.define(target);
  const node = definition?.node ?? (callee && ownNames(module).get(callee.text));
  return node?.type === 'class_definition' ? { module: definition?.module ?? module, node } : undefined;
}
