/** What the parameters of handlers and of dependencies depend on. */
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { type DependencyFactory, dependencyFactory } from './dependency-factories.js';
import { dependedOn, dependsIn } from './depends-calls.js';

/** What a parameter depends on: what `Depends` names, or is returned by what it calls, and the alias that says so (`UserServiceDep`). */
export type Dependency = {
  readonly made: Definition | undefined;
  readonly factory: DependencyFactory | undefined;
  readonly alias: Definition | undefined;
};

export function parameterName(parameter: PythonNode): string {
  return childOf(parameter, 'name')?.text ?? /^\**(\w+)/.exec(parameter.text)?.[1] ?? '';
}

/** What a parameter of a handler depends on, in its default, in its annotation or behind an alias. */
export function parameterDependency(parameter: PythonNode, module: Module, project: Project): Dependency {
  const annotation = childOf(parameter, 'type');
  const alias = annotation && aliasIn(annotation, module, project);
  const places = [
    { module, node: parameter },
    ...(alias === undefined ? [] : [{ module: alias.module, node: alias.node }]),
  ];
  for (const place of places) {
    const [found] = dependsIn(place.module, place.node, project);
    if (found === undefined) continue;
    const factory = found.on && dependencyFactory(found.module, found.on, project);
    const target = factory === undefined ? dependedOn(found) : undefined;
    return { made: target === undefined ? undefined : project.define(target), factory, alias };
  }
  return { made: undefined, factory: undefined, alias };
}

/** The alias that an annotation is: `UserServiceDep = Annotated[UserService, Depends(get_user_service)]`. */
function aliasIn(annotation: PythonNode, module: Module, project: Project): Definition | undefined {
  const [named] = annotation.named;
  const isName = named?.type === 'identifier' || named?.type === 'attribute';
  const target = isName ? targetOf(module, named) : undefined;
  const definition = target === undefined ? undefined : project.define(target);
  return definition?.node.type === 'assignment' && /\bAnnotated\b/.test(definition.node.text) ? definition : undefined;
}
