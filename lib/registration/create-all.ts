import { dottedParts, isWholeStatement } from '../python/find.js';
import { longestExpressions, type Reference } from '../python/imports.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { HostFile } from './host-file.js';

/** One `….metadata.create_all`, called or handed to something that calls it. */
export type Creation = {
  readonly node: PythonNode;
  /** What `….create_all` refers to, when its beginning is imported. */
  readonly reference: Reference | undefined;
  /** What stands before `.metadata`. */
  readonly value: Reference | undefined;
  /** The statement that is nothing but the call. */
  readonly statement: PythonNode | undefined;
};

export function findCreations(file: HostFile): readonly Creation[] {
  return longestExpressions(file.tree.root).flatMap((node) => {
    const parts = dottedParts(node);
    if (parts?.at(-1) !== 'create_all') return [];
    const call = node.field === 'function' && node.parent?.type === 'call' ? node.parent : undefined;
    const statement = call !== undefined && isWholeStatement(call) ? (call.parent ?? undefined) : undefined;
    const before = childOf(node, 'object');
    const owner = parts.at(-2) === 'metadata' && before !== undefined ? childOf(before, 'object') : before;
    const value = owner === undefined ? undefined : file.imports.resolve(owner);
    return [{ node, reference: file.imports.resolve(node), value, statement }];
  });
}
