/** What a session dependency opens its sessions with, so that tests can exchange the engine and leave the rest as it is. */
import { type Definition, type Module, ownNames } from '../project/module.js';
import type { Project } from '../project/project.js';
import { assignments, type Call, callOf, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { methodOf } from './method-of-object.js';
import { parameterName } from './parameter-dependencies.js';

/** A `sessionmaker`, or the name of an engine in the module of the dependency. */
export type SessionMaker = {
  readonly kind: 'sessionmaker' | 'engine';
  readonly module: string;
  readonly name: string;
  /** Whether its sessions are `AsyncSession` of SQLAlchemy. */
  readonly isAsync: boolean;
};

/** What a text that makes sessions has in it. */
export const MAKER_WORD = 'sessionmaker';

/** What only a host with asynchronous sessions imports. */
const ASYNC_NAMES =
  /^(?:sqlalchemy\.ext\.asyncio\.(?:AsyncSession|async_sessionmaker|async_scoped_session|create_async_engine)|sqlmodel\.ext\.asyncio\.session\.AsyncSession)$/;

export const isAsyncName = (path: string): boolean => ASYNC_NAMES.test(path);

/** SQLModel's own is SQLAlchemy's with `exec`. */
const ASYNC_SESSION_PATH =
  /^(?:sqlalchemy\.ext\.asyncio\.(?:session\.)?|sqlmodel\.ext\.asyncio\.session\.)AsyncSession$/;
const ASYNC_MAKER = /^sqlalchemy\.ext\.asyncio\.(?:session\.)?async_sessionmaker$/;

const SCOPED = /^sqlalchemy\.ext\.asyncio\.(?:scoping\.)?async_scoped_session$/;

/** Nothing where the dependency does anything but opening one session of one of them. */
export function sessionMakerOf(dependency: Definition | undefined, project: Project): SessionMaker | undefined {
  if (dependency === undefined || dependency.rest.length > 0) return undefined;
  const { module, node } = dependency;
  const kind = sessionsOf(dependency);
  if (kind !== undefined && dependency.name !== undefined) {
    return { kind: 'sessionmaker', module: module.module, name: dependency.name, isAsync: kind === 'async' };
  }
  if (node.type !== 'function_definition') return undefined;
  const found = calls(node).flatMap(({ callee, positional, keywords }): readonly SessionMaker[] => {
    const opened = targetOf(module, callee) ?? '';
    if (opened === 'sqlalchemy.orm.Session' || ASYNC_SESSION_PATH.test(opened)) {
      const engine = positional[0] ?? keywords.get('bind');
      return engine?.type === 'identifier' && targetOf(module, engine) !== undefined
        ? [{ kind: 'engine', module: module.module, name: engine.text, isAsync: ASYNC_SESSION_PATH.test(opened) }]
        : [];
    }
    const maker = aliased(node, makerOf(callee));
    const definition = maker === undefined ? undefined : project.define(targetOf(module, maker) ?? '');
    const made = definition && sessionsOf(definition);
    if (definition === undefined || made === undefined) return [];
    const name = definition.name ?? maker?.text ?? '';
    return [{ kind: 'sessionmaker', module: definition.module.module, name, isAsync: made === 'async' }];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The `sessionmaker` that a dependency opens one session of, where it is defined. */
export function makerBehind(dependency: Definition | undefined, project: Project): Definition | undefined {
  const maker = sessionMakerOf(dependency, project);
  return maker?.kind === 'sessionmaker' ? project.define(`${maker.module}.${maker.name}`) : undefined;
}

/** Whether sessions are made so that records keep what they hold after a commit. */
export function keepsRecords({ text }: PythonNode): boolean {
  return /\bexpire_on_commit\s*=\s*False\b/.test(text);
}

/** Every `sessionmaker` that a module makes, by its name. */
export function sessionMakersIn(module: Module): readonly Definition[] {
  return [...ownNames(module)].flatMap(([name, node]) => {
    const definition = { module, name, node, rest: [], via: [] };
    return sessionsOf(definition) === undefined ? [] : [definition];
  });
}

/** `SessionLocal` of `SessionLocal()` and of `SessionLocal.begin()`. */
function makerOf(callee: PythonNode): PythonNode | undefined {
  if (callee.type === 'identifier') return callee;
  return callee.type === 'attribute' && childOf(callee, 'attribute')?.text === 'begin'
    ? childOf(callee, 'object')
    : undefined;
}

/** `local_session` of `async_session = local_session`. */
function aliased(scope: PythonNode, name: PythonNode | undefined): PythonNode | undefined {
  const [given, ...others] = assignments(scope).filter((each) => each.name === name?.text);
  return given !== undefined && others.length === 0 && given.value.type === 'identifier' ? given.value : name;
}

/** Which sessions a `sessionmaker` opens; nothing for anything else, and for a class of session that is not known. */
function sessionsOf({ module, node }: Definition): 'sync' | 'async' | undefined {
  const value = node.type === 'assignment' ? childOf(node, 'right') : undefined;
  const made = value === undefined ? undefined : callOf(value);
  return made && madeBy(module, made);
}

/** Which sessions what a call makes opens; nothing for the call of anything but a `sessionmaker`. */
function madeBy(module: Module, made: Call): 'sync' | 'async' | undefined {
  const maker = targetOf(module, made.callee) ?? '';
  const named = made.keywords.get('class_');
  const kind = named && targetOf(module, named);
  if (ASYNC_MAKER.test(maker)) return named === undefined || ASYNC_SESSION_PATH.test(kind ?? '') ? 'async' : undefined;
  if (maker !== 'sqlalchemy.orm.sessionmaker') return undefined;
  return ASYNC_SESSION_PATH.test(kind ?? '') ? 'async' : 'sync';
}

/** Whether a dependency is an asynchronous generator whose sessions are `AsyncSession` of SQLAlchemy or SQLModel. */
export function yieldsAsyncSession(dependency: Definition | undefined, project: Project): boolean {
  if (dependency === undefined || dependency.rest.length > 0) return false;
  if (sessionsOf(dependency) === 'async') return true;
  const { node } = dependency;
  if (node.type !== 'function_definition') return false;
  if (node.children[0]?.type !== 'async' || !/\byield\b/.test(node.text)) return false;
  if (yieldsScopedSession(dependency, project)) return true;
  return sessionMakerOf(dependency, project)?.isAsync ?? isOfAsyncSessions(dependency, project);
}

/** Whether a generator yields what `async_scoped_session` makes, which stands for the session of the request. */
function yieldsScopedSession({ module, node }: Definition, project: Project): boolean {
  const yielded = [...walk(node)].find(({ type }) => type === 'yield')?.named[0];
  const target = yielded && targetOf(module, yielded);
  const made = target === undefined ? undefined : project.define(target);
  const value = made?.node.type === 'assignment' ? childOf(made.node, 'right') : undefined;
  const callee = value?.type === 'call' ? childOf(value, 'function') : undefined;
  return made !== undefined && callee !== undefined && SCOPED.test(targetOf(made.module, callee) ?? '');
}

/** Whether a dependency opens sessions of a `sessionmaker` and no asynchronous ones, be it a coroutine itself or not. */
export function opensSyncSessions(dependency: Definition | undefined, project: Project): boolean {
  if (dependency === undefined || dependency.rest.length > 0) return false;
  const { module, node } = dependency;
  if (node.type !== 'function_definition' || /\basync\s+with\b/.test(node.text)) return false;
  const opened = calls(node).flatMap(({ callee }) => {
    const maker = makerOf(callee);
    const definition = maker && project.define(targetOf(module, maker) ?? '');
    return (definition && sessionsOf(definition)) ?? [];
  });
  return opened.length > 0 && !opened.includes('async');
}

const DEEPEST = 2;

/** Whether a function says or opens an `AsyncSession`, or one of the host that it calls: `async with sessionmanager.session()`. */
function isOfAsyncSessions(definition: Definition, project: Project, depth = 0): boolean {
  const { module, node } = definition;
  if (node.type !== 'function_definition') return false;
  if (saysAsyncSession(definition) || opensAsyncSessions(definition) || opensGivenMaker(definition)) return true;
  if (sessionMakerOf(definition, project)?.isAsync === true) return true;
  const followed = depth < DEEPEST ? calls(node) : [];
  return followed.some(({ callee }) => {
    const called = project.define(targetOf(module, callee) ?? '');
    return called !== undefined && isOfAsyncSessions(methodOf(called, project) ?? called, project, depth + 1);
  });
}

/** Whether a function says that it returns or yields an `AsyncSession`. */
function saysAsyncSession({ module, node }: Definition): boolean {
  const returned = childOf(node, 'return_type');
  if (returned === undefined) return false;
  return [...walk(returned)].some((each) => {
    const isName = each.type === 'identifier' || each.type === 'attribute';
    return isName && ASYNC_SESSION_PATH.test(targetOf(module, each) ?? '');
  });
}

/** Whether a function opens sessions of an `async_sessionmaker` that another dependency gives it. */
function opensGivenMaker({ module, node }: Definition): boolean {
  const makers = parametersOf(node).flatMap((parameter) => {
    const type = childOf(parameter, 'type');
    const isMaker =
      type !== undefined && [...walk(type)].some((each) => ASYNC_MAKER.test(targetOf(module, each) ?? ''));
    return isMaker ? [parameterName(parameter)] : [];
  });
  return calls(node).some(({ callee }) => makers.includes(makerOf(callee)?.text ?? ''));
}

/** Whether a function makes an asynchronous `sessionmaker` itself, or a method opens what its class makes with one. */
function opensAsyncSessions({ module, node }: Definition): boolean {
  if (calls(node).some((call) => madeBy(module, call) === 'async')) return true;
  const statement = node.parent?.type === 'decorated_definition' ? node.parent : node;
  const owner = statement.parent?.parent;
  return (
    owner?.type === 'class_definition' &&
    /\bself\.|\bcls\./.test(node.text) &&
    calls(owner).some(({ callee }) => ASYNC_MAKER.test(targetOf(module, callee) ?? ''))
  );
}
