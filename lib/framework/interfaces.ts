/** Classes that only say what another class does (`Protocol`, `ABC`), and where objects of a class are made. */
import type { Project } from '../project/project.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { classNamed, type HostClass, type HostFunction, methodsIn } from './host-classes.js';
import { parameterName } from './parameter-dependencies.js';

/** Whether no method of a class does anything. */
export function isInterface(type: HostClass): boolean {
  const methods = [...methodsIn(type)].filter(([name]) => !name.startsWith('__'));
  return methods.length > 0 && methods.every(([, node]) => isBare(node));
}

/** Whether a method is `...`, `pass`, `raise NotImplementedError` or nothing but its docstring. */
function isBare(method: PythonNode): boolean {
  const statements = (childOf(method, 'body')?.named ?? []).filter(({ type }) => type !== 'comment');
  return statements.every(({ type, text, named: [inner] }) => {
    if (type === 'pass_statement') return true;
    if (type === 'raise_statement') return /^raise NotImplementedError\b/.test(text);
    return type === 'expression_statement' && (inner?.type === 'ellipsis' || inner?.type === 'string');
  });
}

/** A call that makes an object of a class, and the function that it is in. */
type Making = { readonly call: Call; readonly scope: HostFunction };

const found = new WeakMap<Project, WeakMap<PythonNode, readonly Making[]>>();

/** Where functions of the host make objects of a class. */
function makingsOf(type: HostClass, project: Project): readonly Making[] {
  const known = found.get(project) ?? new WeakMap<PythonNode, readonly Making[]>();
  found.set(project, known);
  const before = known.get(type.node);
  if (before !== undefined) return before;
  const makings = project.mentioning(project.root, type.name).flatMap((path) => {
    const module = project.at(path);
    if (module === undefined) return [];
    return calls(module.tree.root).flatMap((call): readonly Making[] => {
      if (!call.callee.text.endsWith(type.name)) return [];
      const scope = functionAround(call.node);
      if (scope === undefined || classNamed(module, call.callee, project)?.node !== type.node) return [];
      return [{ call, scope: { module, name: childOf(scope, 'name')?.text ?? '', node: scope, owner: undefined } }];
    });
  });
  known.set(type.node, makings);
  return makings;
}

function functionAround(node: PythonNode): PythonNode | undefined {
  let at = node.parent;
  while (at !== undefined && at.type !== 'function_definition') at = at.parent;
  return at;
}

/** What the host gives to a parameter of a class where it makes objects of it: `UserService(UserRepository(db))`. */
export function givenWhereMade(
  type: HostClass,
  init: PythonNode,
  name: string,
  project: Project,
): readonly { readonly value: PythonNode; readonly scope: HostFunction }[] {
  const names = parametersOf(init).map(parameterName);
  const place = names.filter((each) => each !== 'self' && each !== '').indexOf(name);
  return makingsOf(type, project).flatMap(({ call, scope }) => {
    const value = call.keywords.get(name) ?? (place < 0 ? undefined : call.positional[place]);
    return value === undefined ? [] : [{ value, scope }];
  });
}
