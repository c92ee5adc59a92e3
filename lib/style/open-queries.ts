/** Queries that one line of a function makes and another one runs: `query = db.query(User)`, `total = query.count()`. */
import type { PythonNode } from '../python/syntax.js';

/** Whether an expression runs such a query; `asks` says whether one calls a session. */
export function openQueries(
  given: readonly { readonly name: string; readonly value: PythonNode }[],
  asks: (node: PythonNode) => boolean,
): (node: PythonNode) => boolean {
  const names = new Set<string>();
  const isOf = ({ text }: PythonNode): boolean => names.has(/^\(?(\w+)\s*\./.exec(text)?.[1] ?? '');
  for (const { name, value } of given) {
    const isQuery = isOf(value) || (asks(value) && /\.query\(/.test(value.text));
    if (isQuery && !ENDS.test(value.text)) names.add(name);
  }
  return (node) => isOf(node) && ENDS.test(node.text);
}

/** What runs a query. */
const ENDS = /\.(?:all|count|first|one|one_or_none|scalar)\(\)\s*\)?$/;
