/** What is a router, and what a module makes one with. The only place that tells them. */
import { type Definition, type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import type { Call } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { childOf } from '../python/syntax.js';

/** What a text that makes a router has in it. */
export const ROUTER_WORD = 'APIRouter';

const ROUTER_NAME = /router|(?:^|_)(?:routes?|api|endpoints?)$/i;

/** Whether a definition is a router, or a function that makes one. */
export function isRouter({ module, name, node, rest }: Definition): boolean {
  if (name === undefined) return false;
  if (node.type === 'class_definition') return rest.length === 1 && ROUTER_NAME.test(rest[0] ?? '');
  if (node.type === 'function_definition') return /router/i.test(name);
  if (node.type !== 'assignment') return false;
  const value = childOf(node, 'right');
  const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
  if (callee === undefined) return ROUTER_NAME.test(name) && value?.type !== 'string';
  const target = module.imports.resolve(callee)?.target ?? '';
  return isWithin(target, 'fastapi') ? target.endsWith('Router') : /Router$/.test(callee.text) || /router/i.test(name);
}

/** The names of the routers that a module makes itself. */
export function routersIn(module: Module): readonly string[] {
  return [...ownNames(module)].flatMap(([name, node]) => {
    const isMade = node.type === 'assignment' && childOf(node, 'right')?.type === 'call';
    return isMade && isRouter({ module, name, node, rest: [], via: [] }) ? [name] : [];
  });
}

/** Whether a router has a prefix that the call which makes it does not show: by its class, or set later. */
export function setsPrefix(project: Project, module: Module, { callee }: Call, name: string | undefined): boolean {
  if (
    name !== undefined &&
    new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}\\.prefix\\s*\\+?=(?!=)`).test(module.source)
  )
    return true;
  const target = module.imports.resolve(callee)?.target;
  const node = target === undefined ? ownNames(module).get(callee.text) : project.define(target)?.node;
  return node?.type === 'class_definition' && /\bprefix\b/.test(node.text);
}
