/** Dependencies that a function of the host makes and a module keeps: `get_user_for_admin = _user_for_admin("GET")`. */
import type { Definition } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { returnedFunction } from './dependency-factories.js';

/** The function that is kept under the name; the definition itself where it is none that is made so. */
export function madeDependency(definition: Definition | undefined, modules: Project): Definition | undefined {
  const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  const made = value?.type === 'call' ? childOf(value, 'function') : undefined;
  const target = definition && made && targetOf(definition.module, made);
  const maker = target === undefined ? undefined : modules.define(target);
  if (definition === undefined || maker?.node.type !== 'function_definition' || maker.rest.length > 0)
    return definition;
  const node = returnedFunction(maker.node);
  return node?.type === 'function_definition' ? { ...definition, module: maker.module, node } : definition;
}
