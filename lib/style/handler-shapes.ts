/** The blueprint's handlers of its records: for each operation its decorator, and what its parameters are for. */
import { guardReader } from '../framework/guards.js';
import { type HandlerParameter, parametersOfHandler } from '../framework/handler-parameters.js';
import { type Handler, nameOfHandler } from '../framework/handlers.js';
import { classOf, returnedBy } from '../framework/host-classes.js';
import type { Operation } from '../framework/operations.js';
import { aliasedTo } from '../framework/session-dependency.js';
import { isUnitOfWork } from '../framework/units-of-work.js';
import type { Definition } from '../project/module.js';
import { parametersOf } from '../python/find.js';
import { childOf } from '../python/syntax.js';
import { blueprintRecords } from './blueprint-handlers.js';
import type { BlueprintModules } from './blueprint-modules.js';
import type { HostReading } from './host-reading.js';
import { makesLayer } from './layer-makers.js';
import { unitOfWork } from './units-of-work.js';

/**
 * What a parameter is for: `record` is what a dependency has loaded for a key, `object` what another dependency makes,
 * `paging` one that brings the bounds of a list, `other` what a new package has no use for.
 */
export type ParameterKind =
  | 'session'
  | 'key'
  | 'record'
  | 'body'
  | 'user'
  | 'skip'
  | 'limit'
  | 'paging'
  | 'object'
  | 'other';

export type ShapeParameter = HandlerParameter & { readonly kind: ParameterKind };

export type HandlerShape = {
  readonly operation: Operation;
  readonly handler: Handler;
  readonly name: string;
  readonly parameters: readonly ShapeParameter[];
};

const known = new WeakMap<BlueprintModules, ReadonlyMap<Operation, HandlerShape>>();

/** The shapes of the blueprint's handlers, in the order of the text. */
export function handlerShapes(host: HostReading): ReadonlyMap<Operation, HandlerShape> {
  const { blueprint } = host;
  if (blueprint === undefined) return new Map();
  const found = known.get(blueprint) ?? read(host, blueprint);
  known.set(blueprint, found);
  return found;
}

/** The shapes of some operations, as many as the blueprint has. */
export function shapesOf(host: HostReading, ...operations: readonly Operation[]): readonly HandlerShape[] {
  const shapes = handlerShapes(host);
  return operations.flatMap((operation) => shapes.get(operation) ?? []);
}

function read(host: HostReading, blueprint: BlueprintModules): ReadonlyMap<Operation, HandlerShape> {
  const handlers = [...blueprintRecords(blueprint)].filter(([, { node }]) => node.type === 'function_definition');
  const shapes = handlers.map(([operation, handler]): HandlerShape => {
    const { module, node } = handler;
    const parameters = parametersOfHandler(module, node, host.modules).map((each) => ({
      ...each,
      kind: parameterKind(host, handler, each),
    }));
    return { operation, handler, name: nameOfHandler(handler), parameters };
  });
  const inOrder = shapes.sort((left, right) => left.handler.node.start - right.handler.node.start);
  return new Map(inOrder.map((shape) => [shape.operation, shape]));
}

const SKIP = /^(?:skip|offset|start|page|page_?(?:number|no|num|index)|p)$/i;
const LIMIT = /^(?:limit|take|size|count|page_?size|per_?page|items_per_page)$/i;
/** `skip`, `offset`, `page` */
export const isSkipName = (name: string): boolean => SKIP.test(name);

/** `limit`, `size`, `per_page` */
export const isLimitName = (name: string): boolean => LIMIT.test(name);

const BUILTIN = /^(?:Optional\[|Union\[)?(?:int|str|bool|float|bytes|dict|list|date|datetime|UUID|Decimal)\b/;

/** What a parameter of a handler is for, as far as its name, its type and what it depends on say. */
export function parameterKind(host: HostReading, handler: Handler, parameter: HandlerParameter): ParameterKind {
  const { modules } = host;
  const { name, given, type } = parameter;
  const keys = [...(handler.path ?? '').matchAll(/\{(\w+)/g)].map(([, key]) => key);
  if (keys.includes(name)) return 'key';
  const isDependency = given?.kind === 'Depends' || given?.kind === 'Security';
  if (given === undefined || !isDependency) {
    if (SKIP.test(name)) return 'skip';
    if (LIMIT.test(name)) return 'limit';
    const isSent = /^(?:post|put|patch)$/.test(handler.method) && (given === undefined || given.kind === 'Body');
    const says = type?.text ?? '';
    return isSent && says !== '' && !BUILTIN.test(says) && !isFastapi(parameter, handler) ? 'body' : 'other';
  }
  if (isSessionParameter(host, parameter)) return 'session';
  const definition = given.target === undefined ? undefined : modules.define(given.target);
  if (takesKey(definition, keys)) return 'record';
  if (bringsBounds(definition)) return 'paging';
  if (definition !== undefined && makesLayer(host)(definition)) return 'object';
  const read = guardReader(host.at, modules, (each) => keys.includes(each));
  return read.all(handler.module, parameter.node).length > 0 ? 'user' : 'object';
}

/** Whether a dependency brings the session that the host's packages use. */
export function isSessionParameter(host: HostReading, { given, type }: HandlerParameter): boolean {
  const { modules, session } = host;
  if (given?.kind !== 'Depends') return false;
  const definition = given.target === undefined ? undefined : modules.define(aliasedTo(modules, given.target));
  const isSame =
    definition !== undefined &&
    definition.node === session?.definition?.node &&
    definition.rest.join('.') === session.definition.rest.join('.');
  const brought = definition && (classOf(definition) ?? returnedBy(definition, modules));
  const isUnit = brought !== undefined && isUnitOfWork(brought, modules) && unitOfWork(host) !== undefined;
  return isSame || isUnit || /(?:^|\W)(?:Async)?Session\b/.test(type?.text ?? '');
}

/** `request: Request`, `tasks: BackgroundTasks` */
function isFastapi({ type }: HandlerParameter, { module }: Handler): boolean {
  const [named] = type?.named ?? [];
  const target = named === undefined ? undefined : module.imports.resolve(named)?.target;
  return /^(?:fastapi|starlette)\./.test(target ?? '');
}

/** Whether a dependency itself takes the key of the path. */
function takesKey(definition: Definition | undefined, keys: readonly (string | undefined)[]): boolean {
  if (definition?.node.type !== 'function_definition') return false;
  return namesOf(definition).some((each) => keys.includes(each));
}

const namesOf = ({ node }: Definition): readonly string[] =>
  parametersOf(node).map((each) => childOf(each, 'name')?.text ?? /^\w+/.exec(each.text)?.[0] ?? '');

/** Whether a dependency is about pages: it takes the bounds of a list. */
function bringsBounds(definition: Definition | undefined): boolean {
  const names = definition === undefined ? [] : pageNames(definition);
  return names.some(isSkipName) && names.some(isLimitName);
}

/** What a function takes, or what an object of a class is made of. */
export function pageNames(definition: Definition): readonly string[] {
  const { node } = definition;
  if (definition.rest.length > 0) return [];
  if (node.type === 'function_definition') return namesOf(definition);
  if (node.type !== 'class_definition') return [];
  return (childOf(node, 'body')?.named ?? []).flatMap((statement) => {
    const method = statement.type === 'decorated_definition' ? childOf(statement, 'definition') : statement;
    if (method?.type === 'function_definition') {
      return childOf(method, 'name')?.text === '__init__' ? namesOf({ ...definition, node: method }) : [];
    }
    const field = statement.named[0];
    return field?.type === 'assignment' && childOf(field, 'type') ? [childOf(field, 'left')?.text ?? ''] : [];
  });
}
