/** Texts of a length that match a pattern or do not, the same ones every time. */
import { type Budget, hasMatch } from './match.js';
import type { CharacterSet, PatternNode } from './nodes.js';
import { parsePattern } from './parse.js';

export type Lengths = { readonly least: number; readonly most: number };

const ATTEMPTS = 400;
/** About half a second for one field, whatever its pattern is. */
const STEPS = 2_000_000;
/** A default is tried with more steps: not matching would be said of it. */
const STEPS_FOR_ONE = 10_000_000;
/** Longer than the least length by so much are the examples; short ones are easier to read. */
const LONGER: readonly number[] = [3, 0, 1, 7, 2, 15, 5, 31];
const LONGEST = 20_000;

type Pick = (below: number) => number;

/** Whether a text matches a pattern; one that cannot be tried to its end does not. */
export function matches(pattern: string, text: string): boolean {
  const { root } = parsePattern(pattern);
  return root !== undefined && hasMatch(root, text, { steps: STEPS_FOR_ONE }) === true;
}

/** Up to `count` different texts that match a pattern and have a length. */
export function matching(pattern: string, lengths: Lengths, count: number): readonly string[] {
  const { root } = parsePattern(pattern);
  if (root === undefined || root.least > Math.min(lengths.most, LONGEST)) return [];
  const budget: Budget = { steps: STEPS };
  const fits = (text: string): boolean => {
    const length = [...text].length;
    if (length < lengths.least || length > lengths.most || /\0|\p{Surrogate}/u.test(text)) return false;
    return hasMatch(root, text, budget) === true;
  };
  const pick = seeded();
  const low = Math.min(Math.max(lengths.least, root.least), root.most);
  const high = Math.min(root.most, lengths.most, low + LONGEST);
  const found = new Set<string>();
  for (let attempt = 0; attempt < ATTEMPTS && found.size < count && budget.steps > 0; attempt += 1) {
    const size = Math.min(low + (LONGER[attempt % LONGER.length] ?? 0), high);
    const text = generate(root, size, pick, budget);
    // What is not anchored may have something before or after it.
    const missing = 'a'.repeat(Math.max(0, lengths.least - [...text].length));
    const fitting = (missing === '' ? [text] : [text + missing, missing + text]).find(fits);
    if (fitting !== undefined) found.add(fitting);
  }
  return [...found];
}

/** A text of a fitting length that a pattern does not match, where an obvious one is found. */
export function mismatching(pattern: string, lengths: Lengths): string | undefined {
  const { root } = parsePattern(pattern);
  const size = Math.max(lengths.least, 1);
  if (root === undefined || size > lengths.most || size > 64) return undefined;
  return ['!', '0', 'a', 'A', ' ', '-']
    .map((letter) => letter.repeat(size))
    .find((text) => hasMatch(root, text, { steps: STEPS }) === false);
}

/** A text for a node, of about a size. */
function generate(node: PatternNode, size: number, pick: Pick, budget: Budget): string {
  budget.steps -= 1;
  if (budget.steps < 0) return '';
  switch (node.kind) {
    case 'character': {
      const candidates = letters(node.set);
      return String.fromCodePoint(candidates[pick(candidates.length)] ?? 0);
    }
    case 'anchor':
      return '';
    case 'sequence':
      return generateAll(node.parts, size, pick, budget);
    case 'choice': {
      const fitting = node.options.filter(({ least, most }) => least <= size && size <= most);
      const options = fitting.length > 0 ? fitting : node.options;
      const option = options[pick(options.length)];
      return option === undefined ? '' : generate(option, size, pick, budget);
    }
    case 'repeat': {
      const { of, from, to } = node;
      const least = Math.max(from, of.most === 0 ? 0 : Math.ceil(size / of.most));
      const most = Math.min(to, of.least > 0 ? Math.floor(size / of.least) : Math.max(from, size));
      const times = Math.min(least + (most > least ? pick(most - least + 1) : 0), to);
      const parts = Array.from({ length: of.most === 0 ? 0 : Math.min(times, LONGEST) }, () => of);
      return generateAll(parts, size, pick, budget);
    }
  }
}

/** Shares a size out among parts, so that each gets what it can take. */
function generateAll(parts: readonly PatternNode[], size: number, pick: Pick, budget: Budget): string {
  let least = parts.reduce((sum, part) => sum + part.least, 0);
  const mosts = [0];
  for (const part of parts.toReversed()) mosts.push((mosts.at(-1) ?? 0) + part.most);
  let left = Math.max(size, least);
  let text = '';
  parts.forEach((part, index) => {
    least -= part.least;
    const low = Math.max(part.least, left - (mosts[parts.length - index - 1] ?? 0));
    const high = Math.min(part.most, left - least);
    const share = low >= high ? Math.min(low, part.most) : low + pick(high - low + 1);
    text += generate(part, share, pick, budget);
    left -= share;
  });
  return text;
}

const KNOWN: WeakMap<CharacterSet, readonly number[]> = new WeakMap();

/** Characters of a set for examples: letters and digits are nice to read, what any keyboard has comes next. */
function letters(set: CharacterSet): readonly number[] {
  const known = KNOWN.get(set);
  if (known !== undefined) return known;
  const within = (from: number, to: number): readonly number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((code) => set.has(code));
  const plain = [...within(0x61, 0x7a), ...within(0x41, 0x5a), ...within(0x30, 0x39)];
  let found = plain.length > 0 ? plain : within(0x20, 0x7e);
  if (found.length === 0) found = set.hints.filter((code) => code !== 0 && set.has(code));
  if (found.length === 0) found = [...within(0xa1, 0x2fff), ...within(1, 0x1f)].slice(0, 40);
  if (found.length === 0) found = within(0x3000, 0xd7ff).slice(0, 40);
  KNOWN.set(set, found);
  return found;
}

/** Mulberry32 with a fixed seed. */
function seeded(): Pick {
  let state = 0x5eed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
