/** Where a FastAPI object is made, and what holds it. */
import { calls, dottedParts } from '../python/find.js';
import { type Imports, isWithin } from '../python/imports.js';
import { childOf, type PythonNode, type PythonTree, walk } from '../python/syntax.js';

/** One FastAPI object: where it is made and what holds it. */
export type AppObject = {
  readonly node: PythonNode;
  /** The name it is assigned to; none where it is returned at once. */
  readonly name: string | undefined;
  /** The function that makes it; none for one of the module. */
  readonly factory: string | undefined;
};

export function isFastApi(imports: Imports, node: PythonNode): boolean {
  const target = imports.resolve(node)?.target;
  if (target !== undefined) return isWithin(target, 'fastapi') && target.endsWith('.FastAPI');
  return (
    node.text === 'FastAPI' && !imports.isBound('FastAPI', node) && imports.stars.some(({ path }) => path === 'fastapi')
  );
}

/** Whether a call makes an application: FastAPI's, or a class of the host that is called one. */
export function isAppCall({ imports }: { readonly imports: Imports }, made: PythonNode): boolean {
  const callee = made.type === 'call' ? childOf(made, 'function') : undefined;
  if (callee === undefined) return false;
  const target = imports.resolve(callee)?.target ?? callee.text;
  return isFastApi(imports, callee) || /(?:fastapi|app|application|api|server)$/i.test(target);
}

/** What gives each version of an application its own path: `VersionedFastAPI(app)`. */
export function versioningCall({ tree }: { readonly tree: PythonTree }): PythonNode | undefined {
  if (!VERSIONING.test(tree.source)) return undefined;
  return calls(tree.root).find(({ callee }) => VERSIONING.test(`${callee.text}(`))?.node;
}

const VERSIONING = /\b(?:VersionedFastAPI|Versionizer|versionize)\(/;

/** The classes of a file that are FastAPI with something added. */
export function appClasses(tree: PythonTree, imports: Imports): readonly string[] {
  const found: string[] = [];
  for (const node of walk(tree.root)) {
    if (node.type !== 'class_definition') continue;
    const bases = childOf(node, 'superclasses')?.named ?? [];
    const name = childOf(node, 'name')?.text;
    if (name !== undefined && bases.some((base) => isFastApi(imports, base))) found.push(name);
  }
  return found;
}

/** The FastAPI objects that a file makes. `isSubclass` knows the classes of the host that are FastAPI too. */
export function appObjects(
  tree: PythonTree,
  imports: Imports,
  isSubclass: (callee: PythonNode) => boolean,
): readonly AppObject[] {
  return calls(tree.root).flatMap(({ node, callee }) => {
    if (dottedParts(callee) === undefined || !(isFastApi(imports, callee) || isSubclass(callee))) return [];
    if (isGuarded(node)) return [];
    return [{ node, name: assignedName(node), factory: functionAround(node) }];
  });
}

/** The name that a statement gives to an expression: `app = …`, `app: FastAPI = …`, `app = wrap(…)`. */
export function assignedName(node: PythonNode): string | undefined {
  for (let at: PythonNode | undefined = node; at !== undefined; at = at.parent) {
    if (at.type === 'assignment') {
      const left = childOf(at, 'left');
      return left?.type === 'identifier' ? left.text : undefined;
    }
    if (at.type === 'block' || at.type === 'module') return undefined;
  }
  return undefined;
}

export function functionAround(node: PythonNode): string | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.type === 'function_definition') return childOf(at, 'name')?.text;
  }
  return undefined;
}

/** Whether it runs only where the file is started as a script. */
function isGuarded(node: PythonNode): boolean {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (at.type === 'if_statement' && /__name__/.test(childOf(at, 'condition')?.text ?? '')) return true;
  }
  return false;
}
