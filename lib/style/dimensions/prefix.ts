/** Where the prefix is given: in the include call, the package's router, its decorators, or nowhere. */
import { type Dimension, oneOf } from '../dimension.js';
import { type Habit, prefixHabit } from '../prefix-and-tags.js';

export const prefix: Dimension<Habit> = {
  id: 'prefix',
  default: 'router',
  learn: prefixHabit,
  pin: oneOf('include', 'router', 'handlers', 'none'),
};
