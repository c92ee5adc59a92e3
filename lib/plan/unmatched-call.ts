/** Calls between the files of a new package that do not fit what they call: two habits of the host were read apart. */
import { type Call, calls, isHandedOver, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, type PythonTree, walk } from '../python/syntax.js';

/** One file of the package as it would be. */
export type PlannedCode = { readonly path: string; readonly tree: PythonTree };

export type UnmatchedCall = { readonly path: string; readonly line: number; readonly call: string };

/** What the objects, classes and modules of layers are called: a session or a statement may have methods of the same names. */
const OF_LAYER = /^(?:self|cls)$|service|repo|crud|dao|manager|use_?case|^[A-Z]\w+\(/i;

/**
 * The first call of a function of the package that it cannot be called with, or of a bound without a value. `inherited` are
 * the methods that the host's classes have from which those of the package inherit.
 */
export function unmatchedCall(
  files: readonly PlannedCode[],
  inherited: readonly PythonNode[] = [],
): UnmatchedCall | undefined {
  const known = new Map<string, PythonNode[]>();
  for (const node of files.flatMap(({ tree }) => [...walk(tree.root)])) {
    const name = node.type === 'function_definition' && !isHandedOver(node) ? childOf(node, 'name')?.text : undefined;
    if (name !== undefined) known.set(name, [...(known.get(name) ?? []), node]);
  }
  const inheriting = files.flatMap(({ tree }) => [...walk(tree.root)].filter(isInheritingLayer));
  for (const { path, tree } of files) {
    for (const call of calls(tree.root)) {
      if (call.node.parent?.type === 'decorator') continue;
      const name = nameOf(call);
      const object = childOf(call.callee, 'object')?.text;
      const isEmpty = object !== undefined && /^(?:offset|limit)$/.test(name) && call.positional.length === 0;
      const named = known.get(name) ?? [];
      const isOfLayer = object !== undefined && OF_LAYER.test(object) && !object.startsWith('super');
      const targets = object === undefined ? named.filter(isOfModule) : isOfLayer ? named : [];
      const isInherited = object !== undefined && inheriting.some((each) => !hasMethod(each, name));
      const above = isInherited && isOfLayer ? inherited.filter((each) => nameIs(each, name)) : [];
      const all = [...targets, ...above];
      const isUnknown = isInherited && above.length === 0;
      const fits = all.length === 0 || call.splat || isUnknown || all.some((each) => isCallable(each, call));
      if (isEmpty || !fits) return { path, line: call.node.line, call: call.node.text.replace(/\s+/g, ' ') };
    }
  }
  return undefined;
}

/** A layer's class with a base: what it does not define may be a method of the host's. */
function isInheritingLayer(node: PythonNode): boolean {
  const [name, bases] = [childOf(node, 'name')?.text ?? '', childOf(node, 'superclasses')?.named ?? []];
  return node.type === 'class_definition' && bases.length > 0 && OF_LAYER.test(name);
}

const nameIs = (node: PythonNode, name: string): boolean => childOf(node, 'name')?.text === name;

function hasMethod(node: PythonNode, name: string): boolean {
  const methods = [...walk(node)].filter(({ type }) => type === 'function_definition');
  return methods.some((each) => nameIs(each, name));
}

const isOfModule = ({ parent }: PythonNode): boolean => parent?.type === 'module';

/** What is called: of the package's own objects, classes and modules, or a plain name. */
function nameOf({ callee }: Call): string {
  return (callee.type === 'attribute' ? childOf(callee, 'attribute')?.text : callee.text) ?? '';
}

function isCallable(definition: PythonNode, { positional, keywords }: Call): boolean {
  const all = parametersOf(definition).filter(({ type, text }) => type !== 'comment' && !/^(?:self|cls)$/.test(text));
  if (all.some(({ text }) => /^\*+\w/.test(text))) return true;
  const star = all.findIndex(({ text }) => text === '*');
  const byPlace = star === -1 ? all : all.slice(0, star);
  const named = all.filter(({ text }) => text !== '*' && text !== '/');
  const nameIn = (each: PythonNode): string => /^\w+/.exec(each.text)?.[0] ?? '';
  const given = new Set([...byPlace.slice(0, positional.length).map(nameIn), ...keywords.keys()]);
  const isNeeded = (each: PythonNode): boolean => childOf(each, 'value') === undefined;
  return (
    positional.length <= byPlace.length &&
    [...keywords.keys()].every((name) => named.some((each) => nameIn(each) === name)) &&
    named.every((each) => given.has(nameIn(each)) || !isNeeded(each))
  );
}
