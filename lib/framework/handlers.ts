/** The functions that answer a router's requests, and how the router itself is made. */
import { type Module, ownNames } from '../project/module.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import type { HostFunction } from './host-classes.js';
import type { Operation } from './operations.js';
import { type SaidPath, saidPath, wordsIn } from './said-paths.js';

/** One decorated function of a router: `@router.get("/{user_id}")`; or one that `router.add_api_route` names. */
export type Handler = {
  readonly module: Module;
  readonly router: string;
  /** The router where it is named. */
  readonly object: PythonNode;
  /** In lower case. */
  readonly method: string;
  readonly path: string | undefined;
  /** The decorator, or the call of `add_api_route`. */
  readonly decorator: PythonNode;
  readonly keywords: ReadonlyMap<string, PythonNode>;
  /** The function; the call itself where the function is not in the same module. */
  readonly node: PythonNode;
};

/** What a handler is called; nothing where its function is elsewhere. */
export function nameOfHandler({ node }: Pick<Handler, 'node'>): string {
  return childOf(node, 'name')?.text ?? '';
}

/** A handler as a function of the host. */
export function handlerFunction(handler: Pick<Handler, 'module' | 'node'>): HostFunction {
  const { module, node } = handler;
  return { module, name: nameOfHandler(handler), node, owner: undefined };
}

const METHODS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'api_route',
  'websocket',
  'route',
]);

/** The handlers of a module's routers. */
export function handlersOf(module: Module): readonly Handler[] {
  const found: Handler[] = [];
  for (const node of walk(module.tree.root)) {
    if (node.type === 'call') found.push(...addedHandlers(module, node));
    if (node.type !== 'decorated_definition') continue;
    const definition = childOf(node, 'definition');
    if (definition?.type !== 'function_definition') continue;
    for (const decorator of node.named.filter(({ type }) => type === 'decorator')) {
      const [call] = calls(decorator);
      if (call === undefined || call.node.parent !== decorator) continue;
      const object = childOf(call.callee, 'object');
      const method = childOf(call.callee, 'attribute')?.text;
      if (object === undefined || method === undefined || !METHODS.has(method)) continue;
      const path = textOf(call.positional[0] ?? call.keywords.get('path'));
      const { keywords } = call;
      found.push({ module, router: object.text, object, method, path, decorator, keywords, node: definition });
    }
  }
  return found;
}

/** The handlers of `router.add_api_route("/", list_users, methods=["GET"])`, one for each method. */
function addedHandlers(module: Module, node: PythonNode): readonly Handler[] {
  const callee = childOf(node, 'function');
  const object = callee && childOf(callee, 'object');
  if (callee === undefined || object === undefined || childOf(callee, 'attribute')?.text !== 'add_api_route') return [];
  const call = calls(node)[0];
  if (call === undefined) return [];
  const path = textOf(call.positional[0] ?? call.keywords.get('path'));
  const endpoint = call.positional[1] ?? call.keywords.get('endpoint');
  const definition = endpoint === undefined ? undefined : ownNames(module).get(endpoint.text);
  const methods = [...(call.keywords.get('methods')?.text ?? '"get"').matchAll(/["'](\w+)["']/g)];
  return methods.map(([, method = 'get']) => ({
    module,
    router: object.text,
    object,
    method: method.toLowerCase(),
    path,
    decorator: node,
    keywords: call.keywords,
    node: definition ?? node,
  }));
}

/** What is below a person's own account, or is there to be tried, and is no collection: `/login`, `/me`, `/protected`. */
const OF_ACCOUNT =
  /(?:^|\/)(?:me|myself|current|profile|admin|public|private|protected|health|ping|log[-_]?(?:in|out)|sign[-_]?(?:in|out)|auth|authenticate|access[-_]token|tokens?|refresh|verify)\/?$/i;

/**
 * The handlers that list, get, create, update and delete the records of one collection; the first of each. `nounOf` makes
 * one of the words that collections are called: `/user/{user_id}` is a record of `/users`.
 */
export function recordHandlers(
  handlers: readonly Handler[],
  nounOf: (word: string) => string,
): ReadonlyMap<Operation, Handler> {
  const all = handlers.flatMap((handler) => {
    const said = saidBy(handler, nounOf);
    const path = said?.path ?? handler.path;
    return path === undefined || answersPage(handler) ? [] : [{ handler, path, isSaid: said !== undefined }];
  });
  // `POST /users` goes before `POST /users/add`.
  const known = [...all.filter(({ isSaid }) => !isSaid), ...all.filter(({ isSaid }) => isSaid)];
  const collections = known.filter(
    ({ handler: { method }, path }) => /^(?:get|post)$/.test(method) && !/\{/.test(path) && !OF_ACCOUNT.test(path),
  );
  const trimmed = (path: string): string => path.replace(/\/$/, '').replace(/[\w-]+(?=(?:\/\{[^{}/]+\})?$)/, nounOf);
  const shortest = collections.map(({ path }) => trimmed(path)).sort((one, other) => one.length - other.length)[0];
  // `GET /` lists what `POST /todo` and `/todo/{todo_id}` are of.
  const below = shortest === '' ? collectionBelow(known, trimmed) : undefined;
  const collection = below ?? shortest;
  const found = new Map<Operation, Handler>();
  for (const { handler, path } of known) {
    const isItem = ITEM.exec(trimmed(path))?.[1];
    const operation =
      trimmed(path) === collection || (below !== undefined && trimmed(path) === '' && handler.method === 'get')
        ? ({ get: 'list', post: 'create' } as const)[handler.method]
        : isItem !== undefined && (collection === undefined || isItem === collection)
          ? ({ get: 'get', put: 'update', patch: 'update', delete: 'delete' } as const)[handler.method]
          : undefined;
    // `/{tag}` that answers a list gets no record by its key.
    if (operation === 'get' && answersMany(handler)) continue;
    // `/user` that gives who calls lists nobody.
    if (operation === 'list' && (givesBack(handler) || tellsOfCaller(handler, handlers))) continue;
    if (operation !== undefined && !found.has(operation)) found.set(operation, handler);
  }
  return found;
}

/** `/users/{user_id}`: the path of the collection, and a key. */
const ITEM = /^(.*)\/\{[^{}/]+\}$/;

/** The one path of records below a router's own that something is posted to, where of the own one only the list is. */
function collectionBelow(
  known: readonly { readonly handler: Handler; readonly path: string }[],
  trimmed: (path: string) => string,
): string | undefined {
  const isAt = (method: string, at: string): boolean =>
    known.some((each) => each.handler.method === method && trimmed(each.path) === at);
  const items = known.flatMap(({ path }) => ITEM.exec(trimmed(path))?.[1] || []);
  const [base, ...others] = [...new Set(items)].filter((each) => isAt('post', each));
  const isList = known.every(({ handler, path }) => trimmed(path) !== '' || handler.method === 'get');
  return isList && isAt('get', '') && others.length === 0 ? base : undefined;
}

/** What the path of a handler says of what is done with what its router or its module is called after. */
export function saidBy(handler: Handler, nounOf: (word: string) => string): SaidPath | undefined {
  const { module, router, path } = handler;
  const prefix = routerCall(module, router)?.keywords.get('prefix')?.text ?? '';
  const around = [...module.path.split('/').slice(-3), ...prefix.split('/'), ...(path?.split('/').slice(0, -1) ?? [])];
  const nouns = new Set(around.flatMap((part) => wordsIn(part.replace(/\W/g, '_'))).map(nounOf));
  return saidPath(handler, (word) => nouns.has(nounOf(word)));
}

/** Whether it answers a page or a file for people: `response_class=HTMLResponse`. */
function answersPage({ keywords, node }: Handler): boolean {
  const answered = [keywords.get('response_class'), childOf(node, 'return_type')];
  return answered.some((each) => /(?:HTML|File|Redirect|Streaming|Template)Response$/.test(each?.text ?? ''));
}

/** Whether all that it does is to return what it was given: who calls. */
function givesBack({ node }: Handler): boolean {
  const statements = (childOf(node, 'body')?.named ?? []).filter(
    (each) => each.type !== 'comment' && each.named[0]?.type !== 'string',
  );
  const [only, other] = statements;
  const value = only?.type === 'return_statement' ? only.named[0] : undefined;
  const isGiven = (parameter: PythonNode): boolean =>
    (childOf(parameter, 'name')?.text ?? /^\w+/.exec(parameter.text)?.[0]) === value?.text;
  return other === undefined && value?.type === 'identifier' && parametersOf(node).some(isGiven);
}

/** `GET /user` under a name like `get_current_user`, which answers one record as those for one do. */
function tellsOfCaller(handler: Handler, all: readonly Handler[]): boolean {
  const name = nameOfHandler(handler);
  if (!/(?:^|_)(?:me|my|own|self|current|profile|whoami)(?:_|$)/.test(name) || name.endsWith('s')) return false;
  const answer = answerOf(handler);
  return (
    answer !== undefined && all.some((each) => /^(?:post|put|patch)$/.test(each.method) && answerOf(each) === answer)
  );
}

function answerOf({ keywords, node }: Handler): string | undefined {
  return (keywords.get('response_model') ?? childOf(node, 'return_type'))?.text.replace(/\s/g, '');
}

function answersMany(handler: Handler): boolean {
  return /^(?:typing\.)?(?:[lL]ist|Sequence)\[/.test(answerOf(handler) ?? '');
}

/** The call that makes a router that a module defines: `APIRouter(prefix="/users")`. */
export function routerCall(module: Module, name: string): Call | undefined {
  const value = childOf(ownNames(module).get(name) ?? module.tree.root, 'right');
  return value?.type === 'call' ? calls(value)[0] : undefined;
}

/** Whether a router takes what a function returns for the type of its answer, as FastAPI's own does by now. */
export function isInferring(target: string): boolean {
  return /^(?:fastapi_utils|fastapi_restful)\.inferring_router\.InferringRouter$/.test(target);
}

/** Whether a call makes FastAPI's own router, or one that is no other, and not a subclass or what a function returns. */
export function isPlainRouter(module: Module, { callee }: Call): boolean {
  const target = targetOf(module, callee);
  if (target === undefined) return callee.text === 'APIRouter';
  return /^fastapi\.(?:routing\.)?APIRouter$/.test(target) || isInferring(target);
}

/** The text of a plain string. */
function textOf(node: PythonNode | undefined): string | undefined {
  return /^[rRuUbB]?(["'])([^"'\\]*)\1$/.exec(node?.text ?? '')?.[2];
}
