/** Paths that say in words what is done: `POST /users/create`, `DELETE /users/delete/{user_id}`, `PUT /users/{user_id}/update`. */
import type { Operation } from './operations.js';

export type SaidPath = {
  readonly operation: Operation;
  /** The path without the words. */
  readonly path: string;
  /** The part that has them: `create`, `update_user`. */
  readonly words: string;
  /** Whether it is behind the key. */
  readonly isBehind: boolean;
};

/** The words by which each operation is said with a method. */
const SAID: Readonly<Record<string, Readonly<Partial<Record<Operation, readonly string[]>>>>> = {
  post: { create: ['create', 'add', 'new', 'insert', 'save', 'store'] },
  get: {
    list: ['list', 'all', 'get', 'read', 'fetch', 'show', 'view'],
    get: ['get', 'read', 'fetch', 'show', 'view', 'find', 'detail', 'details', 'one', 'single'],
  },
  put: { update: ['update', 'edit', 'change', 'modify'] },
  patch: { update: ['update', 'edit', 'change', 'modify'] },
  delete: { delete: ['delete', 'remove', 'destroy'] },
};

/** What may stand beside such a word besides the noun. */
const BESIDE: ReadonlySet<string> = new Set(['all', 'one', 'by', 'id', 'list', 'a', 'new', 'single', 'details']);

/** Nothing where the path says nothing of it: `/{user_id}/change-password` is about something else. */
export function saidPath(
  { method, path = '' }: { readonly method: string; readonly path: string | undefined },
  isNoun: (word: string) => boolean,
): SaidPath | undefined {
  const [, front = '', key, back] = /^((?:\/[\w-]+)*)(\/\{[^{}/]+\})?(\/[\w-]+)?\/?$/.exec(path) ?? [];
  const parts = front.split('/').slice(1);
  const words = key !== undefined && back !== undefined ? back.slice(1) : parts.at(-1);
  const isBehind = key !== undefined && back !== undefined;
  if (words === undefined || (key === undefined && back !== undefined)) return undefined;
  const operation = operationSaid(method, words, key !== undefined, isNoun);
  if (operation === undefined) return undefined;
  const left = isBehind ? parts : parts.slice(0, -1);
  return { operation, path: `${left.map((part) => `/${part}`).join('')}${key ?? ''}`, words, isBehind };
}

function operationSaid(
  method: string,
  part: string,
  isOne: boolean,
  isNoun: (word: string) => boolean,
): Operation | undefined {
  const words = wordsIn(part);
  const ofOne: readonly Operation[] = isOne ? ['get', 'update', 'delete'] : ['list', 'create'];
  return ofOne.find((operation) => {
    const said = SAID[method]?.[operation] ?? [];
    const [verb] = words.filter((word) => said.includes(word));
    const others = words.filter((word) => word !== verb);
    const isRead = operation === 'list' && !/^(?:list|all)$/.test(verb ?? '');
    const isKnown = others.every((word) => BESIDE.has(word) || isNoun(word));
    return verb !== undefined && isKnown && (!isRead || others.length > 0);
  });
}

/** `get_all`, `get-all`, `getAll` */
export const wordsIn = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[-_]+/)
    .filter((word) => word !== '');
