/** Where the blueprint's prefix and tags are given: at the include, in the router, in its decorators, or nowhere. */
import { type Handler, handlersOf, routerCall } from '../framework/handlers.js';
import { findInclusions, type Inclusion } from '../framework/inclusions.js';
import { singular, snakeCase } from '../naming/names.js';
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { BlueprintModules } from './blueprint-modules.js';
import type { Learned } from './dimension.js';
import type { HostReading } from './host-reading.js';

export type Habit = 'include' | 'router' | 'handlers' | 'none';

const isGiven = (node: PythonNode | undefined): boolean =>
  node !== undefined && !/^(?:[rRuU]?(?:""|'')|None|\[\]|\(\))$/.test(node.text);

/** What the blueprint shows: its routers, its handlers, and the calls that include it. */
type Shown = {
  readonly routers: readonly (Call & { readonly module: Module })[];
  readonly handlers: readonly Handler[];
  readonly inclusions: readonly Given[];
};

function shownBy({ host, modules }: HostReading, blueprint: BlueprintModules): Shown {
  const places = host.routers.flatMap(({ path }) => modules.at(path) ?? []);
  return {
    routers: blueprint.routers.flatMap((module) =>
      host.routerObjects
        .filter(({ path }) => path === module.path)
        .flatMap(({ name }) => {
          const call = routerCall(module, name);
          return call === undefined ? [] : [{ ...call, module }];
        }),
    ),
    handlers: blueprint.routers.flatMap(handlersOf),
    inclusions: places.flatMap((place) => includesOf(place, blueprint, modules)),
  };
}

export function prefixHabit(host: HostReading): Learned<Habit> | undefined {
  if (host.blueprint === undefined) return undefined;
  const { routers, handlers, inclusions } = shownBy(host, host.blueprint);
  const own = routers.find(({ keywords }) => isGiven(keywords.get('prefix')));
  if (own !== undefined) return { value: 'router', at: host.at(own.module, own.node.line) };
  const including = inclusions.find(({ prefix, isShared }) => isGiven(prefix) && !isShared);
  if (including !== undefined) return { value: 'include', at: host.at(including.place, including.line) };
  const [handler] = handlers;
  if (handler === undefined) return { value: 'none' };
  const at = host.at(handler.module, handler.decorator.line);
  return { value: haveOnePath(handlers) ? 'handlers' : 'none', at };
}

export function tagsHabit(host: HostReading): Learned<Habit> | undefined {
  if (host.blueprint === undefined) return undefined;
  const { routers, handlers, inclusions } = shownBy(host, host.blueprint);
  const including = inclusions.find(({ tags }) => isGiven(tags));
  if (including !== undefined) return { value: 'include', at: host.at(including.place, including.line) };
  const router = routers.find(({ keywords }) => isGiven(keywords.get('tags')));
  if (router !== undefined) return { value: 'router', at: host.at(router.module, router.node.line) };
  const handler = handlers.find(({ keywords }) => isGiven(keywords.get('tags')));
  if (handler === undefined) return { value: 'none' };
  return { value: 'handlers', at: host.at(handler.module, handler.decorator.line) };
}

/** Whether all paths begin with the same word: `/users`, `/users/{user_id}`, `/user/{user_id}`. */
function haveOnePath(handlers: readonly Handler[]): boolean {
  const words = handlers.map(({ path }) => /^\/?([\w-]+)/.exec(path ?? '')?.[1]);
  const nouns = new Set(words.map((word) => word && singular(word)));
  return nouns.size === 1 && !nouns.has(undefined);
}

type Given = {
  readonly place: Module;
  readonly line: number;
  readonly prefix: PythonNode | undefined;
  readonly tags: PythonNode | undefined;
  /** Whether others are included with the same prefix: it is that of the place, not of the package. */
  readonly isShared: boolean;
};

/** What a file gives the blueprint's routers where it includes them, in a call or in a collection that a loop takes apart. */
function includesOf(place: Module, parts: BlueprintModules, modules: Project): readonly Given[] {
  const isOurs = (target: string): boolean => {
    const definition = modules.define(target);
    return definition !== undefined && parts.all.includes(definition.module);
  };
  const inclusions = findInclusions(place.tree, place.imports);
  const called = inclusions.flatMap(({ call, reference }): readonly Given[] => {
    if (reference === undefined || !isOurs(reference.target)) return [];
    const prefix = call.keywords.get('prefix');
    const others = inclusions.filter((each) => !(each.reference && isOurs(each.reference.target)));
    const isNamed = isNamedAfter(parts.name, prefix);
    const isShared = !isNamed && others.some((each) => each.call.keywords.get('prefix')?.text === prefix?.text);
    return [{ place, line: call.node.line, prefix, tags: call.keywords.get('tags'), isShared }];
  });
  if (called.length > 0) return called;
  return modules.references(place).flatMap(({ node, target }): readonly Given[] => {
    const tuple = node.parent;
    if (tuple?.type === 'pair' && isOurs(target)) return keyed(place, node, tuple, inclusions);
    if (tuple?.type !== 'tuple' || !isOurs(target)) return [];
    const [prefix, tags] = tuple.named.filter(({ type }) => type === 'string' || type === 'list');
    return [{ place, line: node.line, prefix, tags, isShared: false }];
  });
}

/** Whether the last word of a prefix is the package's name, whatever is included below it: `/posts` for comments, too. */
function isNamedAfter(name: string, prefix: PythonNode | undefined): boolean {
  const [, word = ''] = /([\w-]+)["']$/.exec(prefix?.text ?? '') ?? [];
  return word !== '' && singular(snakeCase(word)) === singular(snakeCase(name));
}

/** What a loop over the pairs of a dictionary makes of the key of a router: `prefix=prefix`, `prefix=f"/{name}"`. */
function keyed(place: Module, node: PythonNode, pair: PythonNode, inclusions: readonly Inclusion[]): readonly Given[] {
  const key = childOf(pair, 'key');
  const isMade = ({ call }: Inclusion): boolean => {
    const prefix = call.keywords.get('prefix');
    return prefix !== undefined && [...walk(prefix)].some(isVariable);
  };
  const loop = inclusions.find(isMade);
  if (key === undefined || loop === undefined) return [];
  return [{ place, line: node.line, prefix: key, tags: loop.call.keywords.get('tags'), isShared: false }];
}
