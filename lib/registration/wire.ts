import { blockOf } from '../python/find.js';
import { type ImportBinding, type ImportForm, isWithin, printImport, type Reference } from '../python/imports.js';
import { scopeChain, scopeOf } from '../python/scope.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { pragmaOf } from './comments.js';
import { below, type HostFile, isObstacle, type Obstacle } from './host-file.js';
import { counterpartName, counterpartOrRouter, isUsed, newAlias } from './names.js';
import type { RefusalId } from './outcome.js';

/** An import that the new package needs, beside the blueprint's that it is made like and that makes `name`. */
export type Need = {
  readonly sibling: PythonNode;
  readonly name: string;
  readonly form: ImportForm;
  readonly comment: string;
};

/** How the new package's counterpart of an expression is written in the file, and the imports that it still needs. */
export type Wiring = { readonly expression: string; readonly needs: readonly Need[] };

/**
 * `use` is the blueprint's expression (`users_api.router`) and `anchor` the statement below which its counterpart
 * will stand.
 */
export function wire(file: HostFile, use: Reference, anchor: PythonNode, unknown: RefusalId): Wiring | Obstacle {
  const line = use.via.statement.line;
  const handed = file.request.handedOn?.find(({ from }) => from === use.target);
  if (handed !== undefined) return wireHanded(file, use, handed.to, anchor, unknown);
  const inside = below(use.target, file.blueprint) ?? [];
  const ours = counterpartOrRouter(inside, file.request);
  if (ours === undefined) {
    const reason = `The new package would have no ${[file.package, ...inside].join('.')}.`;
    return { id: unknown, reason, line };
  }
  const target = [file.package, ...ours].join('.');
  const known = file.imports.bindings.find((binding) => reaches(file, binding, target, anchor));
  if (known !== undefined) return { expression: known.name + target.slice(known.target.length), needs: [] };

  const imports = branches(use, anchor);
  if (imports === undefined) {
    return { id: unknown, reason: `The import of ${use.via.path} stands in a block of its own.`, line };
  }
  const depth = below(use.via.path, file.blueprint)?.length ?? 0;
  const needs: Need[] = [];
  for (const binding of imports) {
    const need = needOf(file, binding, depth);
    if (isObstacle(need)) return { ...need, id: unknown };
    needs.push(need);
  }
  const form = needs[0]?.form;
  if (form === undefined) return { id: unknown, reason: `${use.via.path} is not imported.`, line };
  const name = isPlain(form) ? undefined : nameOf(form);
  const taken = name !== undefined && isUsed(file, name, anchor);
  if (taken) return { id: 'name-taken', reason: `The file already uses the name ${name}.`, line };
  return {
    expression: name === undefined ? target : [name, ...ours.slice(ours.length - inside.length + depth)].join('.'),
    needs,
  };
}

/** The same for a router that another module of the host hands on under a name of its own. */
function wireHanded(
  file: HostFile,
  { via, node, target }: Reference,
  to: string,
  anchor: PythonNode,
  unknown: RefusalId,
): Wiring | Obstacle {
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
  if (depth + 1 > spelled.length) return unknown(`${printImport(form)} does not name the package.`);
  const parts = [...spelled.slice(0, spelled.length - 1 - depth), file.request.package, ...ours];
  const { name } = binding;
  return {
    sibling: statement,
    name,
    form: newForm(file, binding, parts, dots),
    comment: pragmaOf(file.source, statement),
  };
}

function newForm(
  file: HostFile,
  { form, name, path }: ImportBinding,
  parts: readonly string[],
  dots: string,
): ImportForm {
  const inside = below(path, file.blueprint) ?? [];
  if (form.kind === 'import') {
    const module = parts.join('.');
    return form.alias === undefined
      ? { kind: 'import', module }
      : { kind: 'import', module, alias: newAlias(file, name, inside) };
  }
  const own = parts.at(-1) ?? '';
  const module = dots + parts.slice(0, -1).join('.');
  const isNamed = own !== form.name && own === counterpartName(form.name, file.request);
  const isOwnName = form.alias === undefined && (isNamed || own === '*');
  // `import User as User` says that the name is handed on; a type checker wants it said again.
  if (form.alias === form.name) return { kind: 'from', module, name: own, alias: own };
  const alias = isOwnName ? own : newAlias(file, name, inside);
  return { kind: 'from', module, name: own, ...(alias === own ? {} : { alias }) };
}

/** The name that an import makes. */
export function nameOf(form: ImportForm): string {
  if (form.alias !== undefined) return form.alias;
  return form.kind === 'from' ? form.name : (form.module.split('.')[0] ?? form.module);
}

export function isPlain(form: ImportForm): boolean {
  return form.kind === 'import' && form.alias === undefined;
}

/** Whether an import that is there already leads to the target from below the anchor. */
function reaches(file: HostFile, binding: ImportBinding, target: string, anchor: PythonNode): boolean {
  if (!isWithin(target, binding.path) || below(binding.path, file.package) === undefined || binding.typeOnly)
    return false;
  if (!scopeChain(anchor).includes(binding.scope) || !isBeside(binding.statement, anchor)) return false;
  if (binding.scope === scopeOf(anchor) && binding.statement.start > anchor.start) return false;
  const twins = file.imports.bindings.filter(({ name, scope }) => name === binding.name && scope === binding.scope);
  return twins.every((twin) => twin.target === binding.target);
}

/** Whether what the statement binds is there whenever the anchor runs: it is in a block around the anchor, or in its own. */
export function isBeside(statement: PythonNode, anchor: PythonNode): boolean {
  for (let at: PythonNode | undefined = anchor; at !== undefined; at = at.parent) {
    if (blockOf(at).includes(statement)) return true;
  }
  return false;
}

/**
 * The imports of the blueprint that need a twin for the name to be there at the anchor: one that stands beside the anchor,
 * or all those in the branches of one statement beside it.
 */
function branches({ via, twins }: Reference, anchor: PythonNode): readonly ImportBinding[] | undefined {
  if (isBeside(via.statement, anchor)) return [via];
  const all = [via, ...twins].sort((left, right) => left.statement.start - right.statement.start);
  const whole = compoundOf(via.statement);
  if (whole === undefined || !isBeside(whole, anchor)) return undefined;
  if (all.some(({ statement }) => compoundOf(statement) !== whole)) return undefined;
  if (whole.type === 'if_statement' && !whole.children.some(({ type }) => type === 'else_clause')) return undefined;
  const covered = bodiesOf(whole).every(
    (body) => all.some(({ statement }) => statement.parent === body) || leaves(body.named.at(-1)),
  );
  return covered ? all : undefined;
}

/** The `try` or `if` that the statement stands directly in a branch of. */
function compoundOf(statement: PythonNode): PythonNode | undefined {
  const branch = statement.parent?.parent;
  const whole = branch !== undefined && /_clause$/.test(branch.type) ? branch.parent : branch;
  return whole !== undefined && ['try_statement', 'if_statement'].includes(whole.type) ? whole : undefined;
}

function bodiesOf(whole: PythonNode): readonly PythonNode[] {
  const branches = whole.children.filter(({ type }) => ['except_clause', 'elif_clause', 'else_clause'].includes(type));
  const others = whole.type === 'try_statement' ? branches.filter(({ type }) => type === 'except_clause') : branches;
  return [whole, ...others].flatMap((each) => each.children.find(({ type }) => type === 'block') ?? []);
}

function leaves(statement: PythonNode | undefined): boolean {
  if (statement === undefined) return false;
  if (['raise_statement', 'return_statement'].includes(statement.type)) return true;
  return [...walk(statement)].some(({ type, text }) => type === 'call' && /^sys\.exit\(/.test(text));
}
