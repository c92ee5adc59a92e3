/** What comes of `fastapi.security`: classes that ask for credentials. */
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { isWithin } from '../python/imports.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { Source } from './base-and-session.js';
import { parametersOfHandler } from './handler-parameters.js';

/** Whether a name is a class that asks for credentials. */
export function isSecurityClass(module: Module, node: PythonNode): boolean {
  const target = module.imports.resolve(node)?.target ?? '';
  return isWithin(target, 'fastapi.security') || isWithin(target, 'fastapi_users');
}

/**
 * Whether what is depended on asks for credentials and does not look at them: a scheme of FastAPI's alone, or a function
 * that gives back a header or a cookie as it is.
 */
export function isScheme(source: Source | undefined, modules: Project): boolean {
  const definition = source && modules.define(`${source.module}.${source.name}`);
  if (definition?.node.type === 'function_definition') return givesBack(definition, modules);
  const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  const made = value?.type === 'call' ? childOf(value, 'function') : undefined;
  const target = made === undefined ? undefined : definition?.module.imports.resolve(made)?.target;
  return isWithin(target ?? '', 'fastapi.security');
}

function givesBack({ module, node }: Definition, modules: Project): boolean {
  const statements = (childOf(node, 'body')?.named ?? []).filter(
    ({ type, named }) => type !== 'comment' && named[0]?.type !== 'string',
  );
  const [returned] = statements;
  if (statements.length !== 1 || returned?.type !== 'return_statement') return false;
  return parametersOfHandler(module, node, modules).some(
    ({ name, given }) => /^(?:Header|Cookie)$/.test(given?.kind ?? '') && returned.named[0]?.text === name,
  );
}
