/** Calls of functions that get another parameter: all of them have to give it. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls, dottedParts, isHandedOver } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Refusal } from '../refusal.js';
import type { Change } from './plan.js';
import { isOfAnother } from './receiver-class.js';

/** A function, and the class that it is a method of. */
type Changed = {
  readonly module: Module;
  readonly name: string;
  readonly owner: string | undefined;
  readonly parameter: string;
  /** How many arguments it needs without that one. */
  readonly least: number;
};

/** The calls that would no longer be right, wherever they are. */
export function brokenCalls(before: Project, after: Project, changes: readonly Change[]): readonly Refusal[] {
  return changes.flatMap(({ path }) => {
    const module = after.at(path);
    if (module === undefined) return [];
    const old = functionsIn(before.at(path)?.tree.root);
    return [...functionsIn(module.tree.root)].flatMap(([key, names]) => {
      const known = old.get(key);
      if (known === undefined) return [];
      const added = names.filter(({ name }) => !known.some((each) => each.name === name));
      const least = known.filter(({ isNeeded }) => isNeeded).length;
      const [owner = '', name = ''] = key.split('.');
      return added.flatMap((each) =>
        callsWithout(after, { module, name, owner: owner === '' ? undefined : owner, parameter: each.name, least }),
      );
    });
  });
}

type Parameter = { readonly name: string; readonly isNeeded: boolean };

/** The parameters of each function that no decorator hands to a framework, by its class and its name. */
function functionsIn(root: PythonNode | undefined): ReadonlyMap<string, readonly Parameter[]> {
  const found = new Map<string, readonly Parameter[]>();
  for (const node of root === undefined ? [] : walk(root)) {
    const list = node.type === 'function_definition' ? childOf(node, 'parameters') : undefined;
    if (list === undefined || isHandedOver(node)) continue;
    const parameters = list.named.map((each) => ({
      name: (childOf(each, 'name') ?? each.named[0] ?? each).text,
      isNeeded: !/default_parameter|splat|separator/.test(each.type),
    }));
    const all = parameters.filter(({ name }) => name !== 'self' && name !== 'cls');
    found.set(`${ownerOf(node) ?? ''}.${childOf(node, 'name')?.text}`, all);
  }
  return found;
}

function ownerOf(node: PythonNode): string | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.type === 'class_definition') return childOf(at, 'name')?.text;
    if (at.type === 'function_definition') return undefined;
  }
  return undefined;
}

function callsWithout(code: Project, changed: Changed): readonly Refusal[] {
  const { name, parameter } = changed;
  return code.mentioning(code.root, name).flatMap((path) => {
    const module = code.at(path);
    const found =
      module === undefined ? [] : calls(module.tree.root).filter((call) => isCallOf(code, call, module, changed));
    const broken = found.find(({ node, splat }) => {
      const given = childOf(node, 'arguments')?.text ?? '';
      return !splat && !new RegExp(`\\b${parameter}\\b|Filters\\(`).test(given);
    });
    if (broken === undefined) return [];
    const reason = `${broken.callee.text} gets the parameter ${parameter}, and this call of it does not give it.`;
    const hint = `Leave filter, sort and search out, or let ${name} take ${parameter} first.`;
    return [{ id: 'field-callers', status: 3, reason, at: { path, line: broken.node.line }, hint }];
  });
}

/** As far as names tell: by what the module imports, or by an object in a module that knows the class. */
function isCallOf(
  code: Project,
  { node, callee }: Call,
  module: Module,
  { module: home, name, owner, least }: Changed,
): boolean {
  const given = childOf(node, 'arguments')?.named ?? [];
  const parts = dottedParts(callee);
  if ((parts?.at(-1) ?? childOf(callee, 'attribute')?.text) !== name) return false;
  if (given.length < least) return false;
  const [first = '', ...rest] = parts ?? [];
  const binding = module.imports.bindings.find((each) => each.name === first);
  if (binding !== undefined) {
    const dotted = [binding.path, ...rest].join('.');
    return dotted === [home.module, owner, name].filter(Boolean).join('.');
  }
  const isHome = module.path === home.path;
  if (owner === undefined) return isHome && rest.length === 0;
  if (parts === undefined) return new RegExp(`\\b${owner}\\(`).test(callee.text);
  const isKnown = isHome || new RegExp(`\\b${owner}\\b`).test(module.source);
  return parts.length > 1 && isKnown && !isOfAnother(code, module, callee, `${home.module}.${owner}`);
}
