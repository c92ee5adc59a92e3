/** Where routers are included: each `receiver.include_router(router, …)`. */
import { type Call, calls, dottedParts, isWholeStatement, parametersOf } from '../python/find.js';
import type { Imports, Reference } from '../python/imports.js';
import { childOf, type PythonNode, type PythonTree, walk } from '../python/syntax.js';

/** What a text that includes a router has in it. */
export const INCLUDE_WORD = 'include_router';

/** One `receiver.include_router(router, …)`. */
export type Inclusion = {
  readonly call: Call;
  /** The receiver as dotted text; `undefined` when it is no name. */
  readonly receiver: string | undefined;
  readonly router: PythonNode | undefined;
  readonly reference: Reference | undefined;
  /** The statement that is nothing but the call. */
  readonly statement: PythonNode | undefined;
};

/** Every call of `include_router` in a file, in the order of the text. */
export function findInclusions(tree: PythonTree, imports: Imports): readonly Inclusion[] {
  if (!tree.source.includes(INCLUDE_WORD)) return [];
  return calls(tree.root).flatMap((call) => {
    if (call.callee.type !== 'attribute' || childOf(call.callee, 'attribute')?.text !== INCLUDE_WORD) return [];
    const object = childOf(call.callee, 'object');
    const receiver = object === undefined ? undefined : dottedParts(object)?.join('.');
    const router = call.positional[0] ?? call.keywords.get('router');
    const reference = router === undefined ? undefined : imports.resolve(router);
    const statement = isWholeStatement(call.node) ? call.node.parent : undefined;
    return [{ call, receiver, router, reference, statement }];
  });
}

/** Whether a function of a file includes a router that it is given: who calls it says which. */
export function includesGiven({ tree, imports }: { readonly tree: PythonTree; readonly imports: Imports }): boolean {
  return findInclusions(tree, imports).some(({ call, router }) => {
    for (let at = call.node.parent; at !== undefined && router?.type === 'identifier'; at = at.parent) {
      const names = at.type === 'function_definition' ? parametersOf(at).map(({ text }) => /^\w+/.exec(text)?.[0]) : [];
      if (names.includes(router.text)) return true;
    }
    return false;
  });
}

/** Whether the node is what an `include_router` includes. */
export function isIncludedRouter(node: PythonNode): boolean {
  const keyword = node.parent?.type === 'keyword_argument' ? node.parent : undefined;
  const list = keyword?.parent ?? node.parent;
  const call = list?.type === 'argument_list' ? list.parent : undefined;
  if (call === undefined || !isInclude(childOf(call, 'function')?.text ?? '')) return false;
  return keyword === undefined ? list?.named[0] === node : childOf(keyword, 'name')?.text === 'router';
}

/** Whether what is called by that name makes an object that can include routers. */
export function makesReceiver(callee: string): boolean {
  return /(?:^|\.)(?:APIRouter|FastAPI)$/.test(callee);
}

/** Whether what is called by that name includes routers: `app.include_router`. */
export function isInclude(callee: string): boolean {
  return callee === INCLUDE_WORD || callee.endsWith(`.${INCLUDE_WORD}`);
}

/** The call that includes a router. */
export function includeCall(receiver: string, given: string): string {
  return `${receiver}.${INCLUDE_WORD}(${given})`;
}

/** Whether a file includes routers at all. */
export function includesRouters({ tree }: { readonly tree: PythonTree }): boolean {
  return [...walk(tree.root)].some(
    (node) => node.type === 'attribute' && childOf(node, 'attribute')?.text === INCLUDE_WORD,
  );
}

/** One `receiver.mount(path, app)`. */
export type Mounting = {
  readonly call: Call;
  readonly receiver: PythonNode;
  readonly path: PythonNode;
  readonly app: PythonNode;
};

/** Every call by which an app takes another one in. */
export function findMountings(tree: PythonTree): readonly Mounting[] {
  return calls(tree.root).flatMap((call) => {
    const { callee, positional, keywords } = call;
    const receiver = callee.type === 'attribute' ? childOf(callee, 'object') : undefined;
    const path = positional[0] ?? keywords.get('path');
    const app = positional[1] ?? keywords.get('app');
    if (receiver === undefined || path === undefined || app === undefined) return [];
    return childOf(callee, 'attribute')?.text === 'mount' ? [{ call, receiver, path, app }] : [];
  });
}
