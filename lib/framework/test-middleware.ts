/**
 * Middleware of an application that is in the way of tests: what refuses clients that call too often, and what puts the
 * answers of all routes into something.
 */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { classNamed, type HostClass, methodsIn } from './host-classes.js';

/** A class or a function that the application has as middleware, by its name where it is defined. */
export type MiddlewareInTheWay = {
  readonly name: string;
  /** Whether it puts answers into something. */
  readonly isWrapper: boolean;
  readonly module: Module;
  readonly line: number;
};

export function middlewareInTheWay(modules: Project, folder: string): readonly MiddlewareInTheWay[] {
  return modules.mentioning(folder, 'iddleware').flatMap((path) => {
    const module = modules.at(path);
    if (module === undefined) return [];
    return addedIn(module).flatMap((node) => {
      const found = inTheWay(node, module, modules);
      return found === undefined ? [] : [{ ...found, module, line: node.line }];
    });
  });
}

/** The class of answers that the application gives its routes where they say no other, if it renders them in its own way. */
export function renderingResponse(
  modules: Project,
  folder: string,
): { readonly type: HostClass; readonly module: Module; readonly line: number } | undefined {
  for (const path of modules.mentioning(folder, RESPONSE_CLASS)) {
    const module = modules.at(path);
    for (const { node, callee, keywords } of module === undefined ? [] : calls(module.tree.root)) {
      const given = /(?:^|\.)FastAPI$/.test(callee.text) ? keywords.get(RESPONSE_CLASS) : undefined;
      const type = given && module && classNamed(module, given, modules);
      if (type !== undefined && module !== undefined && methodsIn(type).has('render'))
        return { type, module, line: node.line };
    }
  }
  return undefined;
}

const RESPONSE_CLASS = 'default_response_class';

/** What is added as middleware: names, calls, and functions that are decorated. */
function addedIn({ tree }: Module): readonly PythonNode[] {
  return calls(tree.root).flatMap(({ node, callee, positional, keywords }) => {
    const [first] = positional;
    switch (callee.text.split('.').at(-1)) {
      case 'add_middleware':
      case 'Middleware':
        return first?.text.endsWith('BaseHTTPMiddleware') ? (keywords.get('dispatch') ?? []) : (first ?? []);
      case 'middleware': {
        const isDecorator = node.parent?.type === 'decorator' ? node.parent.parent : undefined;
        const [outer] = node.parent?.type === 'call' && node.field === 'function' ? calls(node.parent) : [];
        return (isDecorator && childOf(isDecorator, 'definition')) ?? outer?.positional[0] ?? [];
      }
      default:
        return [];
    }
  });
}

function inTheWay(
  node: PythonNode,
  module: Module,
  modules: Project,
): Pick<MiddlewareInTheWay, 'name' | 'isWrapper'> | undefined {
  const isOwn = node.type === 'function_definition';
  const named = isOwn ? childOf(node, 'name') : (childOf(node, 'function') ?? node);
  const target = isOwn || named === undefined ? undefined : targetOf(module, named);
  const definition = target === undefined ? undefined : modules.define(target);
  const name = definition?.name ?? named?.text.split('.').at(-1) ?? '';
  const text = (isOwn ? node : definition?.node)?.text ?? '';
  const isLimiter = /rate_?limit|throttl|SlowAPI/i.test(name) || REFUSES.test(text);
  const isWrapper = REWRITES.every((each) => each.test(text));
  return (isLimiter || isWrapper) && !DENIES.test(text) ? { name, isWrapper } : undefined;
}

const REFUSES = /\b429\b|TOO_MANY_REQUESTS/;
/** What reads an answer that a route has given, and gives another one. */
const REWRITES = [/\.body_iterator\b|\.body\b/, /\bloads\(/, /Response\(/];
/** What also says who may call is not left out. */
const DENIES = /\b40[13]\b|UNAUTHORIZED|FORBIDDEN/;
