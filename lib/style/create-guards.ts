/** What guards creating a record where the blueprint creates it at other paths than a new package: `POST /cards/virtual`. */
import { type Guard, isSame } from '../framework/guards.js';

const CREATES = /^(?:create|add|new|insert|make|issue|open|submit|post)(?:_|$)/;

type Guarded = {
  readonly name: string;
  readonly method: string;
  readonly path: string | undefined;
  readonly guards: readonly Guard[];
};

/** The guards that all handlers have which are called after creating and take no key. */
export function guardsOfCreates(handlers: readonly Guarded[]): readonly Guard[] {
  const isCreating = ({ name, method, path = '' }: Guarded): boolean =>
    method === 'post' && CREATES.test(name) && !path.includes('{');
  const [first, ...others] = handlers.filter(isCreating);
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
