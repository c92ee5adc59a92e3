/** Where the tags are given: in the include call, the package's router, its decorators, or nowhere. */
import { type Dimension, oneOf } from '../dimension.js';
import { type Habit, tagsHabit } from '../prefix-and-tags.js';

export const tags: Dimension<Habit> = {
  id: 'tags',
  default: 'include',
  learn: tagsHabit,
  pin: oneOf('include', 'router', 'handlers', 'none'),
};
