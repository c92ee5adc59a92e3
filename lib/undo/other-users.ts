/** Other code that uses what an undo would take away: by an import, or by the name of a table or of its class. */
import { join } from 'node:path';
import { databaseName, tablesIn } from '../framework/tables.js';
import { namedByText } from '../framework/tables-by-text.js';
import { type HostFiles, textOf } from '../project/files.js';
import type { Module } from '../project/module.js';
import { moduleFile } from '../project/paths.js';
import { openModule } from '../project/project.js';
import { topOf } from '../project/project-root.js';
import { isVariable } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { type PythonNode, type PythonParser, walk } from '../python/syntax.js';
import type { Refusal } from '../refusal.js';

type GoneTable = { readonly name: string; readonly table: string | undefined };

type Searched = {
  readonly root: string;
  /** Dotted names of what goes: modules, or definitions of modules that stay. */
  readonly names: readonly string[];
  readonly now: (path: string) => string | undefined;
  /** Tables that go, by their names in the database and as classes. */
  readonly tables: readonly GoneTable[];
  /** Files that go. */
  readonly own: readonly string[];
};

/** Other code that uses what would go. */
export function otherUsers(
  files: HostFiles,
  parser: PythonParser,
  { root, names, tables, now, own }: Searched,
): readonly Refusal[] {
  const modules = names.map((each) => each.slice(each.lastIndexOf('.') + 1));
  const words = new Set([...modules, ...tables.flatMap(({ name, table }) => [name, table ?? name])]);
  return pythonFiles(files, topOf(files, root)).flatMap((path): readonly Refusal[] => {
    const source = own.includes(path) ? undefined : now(path);
    if (source === undefined || ![...words].some((word) => source.includes(word))) return [];
    const module = openModule(moduleFile(root, path), { path, source, tree: parser.parse(source) });
    const { imports } = module;
    const uses = [
      ...imports.bindings.map((each) => ({ name: each.path, node: each.statement })),
      ...imports.stars.map((each) => ({ name: each.path, node: each.statement })),
      ...imports.references().map(({ target, node }) => ({ name: target, node })),
    ];
    const found = uses.find((use) => names.some((each) => isWithin(use.name, each))) ?? ownUse(module, names);
    if (found !== undefined) return [used(path, found.node.line, found.name)];
    const text = namedByText(module).find(({ kind, name }) =>
      tables.some((each) => name === (kind === 'class' ? each.name : each.table)),
    );
    return text === undefined ? [] : [used(path, text.node.line, text.name)];
  });
}

/** What is left of a file may use what goes from it. */
function ownUse({ module, tree, imports }: Module, names: readonly string[]): NamedUse | undefined {
  const gone = names.flatMap((each) => (each.startsWith(`${module}.`) ? each.slice(module.length + 1) : []));
  if (gone.length === 0) return undefined;
  const node = [...walk(tree.root)].find(
    (each) => isVariable(each) && gone.includes(each.text) && !imports.isBound(each.text, each),
  );
  return node && { name: `${module}.${node.text}`, node };
}

type NamedUse = { readonly name: string; readonly node: PythonNode };

function used(path: string, line: number, name: string): Refusal {
  return {
    id: 'package-used',
    status: 5,
    reason: `This uses ${name}, so nothing was taken back.`,
    at: { path, line },
    hint: 'Take that out first.',
  };
}

const MOST = 20_000;
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'site-packages', '__pycache__']);

/** Every Python file below a folder, tests too; environments and hidden folders left out. */
function pythonFiles(files: HostFiles, top: string): readonly string[] {
  const found: string[] = [];
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined && found.length < MOST; folder = folders.pop()) {
    const names = files.list(folder);
    if (names.includes('pyvenv.cfg')) continue;
    for (const name of names) {
      const kind = files.lstat(join(folder, name))?.kind;
      if (kind === 'folder' && !name.startsWith('.') && !SKIPPED.has(name)) folders.push(join(folder, name));
      if (kind === 'file' && name.endsWith('.py')) found.push(join(folder, name));
    }
  }
  return found;
}

/** The tables that a file of the package has no more. */
export function goneTables(
  files: HostFiles,
  parser: PythonParser,
  { root, paths, now }: Pick<Searched, 'root' | 'now'> & { readonly paths: readonly string[] },
): readonly GoneTable[] {
  const tablesOf = (path: string, source = ''): readonly GoneTable[] =>
    tablesIn(openModule(moduleFile(root, path), { path, source, tree: parser.parse(source) })).map((table) => ({
      name: table.name,
      table: databaseName(table, []),
    }));
  return paths
    .filter((path) => path.endsWith('.py'))
    .flatMap((path) => {
      const left = new Set(tablesOf(path, now(path)).map(({ name }) => name));
      return tablesOf(path, textOf(files, path)).filter(({ name }) => !left.has(name));
    });
}
