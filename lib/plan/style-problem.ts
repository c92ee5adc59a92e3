/** Why nothing can be written in the style of a backend. */
import type { Refusal } from '../refusal.js';
import { notWritten } from '../style/not-written.js';
import { guardsProblem } from './checks.js';
import type { LearnedHost } from './learned-host.js';

/** Why no package can be written in the style of this backend. */
export function styleProblem(learned: LearnedHost['learned']): Refusal | undefined {
  return 'reason' in learned ? learned : (notWritten(learned) ?? guardsProblem(learned));
}
