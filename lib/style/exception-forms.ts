/** The exception that the blueprint answers with: FastAPI's own, one of the host, or a class that each feature has. */
import { type Source, sourceOf, targetOf } from '../framework/base-and-session.js';
import { errorHandlers, statusesIn } from '../framework/error-handlers.js';
import { ancestorsOf, classOf, type HostClass, methodsIn, ownClasses } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { isHttpException, type Raised, statusOfRaised } from '../framework/raised.js';
import { hasNoun, namePattern } from '../naming/name-pattern.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { Words } from './answer-words.js';
import { argumentOf, argumentsOf, type ExceptionArgument, roleOfName, withNoun } from './exception-arguments.js';
import type { HostReading } from './host-reading.js';
import type { LayerRole } from './layers.js';
import { isOfLibrary } from './of-library.js';

export type ExceptionForm =
  | { readonly kind: 'http' }
  /** A class of the host that all features raise. */
  | {
      readonly kind: 'host';
      readonly source: Source;
      readonly given: readonly ExceptionArgument[];
      readonly isCalled: boolean;
    }
  /** A class of the feature: `UserNotFound(NotFound)`. */
  | {
      readonly kind: 'own';
      /** A pattern of its name, with `{Field}` where that is in it. */
      readonly name: string;
      readonly module: 'exceptions' | LayerRole;
      readonly base: Source;
      /** What its `__init__` takes; nothing where it has none. */
      readonly takes: readonly ('key' | 'value')[] | undefined;
      readonly isTyped: boolean;
      /** What it gives to the `__init__` of its base. */
      readonly passes: readonly ExceptionArgument[];
      readonly settings: readonly ExceptionArgument[];
      readonly given: readonly ExceptionArgument[];
      readonly isCalled: boolean;
    };

const HTTP: ExceptionForm = { kind: 'http' };

/** How the blueprint raises it; FastAPI's own exception where its class cannot be followed or has another status. */
export function exceptionForm(
  host: HostReading,
  raised: Raised | undefined,
  status: number,
  words: Words,
): ExceptionForm {
  const { nouns } = words;
  const type = classOf(raised?.type);
  if (raised === undefined || type === undefined) return HTTP;
  const asRaised = argumentsOf(raised.module, raised.call, words);
  if (asRaised === undefined) return HTTP;
  const given = withNoun(host, type, asRaised);
  const isCalled = raised.call !== undefined;
  const ownPattern = fieldPattern(namePattern(type.name, nouns), words);
  const place = placeOf(host, type);
  const isGeneral = !hasNoun(ownPattern) && !ownPattern.includes('{Field}');
  if (isGeneral && (place === undefined || isOfAll(host, type))) {
    if (!isAnswered(host, type, [type, ...ancestorsOf(type, host.modules)], status, raised.call)) return HTTP;
    // What is looked for is the key, by whatever the blueprint was found: `NotFound("Event", slug)`.
    return {
      kind: 'host',
      source: sourceOfRaised(host, raised, type),
      given: status === 404 ? given.map(ofKey) : given,
      isCalled,
    };
  }
  const own = ownClass(type, words);
  const base = baseOf(type);
  if (own === undefined || base === undefined) return HTTP;
  if (!isAnswered(host, type, ancestorsOf(type, host.modules), status, raised.call)) return HTTP;
  return { kind: 'own', name: ownPattern, module: place ?? 'exceptions', base, ...own, given, isCalled };
}

function ofKey(argument: ExceptionArgument): ExceptionArgument {
  if (argument.entries === undefined) return argument.kind === 'value' ? { ...argument, kind: 'key' } : argument;
  const name = (each: ExceptionArgument): string => (each.kind === 'value' ? '{one}_id' : (each.name ?? ''));
  return { ...argument, entries: argument.entries.map((each) => ({ ...ofKey(each), name: name(each) })) };
}

/** Where a class of all features is imported from: one of a library, where the blueprint takes it from. */
function sourceOfRaised(host: HostReading, { module, call }: Raised, type: HostClass): Source {
  const taken = isOfLibrary(host, type) && call !== undefined ? targetOf(module, call.callee) : undefined;
  return taken === undefined ? { module: type.module.module, name: type.name } : sourceOf(taken);
}

/** A class beside the one for missing records that says of every feature that a value is taken: `ConflictError(message)`. */
export function conflictBeside(host: HostReading, missing: HostClass, text: string): ExceptionForm | undefined {
  for (const type of ownClasses(missing.module).filter(({ name }) => GENERAL_CONFLICT.test(name))) {
    const classes = [type, ...ancestorsOf(type, host.modules)];
    if (!isAnswered(host, type, classes.slice(1), 409)) continue;
    const init = classes.map((each) => methodsIn(each).get('__init__')).find((each) => each !== undefined);
    const [, first, ...others] = init === undefined ? [] : parametersOf(init);
    const isMessage = first !== undefined && /^(?:detail|message|msg|text)$/.test(parameterName(first));
    if (!isMessage || others.some((each) => childOf(each, 'value') === undefined)) continue;
    const given = [{ name: undefined, kind: 'text', text }] as const;
    return { kind: 'host', source: { module: type.module.module, name: type.name }, given, isCalled: true };
  }
  return undefined;
}

const GENERAL_CONFLICT =
  /^(?:App|Base|Resource|Entity|Object|Record|Item|Model)?(?:Conflict|AlreadyExists?|Duplicate)(?:d|Entry|Resource|Entity|Record)?(?:Error|Exception|HTTPException)?$/;

function fieldPattern(name: string, { fields }: Words): string {
  for (const field of fields) {
    const title = field.charAt(0).toUpperCase() + field.slice(1);
    const at = new RegExp(`(?<![A-Z{])${title}(?![a-z0-9}])`);
    if (at.test(name)) return name.replace(at, '{Field}');
  }
  return name;
}

/** The module of the feature in which a class is; nothing for a class of the host. */
function placeOf({ blueprint }: HostReading, { module }: HostClass): OwnPlace | undefined {
  const roles = ['exceptions', 'crud', 'services'] as const;
  const found = roles.find((role) => blueprint?.of(role).some(({ path }) => path === module.path));
  return found ?? (blueprint?.all.some(({ path }) => path === module.path) ? 'exceptions' : undefined);
}

/** Whether a class is in a file of all features, whatever role that file has. */
function isOfAll({ blueprint }: HostReading, { module }: HostClass): boolean {
  const parts = blueprint?.layout === 'layers' ? blueprint.byLayer.parts : [];
  return parts.some(({ file, isShared }) => isShared && file.path === module.path);
}

type OwnPlace = Extract<ExceptionForm, { kind: 'own' }>['module'];

/**
 * Whether an exception of these classes is answered with the status: FastAPI's own knows how, any other needs a handler
 * for one of them.
 */
function isAnswered(
  host: HostReading,
  type: HostClass,
  classes: readonly HostClass[],
  status: number,
  call?: Call,
): boolean {
  const { modules } = host;
  const told = statusOfRaised({ ...type, rest: [], via: [] }, call, modules);
  if (isHttpAmong([type, ...classes])) return told === status;
  const handlers = errorHandlers(
    modules,
    host.host.project,
    classes.map(({ name }) => name),
  );
  const statuses = handlers.flatMap((handler) => statusesIn(handler, modules));
  return handlers.length > 0 && (told === status || (told === undefined && statuses.includes(status)));
}

function baseOf({ module, node }: HostClass): Source | undefined {
  const [base] = childOf(node, 'superclasses')?.named ?? [];
  if (base === undefined) return undefined;
  if (isHttpException(module, base)) return { module: 'fastapi', name: 'HTTPException' };
  const target = targetOf(module, base);
  return target === undefined ? undefined : sourceOf(target);
}

type OwnClass = Pick<Extract<ExceptionForm, { kind: 'own' }>, 'takes' | 'isTyped' | 'passes' | 'settings'>;

/** What the body of a class says; nothing where it is more than attributes and what it gives to its base. */
function ownClass(type: HostClass, words: Words): OwnClass | undefined {
  const settings: ExceptionArgument[] = [];
  for (const statement of childOf(type.node, 'body')?.named ?? []) {
    const [inner] = statement.named;
    if (statement.type !== 'expression_statement' || inner?.type !== 'assignment') continue;
    const value = childOf(inner, 'right');
    const read = value && argumentOf(type.module, value, words);
    if (read === undefined) return undefined;
    settings.push({ ...read, name: childOf(inner, 'left')?.text });
  }
  const init = methodsIn(type).get('__init__');
  if (init === undefined) return { takes: undefined, isTyped: false, passes: [], settings };
  const names = parametersOf(init)
    .map(parameterName)
    .filter((name) => name !== 'self');
  const takes = names.map((name) => roleOfName(name, words));
  const statements = (childOf(init, 'body')?.named ?? []).filter(
    ({ type: kind, named }) => kind !== 'comment' && named[0]?.type !== 'string',
  );
  const call = calls(init).find(({ callee }) => /^super\(\)\.__init__$/.test(callee.text));
  const locals = localsOf(statements);
  const passes = call && argumentsOf(type.module, call, words, locals);
  if (passes === undefined || statements.length - locals.size !== 1 || takes.some((each) => each === undefined))
    return undefined;
  return {
    takes: takes.flatMap((each) => each ?? []),
    isTyped: childOf(init, 'return_type') !== undefined,
    passes,
    settings,
  };
}

/** What names inside an `__init__` are given, of two what is said where a value is known: `detail = f"…" if user_id else "…"`. */
function localsOf(statements: readonly PythonNode[]): ReadonlyMap<string, PythonNode> {
  return new Map(
    statements.flatMap(({ type, named: [inner] }) => {
      const [left, right] = inner?.type === 'assignment' ? [childOf(inner, 'left'), childOf(inner, 'right')] : [];
      if (type !== 'expression_statement' || left?.type !== 'identifier' || right === undefined) return [];
      return [[left.text, (right.type === 'conditional_expression' ? right.named[0] : undefined) ?? right] as const];
    }),
  );
}

/** Whether a class is FastAPI's own exception with another name. */
export function isHttpClass({ modules }: HostReading, type: HostClass): boolean {
  return isHttpAmong([type, ...ancestorsOf(type, modules)]);
}

function isHttpAmong(classes: readonly HostClass[]): boolean {
  return classes.some(({ module, node }) =>
    (childOf(node, 'superclasses')?.named ?? []).some((base) => isHttpException(module, base)),
  );
}
