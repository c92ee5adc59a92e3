/** Says what is wrong with a pattern, or that Pydantic would refuse to compile it. */
import { cost } from './nodes.js';
import { parsePattern } from './parse.js';

/** The costs are estimated. */
const HEADROOM = 0.8;
const LONGEST = 2_000;

export function patternProblem(source: string): string | undefined {
  if (source === '') return 'is empty: leave it out.';
  if (source.length > LONGEST) return `has ${source.length} characters: at most ${LONGEST} are supported.`;
  if (/[\0\p{Surrogate}]/u.test(source)) return 'holds a NUL or half of a character: write \\x00 and the like.';
  const { root, problem } = parsePattern(source);
  if (root === undefined) return problem;
  return cost(root) > HEADROOM ? tooLarge(source) : undefined;
}

function tooLarge(source: string): string {
  const fix = /\\w/i.test(source)
    ? ' \\w is every letter of Unicode there: write [A-Za-z0-9_], or * and max_length.'
    : ' Write * or + and max_length.';
  return `repeats too much: Pydantic refuses to compile it.${fix}`;
}
