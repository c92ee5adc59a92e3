/** What comes of `fastapi.security`: classes that ask for credentials, and `Security(…)`. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { isWithin } from '../python/imports.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { Source } from './base-and-session.js';

/** Whether a call is `Security(…)`. */
export function isSecurityCall(module: Module, callee: PythonNode): boolean {
  return /\.Security$/.test(module.imports.resolve(callee)?.target ?? '');
}

/** Whether a name is a class that asks for credentials. */
export function isSecurityClass(module: Module, node: PythonNode): boolean {
  const target = module.imports.resolve(node)?.target ?? '';
  return isWithin(target, 'fastapi.security') || isWithin(target, 'fastapi_users');
}

/** Whether what is depended on is a scheme of FastAPI's alone, which asks for credentials and does not look at them. */
export function isScheme(source: Source | undefined, modules: Project): boolean {
  const definition = source && modules.define(`${source.module}.${source.name}`);
  const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  const made = value?.type === 'call' ? childOf(value, 'function') : undefined;
  const target = made === undefined ? undefined : definition?.module.imports.resolve(made)?.target;
  return isWithin(target ?? '', 'fastapi.security');
}
