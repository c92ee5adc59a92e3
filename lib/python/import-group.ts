/** Adds an import beside another one: in its statement, or as a statement of its own. */
import type { TextEdit } from './edit.js';
import { blockOf } from './find.js';
import { ensureImport } from './import-place.js';
import type { ImportForm } from './imports.js';
import { insertItem, NAME_ORDERS, sortedPlace } from './sequence.js';
import { childOf, childrenOf, type PythonNode } from './syntax.js';

type Options = { readonly comment?: string; readonly limit?: number };

/**
 * The edits that import a name beside a sibling: into the sibling's own list of names when it imports from the same
 * module (linters merge such lines), unless the block has a line for each name; otherwise as a line of its own.
 */
export function importBeside(
  source: string,
  sibling: PythonNode,
  form: ImportForm,
  { comment = '', limit }: Options = {},
): readonly TextEdit[] {
  if (form.kind === 'import' || form.alias !== undefined || moduleText(sibling) !== form.module) {
    return [ensureImport(source, sibling, form, comment)];
  }
  const names = childrenOf(sibling, 'name');
  const lines = blockOf(sibling).filter((each) => moduleText(each) === form.module);
  const isAliased = names.every(({ type }) => type === 'aliased_import');
  if (names.length === 0 || (names.length === 1 && lines.length > 1) || isAliased) {
    return [ensureImport(source, sibling, form, comment)];
  }
  const texts = names.map((name) => (childOf(name, 'name') ?? name).text);
  const before = sortedPlace(texts, form.name, NAME_ORDERS) ?? names.length;
  return insertItem(source, { items: names, node: sibling }, { before, text: form.name, comment }, limit);
}

function moduleText(statement: PythonNode): string | undefined {
  if (statement.type !== 'import_from_statement') return undefined;
  return childOf(statement, 'module_name')?.text.replace(/\s/g, '');
}
