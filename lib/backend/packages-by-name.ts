/** Packages that a host imports by names that it has written down in a list, and what finds packages without one. */
import { basename } from 'node:path';
import { type NameInList, namesInLists } from '../framework/name-lists.js';
import type { Module } from '../project/module.js';
import { dottedFolder } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { calls, dottedParts } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Features } from './features.js';

/** A name of a package in a list of a module; `importer` is the module that imports what the list names. */
export type NamedPackage = NameInList & {
  readonly module: Module;
  readonly feature: string;
  readonly importer: Module;
};

/** Whether a module imports what a value names: `import_module(f"app.{name}.api")`. */
export function importsByName(module: Module): boolean {
  return (
    /import_module|__import__|spec_from_file_location|import_string/.test(module.source) &&
    calls(module.tree.root).some(({ callee, positional }) => {
      const target = module.imports.resolve(callee)?.target ?? callee.text;
      const isImport = /(?:^|\.)(?:import_module|__import__|spec_from_file_location|import_string)$/.test(target);
      return isImport && positional[0] !== undefined && !isPlainString(positional[0]);
    })
  );
}

/** Whether a module looks through folders: then what is new is found without being named. */
export function walksFolders(module: Module): boolean {
  return calls(module.tree.root).some(({ callee }) => {
    const target = module.imports.resolve(callee)?.target ?? callee.text;
    return (
      /^(?:pkgutil\.(?:iter_modules|walk_packages)|os\.(?:walk|listdir|scandir)|glob\.i?glob)$/.test(target) ||
      /\.(?:iterdir|r?glob)$/.test(callee.text)
    );
  });
}

/** Whether a module that imports by name, or one that it takes its names from, looks through folders. */
export function findsByItself(project: Project, module: Module): boolean {
  return [module, ...suppliersOf(project, module)].some(walksFolders);
}

/** Every name of a package in the lists from which a module imports. */
export function packagesByName(
  project: Project,
  importer: Module,
  reached: readonly Module[],
  folders: readonly string[],
  features: Features,
): readonly NamedPackage[] {
  const among = packageNames(project, folders);
  const isOutside = ({ path }: Module): boolean => features.of(path) === undefined;
  const isAllowing = walksFolders(importer) ? allowing(importer) : () => true;
  const own = named(importer, among).filter(({ list }) => isAllowing(list));
  const wanted = new Map<Module, Set<string>>();
  for (const { target } of project.references(importer)) addSource(project, target, wanted);
  for (const module of reached) {
    if (module !== importer && isOutside(module)) passesTo(project, module, importer, wanted);
  }
  const others = [...wanted].filter(([module]) => module !== importer && isOutside(module));
  const given = others.flatMap(([module, lists]) => named(module, among).filter(({ list }) => lists.has(list)));
  return [...own, ...given].map((each) => ({ ...each, importer }));
}

/** The folder that a text names: by its name, its dotted name, or that of a module in it. */
function packageNames(project: Project, folders: readonly string[]): (content: string) => string | undefined {
  const byName = new Map<string, string>();
  const twice = new Set<string>();
  for (const folder of folders) {
    for (const name of new Set([basename(folder), dottedFolder(project.root, folder)])) {
      if (byName.has(name)) twice.add(name);
      byName.set(name, folder);
    }
  }
  return (content) => {
    const text = content.replaceAll(':', '.');
    const parts = text.split('.');
    for (let length = parts.length; length > 0; length -= 1) {
      const name = parts.slice(0, length).join('.');
      const folder = twice.has(name) ? undefined : byName.get(name);
      if (folder === undefined) continue;
      const rest = parts.slice(length);
      const dotted = [dottedFolder(project.root, folder), ...rest].join('.');
      return rest.length === 0 || project.define(dotted) !== undefined ? folder : undefined;
    }
    return undefined;
  };
}

type Named = Omit<NamedPackage, 'importer'>;

function named(module: Module, among: (content: string) => string | undefined): readonly Named[] {
  return namesInLists(module.tree.root, (content) => among(content) !== undefined).map((each) => ({
    ...each,
    module,
    feature: among(each.node.text.slice(1, -1)) ?? '',
  }));
}

/** In a module that looks through folders only a list that what was found must be in says what is imported. */
function allowing({ source }: Module): (list: string) => boolean {
  return (list) => list !== '' && new RegExp(String.raw`(?<!\bnot)\s+in\s+(?:\w+\.)*${list}\b`).test(source);
}

/** Notes which list of which module a dotted name leads to: a variable, an attribute of settings, a function. */
function addSource(project: Project, target: string, wanted: Map<Module, Set<string>>): void {
  const definition = project.define(target);
  if (definition === undefined) return;
  const { module, name, rest } = definition;
  const lists = wanted.get(module) ?? new Set();
  for (const each of [rest.at(-1), name, target.split('.').at(-1)]) if (each !== undefined) lists.add(each);
  wanted.set(module, lists);
}

/** The lists that a module hands to a function of the module that imports by name. */
function passesTo(project: Project, module: Module, importer: Module, wanted: Map<Module, Set<string>>): void {
  for (const { callee, node } of calls(module.tree.root)) {
    const target = module.imports.resolve(callee)?.target;
    const definition = target === undefined ? undefined : project.define(target);
    if (definition?.module !== importer) continue;
    const lists = wanted.get(module) ?? new Set(['']);
    for (const each of walk(childOf(node, 'arguments') ?? node)) {
      const last = dottedParts(each)?.at(-1);
      const reference = last === undefined ? undefined : module.imports.resolve(each);
      if (reference !== undefined) addSource(project, reference.target, wanted);
      else if (last !== undefined) lists.add(last);
    }
    wanted.set(module, lists);
  }
}

/** The modules of the host that a module uses something of. */
function suppliersOf(project: Project, module: Module): readonly Module[] {
  const found = project.references(module).flatMap(({ target }) => project.define(target)?.module ?? []);
  return [...new Set(found)];
}

function isPlainString(node: PythonNode): boolean {
  return node.type === 'string' && !node.named.some(({ type }) => type === 'interpolation');
}
