/** A Python project by one of the folders that Python imports from: its modules, and what its names lead to. */
import { join } from 'node:path';
import { dottedParts } from '../python/find.js';
import { type Imports, longestExpressions, type Reference, readImports } from '../python/imports.js';
import type { PythonNode, PythonTree } from '../python/syntax.js';
import type { HostFiles } from './files.js';
import { type Definition, isInModuleScope, type Module, ownNames } from './module.js';
import type { EditedText, ParsedFile, ParsedFiles } from './parsed-files.js';
import { fileOfModule, type ModuleFile, moduleFile } from './paths.js';

/** An expression of a module and what it leads to. */
export type NameUse = Pick<Reference, 'node' | 'target'>;

/** What reads a project, before an edit and on its result. */
export type Project = {
  readonly files: HostFiles;
  readonly root: string;
  /** The module in a file; nothing where there is no such file. */
  at(path: string): Module | undefined;
  /** The file of a dotted module name, without reading it. */
  fileOf(dotted: string): ModuleFile | undefined;
  /** Where a dotted name leads, re-exports followed; nothing for what the host does not define. */
  define(dotted: string): Definition | undefined;
  /** The files below a folder, tests and environments left out. */
  below(folder: string): readonly string[];
  /** Those whose text holds a word. */
  mentioning(folder: string, word: string): readonly string[];
  /** Every reference of a module to what it imports. A name that is imported in twos leads to each of them. */
  references(module: Module): readonly NameUse[];
  /** The same project with other texts in some files; what was parsed of the other files is shared. */
  with(texts: readonly EditedText[]): Project;
};

/** The texts of libraries by their dotted names: a name that the host imports of them leads there. */
export type Libraries = ReadonlyMap<string, string>;

export function openProject(parsed: ParsedFiles, root: string, libraries: Libraries = new Map()): Project {
  return open(parsed, root, libraries, new WeakMap());
}

/** `opened` has the modules that were opened of the texts, whichever of the projects that share them did it. */
function open(parsed: ParsedFiles, root: string, libraries: Libraries, opened: WeakMap<ParsedFile, Module>): Project {
  const definitions = new Map<string, Definition | undefined>();
  const found = new Map<string, ModuleFile | undefined>();
  const folders = new Map<string, boolean>();

  const opening = (file: ParsedFile, of: () => ModuleFile): Module => {
    const module = opened.get(file) ?? openModule(of(), file);
    opened.set(file, module);
    return module;
  };
  const at = (path: string): Module | undefined => {
    const file = parsed.at(path);
    return file && opening(file, () => moduleFile(root, path));
  };
  const ofLibrary = (dotted: string): Module | undefined => {
    const source = libraries.get(dotted);
    if (source === undefined) return undefined;
    const path = `${dotted.replaceAll('.', '/')}/__init__.py`;
    return opening(parsed.text(path, source), () => ({ path, module: dotted, isPackage: true }));
  };

  // Most dotted names are of libraries: below what is no folder here nothing is looked for.
  const isFolder = (dotted: string): boolean => {
    const known = folders.get(dotted);
    if (known !== undefined) return known;
    const above = dotted.slice(0, Math.max(0, dotted.lastIndexOf('.')));
    const kind = above === '' || isFolder(above) ? parsed.files.lstat(folderOf(dotted))?.kind : undefined;
    const is = kind === 'folder' || kind === 'link';
    folders.set(dotted, is);
    return is;
  };
  const folderOf = (dotted: string): string => join(root, ...dotted.split('.'));

  const fileOf = (dotted: string): ModuleFile | undefined => {
    if (!found.has(dotted)) {
      const end = dotted.lastIndexOf('.');
      const isThere = end < 1 || isFolder(dotted.slice(0, end));
      found.set(dotted, isThere ? fileOfModule(parsed.files, root, dotted) : undefined);
    }
    return found.get(dotted);
  };

  const follow = (parts: readonly string[], seen: Set<string>): Definition | undefined => {
    let module: Module | undefined;
    let hidden: Definition | undefined;
    for (const [index, part] of parts.entries()) {
      const file = fileOf(parts.slice(0, index + 1).join('.'));
      // What was looked at on the way that may be hidden is looked at again on the other one.
      const looked = file === undefined ? seen : new Set(seen);
      const rest = parts.slice(index + 1);
      const known = module && lookUp(module, { name: part, rest, isModule: file !== undefined }, looked, follow);
      // `from .session import Base, session`: the module of an import is the file, whatever the package calls so.
      const isHidden = known !== undefined && known.rest.length > 0 && module?.isPackage === true && file !== undefined;
      if (known !== undefined && !isHidden) return known;
      // `from .db_helper import db_helper`: what the module has not is the object's.
      hidden = known ?? hidden;
      if (module !== undefined && !module.isPackage) return hidden;
      module = file === undefined ? ofLibrary(parts.slice(0, index + 1).join('.')) : at(file.path);
      if (module === undefined && !isFolder(parts.slice(0, index + 1).join('.'))) return undefined;
    }
    return module && { module, name: undefined, node: module.tree.root, rest: [], via: [] };
  };

  const define = (dotted: string): Definition | undefined => {
    if (!definitions.has(dotted)) definitions.set(dotted, follow(dotted.split('.'), new Set()));
    return definitions.get(dotted);
  };
  const project: Project = {
    get files() {
      return parsed.files;
    },
    root,
    at,
    fileOf,
    define,
    below: parsed.below,
    mentioning: parsed.mentioning,
    references: referencesOf,
    with: (texts) => {
      const edited = parsed.with(texts);
      return edited === parsed ? project : open(edited, root, libraries, opened);
    },
  };
  return project;
}

const imported = new WeakMap<PythonTree, Imports>();

/** A module whose imports are read when somebody asks for them; what is read of a tree is gone with it, but for names. */
export function openModule(file: ModuleFile, parsed: ParsedFile): Module {
  let run: readonly string[] | undefined;
  const importsOf = (tree: PythonTree): Imports => {
    const imports = imported.get(tree) ?? readImports(tree, { name: file.module, isPackage: file.isPackage });
    imported.set(tree, imports);
    run ??= namesWhenRun(imports);
    return imports;
  };
  return {
    ...file,
    source: parsed.source,
    get tree() {
      return parsed.tree;
    },
    get imports() {
      return importsOf(parsed.tree);
    },
    get importsWhenRun() {
      return run ?? namesWhenRun(importsOf(parsed.tree));
    },
  };
}

const namesWhenRun = ({ bindings, stars }: Imports): readonly string[] =>
  [...bindings, ...stars].flatMap(({ statement, path, typeOnly }) =>
    typeOnly || !isInModuleScope(statement) ? [] : [path],
  );

type Follow = (parts: readonly string[], seen: Set<string>) => Definition | undefined;

/** A name that is looked for in a module, what of it is meant, and whether a module below has the name. */
type Asked = { readonly name: string; readonly rest: readonly string[]; readonly isModule: boolean };

/** What a module gives under a name: by import, by its own definition, or through a star. */
function lookUp(module: Module, asked: Asked, seen: Set<string>, follow: Follow): Definition | undefined {
  const { name, rest } = asked;
  const key = `${module.path} ${name}`;
  if (seen.has(key)) return undefined;
  seen.add(key);
  const passing = (definition: Definition | undefined): Definition | undefined =>
    definition && { ...definition, via: [module, ...definition.via] };
  for (const binding of module.imports.bindings) {
    if (binding.name !== name || binding.scope.type !== 'module') continue;
    // `from . import v1` passes nothing on: it is the module below.
    if (asked.isModule && binding.target === `${module.module}.${name}`) continue;
    const through = follow([...binding.target.split('.'), ...rest], seen);
    if (through !== undefined) return passing(through);
  }
  const node = ownNames(module).get(name);
  if (node !== undefined) return { module, name, node, rest, via: [] };
  // What is in a module below is its own: modules that take all of each other would be gone through in every order.
  if (asked.isModule && rest.length > 0) return undefined;
  for (const { path, statement } of module.imports.stars) {
    if (isInModuleScope(statement)) {
      const through = follow([...path.split('.'), name, ...rest], seen);
      if (through !== undefined) return passing(through);
    }
  }
  return undefined;
}

const uses = new WeakMap<Imports, readonly NameUse[]>();

function referencesOf(module: Module): readonly NameUse[] {
  const { imports } = module;
  const found = uses.get(imports) ?? [...imports.references(), ...alternativesOf(module), ...starredOf(module)];
  uses.set(imports, found);
  return found;
}

/** The uses of names that may come from a star import: those that nothing else in the module makes. */
function starredOf(module: Module): readonly NameUse[] {
  const { stars } = module.imports;
  if (stars.length === 0) return [];
  return longestExpressions(module.tree.root).flatMap((node) => {
    const parts = dottedParts(node) ?? [];
    if (parts[0] === undefined || module.imports.isBound(parts[0], node)) return [];
    return stars.map(({ path }) => ({ node, target: [path, ...parts].join('.') }));
  });
}

/** The uses of names that `try: from app… except ImportError: from backend.app…` makes. */
function alternativesOf(module: Module): readonly NameUse[] {
  const targets = new Map<string, Set<string>>();
  for (const { name, target, scope } of module.imports.bindings) {
    if (scope.type === 'module') targets.set(name, (targets.get(name) ?? new Set()).add(target));
  }
  if (![...targets.values()].some(({ size }) => size > 1)) return [];
  return longestExpressions(module.tree.root).flatMap((node: PythonNode) => {
    const [first = '', ...rest] = dottedParts(node) ?? [];
    const all = targets.get(first);
    if (all === undefined || all.size < 2) return [];
    return [...all].map((target) => ({ node, target: [target, ...rest].join('.') }));
  });
}
