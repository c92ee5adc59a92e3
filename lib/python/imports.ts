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
  /** Whether it stands anywhere but directly in the module. */
  readonly nested: boolean;
};

/** An expression of names and dots, what it refers to, and the import that it comes through. */
export type Reference = { readonly node: PythonNode; readonly target: string; readonly via: ImportBinding };

export type Imports = {
  readonly bindings: readonly ImportBinding[];
  readonly stars: readonly { readonly path: string; readonly statement: PythonNode }[];
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
  const stars: { path: string; statement: PythonNode }[] = [];
  for (const statement of walk(tree.root)) {
    if (statement.type === 'future_import_statement') bindings.push(...fromBindings(statement, FUTURE, FUTURE));
    if (statement.type === 'import_statement') bindings.push(...plainBindings(statement));
    if (statement.type !== 'import_from_statement') continue;
    const from = childOf(statement, 'module_name')?.text.replace(/\s/g, '') ?? '';
    const path = absolute(from, module);
    if (statement.named.some((child) => child.type === 'wildcard_import')) stars.push({ path, statement });
    else bindings.push(...fromBindings(statement, from, path));
  }
  const others = new Map<PythonNode, ReadonlySet<string>>();
  const bindsOtherwise = (scope: PythonNode, name: string): boolean => {
    const names = others.get(scope) ?? boundNames(scope);
    others.set(scope, names);
    return names.has(name);
  };
  const of = (scope: PythonNode, name: string): readonly ImportBinding[] =>
    bindings.filter((binding) => binding.scope === scope && binding.name === name);

  const resolve = (node: PythonNode): Reference | undefined => {
    const parts = dottedParts(node);
    const name = parts?.[0];
    if (parts === undefined || name === undefined) return undefined;
    for (const scope of scopeChain(node)) {
      if (bindsOtherwise(scope, name)) return undefined;
      const found = of(scope, name);
      const first = found[0];
      if (first === undefined) continue;
      if (found.some((binding) => binding.target !== first.target)) return undefined;
      const target = [first.target, ...parts.slice(1)].join('.');
      const reaching = found.filter((binding) => isWithin(target, binding.path));
      const via = reaching.sort((left, right) => right.path.length - left.path.length)[0] ?? first;
      return { node, target, via };
    }
    return undefined;
  };
  return {
    bindings,
    stars,
    resolve,
    isBound: (name, at) => scopeChain(at).some((scope) => bindsOtherwise(scope, name) || of(scope, name).length > 0),
    references: () => longestExpressions(tree.root).flatMap((node) => resolve(node) ?? []),
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

/** The expressions of names and dots that are no part of a longer one. */
export function longestExpressions(root: PythonNode): readonly PythonNode[] {
  const found: PythonNode[] = [];
  for (const node of walk(root)) {
    if (!isVariable(node)) continue;
    let longest = node;
    while (longest.field === 'object' && longest.parent?.type === 'attribute') longest = longest.parent;
    found.push(longest);
  }
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

function place(statement: PythonNode): Pick<ImportBinding, 'statement' | 'scope' | 'nested'> {
  return { statement, scope: scopeOf(statement), nested: statement.parent?.type !== 'module' };
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
