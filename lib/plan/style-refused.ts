/** What is said of a host in whose style no package can be written yet. */
import { singular, urlSegment } from '../naming/names.js';
import type { Refusal } from '../refusal.js';
import type { LearnedHost } from './learned-host.js';
import { linesByHand } from './lines-by-hand.js';
import type { Draft } from './request.js';

/** A refusal of a host in whose style no package can be written yet, with what can be done all the same. */
export async function styleRefused(
  { host }: LearnedHost,
  { name, slug, tag, isRegisteredOnly }: Draft,
  refusal: Refusal,
): Promise<Refusal> {
  const { paste, canRegister } = await linesByHand(host, {
    package: name,
    singular: singular(name),
    ...(slug === urlSegment(name) ? {} : { slug }),
    ...(tag === undefined ? {} : { tag }),
  });
  const way = isRegisteredOnly
    ? 'Add what maps its classes to tables by hand, too.'
    : canRegister
      ? `Write the package ${name} by hand; yo backend-package ${name} --register-only then registers it.`
      : `Write the package ${name} by hand and register it by hand, too.`;
  return { ...refusal, paste, hint: refusal.hint === undefined ? way : `${refusal.hint}\n${way}` };
}
