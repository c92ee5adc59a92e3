import type { PythonNode, PythonTree } from '../../../lib/python/syntax.js';

/**
 * The first text that no leaf of the tree holds and that is more than blanks, line ends and continuations. The text of
 * a string is no leaf, only its escapes and expressions are. Throws when two nodes overlap.
 */
export function lostText({ root, source }: PythonTree): string | undefined {
  const texts: string[] = [];
  let at = 0;
  const visit = (node: PythonNode): void => {
    if (node.start < at) throw new Error(`Nodes overlap in line ${node.line}.`);
    const isText = node.type === 'string_content' || node.type === 'format_specifier';
    if (node.children.length === 0 || isText) {
      texts.push(source.slice(at, node.start));
      at = node.end;
    } else for (const child of node.children) visit(child);
  };
  visit(root);
  return [...texts, source.slice(at)].find((text) => !/^(?:[\s\uFEFF]|\\\r?\n|\\\r)*$/.test(text));
}
