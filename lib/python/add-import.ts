/** Adds an import to a file: to the statement of its module, beside a sibling, or in the section that it belongs to. */
import type { TextEdit } from './edit.js';
import { blockOf } from './find.js';
import {
  fromModule,
  IMPORT_ORDERS,
  type ImportKey,
  type IsOwn,
  importKey,
  keyOfNew,
  NAME_ORDERS,
  sectionOf,
} from './import-order.js';
import { importLineBeside } from './import-place.js';
import { type ImportForm, type Imports, printImport } from './imports.js';
import { insertItem } from './sequence.js';
import { sortedPlace } from './sorted.js';
import { endOfLineAt, insertLinesBelow, lineStart } from './style.js';
import { childOf, childrenOf, type PythonNode, type PythonTree } from './syntax.js';

type Options = { readonly comment?: string; readonly limit?: number | undefined };

/**
 * The edits that import a name beside a sibling: into the sibling's own list of names when it imports from the same
 * module (linters merge such lines), unless the block has a line for each name; otherwise on a line below or above it.
 */
export function importBeside(
  source: string,
  sibling: PythonNode,
  form: ImportForm,
  { comment = '', limit }: Options = {},
): readonly TextEdit[] {
  if (form.kind === 'import' || form.alias !== undefined || fromModule(sibling) !== form.module) {
    return [importLineBeside(source, sibling, form, comment)];
  }
  const names = childrenOf(sibling, 'name');
  const single = blockOf(sibling).filter((each) => fromModule(each) === form.module && !isAliased(each));
  // A name behind a backslash cannot get a line for itself.
  const isContinued = /\\\r?\n/.test(sibling.text);
  if (isContinued || isAliased(sibling) || (names.length === 1 && single.length > 1)) {
    return [importLineBeside(source, sibling, form, comment)];
  }
  const texts = names.map((name) => (childOf(name, 'name') ?? name).text);
  const before = sortedPlace(texts, form.name, NAME_ORDERS) ?? names.length;
  return insertItem(source, { items: names, node: sibling }, { before, text: form.name, comment }, limit);
}

/** Whether a statement imports under other names alone, or everything. */
function isAliased(statement: PythonNode): boolean {
  return childrenOf(statement, 'name').every(({ type }) => type === 'aliased_import');
}

/**
 * The edits that import a name at the top of a file: beside what it imports from the same module (`path` is that
 * module's absolute name), or else in the section of its kind, which is made where there is none.
 */
export function importAtTop(
  tree: PythonTree,
  imports: Imports,
  form: ImportForm,
  isOwn: IsOwn,
  { path = form.module, ...options }: Options & { readonly path?: string } = {},
): readonly TextEdit[] {
  const same =
    form.kind === 'from' && form.alias === undefined ? statementOfModule(imports, form.module, path) : undefined;
  if (form.kind === 'from' && same !== undefined) {
    return importBeside(tree.source, same, { ...form, module: fromModule(same) ?? form.module }, options);
  }
  const key = keyOfNew(form);
  const siblings = statementsAtTop(tree).filter((each) => sectionOf(importKey(each), isOwn) === sectionOf(key, isOwn));
  const [order] = IMPORT_ORDERS;
  const sibling = siblings.findLast((each) => order(importKey(each), key) <= 0) ?? siblings[0];
  return sibling === undefined
    ? [newSection(tree, printImport(form) + (options.comment ?? ''), key, isOwn)]
    : [importLineBeside(tree.source, sibling, form, options.comment, isOwn)];
}

function statementsAtTop({ root }: PythonTree): readonly PythonNode[] {
  return root.named.filter(({ type }) => /^(?:future_)?import_/.test(type));
}

/** The statement at the top that imports names of a module without an alias; `module` may be spelled relatively there. */
function statementOfModule({ bindings }: Imports, module: string, path: string): PythonNode | undefined {
  return bindings.find(
    ({ form, nested, path: imported }) =>
      form.kind === 'from' &&
      form.alias === undefined &&
      !nested &&
      (form.module === module || imported === `${path}.${form.name}`),
  )?.statement;
}

/** A section below those that come before it, or above all others, or where the code begins. */
function newSection(tree: PythonTree, text: string, key: ImportKey, isOwn: IsOwn): TextEdit {
  const { source, root } = tree;
  const statements = statementsAtTop(tree);
  const section = sectionOf(key, isOwn);
  const above = statements.findLast((each) => sectionOf(importKey(each), isOwn) < section) ?? docstring(root);
  if (above !== undefined) return insertLinesBelow(source, above.end, endOfLineAt(source, above.end) + text);
  const first = statements[0] ?? root.named.find(({ type }) => type !== 'comment');
  const at = first === undefined ? source.length : lineStart(source, first.start);
  const eol = endOfLineAt(source, at);
  return { at, remove: 0, insert: text + eol + eol };
}

function docstring(root: PythonNode): PythonNode | undefined {
  const first = root.named.find(({ type }) => type !== 'comment');
  const isString = first?.type === 'expression_statement' && first.named[0]?.type === 'string';
  return isString ? first : undefined;
}
