/** The handlers of the blueprint, and those of them that carry out the operations of its main records. */
import { type Handler, handlersOf, recordHandlers, routerCall } from '../framework/handlers.js';
import type { Operation } from '../framework/operations.js';
import { singular, snakeCase } from '../naming/names.js';
import type { BlueprintModules } from './blueprint-modules.js';

const known = new WeakMap<BlueprintModules, readonly Handler[]>();

/** The handlers beside its routers, or of the routers that these include; each is one object. */
export function blueprintHandlers(blueprint: BlueprintModules): readonly Handler[] {
  const read = known.get(blueprint);
  if (read !== undefined) return read;
  const own = blueprint.routers.flatMap(handlersOf);
  const found = own.length > 0 ? own : blueprint.all.flatMap(handlersOf);
  known.set(blueprint, found);
  return found;
}

/** The handlers that list, get, create, update and delete what the blueprint is called after. */
export function blueprintRecords(blueprint: BlueprintModules): ReadonlyMap<Operation, Handler> {
  return recordHandlers(ofMainRouter(blueprint, blueprintHandlers(blueprint)), singular);
}

/** A package with a router, or with paths, for each of several collections: without those of the ones called otherwise. */
function ofMainRouter({ name }: BlueprintModules, handlers: readonly Handler[]): readonly Handler[] {
  const prefixed = handlers.map((handler) => ({ handler, noun: collectionOf(handler) }));
  const main = singular(snakeCase(name));
  const hasMain = prefixed.some(({ noun }) => noun === main);
  return hasMain
    ? prefixed.flatMap(({ handler, noun }) => (noun === undefined || noun === main ? handler : []))
    : handlers;
}

/** What the prefix of a handler's router is about, else its own path: `/api/order-items` is about an `order_item`. */
function collectionOf({ module, router, path }: Handler): string | undefined {
  const prefix = routerCall(module, router)?.keywords.get('prefix')?.text.slice(1, -1);
  const isWord = (part: string): boolean => /^[\w-]+$/.test(part);
  const word = prefix === undefined ? path?.split('/').find(isWord) : prefix.split('/').findLast(isWord);
  return word === undefined ? undefined : singular(snakeCase(word));
}
