/** Imports in a package file that exists what the pieces inserted into it use. */
import { importAtTop } from '../python/add-import.js';
import { applyEdits } from '../python/edit.js';
import { fitted } from '../python/fit.js';
import { type Imports, readImports } from '../python/imports.js';
import { loadParser } from '../python/syntax.js';
import type { FileStyle } from './assemble.js';
import type { Spelling } from './import-spelling.js';
import { formOf, type ImportedName } from './print/names.js';
import { typeImportEdit } from './type-imports.js';

/** A name that the file already uses for something else. */
export type NameTaken = { readonly taken: string };

/** Whether a file imports a name already, under the local name that the pieces use. */
export function isImported({ bindings }: Imports, { module, name, local, typeOnly }: ImportedName): boolean {
  const path = module === undefined ? name : `${module}.${name}`;
  // The package that the module is in may gather its classes.
  const gathered = /^[A-Z]/.test(name) ? `${module?.slice(0, module.lastIndexOf('.'))}.${name}` : path;
  return bindings.some(
    (each) =>
      (!each.nested || (typeOnly && each.typeOnly)) &&
      each.name === local &&
      [path, gathered].map(libraryName).includes(libraryName(each.path)),
  );
}

/** What several modules of a library give is one thing: `sqlalchemy.future.select`, `typing_extensions.Annotated`. */
function libraryName(path: string): string {
  return path
    .replace(/^typing_extensions\./, 'typing.')
    .replace(/^starlette\.status\b/, 'fastapi.status')
    .replace(/^(?:starlette|fastapi)\.(?:requests|responses)\.(Request|Response)$/, 'fastapi.$1')
    .replace(/^sqlalchemy\.(?:future|sql|sql\.expression|sql\.sqltypes|schema|types)\.(\w+)$/, 'sqlalchemy.$1');
}

/** The file with what it does not import yet. A name that means something else in it is given back. */
export async function insertImports(
  source: string,
  names: readonly ImportedName[],
  module: string,
  { isOwn, lineLength }: FileStyle,
  spell: Spelling,
): Promise<string | NameTaken> {
  const parser = await loadParser();
  let text = source;
  for (const name of names) {
    const tree = parser.parse(text);
    const imports = readImports(tree, { name: module, isPackage: false });
    if (isImported(imports, name)) continue;
    if (imports.isBound(name.local, tree.root)) return { taken: name.local };
    if (name.typeOnly) {
      text = applyEdits(text, [typeImportEdit(tree, name, spell)]);
      continue;
    }
    const options = { limit: lineLength, ...(name.module === undefined ? {} : { path: name.module }) };
    const edits = importAtTop(tree, imports, formOf(spell(name)), isOwn, options);
    text = applyEdits(text, await Promise.all(edits.map((edit) => fitted(tree.source, edit, lineLength))));
  }
  return text;
}
