import { statementOf } from '../python/find.js';
import type { ImportBinding, ImportForm } from '../python/imports.js';
import { scopeOf } from '../python/scope.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { pascalCase } from '../spec/cases.js';
import { pragmaOf } from './comments.js';
import { below, type HostFile, isObstacle, type Obstacle } from './host-file.js';
import { isModelClass } from './model-uses.js';
import { isUsed } from './names.js';
import { type Need, nameOf, needOf } from './wire.js';

/** One import of a package's models; `names` is what it brings, nothing for a star. */
export type ModelImport = {
  readonly statement: PythonNode;
  readonly path: string;
  readonly bindings: readonly ImportBinding[];
};

/** The imports at run time that make the models of a package known to Python, one a statement. */
export function modelImports(file: HostFile, owner: string): readonly ModelImport[] {
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
    const isTwin = [...found.values()].some(({ bindings }) => bindings.some((each) => areTwins(each, binding)));
    const { statement, path } = binding;
    if (isTwin && !found.has(statement)) found.set(statement, { statement, path, bindings: [binding] });
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
function areTwins(one: ImportBinding, other: ImportBinding): boolean {
  if (one === other || one.name !== other.name || one.scope !== other.scope) return false;
  const [whole, twin] = [one, other].map(({ statement }) => tryOf(statement));
  const isSuffix = `.${one.path}`.endsWith(`.${other.path}`) || `.${other.path}`.endsWith(`.${one.path}`);
  return whole !== undefined && whole === twin && isSuffix;
}

function tryOf(statement: PythonNode): PythonNode | undefined {
  const branch = statement.parent?.parent;
  const whole = branch?.type === 'except_clause' ? branch.parent : branch;
  return whole?.type === 'try_statement' ? whole : undefined;
}

/** The number of names below the package that an import leads through. */
function depthOf({ blueprint, request }: HostFile, { path }: ImportBinding): number {
  const parts = path.split('.');
  return below(path, blueprint)?.length ?? parts.length - 1 - parts.lastIndexOf(request.blueprint);
}

function starBinding(path: string, module: string, statement: PythonNode): ImportBinding {
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

/**
 * What the new package's twin of an import is: its modules and stars as they are, of its classes the one model. A name
 * that nothing uses keeps the linter's pragma of its sibling, and gets one when the sibling is in use itself.
 */
export function twinOf(file: HostFile, { bindings, statement }: ModelImport): readonly Need[] | Obstacle {
  const classes = bindings.filter(isOfClass);
  const { modelName = pascalCase(file.request.singular) } = file.request;
  const needs: Need[] = [];
  for (const binding of bindings) {
    if (classes.includes(binding) && binding !== mainOf(classes, file)) continue;
    const told =
      classes.includes(binding) && (isModelClass(nameIn(binding)) || binding.form.alias === undefined)
        ? file.request.provides?.find((each) => each.endsWith(`.${modelName}`))
        : undefined;
    const need = needOf(file, binding, depthOf(file, binding), told?.split('.'));
    if (isObstacle(need)) return { ...need, id: 'models-shape-unknown' };
    const isShared = isNameShared(file, binding);
    const like = isShared ? unaliased(need.form) : need.form;
    const form = classes.includes(binding) ? classForm(like, modelName, binding.form) : like;
    const name = nameOf(form);
    const isNew = form.kind === 'from' || form.alias !== undefined;
    if (isNew && !isShared && name !== '*' && isUsed(file, name, statement)) {
      return { id: 'name-taken', reason: `The file already uses the name ${name}.`, line: statement.line };
    }
    needs.push({ ...need, form, comment: need.comment || (isReferredTo(file, bindings) ? '  # noqa: F401' : '') });
  }
  return needs;
}

/** Whether imports of several packages make one name that nothing uses: each only has to run. */
function isNameShared(file: HostFile, { name, scope, target, form }: ImportBinding): boolean {
  if (form.kind !== 'from' || form.alias !== undefined) return false;
  const isOther = (each: ImportBinding): boolean =>
    each.name === name && each.scope === scope && each.target !== target;
  return file.imports.bindings.some(isOther) && !file.imports.references().some(({ via }) => via.name === name);
}

function unaliased(form: ImportForm): ImportForm {
  return form.kind === 'from' ? { kind: 'from', module: form.module, name: form.name } : form;
}

const isOfClass = ({ form }: ImportBinding): boolean => form.kind === 'from' && /^_*[A-Z]/.test(form.name);

/** The imports that have a twin: of those of classes alone the ones of the class that is named after the blueprint. */
export function withTwins(file: HostFile, imports: readonly ModelImport[]): readonly ModelImport[] {
  const ofClasses = imports.filter(({ bindings }) => bindings.every(isOfClass));
  const main = mainOf(
    ofClasses.flatMap(({ bindings }) => bindings),
    file,
  );
  return imports.filter((each) => !ofClasses.includes(each) || each.bindings.some(({ name }) => name === main?.name));
}

const nameIn = ({ form }: ImportBinding): string => (form.kind === 'from' ? form.name : '');

function mainOf(classes: readonly ImportBinding[], file: HostFile): ImportBinding | undefined {
  const main = pascalCase(file.request.blueprint);
  return (
    classes.find((each) => nameIn(each) === main || `${nameIn(each)}s` === main) ??
    classes.find((each) => isModelClass(nameIn(each))) ??
    classes[0]
  );
}

/** An alias that speaks of the blueprint's class is kept only where it was made for the new one. */
function classForm(form: ImportForm, modelName: string, original: ImportForm): ImportForm {
  if (form.kind === 'import' || original.kind === 'import') return form;
  if (original.alias !== undefined && !isModelClass(original.name)) return form;
  const plain: ImportForm = { kind: 'from', module: form.module, name: modelName };
  if (original.alias === undefined || form.alias === undefined) return plain;
  if (original.alias === original.name) return { ...plain, alias: modelName };
  return /^_*[A-Z]/.test(form.alias) && form.alias !== modelName ? { ...plain, alias: form.alias } : plain;
}

/** Whether the file uses what the import brings, so that the import would be there without the tables too. */
export function isReferredTo(file: HostFile, bindings: readonly ImportBinding[]): boolean {
  const paths = bindings.map(({ path }) => path);
  const listed = bindings.some(({ name }) => isListed(file, name));
  return !listed && file.imports.references().some(({ via }) => paths.includes(via.path));
}

function isListed(file: HostFile, name: string): boolean {
  return [...walk(file.tree.root)].some(
    ({ type, text, parent }) =>
      type === 'string' && text.slice(1, -1) === name && /^__all__/.test(statementOf(parent ?? file.tree.root).text),
  );
}

export function hasPragma(file: HostFile, statement: PythonNode): boolean {
  return pragmaOf(file.source, statement) !== '';
}

/** Whether a statement has run when the call does: it stands above it, or the call is in a function. */
export function runsBefore(statement: PythonNode, call: PythonNode): boolean {
  return statement.start < statementOf(call).start || scopeOf(call).type !== 'module';
}
