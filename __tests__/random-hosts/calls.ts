import { pascal } from './package-draft.js';
import type { Random } from './random.js';

export type Arguments = (name: string) => readonly string[];

/** The arguments behind the router, the same habit for every package. */
export function argumentsOf(random: Random): Arguments {
  const tags = random.pick<Arguments>([
    () => [],
    (name) => [`tags=["${name}"]`],
    (name) => [`tags=['${name}']`],
    (name) => [`tags=["${pascal(name)}"]`],
    () => ['tags=["v1"]'],
  ]);
  const prefix = random.pick<Arguments>([
    () => [],
    () => [],
    () => [],
    (name) => [`prefix="/${name}"`],
    (name) => [`prefix=f"{settings.PREFIX}/${name}"`],
    () => ['prefix="/api/v1"'],
    () => ['prefix=settings.PREFIX'],
  ]);
  const rest = random.pick<Arguments>([
    () => [],
    () => [],
    () => ['dependencies=[Depends(get_current_user)]'],
    () => ['dependencies=[Depends(get_current_user), Depends(require_admin)]', 'include_in_schema=True'],
    () => ['responses={404: {"description": "Not found"}}'],
  ]);
  return (name) => [...prefix(name), ...tags(name), ...rest(name)];
}

/** One call of `include_router` in one of the spellings of real backends. */
export function call(
  random: Random,
  receiver: string,
  router: string,
  others: readonly string[],
  isKeyword: boolean,
): string {
  const list = [isKeyword ? `router=${router}` : router, ...others];
  const comment = random.pick(['', '', '', '', '  # users', '  # noqa: E501', '  # see the users above']);
  switch (random.below(6)) {
    case 0:
      return `${receiver}.include_router(\n    ${list.join(',\n    ')},\n)${comment}`;
    case 1:
      return `${receiver}.include_router(${list.join(',\n    ')}\n)`;
    case 2:
      return `${receiver}.include_router(  # one of many\n    ${list.join(', ')}\n)`;
    default:
      return `${receiver}.include_router(${list.join(', ')})${comment}`;
  }
}
