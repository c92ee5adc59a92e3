/** How a parameter of a handler has what it depends on, as a guard is written for another one. */
import type { GuardForm } from '../framework/guards.js';
import type { HandlerParameter } from '../framework/handler-parameters.js';
import { type HostName, hostName, plainName } from '../framework/host-name.js';
import { copiedText } from '../project/copied-text.js';
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import type { PythonNode } from '../python/syntax.js';

/** Its name, its type and whether an alias has both. */
export function parameterForm(
  module: Module,
  { name, type, written, alias }: HandlerParameter,
  modules: Project,
): GuardForm {
  const isAlias = alias !== undefined;
  // `Annotated[User, Depends(…)]` has the type in front.
  const inside = written === 'annotated' ? type?.named[0]?.named.at(-1)?.named[0] : type?.named[0];
  if (inside?.type === 'string') return { kind: 'parameter', name, type: quotedName(module, inside, modules), isAlias };
  const named = inside && hostName(module, inside);
  const copied = inside && named === undefined ? copiedText(module, inside, () => false) : undefined;
  return { kind: 'parameter', name, type: named ?? copied, isAlias };
}

/** `'User'`, from where it is defined, as a module on the way may have no other: it may be imported for type checkers alone. */
function quotedName(module: Module, node: PythonNode, modules: Project): HostName | undefined {
  const definition = quotedDefinition(module, node, modules);
  return definition?.name === undefined ? undefined : plainName(definition.module.module, definition.name);
}

/** What a text that stands for a type names. */
export function quotedDefinition(module: Module, { text }: PythonNode, modules: Project): Definition | undefined {
  const written = text.replace(/^["']|["']$/g, '');
  const path = module.imports.bindings.find(({ name }) => name === written)?.path ?? `${module.module}.${written}`;
  return modules.define(path);
}
