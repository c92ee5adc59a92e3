/** Why nothing can be written in the style of a backend. */
import type { Refusal } from '../refusal.js';
import { notWritten } from '../style/not-written.js';
import type { Style } from '../style/style-values.js';
import { guardsProblem } from './checks.js';

/** Why no package can be written in the style of this backend. */
export function styleProblem(learned: Style | Refusal): Refusal | undefined {
  return 'reason' in learned ? learned : (notWritten(learned) ?? guardsProblem(learned));
}
