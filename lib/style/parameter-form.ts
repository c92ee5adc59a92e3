/** How a parameter of a handler has what it depends on, as a guard is written for another one. */
import type { GuardForm } from '../framework/guards.js';
import type { HandlerParameter } from '../framework/handler-parameters.js';
import { type HostName, hostName, plainName } from '../framework/host-name.js';
import { type CopiedText, copiedText } from '../project/copied-text.js';
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';

/** Its name, its type and whether an alias has both. */
export function parameterForm(
  module: Module,
  { name, type, written, alias }: HandlerParameter,
  modules: Project,
): GuardForm {
  const own = alias === undefined ? undefined : ownAlias(modules, module, alias);
  if (own !== undefined) {
    return { kind: 'parameter', name, type: namedType(module, own), isAlias: false, own: type?.text ?? name };
  }
  const isAlias = alias !== undefined;
  // `Annotated[User, Depends(…)]` has the type in front.
  const inside = written === 'annotated' ? type?.named[0]?.named.at(-1)?.named[0] : type?.named[0];
  if (inside?.type === 'string') return { kind: 'parameter', name, type: quotedName(module, inside, modules), isAlias };
  return { kind: 'parameter', name, type: inside && namedType(module, inside), isAlias };
}

const namedType = (module: Module, node: PythonNode): HostName | CopiedText | undefined =>
  hostName(module, node) ?? copiedText(module, node, () => false);

/** The type in an alias that a router has for itself: each of them has its own, and nobody imports it. */
function ownAlias(modules: Project, router: Module, alias: string): PythonNode | undefined {
  const { module, name = '', node } = modules.define(alias) ?? {};
  const value = node && childOf(node, 'right');
  if (module?.path !== router.path || value?.type !== 'subscript') return undefined;
  const isImported = modules
    .mentioning(modules.root, name)
    .some((path) => modules.at(path)?.imports.bindings.some((binding) => binding.target === alias));
  const inside = childOf(value, 'subscript');
  return isImported || inside?.type === 'string' ? undefined : inside;
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
