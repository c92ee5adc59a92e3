/** The imports that a copy of the blueprint's registration needs, each made like the blueprint's. */
import { type ImportBinding, type ImportForm, isWithin, printImport, type Reference } from '../python/imports.js';
import { scopeChain, scopeOf } from '../python/scope.js';
import type { PythonNode } from '../python/syntax.js';
import { realCounterpart } from '../wiring/layer-names.js';
import { below } from '../wiring/searched-file.js';
import { branches, isBeside } from './branches.js';
import { pragmaOf } from './comments.js';
import { type HostFile, isObstacle, type Obstacle } from './host-file.js';
import { counterpartName, counterpartOrRouter, isUsed, manyName, newAlias } from './names.js';
import type { RefusalId } from './outcome.js';

/** An import that the new package needs, beside the blueprint's that it is made like and that makes `name`. */
export type Need = {
  readonly sibling: PythonNode;
  readonly name: string;
  readonly form: ImportForm;
  readonly comment: string;
};

/** The imports that are needed already, as text by the names that they make: one name is not made twice. */
export type Taken = ReadonlyMap<string, ReadonlySet<string>>;

/** How the new package's counterpart of an expression is written in the file, and the imports that it still needs. */
export type CopiedReference = { readonly expression: string; readonly needs: readonly Need[] };

/**
 * `use` is the blueprint's expression (`users_api.router`) and `anchor` the statement below which its counterpart
 * will come.
 */
export function copyReference(
  file: HostFile,
  use: Reference,
  anchor: PythonNode,
  unknown: RefusalId,
  taken: Taken = new Map(),
): CopiedReference | Obstacle {
  const line = use.via.statement.line;
  const reExport = file.request.reExported?.find(({ from }) => from === use.target);
  if (reExport !== undefined) return copyReExported(file, use, reExport.to, anchor, unknown);
  const inside = below(use.target, file.blueprint) ?? [];
  const ours = counterpartOrRouter(inside, file.request);
  if (ours === undefined) {
    const reason = `The new package would have no ${file.names.spell([file.package, ...inside].join('.'))}.`;
    return { id: unknown, reason, line };
  }
  const target = [file.package, ...ours].join('.');
  const known = file.imports.bindings.find((binding) => reaches(file, binding, target, anchor));
  if (known !== undefined) return { expression: reached(file, known, target), needs: [] };
  const gathered = throughPackage(file, use, target);
  if (gathered !== undefined) return { expression: gathered, needs: [] };

  const imports = branches(use, anchor, file.imports.bindings);
  if (imports === undefined) {
    return { id: unknown, reason: `${use.via.path} is imported in another block than the one that uses it.`, line };
  }
  const depth = below(use.via.path, file.blueprint)?.length ?? 0;
  const needs: Need[] = [];
  for (const binding of imports) {
    const need = needOf(file, binding, depth, undefined, taken);
    if (isObstacle(need)) return { ...need, id: unknown };
    needs.push(need);
  }
  const form = needs[0]?.form;
  if (form === undefined) return { id: unknown, reason: `${use.via.path} is not imported.`, line };
  const name = isPlain(form) ? undefined : nameOf(form);
  const isTaken = name !== undefined && isUsed(file, name, anchor);
  if (isTaken) return { id: 'name-taken', reason: `The file already uses the name ${name}.`, line };
  return {
    expression:
      name === undefined
        ? file.names.spell(target)
        : [name, ...ours.slice(ours.length - inside.length + depth)].join('.'),
    needs,
  };
}

/** What an existing import imports, as the file writes it. */
function reached(file: HostFile, { form, name, target: known }: ImportBinding, target: string): string {
  return isPlain(form) ? file.names.spell(target) : name + target.slice(known.length);
}

/** The expression for what the blueprint is used through a package that gathers the modules of a layer: `routes.invoices`. */
function throughPackage(file: HostFile, { via }: Reference, target: string): string | undefined {
  if (file.request.layers === undefined || below(via.path, file.blueprint) !== undefined) return undefined;
  const [real, own] = [file.realPath(via), file.names.spell(target)];
  return isWithin(own, real) && !isPlain(via.form) ? via.name + own.slice(real.length) : undefined;
}

/** The same for a router that another module of the host re-exports under another name. */
function copyReExported(
  file: HostFile,
  { via, node, target }: Reference,
  to: string,
  anchor: PythonNode,
  unknown: RefusalId,
): CopiedReference | Obstacle {
  const { form, statement } = via;
  const own = to.slice(to.lastIndexOf('.') + 1);
  const line = statement.line;
  if (via.path !== target) return { expression: node.text.replace(/\w+$/, own), needs: [] };
  if (form.kind === 'import' || !isBeside(statement, anchor)) {
    return { id: unknown, reason: `The import of ${via.path} is not understood.`, line };
  }
  const alias = form.alias === undefined ? own : newAlias(file, form.alias, [own]);
  if (isUsed(file, alias, anchor))
    return { id: 'name-taken', reason: `The file already uses the name ${alias}.`, line };
  const ours: ImportForm = { kind: 'from', module: form.module, name: own, ...(alias === own ? {} : { alias }) };
  const comment = pragmaOf(file.source, statement);
  return { expression: alias, needs: [{ sibling: statement, name: via.name, form: ours, comment }] };
}

/**
 * The blueprint's import with the package replaced; `depth` is the number of names below the package that it imports,
 * `told` what ours imports instead where that is known already.
 */
export function needOf(
  file: HostFile,
  binding: ImportBinding,
  depth: number,
  told?: readonly string[],
  taken: Taken = new Map(),
): Need | Obstacle {
  const { form, statement } = binding;
  const unknown = (reason: string): Obstacle => ({ id: 'router-shape-unknown', reason, line: statement.line });
  const whole = binding.path.split('.');
  const at = whole.length - 1 - depth;
  const ours = told ?? counterpartOrRouter(whole.slice(at + 1), file.request);
  if (whole[at] !== file.request.blueprint) return unknown(`${printImport(form)} does not name the package.`);
  if (ours === undefined) return unknown(`The new package would have no ${whole.slice(at + 1).join('.')}.`);
  const dots = /^\.*/.exec(form.module)?.[0] ?? '';
  const spelled = form.module
    .slice(dots.length)
    .split('.')
    .filter((part) => part !== '');
  if (form.kind === 'from') spelled.push(form.name);
  const { layers } = file.request;
  if (layers === undefined && depth + 1 > spelled.length)
    return unknown(`${printImport(form)} does not name the package.`);
  const parts =
    layers === undefined
      ? [...spelled.slice(0, spelled.length - 1 - depth), file.request.package, ...ours]
      : byLayer(file, binding, spelled.length, ours);
  if (parts === undefined) return unknown(`${printImport(form)} is of no layer that is known.`);
  const { name } = binding;
  return {
    sibling: statement,
    name,
    form: newForm(file, binding, parts, dots, taken),
    comment: pragmaOf(file.source, statement),
  };
}

/** The last `length` parts of the real name of ours: as many as the import of the blueprint spells. */
function byLayer(
  file: HostFile,
  binding: ImportBinding,
  length: number,
  ours: readonly string[],
): readonly string[] | undefined {
  const real = file.realPath(binding);
  const own = realCounterpart(file.request.layers ?? [], real, ours);
  return own?.split('.').slice(real.split('.').length - length);
}

function newForm(
  file: HostFile,
  { form, name, path }: ImportBinding,
  parts: readonly string[],
  dots: string,
  taken: Taken,
): ImportForm {
  const inside = below(path, file.blueprint) ?? [];
  if (form.kind === 'import') {
    const module = parts.join('.');
    return form.alias === undefined
      ? { kind: 'import', module }
      : {
          kind: 'import',
          module,
          alias: newAlias(
            file,
            name,
            inside,
            isFree(taken, (alias) => ({ kind: 'import', module, alias })),
          ),
        };
  }
  const own = parts.at(-1) ?? '';
  const module = dots + parts.slice(0, -1).join('.');
  const named = [counterpartName(form.name, file.request), manyName(form.name, file.request)];
  const isNamed = own !== form.name && named.includes(own);
  const isOwnName = form.alias === undefined && (isNamed || own === '*');
  // `import User as User` says that the name is re-exported; a type checker wants it said again.
  if (form.alias === form.name) return { kind: 'from', module, name: own, alias: own };
  const formOf = (alias: string): ImportForm => ({
    kind: 'from',
    module,
    name: own,
    ...(alias === own ? {} : { alias }),
  });
  const free = isFree(taken, formOf);
  return formOf(isOwnName && free(own) ? own : newAlias(file, name, inside, free));
}

const isFree =
  (taken: Taken, formOf: (name: string) => ImportForm) =>
  (name: string): boolean =>
    name === '*' || taken.get(name)?.has(printImport(formOf(name))) !== false;

/** The name that an import makes. */
export function nameOf(form: ImportForm): string {
  if (form.alias !== undefined) return form.alias;
  return form.kind === 'from' ? form.name : (form.module.split('.')[0] ?? form.module);
}

export function isPlain(form: ImportForm): boolean {
  return form.kind === 'import' && form.alias === undefined;
}

/** Whether an existing import gives the target to what is below the anchor. */
function reaches(file: HostFile, binding: ImportBinding, target: string, anchor: PythonNode): boolean {
  if (!isWithin(target, binding.path) || below(binding.path, file.package) === undefined || binding.typeOnly)
    return false;
  if (!scopeChain(anchor).includes(binding.scope) || !isBeside(binding.statement, anchor)) return false;
  if (binding.scope === scopeOf(anchor) && binding.statement.start > anchor.start) return false;
  const others = file.imports.bindings.filter(({ name, scope }) => name === binding.name && scope === binding.scope);
  return others.every((other) => other.target === binding.target);
}
