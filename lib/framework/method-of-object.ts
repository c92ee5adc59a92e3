/** A method of an object or a class of the host: `db_helper.session_getter`. */
import type { Definition } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf } from '../python/syntax.js';
import { classNamed, classOf, type HostClass, methodsIn } from './host-classes.js';

/** The method that the rest of a definition names, with the module of its class. */
export function methodOf(definition: Definition, modules: Project): Definition | undefined {
  const [name] = definition.rest;
  if (name === undefined || definition.rest.length > 1) return undefined;
  const whole = { ...definition, rest: [] };
  const owner = classOf(whole) ?? madeBy(whole, modules);
  const node = owner && methodsIn(owner).get(name);
  return owner && node && { module: owner.module, name, node, rest: [], via: [] };
}

/** The class that an object is made of: `db_helper = DatabaseHelper(…)`. */
function madeBy({ module, node }: Definition, modules: Project): HostClass | undefined {
  const value = node.type === 'assignment' ? childOf(node, 'right') : undefined;
  const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
  return callee && classNamed(module, callee, modules);
}
