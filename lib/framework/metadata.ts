/** The `MetaData` that a declarative base has, with what it is made with. */
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';

type Placed = { readonly module: Module; readonly node: PythonNode };

/** The call of `MetaData(…)`, and for one that is changed later what is assigned to it. */
export type Metadata = { readonly module: Module; readonly keywords: ReadonlyMap<string, PythonNode> };

export function metadataOf(base: Definition, modules: Project): Metadata | undefined {
  const given = givenTo(base, modules, 0);
  const call = given && madeBy(given, modules, 0);
  const keywords = new Map(call?.keywords);
  // `Base.metadata.naming_convention = {…}`
  for (const node of walk(base.module.tree.root)) {
    const left = node.type === 'assignment' ? childOf(node, 'left')?.text : undefined;
    const value = childOf(node, 'right');
    if (left === `${base.name}.metadata.naming_convention` && value) {
      return { module: base.module, keywords: new Map([['naming_convention', value]]) };
    }
  }
  return call && { module: call.module, keywords };
}

/** What a name leads to: the value that is assigned to it, wherever that is. */
export function assignedValue({ module, node }: Placed, modules: Project, depth = 0): Placed {
  const target = node.type === 'identifier' || node.type === 'attribute' ? targetOf(module, node) : undefined;
  const definition = target === undefined || depth > 4 ? undefined : modules.define(target);
  const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  if (definition === undefined || value === undefined || value === node) return { module, node };
  return assignedValue({ module: definition.module, node: value }, modules, depth + 1);
}

/** The expression that a base gets its metadata from: in its body, in the call that makes it, or from its own bases. */
function givenTo({ module, node }: Definition, modules: Project, depth: number): Placed | undefined {
  if (depth > 4) return undefined;
  if (node.type === 'assignment') {
    const value = childOf(node, 'right');
    const call = value?.type === 'call' ? calls(value)[0] : undefined;
    const metadata = call?.keywords.get('metadata');
    return metadata && { module, node: metadata };
  }
  if (node.type !== 'class_definition') return undefined;
  const body = childOf(node, 'body');
  for (const each of body === undefined ? [] : walk(body)) {
    const name = each.type === 'assignment' ? childOf(each, 'left')?.text : undefined;
    const value = childOf(each, 'right');
    if (value === undefined) continue;
    if (name === 'metadata') return { module, node: value };
    const registry =
      name === 'registry' && value.type === 'call' ? calls(value)[0]?.keywords.get('metadata') : undefined;
    if (registry !== undefined) return { module, node: registry };
  }
  for (const each of childOf(node, 'superclasses')?.named ?? []) {
    const target = targetOf(module, each);
    const definition = target === undefined ? undefined : modules.define(target);
    const found = definition && givenTo(definition, modules, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function madeBy(placed: Placed, modules: Project, depth: number): (Call & { readonly module: Module }) | undefined {
  const { module, node } = assignedValue(placed, modules, depth);
  const call = node.type === 'call' ? calls(node)[0] : undefined;
  return call && /(?:^|\.)MetaData$/.test(call.callee.text) ? { ...call, module } : undefined;
}
