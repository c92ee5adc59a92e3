/** The calls that say how many records there are. */
import { type Callee, calleesIn } from '../framework/callees.js';
import type { HostFunction } from '../framework/host-classes.js';
import { COUNTS } from '../naming/counting-words.js';
import type { Project } from '../project/project.js';

/** What a number of records is called: `count`, `total_users`. */
export const COUNT: RegExp = new RegExp(`${COUNTS.source}|total`, 'i');

/** The calls of what counts; what works a number out of one, as `total_pages(total, size)`, is none. */
export function countingIn(scope: HostFunction, project: Project): readonly Callee[] {
  return calleesIn(scope, project).filter(({ call: { positional, keywords }, target }) => {
    const isOfCount = [...positional, ...keywords.values()].some(
      ({ type, text }) => type === 'identifier' && COUNT.test(text),
    );
    return COUNT.test(target.name) && !isOfCount;
  });
}
