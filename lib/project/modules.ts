import { basename, dirname, join, relative, sep } from 'node:path';
import { dottedParts } from '../python/find.js';
import { type Imports, longestExpressions, type Reference, readImports } from '../python/imports.js';
import { childOf, type PythonNode, type PythonParser, type PythonTree } from '../python/syntax.js';
import { anyTextOf, type HostFiles } from './files.js';

/** A Python file by its absolute path and its dotted name; `isPackage` for an `__init__.py`. */
export type ModuleFile = { readonly path: string; readonly module: string; readonly isPackage: boolean };

/** A module that was read. */
export type Module = ModuleFile & { readonly source: string; readonly tree: PythonTree; readonly imports: Imports };

/** Where a dotted name is defined: in a module, under a name (none for the module itself), at a node. */
export type Definition = {
  readonly module: Module;
  readonly name: string | undefined;
  readonly node: PythonNode;
  /** What of the thing is meant: `ROUTER` of a class. */
  readonly rest: readonly string[];
  /** The modules that pass it on by importing it, in the order of the way. */
  readonly via: readonly Module[];
};

/** The modules below one folder that Python imports from. */
export type Modules = {
  readonly files: HostFiles;
  readonly root: string;
  /** The module in a file; nothing where there is no such file. */
  at(path: string): Module | undefined;
  /** The file of a dotted module name, without reading it. */
  fileOf(dotted: string): ModuleFile | undefined;
  /** Where a dotted name leads, re-exports followed; nothing for what the host does not define. */
  define(dotted: string): Definition | undefined;
};

export function isFile(files: HostFiles, path: string): boolean {
  const kind = files.lstat(path)?.kind;
  return kind === 'file' || kind === 'link';
}

export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}

/** The dotted name of a folder below the root; empty for the root itself. */
export function dottedFolder(root: string, folder: string): string {
  return relative(root, folder).split(sep).join('.');
}

/** A file's dotted name; a file outside the root has its own name alone. */
export function moduleFile(root: string, path: string): ModuleFile {
  const isPackage = basename(path) === '__init__.py';
  const stem = isPackage ? dirname(path) : path.replace(/\.py$/, '');
  return { path, module: isInside(root, path) ? dottedFolder(root, stem) : basename(stem), isPackage };
}

/** Most modules are only looked at for a word: they are parsed when somebody asks for more. */
function open(file: ModuleFile, source: string, parser: PythonParser): Module {
  let tree: PythonTree | undefined;
  let imports: Imports | undefined;
  const parsed = (): PythonTree => {
    tree ??= parser.parse(source);
    return tree;
  };
  return {
    ...file,
    source,
    get tree() {
      return parsed();
    },
    get imports() {
      imports ??= readImports(parsed(), { name: file.module, isPackage: file.isPackage });
      return imports;
    },
  };
}

export function openModules(files: HostFiles, root: string, parser: PythonParser): Modules {
  const read = new Map<string, Module | undefined>();
  const definitions = new Map<string, Definition | undefined>();
  const found = new Map<string, ModuleFile | undefined>();

  const at = (path: string): Module | undefined => {
    if (read.has(path)) return read.get(path);
    const source = path.endsWith('.py') && isFile(files, path) ? anyTextOf(files, path) : undefined;
    const module = source === undefined ? undefined : open(moduleFile(root, path), source, parser);
    read.set(path, module);
    return module;
  };

  const locate = (dotted: string): ModuleFile | undefined => {
    if (!/^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(dotted)) return undefined;
    const path = join(root, ...dotted.split('.'));
    for (const file of [join(path, '__init__.py'), `${path}.py`])
      if (isFile(files, file)) return moduleFile(root, file);
    return undefined;
  };
  const fileOf = (dotted: string): ModuleFile | undefined => {
    if (!found.has(dotted)) found.set(dotted, locate(dotted));
    return found.get(dotted);
  };

  /** What a module gives under a name: by import, by a definition of its own, or through a star. */
  const lookUp = (module: Module, name: string, rest: readonly string[], seen: Set<string>): Definition | undefined => {
    const key = `${module.path} ${name}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const passing = (definition: Definition | undefined): Definition | undefined =>
      definition && { ...definition, via: [module, ...definition.via] };
    for (const binding of module.imports.bindings) {
      if (binding.name !== name || binding.scope.type !== 'module') continue;
      const through = follow([...binding.target.split('.'), ...rest], seen);
      if (through !== undefined) return passing(through);
    }
    const node = ownNames(module).get(name);
    if (node !== undefined) return { module, name, node, rest, via: [] };
    for (const { path, statement } of module.imports.stars) {
      if (scopeIsModule(statement)) {
        const through = follow([...path.split('.'), name, ...rest], seen);
        if (through !== undefined) return passing(through);
      }
    }
    return undefined;
  };

  const follow = (parts: readonly string[], seen: Set<string>): Definition | undefined => {
    let module: Module | undefined;
    for (const [index, part] of parts.entries()) {
      const known = module && lookUp(module, part, parts.slice(index + 1), seen);
      if (known !== undefined) return known;
      if (module !== undefined && !module.isPackage) return undefined;
      const file = fileOf(parts.slice(0, index + 1).join('.'));
      module = file && at(file.path);
      if (module === undefined && files.lstat(join(root, ...parts.slice(0, index + 1)))?.kind !== 'folder') {
        return undefined;
      }
    }
    return module && { module, name: undefined, node: module.tree.root, rest: [], via: [] };
  };

  const define = (dotted: string): Definition | undefined => {
    if (!definitions.has(dotted)) definitions.set(dotted, follow(dotted.split('.'), new Set()));
    return definitions.get(dotted);
  };
  return { files, root, at, fileOf, define };
}

/** An expression of a module and what it leads to. */
export type Use = Pick<Reference, 'node' | 'target'>;

const uses = new WeakMap<Module, readonly Use[]>();

/** Every reference of a module to what it imports, found once. A name that is imported in twos leads to each of them. */
export function referencesOf(module: Module): readonly Use[] {
  const found = uses.get(module) ?? [...module.imports.references(), ...twinsOf(module), ...starredOf(module)];
  uses.set(module, found);
  return found;
}

/** The uses of names that may come from a star import: those that nothing else in the module makes. */
function starredOf(module: Module): readonly Use[] {
  const { stars } = module.imports;
  if (stars.length === 0) return [];
  return longestExpressions(module.tree.root).flatMap((node) => {
    const parts = dottedParts(node) ?? [];
    if (parts[0] === undefined || module.imports.isBound(parts[0], node)) return [];
    return stars.map(({ path }) => ({ node, target: [path, ...parts].join('.') }));
  });
}

/** The uses of names that `try: from app… except ImportError: from backend.app…` makes. */
function twinsOf(module: Module): readonly Use[] {
  const targets = new Map<string, Set<string>>();
  for (const { name, target, scope } of module.imports.bindings) {
    if (scope.type === 'module') targets.set(name, (targets.get(name) ?? new Set()).add(target));
  }
  if (![...targets.values()].some(({ size }) => size > 1)) return [];
  return longestExpressions(module.tree.root).flatMap((node) => {
    const [first = '', ...rest] = dottedParts(node) ?? [];
    const all = targets.get(first);
    if (all === undefined || all.size < 2) return [];
    return [...all].map((target) => ({ node, target: [target, ...rest].join('.') }));
  });
}

const names = new WeakMap<Module, ReadonlyMap<string, PythonNode>>();

/** What a module itself defines at its top level, under which name: the assignment, the function or the class. */
export function ownNames(module: Module): ReadonlyMap<string, PythonNode> {
  const known = names.get(module);
  if (known !== undefined) return known;
  const found = new Map<string, PythonNode>();
  const visit = (node: PythonNode): void => {
    const isDefinition = node.type === 'function_definition' || node.type === 'class_definition';
    const name = isDefinition ? childOf(node, 'name') : node.type === 'assignment' ? childOf(node, 'left') : undefined;
    if (name?.type === 'identifier') found.set(name.text, node);
    if (isDefinition || node.type === 'lambda') return;
    for (const child of node.named) visit(child);
  };
  visit(module.tree.root);
  names.set(module, found);
  return found;
}

function scopeIsModule(statement: PythonNode): boolean {
  for (let at = statement.parent; at !== undefined; at = at.parent) {
    if (at.type === 'function_definition' || at.type === 'class_definition') return false;
  }
  return true;
}
