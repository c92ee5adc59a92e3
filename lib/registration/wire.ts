import type { TextEdit } from '../python/edit.js';
import { blockOf, isVariable } from '../python/find.js';
import { ensureImport } from '../python/import-place.js';
import { type ImportBinding, type ImportForm, isWithin, printImport, type Reference } from '../python/imports.js';
import { scopeChain, scopeOf } from '../python/scope.js';
import { trailingComment } from '../python/style.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { singular } from '../spec/cases.js';
import { below, type HostFile, isPragma, type Obstacle } from './host-file.js';
import { newAlias, renamed } from './names.js';
import type { RefusalId } from './outcome.js';

/** How the new package's counterpart of an expression is written in the file, and the import that it still needs. */
export type Wiring = {
  readonly expression: string;
  readonly target: string;
  readonly edit?: TextEdit;
  /** The import as a line, for the text to paste. */
  readonly line?: string;
};

/**
 * `use` is the blueprint's expression (`users_api.router`) and `anchor` the statement below which its counterpart
 * will stand.
 */
export function wire(file: HostFile, use: Reference, anchor: PythonNode, unknown: RefusalId): Wiring | Obstacle {
  const shape = (reason: string): Obstacle => ({ id: unknown, reason, line: use.via.statement.line });
  const { via } = use;
  const path = below(via.path, file.blueprint) ?? [];
  const inside = below(use.target, file.blueprint) ?? [];
  const line = via.statement.line;
  if (path.length === 0 || (path.length === 1 && inside.length === 1)) {
    return shape(
      `${use.target} comes through the __init__ of ${file.blueprint}; what a new package has there is not known.`,
    );
  }
  const target = [file.package, ...inside].join('.');
  const problem = missing(file, inside, target);
  if (problem !== undefined) return shape(problem);

  const known = file.imports.bindings.find((binding) => reaches(file, binding, target, anchor));
  if (known !== undefined) return { expression: known.name + target.slice(known.target.length), target };

  if (!isBeside(via.statement, anchor)) {
    return shape(`The import of ${via.path} stands in a block of its own.`);
  }
  const form = counterpart(file, via, path);
  if (form === undefined) return shape(`${printImport(via.form)} does not name the package.`);
  const expression = isPlain(form) ? target : (form.alias ?? leaf(form)) + use.target.slice(via.path.length);
  const name = expression.split('.')[0] ?? expression;
  if (!isPlain(form) && isUsed(file, name, anchor)) {
    return { id: 'name-taken', reason: `The file already uses the name ${name}.`, line };
  }
  const comment = pragmaOf(file.source, via.statement);
  return {
    expression,
    target,
    edit: ensureImport(file.source, via.statement, form, comment),
    line: printImport(form) + comment,
  };
}

/** The blueprint's import with the package replaced. */
export function counterpart(file: HostFile, via: ImportBinding, path: readonly string[]): ImportForm | undefined {
  const module = moduleOf(file, via);
  if (module === undefined) return undefined;
  const { form } = via;
  if (isPlain(form)) return { ...form, module };
  const alias = newAlias(file, via.name, path);
  if (form.kind === 'import') return { kind: 'import', module, alias };
  return { kind: 'from', module, name: form.name, ...(alias === form.name ? {} : { alias }) };
}

/** The text of the module with the package's part replaced; relative imports keep their dots. */
function moduleOf(file: HostFile, via: ImportBinding): string | undefined {
  const { form } = via;
  const dots = /^\.*/.exec(form.module)?.[0] ?? '';
  const parts = form.module.slice(dots.length).split('.');
  const whole = via.path.split('.').length - (form.kind === 'from' ? 1 : 0);
  const at = file.blueprint.split('.').length - 1 - (whole - parts.length);
  if (at < 0 || parts[at] !== file.request.blueprint) return undefined;
  return dots + parts.with(at, file.request.package).join('.');
}

/** Why the new package may not have the target. */
function missing(file: HostFile, inside: readonly string[], target: string): string | undefined {
  const { blueprint, provides } = file.request;
  if (provides !== undefined) {
    return provides.includes(inside.join('.')) ? undefined : `The new package would have no ${target}.`;
  }
  const isNamed = (part: string): boolean =>
    [blueprint, singular(blueprint)].some((name) => renamed(part, name, '') !== undefined);
  const named = inside.find(isNamed);
  return named && `${named} is named after ${blueprint}; what its counterpart is called is not known.`;
}

/** Whether an import that is there already leads to the target from below the anchor. */
function reaches(file: HostFile, binding: ImportBinding, target: string, anchor: PythonNode): boolean {
  if (!isWithin(target, binding.path) || (below(binding.path, file.package)?.length ?? 0) === 0) return false;
  if (!scopeChain(anchor).includes(binding.scope) || !isBeside(binding.statement, anchor)) return false;
  if (binding.scope === scopeOf(anchor) && binding.statement.start > anchor.start) return false;
  const twins = file.imports.bindings.filter(({ name, scope }) => name === binding.name && scope === binding.scope);
  return twins.every((twin) => twin.target === binding.target);
}

/** Whether what the import binds is there whenever the anchor runs: it is in a block around the anchor, or in its own. */
function isBeside(statement: PythonNode, anchor: PythonNode): boolean {
  for (let at: PythonNode | undefined = anchor; at !== undefined; at = at.parent) {
    if (blockOf(at).includes(statement)) return true;
  }
  return false;
}

/** Whether the file uses a name as a variable in any scope: it is never taken again. */
export function isUsed(file: HostFile, name: string, at: PythonNode): boolean {
  if (file.imports.isBound(name, at) || file.imports.bindings.some((binding) => binding.name === name)) return true;
  for (const node of walk(file.tree.root)) if ((isVariable(node) || isDefined(node)) && node.text === name) return true;
  return false;
}

/** For the text to paste: the wished name, with `_` behind it while the file uses it already. */
export function freeName(file: HostFile, wished: string): string {
  let name = wished;
  while (isUsed(file, name, file.tree.root)) name += '_';
  return name;
}

function isDefined(node: PythonNode): boolean {
  return (
    node.field === 'name' && (node.parent?.type === 'function_definition' || node.parent?.type === 'class_definition')
  );
}

function isPlain(form: ImportForm): boolean {
  return form.kind === 'import' && form.alias === undefined;
}

function leaf(form: ImportForm): string {
  return form.kind === 'from' ? form.name : form.module;
}

/** A pragma behind the import or inside its parentheses, as a trailing comment. */
export function pragmaOf(source: string, statement: PythonNode): string {
  const behind = trailingComment(source, statement.end);
  if (isPragma(behind)) return behind;
  const inside = [...walk(statement)].find((node) => node.type === 'comment' && isPragma(node.text));
  return inside === undefined ? '' : `  ${inside.text}`;
}
