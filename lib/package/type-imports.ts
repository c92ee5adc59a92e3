/** Imports for type checkers alone, under `if TYPE_CHECKING:`, beside those of every run. */
import type { TextEdit } from '../python/edit.js';
import { printImports } from '../python/import-block.js';
import type { IsOwn } from '../python/import-order.js';
import { importLineBeside } from '../python/import-place.js';
import { printImport } from '../python/imports.js';
import { endOfLine, insertLinesBelow } from '../python/style.js';
import { childOf, type PythonNode, type PythonTree } from '../python/syntax.js';
import type { Spelling } from './import-spelling.js';
import { formOf, type ImportedName } from './print/names.js';

/** The imports of a new file, and below them those for type checkers. */
export function printAllImports(names: readonly ImportedName[], isOwn: IsOwn, spell: Spelling): string {
  const run = names.filter(({ typeOnly }) => !typeOnly);
  const isRun = (each: ImportedName): boolean =>
    run.some(({ module, local }) => module === each.module && local === each.local);
  const print = (all: readonly ImportedName[]): string =>
    printImports(
      all.map((each) => formOf(spell(each))),
      isOwn,
    );
  const block = print(names.filter((each) => each.typeOnly && !isRun(each))).replace(/^(?=.)/gm, '    ');
  return [print(run), block && `if TYPE_CHECKING:\n${block}`].filter(Boolean).join('\n\n');
}

/** The edit that adds such an import to a file: in the order of its block, or in a new one below the imports. */
export function typeImportEdit({ root, source }: PythonTree, name: ImportedName, spell: Spelling): TextEdit {
  const text = `    ${printImport(formOf(spell(name)))}`;
  const last = root.named.filter(isTypeBlock).flatMap((each) => childOf(each, 'consequence')?.named.at(-1) ?? [])[0];
  if (last !== undefined) return importLineBeside(source, last, formOf(spell(name)));
  const eol = endOfLine(source);
  const above = root.named.filter(({ type }) => /^(?:future_)?import_/.test(type)).at(-1);
  const block = `if TYPE_CHECKING:${eol}${text}`;
  if (above === undefined) return { at: 0, remove: 0, insert: block + eol + eol };
  return insertLinesBelow(source, above.end, eol + block);
}

function isTypeBlock(node: PythonNode): boolean {
  return node.type === 'if_statement' && /^(?:\w+\.)?TYPE_CHECKING$/.test(childOf(node, 'condition')?.text ?? '');
}
