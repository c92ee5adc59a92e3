import { findInclusions } from '../framework/inclusions.js';
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Parts } from './blueprint-modules.js';
import type { Habit } from './conventions.js';

/** One decorated function of a router: `@router.get("/{user_id}")`. */
export type Handler = {
  readonly module: Module;
  readonly router: string;
  readonly method: string;
  readonly path: string | undefined;
  readonly decorator: PythonNode;
  readonly keywords: ReadonlyMap<string, PythonNode>;
  readonly node: PythonNode;
};

const METHODS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'api_route',
  'websocket',
  'route',
]);

/** The handlers of a module's routers. */
export function handlersOf(module: Module): readonly Handler[] {
  const found: Handler[] = [];
  for (const node of walk(module.tree.root)) {
    if (node.type !== 'decorated_definition') continue;
    const definition = childOf(node, 'definition');
    if (definition?.type !== 'function_definition') continue;
    for (const decorator of node.named.filter(({ type }) => type === 'decorator')) {
      const [call] = calls(decorator);
      if (call === undefined || call.node.parent !== decorator) continue;
      const router = childOf(call.callee, 'object')?.text;
      const method = childOf(call.callee, 'attribute')?.text;
      if (router === undefined || method === undefined || !METHODS.has(method)) continue;
      const path = textOf(call.positional[0] ?? call.keywords.get('path'));
      found.push({ module, router, method, path, decorator, keywords: call.keywords, node: definition });
    }
  }
  return found;
}

/** The text of a plain string. */
function textOf(node: PythonNode | undefined): string | undefined {
  return /^[rRuUbB]?(["'])([^"'\\]*)\1$/.exec(node?.text ?? '')?.[2];
}

/** The call that makes a router that a module gives: `APIRouter(prefix="/users")`. */
export function routerCall(module: Module, name: string): ReturnType<typeof calls>[number] | undefined {
  const value = childOf(ownNames(module).get(name) ?? module.tree.root, 'right');
  return value?.type === 'call' ? calls(value)[0] : undefined;
}

const isGiven = (node: PythonNode | undefined): boolean =>
  node !== undefined && !/^(?:[rRuU]?(?:""|'')|None|\[\]|\(\))$/.test(node.text);

export type Habits = {
  readonly prefix: Habit;
  readonly tags: Habit;
  readonly prefixAt: string | undefined;
};

/** Where the blueprint's prefix and tags are given. `places` are the files that include it. */
export function habitsOf(
  parts: Parts,
  gives: readonly { readonly path: string; readonly name: string }[],
  places: readonly Module[],
  modules: Project,
): Habits {
  const routers = parts.routers.flatMap((module) =>
    gives.filter(({ path }) => path === module.path).flatMap(({ name }) => routerCall(module, name) ?? []),
  );
  const handlers = parts.routers.flatMap(handlersOf);
  const inclusions = places.flatMap((place) => includesOf(place, parts, modules));
  const own = routers.find(({ keywords }) => isGiven(keywords.get('prefix')));
  const including = inclusions.find(({ prefix, isShared }) => isGiven(prefix) && !isShared);
  const prefix: Habit =
    own !== undefined ? 'router' : including !== undefined ? 'include' : haveOnePath(handlers) ? 'handlers' : 'none';
  const isTagged = ({ keywords }: { readonly keywords: ReadonlyMap<string, PythonNode> }): boolean =>
    isGiven(keywords.get('tags'));
  const tags: Habit = inclusions.some(({ tags: given }) => isGiven(given))
    ? 'include'
    : routers.some(isTagged)
      ? 'router'
      : handlers.some(isTagged)
        ? 'handlers'
        : 'none';
  const shown = parts.routers[0];
  const line = own?.node.line ?? handlers[0]?.decorator.line;
  return { prefix, tags, prefixAt: shown === undefined || line === undefined ? undefined : parts.at(shown, line) };
}

/** Whether all paths begin with the same word: `/users`, `/users/{user_id}`. */
function haveOnePath(handlers: readonly Handler[]): boolean {
  const words = handlers.map(({ path }) => /^\/?([\w-]+)/.exec(path ?? '')?.[1]);
  return words.length > 0 && words[0] !== undefined && words.every((word) => word === words[0]);
}

type Given = {
  readonly prefix: PythonNode | undefined;
  readonly tags: PythonNode | undefined;
  /** Whether others are included with the same prefix: it is that of the place, not of the package. */
  readonly isShared: boolean;
};

/** What a file gives the blueprint's routers where it includes them, in a call or in a tuple that a loop takes apart. */
function includesOf(place: Module, parts: Parts, modules: Project): readonly Given[] {
  const isOurs = (target: string): boolean => {
    const definition = modules.define(target);
    return definition !== undefined && parts.all.includes(definition.module);
  };
  const inclusions = findInclusions(place.tree, place.imports);
  const called = inclusions.flatMap(({ call, reference }): readonly Given[] => {
    if (reference === undefined || !isOurs(reference.target)) return [];
    const prefix = call.keywords.get('prefix');
    const others = inclusions.filter((each) => !(each.reference && isOurs(each.reference.target)));
    const isShared = others.some((each) => each.call.keywords.get('prefix')?.text === prefix?.text);
    return [{ prefix, tags: call.keywords.get('tags'), isShared }];
  });
  if (called.length > 0) return called;
  return modules.references(place).flatMap(({ node, target }): readonly Given[] => {
    const tuple = node.parent;
    if (tuple?.type !== 'tuple' || !isOurs(target)) return [];
    const [prefix, tags] = tuple.named.filter(({ type }) => type === 'string' || type === 'list');
    return [{ prefix, tags, isShared: false }];
  });
}
