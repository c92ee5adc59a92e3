/** The prefix and the dependencies of all that is above a router or an app, up to the app that is started. */
import { type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { assignments, calls, dottedParts, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { includerOf, keyword, type Mounted } from './inclusion-steps.js';
import { pathText } from './path-text.js';

const DEEPEST = 6;

export type Mount = {
  /**
   * The prefixes of the routers above, joined from the app down: those of each `APIRouter(prefix=…)` and of the call that
   * includes it. Nothing when one of them is not written down.
   */
  readonly prefix: string | undefined;
  /** The `dependencies=[…]` of the same calls, with the module that each stands in. */
  readonly dependencies: readonly { readonly module: Module; readonly node: PythonNode }[];
};

type Holder = { readonly module: Module; readonly name: string; readonly at: PythonNode };

/** The prefix and the dependencies of what holds an object, up to the app. */
export function above(
  modules: Project,
  all: readonly Mounted[],
  reached: readonly Module[],
  holder: Holder,
  depth: number = DEEPEST,
): Mount {
  const none = { prefix: undefined, dependencies: [] };
  if (depth === 0) return none;
  const { module, name } = holder;
  const made = madeWith(holder);
  const own = made === undefined && name.includes('.') ? '' : pathText(modules, module, keyword(made, 'prefix'));
  const mine = dependencyOf(module, keyword(made, 'dependencies'));
  const next = includerOf(modules, all, module, name);
  if (next !== undefined) {
    const { keywords, node } = next.inclusion.call;
    const given = pathText(modules, next.module, keywords.get('prefix'));
    const outside = [...mine, ...dependencyOf(next.module, keywords.get('dependencies'))];
    const { receiver } = next.inclusion;
    if (receiver === undefined) return { prefix: undefined, dependencies: outside };
    const rest = above(modules, all, reached, { module: next.module, name: receiver, at: node }, depth - 1);
    return { prefix: joined(rest.prefix, given, own), dependencies: [...outside, ...rest.dependencies] };
  }
  const parameter = made === undefined ? parameterNamed(holder) : undefined;
  if (parameter !== undefined) {
    const callers = callersOf(modules, reached, module, parameter);
    const [caller] = callers;
    if (caller === undefined)
      return /app|fastapi|server/i.test(parameter.text) ? { prefix: '', dependencies: mine } : none;
    return above(modules, all, reached, caller, depth - 1);
  }
  const mounted = mountCallOf(modules, reached, module, name);
  if (mounted !== undefined) {
    const path = pathText(modules, mounted.module, mounted.path);
    const rest = above(modules, all, reached, mounted.holder, depth - 1);
    return { prefix: joined(rest.prefix, path), dependencies: [...mine, ...rest.dependencies] };
  }
  // A router that nothing is seen to include is no application.
  const isRouterAlone = made?.type === 'call' && /Router$/.test(childOf(made, 'function')?.text ?? '');
  return { prefix: isRouterAlone ? undefined : (own ?? ''), dependencies: mine };
}

/** `/api` and `/v1` as the path that both give; nothing where one of them is not known. */
export function joined(...parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}

export function dependencyOf(module: Module, node: PythonNode | undefined): Mount['dependencies'] {
  return node === undefined ? [] : [{ module, node }];
}

/** What an object was made with: in the function around, else in the module. */
function madeWith({ module, name, at }: Holder): PythonNode | undefined {
  for (let scope: PythonNode | undefined = at.parent; scope !== undefined; scope = scope.parent) {
    if (scope.type !== 'function_definition') continue;
    const local = assignments(scope).find((each) => each.name === name);
    if (local !== undefined) return local.value;
  }
  const own = ownNames(module).get(name);
  return own && childOf(own, 'right');
}

type Parameter = { readonly function: string; readonly name: string; readonly index: number; readonly text: string };

/** The parameter that a holder is, of the function around it. */
function parameterNamed({ name, at }: Holder): Parameter | undefined {
  for (let scope: PythonNode | undefined = at.parent; scope !== undefined; scope = scope.parent) {
    if (scope.type !== 'function_definition') continue;
    const parameters = parametersOf(scope).filter(({ type }) => type !== 'comment');
    const index = parameters.findIndex((each) => /^\w+/.exec(each.text)?.[0] === name);
    const parameter = parameters[index];
    const called = childOf(scope, 'name')?.text;
    if (parameter !== undefined && called !== undefined) return { function: called, name, index, text: parameter.text };
  }
  return undefined;
}

/** What a function of a module is given for a parameter, where it is called. */
function callersOf(
  modules: Project,
  reached: readonly Module[],
  owner: Module,
  { function: called, name, index }: Parameter,
): readonly Holder[] {
  return reached.flatMap((module) =>
    !module.source.includes(called)
      ? []
      : calls(module.tree.root).flatMap(({ callee, positional, keywords, node }): readonly Holder[] => {
          if (!isDefinedAs(modules, module, callee, owner, called)) return [];
          const given = keywords.get(name) ?? positional[index];
          const parts = given && dottedParts(given);
          return parts === undefined ? [] : [{ module, name: parts.join('.'), at: node }];
        }),
  );
}

/** Whether an expression is what a module defines under a name. */
function isDefinedAs(modules: Project, module: Module, node: PythonNode, owner: Module, name: string): boolean {
  const target = module.imports.resolve(node)?.target;
  if (target === undefined) return module.path === owner.path && node.text === name;
  const definition = modules.define(target);
  return definition?.module.path === owner.path && definition.name === name;
}

/** The call of an app that takes another one in: `app.mount("/v1", v1)`. */
function mountCallOf(
  modules: Project,
  reached: readonly Module[],
  owner: Module,
  name: string,
): { readonly module: Module; readonly path: PythonNode; readonly holder: Holder } | undefined {
  for (const module of reached) {
    if (!module.source.includes('.mount(')) continue;
    for (const { callee, positional, keywords, node } of calls(module.tree.root)) {
      const object = callee.type === 'attribute' ? childOf(callee, 'object') : undefined;
      const path = positional[0] ?? keywords.get('path');
      const mounted = positional[1] ?? keywords.get('app');
      if (object === undefined || path === undefined || mounted === undefined) continue;
      if (childOf(callee, 'attribute')?.text !== 'mount' || dottedParts(object) === undefined) continue;
      if (isDefinedAs(modules, module, mounted, owner, name)) {
        return { module, path, holder: { module, name: object.text, at: node } };
      }
    }
  }
  return undefined;
}
