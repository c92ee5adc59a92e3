/** What holds tables in a file and comes from nothing that can be seen. */
import { dottedParts } from '../python/find.js';
import { longestExpressions } from '../python/imports.js';
import type { PythonNode } from '../python/syntax.js';
import type { HostFile } from './host-file.js';

/** What holds tables and is bound by nothing that can be seen: a star import may bring it. */
export function isUnboundRoot(file: HostFile): PythonNode | undefined {
  return longestExpressions(file.tree.root).find((node) => {
    const parts = dottedParts(node) ?? [];
    return /(?:^|\.)metadata(?:\.|$)/.test(parts.join('.')) && !file.imports.isBound(parts[0] ?? '', node);
  });
}
