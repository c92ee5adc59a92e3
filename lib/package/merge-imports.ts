import { applyEdits, type TextEdit } from '../python/edit.js';
import { formatStatement } from '../python/format.js';
import { type Imports, readImports } from '../python/imports.js';
import { endOfLine } from '../python/style.js';
import { childOf, childrenOf, loadParser, type PythonNode, type PythonTree } from '../python/syntax.js';
import type { FileStyle } from './assemble.js';
import type { Spelling } from './import-spelling.js';
import { importRank, printImport, sortNames } from './imports.js';
import type { ImportedName } from './print/names.js';

/** A name that the file already uses for something else. */
export type NameTaken = { readonly taken: string };

/** What a name stands for: `datetime.date`. */
export function pathOf({ module, name }: ImportedName): string {
  return module === undefined ? name : `${module}.${name}`;
}

/**
 * Adds to a file what it does not import yet: to the statement of the module where there is one, otherwise as a
 * statement in its sorted place. A name that means something else in the file is given back.
 */
export async function mergeImports(
  source: string,
  names: readonly ImportedName[],
  module: string,
  style: FileStyle,
  spell: Spelling,
): Promise<string | NameTaken> {
  const parser = await loadParser();
  let text = source;
  for (const name of names) {
    const tree = parser.parse(text);
    const imports = readImports(tree, { name: module, isPackage: false });
    if (imports.bindings.some((each) => !each.nested && each.name === name.local && each.path === pathOf(name)))
      continue;
    if (imports.isBound(name.local, tree.root)) return { taken: name.local };
    text = applyEdits(text, [await importEdit(tree, imports, name, style, spell)]);
  }
  return text;
}

async function importEdit(
  tree: PythonTree,
  { bindings }: Imports,
  name: ImportedName,
  style: FileStyle,
  spell: Spelling,
): Promise<TextEdit> {
  const eol = endOfLine(tree.source);
  const statements = tree.root.named.filter(({ type }) => /^(?:future_)?import_/.test(type));
  // A module may be spelled relatively there.
  const isSameModule = (each: PythonNode): boolean =>
    bindings.some(({ statement, path, form }) => {
      const imported = form.kind === 'from' && statement === each ? path.slice(0, -form.name.length - 1) : undefined;
      return imported !== undefined && imported === name.module;
    });
  const same =
    name.local === name.name ? statements.find((each) => isPlainFrom(each) && isSameModule(each)) : undefined;
  if (same !== undefined) {
    const members = sortNames([...childrenOf(same, 'name').map((each) => each.text), name.name]);
    const from = childOf(same, 'module_name')?.text;
    const lines = await formatStatement(`from ${from} import ${members.join(', ')}`, style.lineLength);
    return { at: same.start, remove: same.end - same.start, insert: lines.join(eol) };
  }
  const text = printImport(spell(name));
  const rank = importRank(text, style.firstParty);
  const ranks = statements.map((each) => importRank(each.text, style.firstParty));
  const next = ranks.findIndex((each) => each > rank);
  const above = statements[next === -1 ? statements.length - 1 : next - 1];
  const below = next === -1 ? undefined : statements[next];
  const isSameSection = (index: number): boolean => ranks[index]?.[0] === rank[0];
  if (below !== undefined && isSameSection(next)) return { at: below.start, remove: 0, insert: text + eol };
  if (above !== undefined) {
    const gap = isSameSection(statements.indexOf(above)) ? eol : eol + eol;
    return { at: endOfStatement(tree, above), remove: 0, insert: gap + text };
  }
  const first = below ?? tree.root.named.find(({ type }) => type !== 'comment');
  return { at: first?.start ?? tree.source.length, remove: 0, insert: text + eol + eol };
}

function isPlainFrom(statement: PythonNode): boolean {
  const names = childrenOf(statement, 'name');
  return names.length > 0 && names.every(({ type }) => type === 'dotted_name') && !statement.text.includes('#');
}

/** Behind the comment on the statement's last line. */
function endOfStatement({ source }: PythonTree, { end }: PythonNode): number {
  return end + (/^[ \t]*(?:#[^\r\n]*)?/.exec(source.slice(end))?.[0].length ?? 0);
}
