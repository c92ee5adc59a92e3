/** The functions of an application that answer for an exception, and the statuses that they answer with. */
import type { Definition, Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { ancestorsOf, classOf } from './host-classes.js';
import { parameterName } from './parameter-dependencies.js';

/** A handler; where the function itself is not found, the call that names it. */
export type ErrorHandler = { readonly module: Module; readonly node: PythonNode };

/** The handlers that are registered for an exception by one of its names, in the files below a folder. */
export function errorHandlers(modules: Project, folder: string, names: readonly string[]): readonly ErrorHandler[] {
  const paths = modules.mentioning(folder, 'exception_handler');
  const isIt = (node: PythonNode | undefined): boolean => names.includes(node?.text.split('.').at(-1) ?? '');
  return paths.flatMap((path) => {
    const module = modules.at(path);
    const isNamed = names.some((name) => module?.source.includes(name));
    return module === undefined || !isNamed ? [] : handlersIn(module, modules, isIt);
  });
}

function handlersIn(
  module: Module,
  modules: Project,
  isIt: (node: PythonNode | undefined) => boolean,
): readonly ErrorHandler[] {
  const found: ErrorHandler[] = [];
  for (const { node, callee, positional, keywords } of calls(module.tree.root)) {
    const name = callee.text.split('.').at(-1);
    if (name === 'exception_handler' && isIt(positional[0]) && node.parent?.type === 'decorator') {
      const definition = node.parent.parent && childOf(node.parent.parent, 'definition');
      if (definition !== undefined) found.push({ module, node: definition });
    }
    // `app.exception_handler(APIError)(handle_api_error)`
    const [outer] = node.parent?.type === 'call' && node.field === 'function' ? calls(node.parent) : [];
    const [handler] = outer?.positional ?? [];
    if (name === 'exception_handler' && isIt(positional[0]) && handler !== undefined) {
      found.push(named(module, handler, modules));
    }
    if (name === 'add_exception_handler' && isIt(positional[0] ?? keywords.get('exc_class_or_status_code'))) {
      found.push(named(module, positional[1] ?? keywords.get('handler') ?? node, modules));
    }
    const given = keywords.get('exception_handlers');
    for (const pair of given?.type === 'dictionary' ? given.named : []) {
      const handler = childOf(pair, 'value');
      if (isIt(childOf(pair, 'key')) && handler !== undefined) found.push(named(module, handler, modules));
    }
  }
  return found;
}

function named(module: Module, node: PythonNode, modules: Project): ErrorHandler {
  const target = targetOf(module, node);
  const definition = target === undefined ? undefined : modules.define(target);
  return definition?.name === undefined ? { module, node } : { module: definition.module, node: definition.node };
}

/**
 * Whether a handler puts `exc.errors()` into its answer as they are: decimals and exceptions, which they may have in them,
 * are no JSON.
 */
export function answersRawErrors({ module, node }: ErrorHandler): boolean {
  // Whatever of it is in another function of the module.
  if (/\bjsonable_encoder\b|\bdefault\s*=|\bmode\s*=\s*["']json/.test(module.source)) return false;
  const isRaw = (each: PythonNode): boolean => {
    for (let at: PythonNode | undefined = each; at !== undefined && at !== node; at = at.parent) {
      const { parent } = at;
      const isLooped = /^for_/.test(parent?.type ?? '') || at.type === 'subscript' || at.type === 'attribute';
      const callee = at.type === 'call' && at !== each ? (childOf(at, 'function')?.text ?? '') : '';
      if (isLooped || READING.test(callee)) return false;
      if (at.type === 'assignment') return isGivenRaw(childOf(at, 'left')?.text ?? '', at);
      if (/_statement$/.test(at.type)) return at.type === 'return_statement' || /\braise\b/.test(at.text);
    }
    return true;
  };
  const isGivenRaw = (name: string, assignment: PythonNode): boolean =>
    [...walk(node)].some(
      (each) => each.type === 'identifier' && each.text === name && each.start > assignment.end && isRaw(each),
    );
  return calls(node).some(({ callee, node: call }) => /\.errors$/.test(callee.text) && isRaw(call));
}

/** What makes something else of errors, or does not answer with them. */
const READING =
  /jsonable|encode|\bstr$|repr|len$|any$|\blist$|map$|dumps$|format|parse|convert|clean|serial|log|print|flatten|simpl/i;

/** What a function is called with: the arguments by the names of its parameters, with the module that they are in. */
type Given = { readonly module: Module; readonly arguments: ReadonlyMap<string, PythonNode> };

/** The statuses that a handler answers with, also in a function of the host that it calls; none where none is read. */
export function statusesIn(
  { module, node }: ErrorHandler,
  modules: Project,
  depth = 0,
  called?: Given,
): readonly number[] {
  const found = new Set<number>();
  for (const { callee, positional, keywords } of calls(node)) {
    const isResponse = isHttpResponse(module, callee, modules);
    const given = keywords.get('status_code') ?? (isResponse ? positional[1] : undefined);
    // `error_response(message, 422)` that answers `JSONResponse(…, status_code=status_code)`
    const passed = given && called?.arguments.get(given.text);
    const status =
      passed === undefined || called === undefined
        ? given && statusOf(module, given, modules)
        : statusOf(called.module, passed, modules);
    if (status !== undefined) found.add(status);
    else if (isResponse && given === undefined) found.add(200);
  }
  if (found.size > 0 || depth > 2) return [...found];
  for (const call of calls(node)) {
    const next = functionCalled(module, call.callee, modules);
    if (next === undefined) continue;
    const below = { module, arguments: argumentsOf(next.node, call) };
    for (const each of statusesIn({ module: next.module, node: next.node }, modules, depth + 1, below)) found.add(each);
  }
  return [...found];
}

/** Whether a call makes an answer of Starlette's, or of a class of the host that is one; a schema may be called so, too. */
function isHttpResponse(module: Module, callee: PythonNode, modules: Project): boolean {
  if (!/Response$/.test(callee.text)) return false;
  const target = targetOf(module, callee);
  const own = target === undefined ? undefined : classOf(modules.define(target));
  if (own === undefined) return true;
  return [own, ...ancestorsOf(own, modules)].some((type) =>
    (childOf(type.node, 'superclasses')?.named ?? []).some((base) =>
      /^(?:starlette|fastapi)\.(?:responses\.)?\w*Response$/.test(targetOf(type.module, base) ?? ''),
    ),
  );
}

/** The function of the host that is called: of a module, or one that a function around the call has for itself. */
function functionCalled(module: Module, callee: PythonNode, modules: Project): Definition | undefined {
  for (let scope = callee.parent; scope !== undefined; scope = scope.parent) {
    if (scope.type !== 'function_definition') continue;
    const own = (childOf(scope, 'body')?.named ?? []).find(
      (each) => each.type === 'function_definition' && childOf(each, 'name')?.text === callee.text,
    );
    if (own !== undefined) return { module, name: undefined, node: own, rest: [], via: [] };
  }
  const target = targetOf(module, callee);
  const found = target === undefined ? undefined : modules.define(target);
  return found?.node.type === 'function_definition' ? found : undefined;
}

function argumentsOf(definition: PythonNode, { positional, keywords }: Call): ReadonlyMap<string, PythonNode> {
  const names = parametersOf(definition).map(parameterName);
  return new Map([...positional.flatMap((node, index) => [[names[index] ?? '', node] as const]), ...keywords]);
}

/** `422`, `status.HTTP_422_UNPROCESSABLE_ENTITY`, `HTTPStatus.BAD_REQUEST`, or a constant with one of them. */
function statusOf(module: Module, node: PythonNode, modules: Project): number | undefined {
  const written = /^(\d{3})$/.exec(node.text)?.[1] ?? /HTTP_(\d{3})/.exec(node.text)?.[1];
  if (written !== undefined) return Number(written);
  const word = /HTTPStatus\.(\w+)/.exec(node.text)?.[1] ?? '';
  const known = { BAD_REQUEST: 400, UNPROCESSABLE_ENTITY: 422, UNPROCESSABLE_CONTENT: 422 }[word];
  if (known !== undefined) return known;
  const target = targetOf(module, node);
  const definition = target === undefined ? undefined : modules.define(target);
  const value = definition?.node.type === 'assignment' ? childOf(definition.node, 'right') : undefined;
  return value === undefined ? undefined : Number(/^\d{3}$/.exec(value.text)?.[0] ?? Number.NaN) || undefined;
}
