/** The functions of a package that delete, with an answer for records that something refers to and without. */

import { childOf, loadParser, type PythonNode, type PythonTree } from '../python/syntax.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';
import { assemble, type FileStyle } from './assemble.js';
import type { PackageNames } from './context.js';
import { spellingIn } from './import-spelling.js';
import { type Piece, piecesOf } from './pieces.js';
import type { ImportedName } from './print/names.js';

/** What a file has to say instead, function by function, and what it imports for that. */
export type KeptDeletes = {
  readonly file: string;
  readonly functions: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  readonly imports: readonly ImportedName[];
};

/** A file whose deletes are as this generator writes them, and get the answer. */
export type KeptEdit = KeptDeletes & {
  readonly path: string;
  readonly module: string;
  readonly style: FileStyle;
  /** `LineItem.invoice` */
  readonly from: string;
};

type Asked = { readonly spec: ModelSpec; readonly path: string; readonly modules: ReadonlyMap<string, string> };

export async function keptDeletes(
  { spec, path, modules }: Asked,
  names: PackageNames,
  conventions: Style,
  style: FileStyle,
): Promise<readonly KeptDeletes[]> {
  const parser = await loadParser();
  const printed = (kept: ReadonlySet<string>): readonly Piece[] =>
    piecesOf(false, [{ spec, path }], { ...names, kept }, conventions);
  const after = printed(new Set([spec.name]));
  const found: KeptDeletes[] = [];
  for (const piece of printed(new Set())) {
    const { id, file, imports } = piece;
    const kept = after.find((each) => each.id === id);
    if (kept === undefined || kept.text === piece.text || file.startsWith('tests/')) continue;
    const spell = spellingIn(style.habits, modules.get(file) ?? '', file);
    const [old, now] = await Promise.all([assemble([piece], style, spell), assemble([kept], style, spell)]);
    const texts = functionsAndMethods(parser.parse(old));
    const functions = [...functionsAndMethods(parser.parse(now))].flatMap(([name, node]) => {
      const before = texts.get(name)?.text ?? node.text;
      return before === node.text ? [] : [{ name, before, after: node.text }];
    });
    const isKnown = (each: ImportedName): boolean =>
      imports.some((other) => other.module === each.module && other.name === each.name && other.local === each.local);
    found.push({ file, functions, imports: kept.imports.filter((each) => !isKnown(each)) });
  }
  return found;
}

/** The functions of a module and of its classes, with their decorators. */
export function functionsAndMethods({ root }: PythonTree): ReadonlyMap<string, PythonNode> {
  const found = new Map<string, PythonNode>();
  const visit = (nodes: readonly PythonNode[], above: string): void => {
    for (const node of nodes) {
      const definition = node.type === 'decorated_definition' ? childOf(node, 'definition') : node;
      const name = definition && childOf(definition, 'name')?.text;
      if (definition === undefined || name === undefined) continue;
      if (definition.type === 'function_definition') found.set(above + name, node);
      if (definition.type === 'class_definition') visit(childOf(definition, 'body')?.named ?? [], `${above}${name}.`);
    }
  };
  visit(root.named, '');
  return found;
}
