/** Imports that make the models of a package known, each on its own. */
import { statementOf } from '../python/find.js';
import type { ImportBinding, ImportForm } from '../python/imports.js';
import { scopeOf } from '../python/scope.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { below, type SearchedFile } from './searched-file.js';

/** One import of a package's models; `names` is what it brings, nothing for a star. */
export type ModelImport = {
  readonly statement: PythonNode;
  readonly path: string;
  readonly bindings: readonly ImportBinding[];
};

/** The imports at run time that make the models of a package known to Python, one a statement. */
export function modelImports(file: SearchedFile, owner: string): readonly ModelImport[] {
  const found = new Map<PythonNode, ModelImport>();
  const isWhole = file.request.mode === 'imports';
  for (const binding of file.imports.bindings) {
    const path = below(binding.path, owner);
    if (path === undefined || binding.typeOnly || !isModelsPath(path, isWhole)) continue;
    const known = found.get(binding.statement)?.bindings ?? [];
    found.set(binding.statement, { statement: binding.statement, path: binding.path, bindings: [...known, binding] });
  }
  for (const { path, statement, typeOnly, module } of file.imports.stars) {
    const inside = below(path, owner);
    if (inside === undefined || typeOnly || !isModelsPath(inside, isWhole)) continue;
    found.set(statement, { statement, path, bindings: [starBinding(path, module, statement)] });
  }
  for (const binding of file.imports.bindings) {
    const isAlternative = [...found.values()].some(({ bindings }) =>
      bindings.some((each) => areAlternatives(each, binding)),
    );
    const { statement, path } = binding;
    if (isAlternative && !found.has(statement)) found.set(statement, { statement, path, bindings: [binding] });
  }
  return [...found.values()].sort((left, right) => left.statement.start - right.statement.start);
}

/** Where anything of a package counts (`import app.users` in an env.py), and where its models module does. */
function isModelsPath(path: readonly string[], isWhole: boolean): boolean {
  return path[0] === undefined
    ? isWhole
    : /(?:^|_)models?$/.test(path[0]) || (isWhole && !/router$|^api$/.test(path[0]));
}

/** Whether two imports make one name in the branches of one `try`, from modules of one name below different roots. */
function areAlternatives(one: ImportBinding, other: ImportBinding): boolean {
  if (one === other || one.name !== other.name || one.scope !== other.scope) return false;
  const [whole, another] = [one, other].map(({ statement }) => tryOf(statement));
  const isSuffix = `.${one.path}`.endsWith(`.${other.path}`) || `.${other.path}`.endsWith(`.${one.path}`);
  return whole !== undefined && whole === another && isSuffix;
}

function tryOf(statement: PythonNode): PythonNode | undefined {
  const branch = statement.parent?.parent;
  const whole = branch?.type === 'except_clause' ? branch.parent : branch;
  return whole?.type === 'try_statement' ? whole : undefined;
}

/** A star as if it were an import of one name. */
export function starBinding(path: string, module: string, statement: PythonNode): ImportBinding {
  const form: ImportForm = { kind: 'from', module, name: '*' };
  const nested = statement.parent?.type !== 'module';
  return {
    name: '*',
    target: `${path}.*`,
    path: `${path}.*`,
    form,
    statement,
    scope: scopeOf(statement),
    nested,
    typeOnly: false,
  };
}

/** Whether the file uses what the import brings, so that the import would be there without the tables too. */
export function isReferredTo(file: SearchedFile, bindings: readonly ImportBinding[]): boolean {
  const paths = bindings.map(({ path }) => path);
  const listed = bindings.some(({ name }) => isListed(file, name));
  return !listed && file.imports.references().some(({ via }) => paths.includes(via.path));
}

function isListed(file: SearchedFile, name: string): boolean {
  return [...walk(file.tree.root)].some(
    ({ type, text, parent }) =>
      type === 'string' && text.slice(1, -1) === name && /^__all__/.test(statementOf(parent ?? file.tree.root).text),
  );
}

/** Whether a statement has run when the call does: it is above it, or the call is in a function. */
export function runsBefore(statement: PythonNode, call: PythonNode): boolean {
  return statement.start < statementOf(call).start || scopeOf(call).type !== 'module';
}
