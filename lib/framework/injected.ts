/** The parameters that FastAPI fills in: of a function, of one that it makes, and of a class. */
import { parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** What FastAPI gives to a function, to one that it makes (`def check(user: CurrentUser)` of `require_role`), and to a class. */
export function injectedIn(node: PythonNode): readonly PythonNode[] {
  const isClass = node.type === 'class_definition';
  const functions = [...walk(node)].filter(({ type }) => type === 'function_definition');
  return functions
    .filter((each) => !isClass || /^__(?:init|call)__$/.test(childOf(each, 'name')?.text ?? ''))
    .flatMap(parametersOf);
}

/** What FastAPI gives to what a call makes: to a function inside of the called one, or to `__call__` of a class. */
export function calledOn(node: PythonNode): readonly PythonNode[] {
  const inside = [...walk(node)].filter((each) => each !== node && each.type === 'function_definition');
  const isClass = node.type === 'class_definition';
  return inside.filter((each) => !isClass || childOf(each, 'name')?.text === '__call__').flatMap(parametersOf);
}
