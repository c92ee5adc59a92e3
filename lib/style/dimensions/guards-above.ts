/** What guards everything that is included where the blueprint is. */
import type { Guard } from '../../framework/guards.js';
import type { Dimension } from '../dimension.js';

export const guardsAbove: Dimension<readonly Guard[]> = {
  id: 'guards-above',
  default: [],
  learn({ host: { served } }) {
    const guards = served[0]?.guards ?? [];
    const at = guards[0]?.at;
    return { value: guards, ...(at === undefined ? {} : { at }) };
  },
};
