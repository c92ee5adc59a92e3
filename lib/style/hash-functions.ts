/** A function of the host that makes a hash of a password: where it is, and whether a package can call it. */
import { nearest } from '../naming/did-you-mean.js';
import { type Definition, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** It is imported by its name; `at` is where it is defined. */
export type HashFunction = {
  readonly module: string;
  readonly name: string;
  readonly isAsync: boolean;
  readonly at: { readonly path: string; readonly line: number };
  /** The most bytes that it is seen to take. */
  readonly most?: number;
};

export type HashProblem = {
  readonly id: 'hash-missing' | 'hash-ambiguous' | 'hash-unfit';
  readonly reason: string;
  readonly at?: HashFunction['at'];
};

/** The function that a name means, dotted or not. */
export function findHashFunction(project: Project, importRoot: string, name: string): HashFunction | HashProblem {
  const found = name.includes('.') ? byPath(project, importRoot, name) : byName(project, name);
  const [first, ...others] = found;
  if (first === undefined) return missing(project, name);
  if (others.length > 0) {
    const all = found.map((each) => `${each.module}.${each.definition.name}`).join(' and ');
    return { id: 'hash-ambiguous', reason: `There is more than one function ${name}: ${all}.` };
  }
  return fitting(first);
}

/** A definition, and the module that it is imported from. */
type Found = { readonly module: string; readonly definition: Definition };

function byName(project: Project, name: string): readonly Found[] {
  return project.mentioning(project.root, name).flatMap((path): readonly Found[] => {
    const module = project.at(path);
    const node = module === undefined ? undefined : ownNames(module).get(name);
    if (module === undefined || node?.type !== 'function_definition') return [];
    return [{ module: module.module, definition: { module, name, node, rest: [], via: [] } }];
  });
}

function byPath(project: Project, importRoot: string, dotted: string): readonly Found[] {
  for (const path of [dotted, `${importRoot}.${dotted}`]) {
    const definition = project.define(path);
    if (definition?.node.type !== 'function_definition' || definition.rest.length > 0) continue;
    return [{ module: path.slice(0, path.lastIndexOf('.')), definition }];
  }
  return [];
}

/** What was looked for, and the functions that may be meant. */
function missing(project: Project, name: string): HashProblem {
  const looked = name.includes('.') ? '' : ' at the top of a module';
  const all = project.mentioning(project.root, 'hash').flatMap((path) => {
    const module = project.at(path);
    const own = module === undefined ? [] : [...ownNames(module)];
    return own.flatMap(([each, { type }]) =>
      type === 'function_definition' && /hash/.test(each) ? [`${module?.module}.${each}`] : [],
    );
  });
  const last = (dotted: string): string => dotted.slice(dotted.lastIndexOf('.') + 1);
  const alike = nearest(last(name), all.map(last));
  const meant = all.filter((each) => last(each) === alike);
  const [only, ...others] = meant.length > 0 ? meant : all;
  const known = [only, ...others].slice(0, MOST_SHOWN).join(', ');
  const fix =
    only === undefined
      ? 'No function of it has hash in its name.'
      : others.length === 0
        ? `Did you mean ${only}?`
        : `Those with hash in their names are ${known}.`;
  return { id: 'hash-missing', reason: `The backend has no function ${name}${looked}. ${fix}` };
}

const MOST_SHOWN = 8;

function fitting({ module, definition }: Found): HashFunction | HashProblem {
  const { node, name = '' } = definition;
  const at = { path: definition.module.path, line: node.line };
  const problem = unfit(node);
  if (problem !== undefined) return { id: 'hash-unfit', reason: `${module}.${name} ${problem}.`, at };
  const found = { module, name, isAsync: /^async\b/.test(node.text), at };
  // More than these bytes is an error to it.
  return /\bbcrypt\.hashpw\b|(?<![.\w])hashpw\(/.test(node.text) ? { ...found, most: 72 } : found;
}

function unfit(node: PythonNode): string | undefined {
  if (node.parent?.type === 'decorated_definition')
    return 'is decorated, so that its definition does not say what it is';
  const [only, ...others] = requiredParameters(node);
  if (
    only === undefined ||
    only.type === 'keyword_separator' ||
    others.some(({ type }) => type !== 'keyword_separator')
  )
    return 'does not take the password alone';
  const type = childOf(only, 'type')?.text;
  if (type !== undefined && type !== 'str') return `takes ${type}, which is no str`;
  const returned = childOf(node, 'return_type')?.text.replaceAll(/["']/g, '');
  if (returned !== undefined && returned !== 'str') return `returns ${returned}, which is no str`;
  if (returned === undefined && !returnsText(node)) return 'does not say that it returns a str, as in ") -> str:"';
  return undefined;
}

/** The parameters without a default, and where those begin that are given by name alone. */
function requiredParameters(node: PythonNode): readonly PythonNode[] {
  const all = childOf(node, 'parameters')?.named ?? [];
  return all.filter(
    ({ type, text }) =>
      type === 'identifier' || type === 'keyword_separator' || (type === 'typed_parameter' && !text.startsWith('*')),
  );
}

/** Without a word of its type: what the libraries for passwords give, which are texts. */
function returnsText(node: PythonNode): boolean {
  const values = [...walk(node)].flatMap((each) =>
    each.type === 'return_statement' ? [each.named[0]?.text ?? ''] : [],
  );
  return values.length > 0 && values.every((value) => TEXT.test(value));
}

const TEXT = /^\w+(?:\.\w+)*\.hash\(|\.decode\((?:["'][\w-]*["'])?\)$|\.hex(?:digest)?\(\)$/;
