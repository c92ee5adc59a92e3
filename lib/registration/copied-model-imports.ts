/** The imports of a new package's models, each beside one of the blueprint's. */
import { pascalCase } from '../naming/inflect.js';
import type { ImportBinding, ImportForm } from '../python/imports.js';
import { isReferredTo, type ModelImport } from '../wiring/model-imports.js';
import { isModelClass } from '../wiring/model-uses.js';
import { below } from '../wiring/searched-file.js';
import { type Need, nameOf, needOf } from './copied-import.js';
import { type HostFile, isObstacle, type Obstacle } from './host-file.js';
import { counterpart, isUsed, ownParts } from './names.js';

/**
 * The new package's imports beside one of the blueprint's: its modules and stars as they are, of its classes the one
 * model. A name that nothing uses keeps the linter's pragma of its sibling, and gets one when the sibling is in use itself.
 */
export function copiedImportsOf(
  file: HostFile,
  { bindings, statement }: ModelImport,
  main: ImportBinding | undefined,
): readonly Need[] | Obstacle {
  const classes = bindings.filter(isOfClass);
  const { modelName = pascalCase(file.request.singular) } = file.request;
  const needs: Need[] = [];
  for (const binding of bindings) {
    if (classes.includes(binding) && binding.name !== main?.name) {
      const further = furtherOf(file, binding);
      if (further !== undefined && !isUsed(file, nameOf(further.form), statement)) needs.push(further);
      continue;
    }
    const isModel = classes.includes(binding) && (isModelClass(nameIn(binding)) || binding.form.alias === undefined);
    const depth = depthOf(file, binding);
    const told = isModel ? modelPath(file, binding.path.split('.').slice(-depth), modelName) : undefined;
    const need = needOf(file, binding, depth, told);
    // `from .post import Post, post_tags`: a new package has the model, and no table of the blueprint's links.
    const isBeside = !classes.includes(binding) && classes.some(({ name }) => name === main?.name);
    const isOther = isObstacle(need) || nameOf(need.form) !== binding.name;
    if (isBeside && isOther && nameIn(binding) !== '*') continue;
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

/**
 * Where the new package has its model: below the counterpart of the module that the blueprint's is in, or else in a module
 * for models, or wherever it is.
 */
function modelPath({ request }: HostFile, inside: readonly string[], modelName: string): readonly string[] | undefined {
  const all = (request.provides ?? []).map((each) => each.split('.')).filter((each) => each.at(-1) === modelName);
  const module = counterpart(inside.slice(0, -1), { ...request, modelName })?.join('.');
  return (
    all.find((each) => each.slice(0, -1).join('.') === module) ??
    all.find((each) => /(?:^|_)(?:models?|entit(?:y|ies)|tables?)$/.test(each[0] ?? '')) ??
    all[0]
  );
}

/** The import of a further model that the new package is known to have, as the blueprint has it. */
function furtherOf(file: HostFile, binding: ImportBinding): Need | undefined {
  const depth = depthOf(file, binding);
  const inside = binding.path.split('.').slice(-depth);
  const ours = ownParts(inside, file.request);
  if (binding.form.alias !== undefined || !file.request.provides?.includes(ours.join('.'))) return undefined;
  const need = needOf(file, binding, depth, ours);
  return isObstacle(need) || need.form.alias !== undefined ? undefined : need;
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

/** The imports but for those of modules that the new package does not have, where it has others. */
export function withCounterparts(file: HostFile, imports: readonly ModelImport[]): readonly ModelImport[] {
  const has = imports.filter(({ bindings }) =>
    bindings.some((each) => isOfClass(each) || counterpart(below(each.path, file.blueprint) ?? [], file.request)),
  );
  return has.length > 0 ? has : imports;
}

/** The class among those that are imported that the one model of the new package is the counterpart of. */
export function mainClass(file: HostFile, imports: readonly ModelImport[]): ImportBinding | undefined {
  return mainOf(imports.flatMap(({ bindings }) => bindings).filter(isOfClass), file);
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

/** An alias with the name of the blueprint's class is kept only where it was made for the new one. */
function classForm(form: ImportForm, modelName: string, original: ImportForm): ImportForm {
  if (form.kind === 'import' || original.kind === 'import') return form;
  if (original.alias !== undefined && !isModelClass(original.name)) return form;
  const plain: ImportForm = { kind: 'from', module: form.module, name: modelName };
  if (original.alias === undefined || form.alias === undefined) return plain;
  if (original.alias === original.name) return { ...plain, alias: modelName };
  return /^_*[A-Z]/.test(form.alias) && form.alias !== modelName ? { ...plain, alias: form.alias } : plain;
}

/** The number of names below the package that an import leads through. */
function depthOf({ blueprint, request }: HostFile, { path }: ImportBinding): number {
  const parts = path.split('.');
  return below(path, blueprint)?.length ?? parts.length - 1 - parts.lastIndexOf(request.blueprint);
}
