/** The sections and the order of imports and of imported names, as isort and ruff keep them. */
import type { ImportForm } from './imports.js';
import type { Comparison } from './sorted.js';
import { isStandardLibrary } from './standard-library.js';
import { childOf, type PythonNode } from './syntax.js';

/** Whether a module is of the project itself; it is asked for the first part of a dotted name. */
export type IsOwn = (top: string) => boolean;

/** What import statements are sorted by: `name` is the first one that is imported. */
export type ImportKey = { readonly isFrom: boolean; readonly module: string; readonly name: string };

/** `__future__`, the standard library, other people's, the project's own, and relative ones: one block each. */
export function sectionOf({ module }: ImportKey, isOwn: IsOwn): number {
  const top = module.split('.')[0] ?? module;
  if (top === '') return 4;
  if (top === '__future__') return 0;
  if (isOwn(top)) return 3;
  return isStandardLibrary(top) ? 1 : 2;
}

export function importKey(statement: PythonNode): ImportKey {
  const first = childOf(statement, 'name');
  const name = (first?.type === 'aliased_import' ? childOf(first, 'name') : first)?.text ?? '*';
  if (statement.type === 'import_statement') return { isFrom: false, module: name, name };
  return { isFrom: true, module: fromModule(statement) ?? '', name };
}

/** The module of a `from` statement, as it is spelled; nothing for another statement. */
export function fromModule(statement: PythonNode): string | undefined {
  if (statement.type === 'future_import_statement') return '__future__';
  if (statement.type !== 'import_from_statement') return undefined;
  return childOf(statement, 'module_name')?.text.replace(/\s/g, '');
}

export function keyOfNew(form: ImportForm): ImportKey {
  return form.kind === 'from'
    ? { isFrom: true, module: form.module, name: form.name }
    : { isFrom: false, module: form.module, name: form.module };
}

/** `far` puts `from .. import` above `from . import`, as ruff and isort do unless told otherwise. */
const withinSections =
  (far: -1 | 1, names: Comparison<string>): Comparison<ImportKey> =>
  (left, right) =>
    (dots(left.module) - dots(right.module)) * far ||
    natural(left.module.toLowerCase(), right.module.toLowerCase()) ||
    natural(left.module, right.module) ||
    Number(left.isFrom) - Number(right.isFrom) ||
    names(left.name, right.name);

const plainFirst =
  (order: Comparison<ImportKey>): Comparison<ImportKey> =>
  (left, right) =>
    Number(left.isFrom) - Number(right.isFrom) || order(left, right);

/** A star, constants, classes, the rest: what isort calls `order-by-type`. */
const kind = (name: string): number => (name === '*' ? -1 : kindOfName(name));

const kindOfName = (name: string): number =>
  name.length > 1 && name === name.toUpperCase() && /[A-Z]/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2;

const byLetters: Comparison<string> = (left, right) => natural(left.toLowerCase(), right.toLowerCase());
const byCodePoints: Comparison<string> = (left, right) => (left === right ? 0 : left < right ? -1 : 1);
const byKind: Comparison<string> = (left, right) =>
  kind(left) - kind(right) || byLetters(left, right) || byCodePoints(left, right);

/** The orders in which linters keep names: by kind, without regard to case, by code point. */
export const NAME_ORDERS: readonly Comparison<string>[] = [byKind, byLetters, byCodePoints];

/** The orders in which linters keep the statements of one section; what is written anew is in the first. */
export const IMPORT_ORDERS: readonly [Comparison<ImportKey>, ...Comparison<ImportKey>[]] = [
  plainFirst(withinSections(-1, byKind)),
  plainFirst(withinSections(-1, byLetters)),
  withinSections(-1, byKind),
  withinSections(-1, byLetters),
  plainFirst(withinSections(1, byKind)),
  withinSections(1, byKind),
];

/** Names without repetitions, as isort sorts members and ruff sorts `__all__`. */
export function sortNames(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(byKind);
}

function dots(module: string): number {
  return /^\.*/.exec(module)?.[0].length ?? 0;
}

/** Numbers in a name compare as numbers: `v2` before `v10`. */
function natural(left: string, right: string): number {
  const ours = left.match(/\d+|\D/g) ?? [];
  const theirs = right.match(/\d+|\D/g) ?? [];
  for (let index = 0; index < Math.min(ours.length, theirs.length); index += 1) {
    const one = ours[index] ?? '';
    const other = theirs[index] ?? '';
    const byNumber = Number(one) - Number(other);
    if (/^\d/.test(one) && /^\d/.test(other) && byNumber !== 0) return byNumber;
    if (one !== other) return one < other ? -1 : 1;
  }
  return ours.length - theirs.length;
}
