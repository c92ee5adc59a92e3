/** Texts that a host keeps under names: `Messages.USER_CREATED`, `USER_NOT_FOUND`. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';

/** The literal that an expression is, or that a constant of the host has; nothing for what is no text. */
export function textLiteral(module: Module, node: PythonNode | undefined, modules: Project): PythonNode | undefined {
  if (node === undefined) return undefined;
  if (isText(node)) return node;
  if (node.type !== 'identifier' && node.type !== 'attribute') return undefined;
  const target = targetOf(module, node);
  const definition = target === undefined ? undefined : modules.define(target);
  if (definition === undefined) return undefined;
  const { node: found, rest } = definition;
  const assigned = rest.length === 0 ? found : rest.length === 1 ? attributeOf(found, rest[0] ?? '') : undefined;
  const value = assigned?.type === 'assignment' ? childOf(assigned, 'right') : undefined;
  return value !== undefined && isText(value) ? value : undefined;
}

const isText = ({ type }: PythonNode): boolean => type === 'string' || type === 'concatenated_string';

/** What the body of a class sets a name to. */
function attributeOf(node: PythonNode, name: string): PythonNode | undefined {
  if (node.type !== 'class_definition') return undefined;
  const set = (childOf(node, 'body')?.named ?? []).flatMap(({ named }) => named[0] ?? []);
  return set.find((each) => each.type === 'assignment' && childOf(each, 'left')?.text === name);
}
