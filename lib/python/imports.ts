/** What a module imports, and what the names in it refer to. */
import { dottedParts, isVariable } from './find.js';
import { boundNames, scopeChain, scopeOf } from './scope.js';
import { childOf, childrenOf, type PythonNode, type PythonTree, walk } from './syntax.js';

/** The module that a text is: its dotted name, and whether it is the `__init__` of a package. */
export type ModuleName = { readonly name: string; readonly isPackage: boolean };

/** One imported name as it is spelled; `module` keeps the dots of a relative import. */
export type ImportForm =
  | { readonly kind: 'import'; readonly module: string; readonly alias?: string }
  | { readonly kind: 'from'; readonly module: string; readonly name: string; readonly alias?: string };

export type ImportBinding = {
  /** The name that it makes. */
  readonly name: string;
  /** What the name refers to: `app` for `import app.users`. */
  readonly target: string;
  /** What is imported, as an absolute dotted name: `app.users` for `import app.users`. */
  readonly path: string;
  readonly form: ImportForm;
  readonly statement: PythonNode;
  readonly scope: PythonNode;
  /** Whether it is anywhere but directly in the module. */
  readonly nested: boolean;
  /** Whether it is under `if TYPE_CHECKING`: no name at run time. */
  readonly typeOnly: boolean;
};

/**
 * An expression of names and dots, what it refers to, and the import that it comes through. `alternatives` are the other
 * imports that make the same name in the same scope, as in `try: from app … except ImportError: from . …`.
 */
export type Reference = {
  readonly node: PythonNode;
  readonly target: string;
  readonly via: ImportBinding;
  readonly alternatives: readonly ImportBinding[];
};

/** `from module import *`: `path` is the module's absolute name, `module` as it is spelled. */
export type StarImport = {
  readonly path: string;
  readonly module: string;
  readonly statement: PythonNode;
  readonly typeOnly: boolean;
};

export type Imports = {
  readonly bindings: readonly ImportBinding[];
  readonly stars: readonly StarImport[];
  /** `undefined` for what is not imported, or bound in more than one way. */
  resolve(node: PythonNode): Reference | undefined;
  /** Whether some scope that the node sees binds the name; what a star import brings is unknown. */
  isBound(name: string, at: PythonNode): boolean;
  /** Every longest expression that leads to an import, in the order of the text. */
  references(): readonly Reference[];
};

const FUTURE = '__future__';

export function readImports(tree: PythonTree, module: ModuleName): Imports {
  const bindings: ImportBinding[] = [];
  const stars: StarImport[] = [];
  for (const statement of walk(tree.root)) {
    if (statement.type === 'future_import_statement') bindings.push(...fromBindings(statement, FUTURE, FUTURE));
    if (statement.type === 'import_statement') bindings.push(...plainBindings(statement));
    if (statement.type !== 'import_from_statement') continue;
    const from = childOf(statement, 'module_name')?.text.replace(/\s/g, '') ?? '';
    const path = absolute(from, module);
    if (statement.named.some((child) => child.type === 'wildcard_import')) {
      stars.push({ path, module: from, statement, typeOnly: isTypeOnly(statement) });
    } else bindings.push(...fromBindings(statement, from, path));
  }
  const others = new Map<PythonNode, ReadonlySet<string>>();
  const bindsOtherwise = (scope: PythonNode, name: string): boolean => {
    const names = others.get(scope) ?? boundNames(scope);
    others.set(scope, names);
    return names.has(name);
  };
  const named = new Map<string, ImportBinding[]>();
  for (const binding of bindings) {
    const same = named.get(binding.name);
    if (same === undefined) named.set(binding.name, [binding]);
    else same.push(binding);
  }
  const of = (scope: PythonNode, name: string): readonly ImportBinding[] =>
    (named.get(name) ?? []).filter((binding) => binding.scope === scope && !binding.typeOnly);

  const resolve = (node: PythonNode): Reference | undefined => {
    const parts = dottedParts(node);
    const name = parts?.[0];
    if (parts === undefined || name === undefined) return undefined;
    for (const scope of scopeChain(node)) {
      if (bindsOtherwise(scope, name)) return undefined;
      const found = of(scope, name);
      const first = found[0];
      if (first === undefined) continue;
      if (found.some((binding) => binding.target !== first.target) && !areAlternatives(found)) return undefined;
      const target = [first.target, ...parts.slice(1)].join('.');
      const reaching = found.filter((binding) => isWithin(target, binding.path));
      const via = [...reaching].sort((left, right) => right.path.length - left.path.length)[0] ?? first;
      const alternatives = found.filter((binding) => binding !== via && binding.statement !== via.statement);
      return { node, target, via, alternatives };
    }
    return undefined;
  };
  let all: readonly Reference[] | undefined;
  return {
    bindings,
    stars,
    resolve,
    isBound: (name, at) => scopeChain(at).some((scope) => bindsOtherwise(scope, name) || of(scope, name).length > 0),
    references: () => {
      all ??= longestExpressions(tree.root).flatMap((node) => resolve(node) ?? []);
      return all;
    },
  };
}

/** Whether a dotted name is the other one or something in it. */
export function isWithin(name: string, ancestor: string): boolean {
  return name === ancestor || name.startsWith(`${ancestor}.`);
}

export function printImport(form: ImportForm): string {
  const alias = form.alias === undefined ? '' : ` as ${form.alias}`;
  return form.kind === 'import' ? `import ${form.module}${alias}` : `from ${form.module} import ${form.name}${alias}`;
}

const longestIn = new WeakMap<PythonNode, readonly PythonNode[]>();

/** The expressions of names and dots that are no part of a longer one. */
export function longestExpressions(root: PythonNode): readonly PythonNode[] {
  const known = longestIn.get(root);
  if (known !== undefined) return known;
  const found: PythonNode[] = [];
  for (const node of walk(root)) {
    if (!isVariable(node)) continue;
    let longest = node;
    while (longest.field === 'object' && longest.parent?.type === 'attribute') longest = longest.parent;
    found.push(longest);
  }
  longestIn.set(root, found);
  return found;
}

function plainBindings(statement: PythonNode): readonly ImportBinding[] {
  return childrenOf(statement, 'name').map((item) => {
    const alias = childOf(item, 'alias')?.text;
    const path = joined(item.type === 'aliased_import' ? childOf(item, 'name') : item);
    const name = alias ?? path.split('.')[0] ?? path;
    const form: ImportForm = { kind: 'import', module: path, ...(alias === undefined ? {} : { alias }) };
    return { name, target: alias === undefined ? name : path, path, form, ...place(statement) };
  });
}

function fromBindings(statement: PythonNode, module: string, from: string): readonly ImportBinding[] {
  return childrenOf(statement, 'name').map((item) => {
    const alias = childOf(item, 'alias')?.text;
    const name = joined(item.type === 'aliased_import' ? childOf(item, 'name') : item);
    const path = from === '' ? name : `${from}.${name}`;
    const form: ImportForm = { kind: 'from', module, name, ...(alias === undefined ? {} : { alias }) };
    return { name: alias ?? name, target: path, path, form, ...place(statement) };
  });
}

function place(statement: PythonNode): Pick<ImportBinding, 'statement' | 'scope' | 'nested' | 'typeOnly'> {
  const nested = statement.parent?.type !== 'module';
  return { statement, scope: scopeOf(statement), nested, typeOnly: isTypeOnly(statement) };
}

/** Whether a statement is under `if TYPE_CHECKING:`, which no run ever enters. */
export function isTypeOnly(statement: PythonNode): boolean {
  for (let at = statement; at.parent !== undefined; at = at.parent) {
    if (at.parent.type !== 'if_statement' || at.field !== 'consequence') continue;
    if (/^(?:\w+\.)?TYPE_CHECKING$/.test(childOf(at.parent, 'condition')?.text ?? '')) return true;
  }
  return false;
}

/** Whether the imports are in the branches of one `try`, so that only one of them makes the name. */
function areAlternatives(bindings: readonly ImportBinding[]): boolean {
  const branches = bindings.map(({ statement }) => {
    const branch = statement.parent?.parent?.type === 'except_clause' ? statement.parent.parent : statement.parent;
    return branch?.parent?.type === 'try_statement' ? branch : undefined;
  });
  const [first] = branches;
  return new Set(branches).size === bindings.length && branches.every((each) => each && each.parent === first?.parent);
}

function joined(node: PythonNode | undefined): string {
  return node === undefined ? '' : (dottedParts(node) ?? []).join('.');
}

/** PEP 328: one dot is the package that the module is in, each further one its parent. */
function absolute(from: string, module: ModuleName): string {
  const dots = /^\.*/.exec(from)?.[0].length ?? 0;
  if (dots === 0) return from;
  const parts = module.name.split('.');
  const up = module.isPackage ? dots - 1 : dots;
  const base = parts.slice(0, Math.max(0, parts.length - up));
  return [...base, ...from.slice(dots).split('.')].filter((part) => part !== '').join('.');
}
