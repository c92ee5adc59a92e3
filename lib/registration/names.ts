/** What the names of a blueprint become for a new package. */
import { pascalCase, plural, singular } from '../naming/inflect.js';
import { isVariable } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { below } from '../wiring/searched-file.js';
import type { FollowedRequest, HostFile } from './host-file.js';

/** A name with the blueprint's name in it replaced; `undefined` when it is not in it. */
export function renamed(name: string, from: string, to: string): string | undefined {
  const words = new RegExp(`(?<=^|_)${from}(?=_|$)`);
  if (words.test(name)) return name.replace(words, to);
  const shouted = new RegExp(`(?<=^|_)${from.toUpperCase()}(?=_|$)`);
  if (shouted.test(name)) return name.replace(shouted, to.toUpperCase());
  const capital = new RegExp(`${pascalCase(from)}(?![a-z])`);
  return capital.test(name) ? name.replace(capital, pascalCase(to)) : undefined;
}

/**
 * The name under which the new package's module (or object) is imported. A singular in the blueprint's name is
 * followed only when at least two packages in the file show it and none contradicts. Of the names that it could have
 * the first that is free is taken: a package may have several routers.
 */
export function newAlias(
  file: HostFile,
  alias: string,
  path: readonly string[],
  isFree: (name: string) => boolean = () => true,
): string {
  const wished = wishedAlias(file, alias, path);
  const { package: name } = file.request;
  const others = [alias.replace(/^_+/, ''), path.join('_')].map((rest) => `${name}_${rest}`);
  return [wished, ...others].find(isFree) ?? wished;
}

function wishedAlias(file: HostFile, alias: string, path: readonly string[]): string {
  const { blueprint, package: name, singular: one } = file.request;
  const literal = renamed(alias, blueprint, name);
  if (literal !== undefined) return literal;
  const isClass = /^_*[A-Z]/.test(alias);
  const inSingular = renamed(alias, singular(blueprint), isClass || showsSingular(file, path) ? one : name);
  if (inSingular !== undefined || path.length === 0) return inSingular ?? name;
  const isOneOfSeveral = !NEUTRAL.test(alias) && hasSeveralRouters(file) && routersOf(file.request).length !== 1;
  return `${name}_${isOneOfSeveral ? alias.replace(/^_+/, '') : path.at(-1)}`;
}

const NEUTRAL = /^_*(?:(?:apis?|routers?|routes?|endpoints?|views?|v\d+)_*)+$/;

/** Whether the file imports several routers of the blueprint, of which an alias tells one from the others. */
export function hasSeveralRouters({ imports, blueprint }: HostFile): boolean {
  const routers = imports.bindings.filter(
    ({ path, typeOnly }) => !typeOnly && /router$/i.test(path) && below(path, blueprint) !== undefined,
  );
  return new Set(routers.map(({ path }) => path)).size > 1;
}

function showsSingular(file: HostFile, path: readonly string[]): boolean {
  const { importRoot, layers, blueprint } = file.request;
  // By layer the module itself is called so: `user.py` makes `user_router`.
  const module = layers
    ?.find(({ inside }) => inside === path[0])
    ?.from.split('.')
    .at(-1);
  if (module !== undefined && renamed(module, blueprint, '') === undefined) return true;
  const showing = new Set<string>();
  for (const binding of file.imports.bindings) {
    const parts = (importRoot === '' ? binding.path : binding.path.slice(importRoot.length + 1)).split('.');
    const [name = '', ...rest] = parts;
    if (importRoot !== '' && !isWithin(binding.path, importRoot)) continue;
    if (rest.join('.') !== path.join('.')) continue;
    const one = singular(name);
    if (one === name || binding.name === rest.at(-1)) continue;
    if (renamed(binding.name, name, '') !== undefined) return false;
    if (renamed(binding.name, one, '') !== undefined) showing.add(name);
  }
  return showing.size >= 2;
}

/** What a part of a dotted name below the blueprint is called in a package that is made like it. */
export function counterpartName(part: string, asked: FollowedRequest): string {
  const { blueprint, package: name, singular: one, modelName, modelNoun = modelName, blueprintModel } = asked;
  const single = singular(blueprint);
  if (part === blueprintModel && modelName !== undefined) return modelName;
  const isNoun = [pascalCase(single), pascalCase(blueprint)].includes(part);
  if (isNoun && modelNoun !== undefined) return modelNoun;
  // `test_users` of a package that is called `user`.
  const own =
    renamed(part, blueprint, name) ?? renamed(part, single, one) ?? renamed(part, plural(single), plural(one));
  // `ToDoRepository` of the model `ToDo` in `todos`.
  const isOfModel = blueprintModel !== undefined && part.startsWith(blueprintModel);
  return own ?? (isOfModel ? (modelName ?? pascalCase(one)) + part.slice(blueprintModel.length) : part);
}

/** The module of the new feature that is beside one of the blueprint's: `app.models.invoice` for `app.models.user`. */
export function layerCounterpart(dotted: string, asked: FollowedRequest): string {
  const { importRoot } = asked;
  const inRoot = isWithin(dotted, importRoot) ? dotted.slice(importRoot.length + 1) : dotted;
  const own = inRoot.split('.').map((part) => counterpartName(part, asked));
  return [dotted.slice(0, dotted.length - inRoot.length), own.join('.')].join('');
}

/** `users.models` as a label, with each of its parts that is named after the blueprint replaced. */
export function redotted(text: string, asked: FollowedRequest): string | undefined {
  if (!/^\w+(?:[.:]\w+)+$/.test(text)) return undefined;
  const changed = text.replace(/\w+/g, (part) => counterpartName(part, asked));
  return changed === text ? undefined : changed;
}

/**
 * The dotted name below the new package that does what `inside` does below the blueprint; `undefined` when the new
 * package has none.
 */
export function counterpart(inside: readonly string[], asked: FollowedRequest): readonly string[] | undefined {
  if (inside.at(-1) === '*') {
    const module = counterpart(inside.slice(0, -1), asked);
    return module && [...module, '*'];
  }
  const renamedParts = ownParts(inside, asked);
  const { provides } = asked;
  if (provides === undefined) return renamedParts;
  const isProvided = (parts: readonly string[]): boolean => {
    const name = parts.join('.');
    return name === '' || provides.some((each) => isWithin(each, name) || isWithin(name, each));
  };
  // Another package's classes are not called after it: ours has its own in their place.
  const { modelName } = asked;
  const isClass = /^_*[A-Z]/.test(inside.at(-1) ?? '') && /[a-z]/.test(inside.at(-1) ?? '');
  const asModel = isClass && modelName !== undefined ? [...renamedParts.slice(0, -1), modelName] : inside;
  return [renamedParts, inside, asModel].find(isProvided);
}

/** The parts of a dotted name below the blueprint in the new package, whether or not it has them. */
export function ownParts(inside: readonly string[], asked: FollowedRequest): readonly string[] {
  const parts = inside.map((part) => counterpartName(part, asked));
  const many = manyName(inside.at(-1) ?? '', asked);
  const asMany = many === undefined ? parts : [...parts.slice(0, -1), many];
  return asked.provides?.includes(asMany.join('.')) === true ? asMany : parts;
}

/** `get_inventories` for `get_users`, where the package is called by the noun of one: `inventory`; `get_staff_list` for `staff`. */
export function manyName(
  part: string,
  { blueprint, package: name, singular: one }: FollowedRequest,
): string | undefined {
  if (name !== one) return undefined;
  const many = plural(one);
  return renamed(part, plural(singular(blueprint)), many === one ? `${one}_list` : many);
}

/**
 * The same, and for a router under a name or in a module that the new package does not have the one router that it has.
 */
export function counterpartOrRouter(inside: readonly string[], asked: FollowedRequest): readonly string[] | undefined {
  const ours = counterpart(inside, asked);
  if (ours !== undefined || !/router$/i.test(inside.at(-1) ?? '')) return ours;
  const routers = routersOf(asked);
  const [only] = routers.length === 1 ? routers : routers.filter((each) => each.includes('.'));
  return only?.split('.');
}

function routersOf({ provides = [] }: FollowedRequest): readonly string[] {
  return provides.filter((each) => /router$/i.test(each));
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
