/** The text of a path that a host writes in pieces: constants, settings, f-strings and sums. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { givenTo, type Turn } from './values.js';

const DEEPEST = 8;

/**
 * The value of an expression, empty for none; nothing where it is not written down. `turn` says what the names of a loop
 * or the parameters of a function stand for.
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
  switch (node.type) {
    case 'string':
      return /^[fF]?["']/.test(node.text) ? joined(node.named.flatMap((part) => textOfPart(part, inner))) : undefined;
    case 'parenthesized_expression':
      return inner(node.named[0]);
    case 'concatenated_string':
      return joined(node.named.map(inner));
    case 'binary_operator': {
      const isSum = node.children.some(({ type }) => type === '+');
      return isSum ? joined([inner(childOf(node, 'left')), inner(childOf(node, 'right'))]) : undefined;
    }
    case 'call':
      return inner(defaultIn(node));
    default: {
      const value = givenTo(project, { module, node });
      return value && pathText(project, value.module, value.node, undefined, depth - 1);
    }
  }
}

/** What a setting is where nothing else is configured: of `Field("/api")` or `getenv("PREFIX", "/api")`. */
function defaultIn(node: PythonNode): PythonNode | undefined {
  const [call] = calls(node);
  const name = call?.callee.text ?? '';
  if (/(?:^|\.)Field$/.test(name)) return call?.keywords.get('default') ?? call?.positional[0];
  if (/(?:^|\.)(?:getenv|environ\.get)$/.test(name)) return call?.keywords.get('default') ?? call?.positional[1];
  return undefined;
}

function textOfPart(
  part: PythonNode,
  inner: (node: PythonNode | undefined) => string | undefined,
): (string | undefined)[] {
  if (part.type === 'interpolation') return [inner(childOf(part, 'expression') ?? part.named[0])];
  if (part.type !== 'string_content') return [];
  return [/[\\{}]/.test(part.text) ? undefined : part.text];
}

/** `/api` and `/v1` as the path that both give; nothing where one of them is not known. */
export function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}
