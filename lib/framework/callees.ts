/** What a function of the host calls, followed through parameters, dependencies, attributes and objects to its definition. */
import type { Definition } from '../project/module.js';
import type { Project } from '../project/project.js';
import { assignments, type Call, calls, dottedParts, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { controllerAround } from './controllers.js';
import {
  ancestorsOf,
  annotatedClass,
  classOf,
  classOfObject,
  type HostClass,
  type HostFunction,
  methodsIn,
  returnedBy,
} from './host-classes.js';
import { givenWhereMade, isInterface } from './interfaces.js';
import { type Dependency, parameterDependency, parameterName } from './parameter-dependencies.js';

/** How a method comes to be called: on what. */
export type Receiver =
  /** `crud.get_user(…)`, `get_user(…)` */
  | { readonly kind: 'module' }
  /** `UserService.get(…)` */
  | { readonly kind: 'class' }
  /** `UserService(db).get(…)`, also by way of a local variable; `by` is the function that is called for it. */
  | { readonly kind: 'made'; readonly call: Call; readonly by: Definition | undefined }
  /** `user_service.get(…)` where a module has `user_service = UserService()` */
  | { readonly kind: 'object'; readonly definition: Definition }
  /** `service.get(…)` for a parameter */
  | { readonly kind: 'parameter'; readonly parameter: PythonNode; readonly dependency: Dependency }
  /** `self.repository.get(…)`, `uow.users.get(…)` */
  | { readonly kind: 'attribute'; readonly name: string; readonly of: HostClass }
  /** `self.get(…)`, `cls.get(…)` */
  | { readonly kind: 'self' };

export type Callee = {
  readonly call: Call;
  readonly receiver: Receiver;
  readonly target: HostFunction;
  /** The class that defines the method, where the one that it is called on inherits it. */
  readonly inherited: HostClass | undefined;
};

type Instance = { readonly type: HostClass; readonly receiver: Receiver };

const DEEPEST = 6;

/** Every call of a function whose definition the host has, in the order of the text. */
export function calleesIn(scope: HostFunction, project: Project): readonly Callee[] {
  const body = childOf(scope.node, 'body');
  if (body === undefined) return [];
  return calls(body).flatMap((call) => calleeOf(call, scope, project) ?? []);
}

function calleeOf(call: Call, scope: HostFunction, project: Project): Callee | undefined {
  const { callee } = call;
  const object = callee.type === 'attribute' ? childOf(callee, 'object') : undefined;
  const name = object && childOf(callee, 'attribute')?.text;
  if (object !== undefined && name !== undefined) {
    const instance = instanceOf(object, scope, project, 0);
    const method = instance && methodOf(instance.type, name, project);
    if (instance !== undefined) return method && { call, receiver: instance.receiver, ...method };
  }
  const target = targetOf(scope.module, callee);
  const definition = target === undefined ? undefined : project.define(target);
  if (definition?.node.type !== 'function_definition' || definition.rest.length > 0) return undefined;
  const { module, node } = definition;
  return {
    call,
    receiver: { kind: 'module' },
    target: { module, name: definition.name ?? '', node, owner: undefined },
    inherited: undefined,
  };
}

/** A method of a class or of what it inherits from, as one of that class. */
function methodOf(owner: HostClass, name: string, project: Project): Pick<Callee, 'target' | 'inherited'> | undefined {
  for (const each of [owner, ...ancestorsOf(owner, project)]) {
    const node = methodsIn(each).get(name);
    if (node === undefined) continue;
    const inherited = each === owner ? undefined : each;
    return { target: { module: each.module, name, node, owner }, inherited };
  }
  return undefined;
}

/** What an expression of a function is an instance of, as far as the host defines the class. */
function instanceOf(node: PythonNode, scope: HostFunction, project: Project, depth: number): Instance | undefined {
  if (depth > DEEPEST) return undefined;
  if (node.type === 'await' || node.type === 'parenthesized_expression') {
    const [inner] = node.named;
    return inner && instanceOf(inner, scope, project, depth + 1);
  }
  // `repository or UserRepository(session)`
  if (node.type === 'boolean_operator') {
    const found = node.named.flatMap((each) => instanceOf(each, scope, project, depth + 1) ?? []);
    return found.find(({ type }) => !isInterface(type)) ?? found[0];
  }
  if (node.type === 'call') return madeBy(node, scope, project);
  if (node.type === 'identifier') {
    const local = localOf(node, scope, project, depth);
    if (local !== undefined) return local;
  }
  if (node.type === 'attribute') {
    const object = childOf(node, 'object');
    const kept = object?.text === 'self' ? attributeGiven(node, scope) : undefined;
    if (kept !== undefined) return parameterInstance(kept, scope, project, depth);
    const of = object && instanceOf(object, scope, project, depth + 1)?.type;
    const name = childOf(node, 'attribute')?.text ?? '';
    if (of !== undefined) {
      const type = attributeOf(of, name, project, depth);
      return type && { type, receiver: { kind: 'attribute', name, of } };
    }
  }
  if (dottedParts(node) === undefined) return undefined;
  const target = targetOf(scope.module, node);
  const definition = target === undefined ? undefined : project.define(target);
  if (definition === undefined || definition.rest.length > 0) return undefined;
  const type = classOf(definition);
  if (type !== undefined) return { type, receiver: { kind: 'class' } };
  const object = classOfObject(definition, project);
  return object && { type: object, receiver: { kind: 'object', definition } };
}

/** What FastAPI gives the class of a handler under a name: a parameter of all of its handlers. */
function attributeGiven(node: PythonNode, { module, node: handler, owner }: HostFunction): PythonNode | undefined {
  const attributes = owner === undefined ? controllerAround(module, handler)?.attributes : undefined;
  return attributes?.find((each) => childOf(each, 'left')?.text === childOf(node, 'attribute')?.text);
}

function madeBy(node: PythonNode, scope: HostFunction, project: Project): Instance | undefined {
  const call = calls(node).find((each) => each.node === node);
  const target = call && targetOf(scope.module, call.callee);
  const definition = target === undefined ? undefined : project.define(target);
  const own = classOf(definition);
  const type = own ?? returnedBy(definition, project);
  return call && type && { type, receiver: { kind: 'made', call, by: own === undefined ? definition : undefined } };
}

function localOf(node: PythonNode, scope: HostFunction, project: Project, depth: number): Instance | undefined {
  const name = node.text;
  if (scope.owner !== undefined && (name === 'self' || name === 'cls')) {
    return { type: scope.owner, receiver: { kind: 'self' } };
  }
  const parameter = parametersOf(scope.node).find((each) => parameterName(each) === name);
  if (parameter !== undefined) return parameterInstance(parameter, scope, project, depth);
  const given = assignments(scope.node).find((each) => each.name === name && each.value.start < node.start);
  if (given !== undefined) return instanceOf(given.value, scope, project, depth + 1);
  const entered = [...walk(scope.node)].find(({ type, named }) => type === 'as_pattern' && named[1]?.text === name);
  const [manager] = entered?.named ?? [];
  return manager && instanceOf(manager, scope, project, depth + 1);
}

function parameterInstance(
  parameter: PythonNode,
  scope: HostFunction,
  project: Project,
  depth: number,
): Instance | undefined {
  const annotation = childOf(parameter, 'type');
  const said = annotation && annotatedClass(annotation, scope.module, project, 0);
  const dependency = parameterDependency(parameter, scope.module, project);
  const { made, factory } = dependency;
  const known = factory?.makes ?? said?.type ?? classOf(made) ?? returnedBy(made, project);
  const given = known === undefined || isInterface(known) ? behind(parameter, scope, made, project, depth) : [];
  const type = given.find((each) => known === undefined || doesWhat(each, known, project)) ?? known;
  return type && { type, receiver: { kind: 'parameter', parameter, dependency } };
}

/** Whether a class has a method that an interface says. */
function doesWhat(type: HostClass, said: HostClass, project: Project): boolean {
  return [...methodsIn(said).keys()].some((name) => methodOf(type, name, project) !== undefined);
}

/** The classes whose objects the host gives to a parameter: what its dependency makes, or who makes its class. */
function behind(
  parameter: PythonNode,
  { name, node, owner }: HostFunction,
  made: Definition | undefined,
  project: Project,
  depth: number,
): readonly HostClass[] {
  const given =
    made?.node.type === 'function_definition'
      ? givenBack(made)
      : owner !== undefined && name === '__init__'
        ? givenWhereMade(owner, node, parameterName(parameter), project)
        : [];
  const types = given.flatMap(({ value, scope }) => instanceOf(value, scope, project, depth + 1)?.type ?? []);
  return [classOf(made) ?? [], types].flat().filter((type) => !isInterface(type));
}

/** What a function returns or yields. */
function givenBack({ module, name, node }: Definition): readonly { value: PythonNode; scope: HostFunction }[] {
  const scope: HostFunction = { module, name: name ?? '', node, owner: undefined };
  return [...walk(node)]
    .filter(({ type }) => type === 'return_statement' || type === 'yield')
    .flatMap(({ named: [value] }) => (value === undefined ? [] : [{ value, scope }]));
}

/** The class of what an attribute of a class's instances holds. */
function attributeOf(of: HostClass, name: string, project: Project, depth: number): HostClass | undefined {
  for (const owner of [of, ...ancestorsOf(of, project)]) {
    const body = childOf(owner.node, 'body');
    const said = body?.named
      .flatMap(({ named }) => named[0] ?? [])
      .find((each) => each.type === 'assignment' && childOf(each, 'left')?.text === name);
    const annotation = said && childOf(said, 'type');
    const annotated = annotation && annotatedClass(annotation, owner.module, project, 0)?.type;
    if (annotated !== undefined && !isInterface(annotated)) return annotated;
    for (const [method, node] of methodsIn(owner)) {
      const scope: HostFunction = { module: owner.module, name: method, node, owner };
      // A property.
      if (method === name) return returnedBy({ ...scope, rest: [], via: [] }, project);
      for (const each of walk(node)) {
        const isSet = each.type === 'assignment' && childOf(each, 'left')?.text === `self.${name}`;
        const value = isSet ? childOf(each, 'right') : undefined;
        const type = value && instanceOf(value, scope, project, depth + 1)?.type;
        if (type !== undefined) return type;
      }
    }
  }
  return undefined;
}
