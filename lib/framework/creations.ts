/** Where tables are made: each `….metadata.create_all`, whoever calls it. The only place that tells them. */
import { dottedParts, isWholeStatement } from '../python/find.js';
import { type Imports, longestExpressions, type Reference } from '../python/imports.js';
import { childOf, type PythonNode, type PythonTree, walk } from '../python/syntax.js';

/** What a text with a creation has in it. */
export const CREATION_WORD = 'create_all';

/** One `….metadata.create_all`, called or handed to something that calls it. */
export type Creation = {
  readonly node: PythonNode;
  /** What `….create_all` refers to, when its beginning is imported. */
  readonly reference: Reference | undefined;
  /** The expression before `.metadata`: `user_models.Base`. */
  readonly owner: PythonNode | undefined;
  /** What that refers to. */
  readonly value: Reference | undefined;
  /** The statement that is nothing but the call. */
  readonly statement: PythonNode | undefined;
};

type Read = { readonly tree: PythonTree; readonly imports: Imports };

export function findCreations({ tree, imports }: Read): readonly Creation[] {
  if (!tree.source.includes(CREATION_WORD)) return [];
  return longestExpressions(tree.root).flatMap((node) => {
    const parts = dottedParts(node);
    if (parts?.at(-1) !== CREATION_WORD) return [];
    const call = node.field === 'function' && node.parent?.type === 'call' ? node.parent : undefined;
    const statement = call !== undefined && isWholeStatement(call) ? (call.parent ?? undefined) : undefined;
    const before = childOf(node, 'object');
    const owner = parts.at(-2) === 'metadata' && before !== undefined ? childOf(before, 'object') : before;
    const value = owner === undefined ? undefined : imports.resolve(owner);
    return [{ node, reference: imports.resolve(node), owner, value, statement }];
  });
}

/** The call that makes the tables of a module's base. */
export function tablesCall(models: string, given: string): string {
  return `${models}.Base.metadata.${CREATION_WORD}(${given})`;
}

/** Whether a text makes tables, or takes hold of what holds them. */
export function makesTables(text: string): boolean {
  return /metadata/.test(text) || text.includes(CREATION_WORD);
}

/** The line of the first comment that has a creation in it. */
export function commentedCreation({ tree }: Pick<Read, 'tree'>): number | undefined {
  if (!tree.source.includes(CREATION_WORD)) return undefined;
  return [...walk(tree.root)].find(({ type, text }) => type === 'comment' && text.includes(CREATION_WORD))?.line;
}
