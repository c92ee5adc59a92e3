/** Middleware of an application that refuses clients that call too often: a test calls more often than they may. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { calls } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';

/** A class or a function that the application has as middleware, by its name where it is defined. */
export type LimitingMiddleware = { readonly name: string; readonly module: Module; readonly line: number };

export function limitingMiddleware(modules: Project, folder: string): readonly LimitingMiddleware[] {
  return modules.mentioning(folder, 'iddleware').flatMap((path) => {
    const module = modules.at(path);
    if (module === undefined) return [];
    return addedIn(module).flatMap((node) => {
      const name = limiterOf(node, module, modules);
      return name === undefined ? [] : [{ name, module, line: node.line }];
    });
  });
}

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

function limiterOf(node: PythonNode, module: Module, modules: Project): string | undefined {
  const isOwn = node.type === 'function_definition';
  const named = isOwn ? childOf(node, 'name') : (childOf(node, 'function') ?? node);
  const target = isOwn || named === undefined ? undefined : targetOf(module, named);
  const definition = target === undefined ? undefined : modules.define(target);
  const name = definition?.name ?? named?.text.split('.').at(-1) ?? '';
  const text = (isOwn ? node : definition?.node)?.text ?? '';
  const isLimiter = /rate_?limit|throttl|SlowAPI/i.test(name) || REFUSES.test(text);
  return isLimiter && !DENIES.test(text) ? name : undefined;
}

const REFUSES = /\b429\b|TOO_MANY_REQUESTS/;
/** What also says who may call is not left out. */
const DENIES = /\b40[13]\b|UNAUTHORIZED|FORBIDDEN/;
