/** What guards a write that the blueprint has at other paths than a new package: `POST /cards/virtual`, `PATCH /cards/{id}/block`. */
import { type Guard, isSame } from '../framework/guards.js';
import type { Operation } from '../framework/operations.js';

const CREATES = /^(?:create|add|new|insert|make|issue|open|submit|post)(?:_|$)/;

type Guarded = {
  readonly pathGuards: readonly string[];
  readonly name: string;
  readonly method: string;
  readonly path: string | undefined;
  readonly guards: readonly Guard[];
};

type Write = 'create' | 'update' | 'delete';

/** The handlers that do the same at other paths; what is created with a key belongs to another record. */
const AT_OTHER_PATHS: Readonly<Record<Write, (handler: Guarded) => boolean>> = {
  create: ({ name, method, path = '' }) => method === 'post' && CREATES.test(name) && !path.includes('{'),
  update: ({ method }) => method === 'put' || method === 'patch',
  delete: ({ method }) => method === 'delete',
};

/** A write that the blueprint lacks at its own path asks for what all those at other paths do, besides what all handlers ask for. */
export function guardWrites(
  operations: Partial<Record<Operation, readonly Guard[]>>,
  shown: ReadonlySet<Operation>,
  handlers: readonly Guarded[],
  { router, guards }: { readonly router: readonly Guard[]; readonly guards: readonly Guard[] },
): void {
  // What is asked of a part of the path cannot be asked of paths without it.
  const alike = handlers.filter(({ pathGuards }) => pathGuards.length === 0);
  for (const write of ['create', 'update', 'delete'] as const) {
    if (shown.has(write)) continue;
    const asked = withoutThose(commonTo(alike.filter(AT_OTHER_PATHS[write])), router);
    if (withoutThose(asked, guards).length > 0) operations[write] = askedByEither(operations[write], asked);
  }
}

function commonTo([first, ...others]: readonly Guarded[]): readonly Guard[] {
  const isOfAll = (guard: Guard): boolean => others.every(({ guards }) => guards.some((each) => isSame(each, guard)));
  return first?.guards.filter(isOfAll) ?? [];
}

/** Both, each once: what is asked for by either is asked for. */
export function askedByEither(one: readonly Guard[] = [], other: readonly Guard[] = []): readonly Guard[] {
  return [...one, ...withoutThose(other, one)];
}

/** Those that are not among others. */
export function withoutThose(guards: readonly Guard[], others: readonly Guard[]): readonly Guard[] {
  return guards.filter((each) => !others.some((other) => isSame(other, each)));
}
