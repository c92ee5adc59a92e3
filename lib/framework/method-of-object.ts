/** A method of an object or a class of the host: `db_helper.session_getter`. */
import { type Definition, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';

/** The method that the rest of a definition names, with the module of its class. */
export function methodOf({ module, node, rest }: Definition, modules: Project): Definition | undefined {
  const [name] = rest;
  if (name === undefined || rest.length > 1) return undefined;
  const owner = node.type === 'class_definition' ? { module, node } : madeBy({ module, node }, modules);
  const body = owner && childOf(owner.node, 'body');
  const functions = (body?.named ?? []).map((each) =>
    each.type === 'decorated_definition' ? (childOf(each, 'definition') ?? each) : each,
  );
  const method = functions.find((each) => each.type === 'function_definition' && childOf(each, 'name')?.text === name);
  return owner && method && { module: owner.module, name, node: method, rest: [], via: [] };
}

type Place = Pick<Definition, 'module' | 'node'>;

/** The class that an object is made of: `db_helper = DatabaseHelper(…)`. */
function madeBy({ module, node }: Place, modules: Project): Place | undefined {
  const value = node.type === 'assignment' ? childOf(node, 'right') : undefined;
  const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
  if (callee === undefined) return undefined;
  const target = module.imports.resolve(callee)?.target;
  const definition = target === undefined ? undefined : modules.define(target);
  const own: PythonNode | undefined = target === undefined ? ownNames(module).get(callee.text) : definition?.node;
  return own?.type === 'class_definition' ? { module: definition?.module ?? module, node: own } : undefined;
}
