/** An enum class of the backend that a field names: where it is, and its values. */
import { join, relative } from 'node:path';
import { assignments } from '../python/find.js';
import type { Imports } from '../python/imports.js';
import { stringValue } from '../python/string-value.js';
import { childOf, type PythonNode, type PythonTree } from '../python/syntax.js';
import type { Refusal } from '../refusal.js';
import type { HostFiles } from './files.js';
import type { Module } from './module.js';
import type { Project } from './project.js';

/** An enum class of the backend, as it is imported, with its members. */
export type EnumClass = {
  readonly module: string;
  readonly name: string;
  readonly members: readonly { readonly name: string; readonly value: string }[];
};

const LEFT_OUT = new Set(['__pycache__', 'tests', 'test', 'migrations', 'alembic', 'node_modules', 'venv', 'env']);
const DEEPEST = 12;
const STRING_ENUMS = new Set(['enum.Enum', 'enum.StrEnum', 'enum.ReprEnum']);
const OTHER_ENUMS = new Set(['enum.IntEnum', 'enum.Flag', 'enum.IntFlag']);

/** Finds the one class of that name at the top of a module of the backend, and reads its values. */
export function findEnum(project: Project, importRoot: string, name: string): EnumClass | Refusal {
  const found: { module: Module; node: PythonNode }[] = [];
  const top = join(project.root, importRoot.split('.')[0] ?? '');
  const paths = modulesBelow(project.files, top, DEEPEST);
  for (const path of paths) {
    const module = project.at(path);
    // Most files do not even hold the name.
    if (!module?.source.includes(name)) continue;
    const node = topClasses(module.tree).find((each) => childOf(each, 'name')?.text === name);
    if (node !== undefined) found.push({ module, node });
  }
  const shown = (path: string): string => relative(project.root, path);
  const [first, ...others] = found;
  if (first === undefined) {
    const where = `in the ${paths.length} Python files of ${shown(top) || top} (tests and migrations left out)`;
    return refusal('enum-missing', `There is no class ${name} at the top of a module ${where}.`);
  }
  if (others.length > 0) {
    const places = found.map(({ module, node }) => `${shown(module.path)}:${node.line}`).join(' and ');
    return refusal('enum-ambiguous', `There is more than one class ${name}: ${places}.`);
  }
  const { path, module, tree, imports } = first.module;
  const read = membersOf(first.node, tree, imports);
  if (typeof read === 'string') return refusal('enum-unread', `${shown(path)}:${first.node.line} ${name} ${read}`);
  return { module, name, members: read };
}

const refusal = (id: string, reason: string): Refusal => ({ id, status: 3, reason });

/** The importable Python files below a folder. */
function modulesBelow(files: HostFiles, folder: string, depth: number): readonly string[] {
  return files.list(folder).flatMap((name) => {
    const path = join(folder, name);
    if (LEFT_OUT.has(name) || !/^[A-Za-z_]\w*(\.py)?$/.test(name)) return [];
    const kind = files.lstat(path)?.kind;
    if (kind === 'file') return name.endsWith('.py') && name !== 'conftest.py' ? [path] : [];
    return kind === 'folder' && depth > 0 ? modulesBelow(files, path, depth - 1) : [];
  });
}

function topClasses(tree: PythonTree): readonly PythonNode[] {
  return tree.root.named.flatMap((node) => {
    const definition = node.type === 'decorated_definition' ? childOf(node, 'definition') : node;
    return definition?.type === 'class_definition' ? [definition] : [];
  });
}

/** What an enum is made of: the kinds of enum among its bases, those of the module's own classes included. */
function basesOf(
  node: PythonNode,
  tree: PythonTree,
  imports: Imports,
  seen: ReadonlySet<PythonNode>,
): readonly string[] {
  const list = childOf(node, 'superclasses')?.named ?? [];
  return list.flatMap((base) => {
    const target = imports.resolve(base)?.target;
    if (target !== undefined) return [target];
    const own = topClasses(tree).find((each) => childOf(each, 'name')?.text === base.text);
    return own === undefined || seen.has(own) ? [base.text] : basesOf(own, tree, imports, new Set([...seen, own]));
  });
}

function membersOf(node: PythonNode, tree: PythonTree, imports: Imports): EnumClass['members'] | string {
  const bases = basesOf(node, tree, imports, new Set([node]));
  if (bases.some((base) => OTHER_ENUMS.has(base)))
    return 'has no strings as its values. Only an enum of strings can be a field.';
  if (!bases.some((base) => STRING_ENUMS.has(base)))
    return 'is no enum: it derives neither from Enum nor from StrEnum.';
  const isStrEnum = bases.includes('enum.StrEnum');
  const members = new Map<string, string>();
  const values = new Map<string, string>();
  const body = childOf(node, 'body');
  if (body === undefined) return 'has no body that could be read.';
  for (const { node: assignment, name, value } of assignments(body)) {
    if (assignment.parent?.parent !== body || name.startsWith('_')) continue;
    // The name of an earlier member makes an alias of it.
    const text = value.type === 'identifier' ? values.get(value.text) : memberValue(value, name, isStrEnum, imports);
    if (text === undefined)
      return `has a member ${name} whose value is no plain string. Only an enum of strings can be a field.`;
    // A second name for a value is an alias of the first.
    if (!members.has(text)) members.set(text, name);
    values.set(name, text);
  }
  if (members.size === 0) return 'has no members that could be read.';
  return [...members].map(([value, name]) => ({ name, value }));
}

/** The string of a member: a literal, or what `auto()` gives in a StrEnum. */
function memberValue(node: PythonNode, name: string, isStrEnum: boolean, imports: Imports): string | undefined {
  const isAuto =
    node.type === 'call' && node.named[0] !== undefined && imports.resolve(node.named[0])?.target === 'enum.auto';
  if (isAuto) return isStrEnum ? name.toLowerCase() : undefined;
  if (node.type !== 'string') return undefined;
  const text = stringValue(node.text);
  // PostgreSQL cannot store the one, Python cannot send the other.
  return text === undefined || /\0|\p{Surrogate}/u.test(text) ? undefined : text;
}
