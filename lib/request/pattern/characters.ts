/** Sets of characters, as Rust's `regex` understands them: its \d, \w and \s are those of Unicode. */
import type { CharacterSet } from './nodes.js';

/**
 * Rust refuses a pattern that compiles to more than 10 MB. How often each set can be repeated before it does (measured
 * with Pydantic 2.13); sets that are not here are cheap.
 */
const WEIGHTS = { property: 1 / 190, digit: 1 / 800, space: 1 / 5_000, any: 1 / 10_000, other: 1 / 19_000 } as const;

const PERL = {
  d: [/^\p{Nd}$/u, WEIGHTS.digit],
  w: [/^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u, WEIGHTS.property],
  s: [/^\p{White_Space}$/u, WEIGHTS.space],
} as const;

const POSIX: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /^[0-9A-Za-z]$/],
  ['alpha', /^[A-Za-z]$/],
  ['ascii', /^[\0-\x7f]$/],
  ['blank', /^[\t ]$/],
  ['cntrl', /^[\0-\x1f\x7f]$/],
  ['digit', /^[0-9]$/],
  ['graph', /^[!-~]$/],
  ['lower', /^[a-z]$/],
  ['print', /^[ -~]$/],
  ['punct', /^[!-/:-@[-`{-~]$/],
  ['space', /^[\t\n\v\f\r ]$/],
  ['upper', /^[A-Z]$/],
  ['word', /^[0-9A-Za-z_]$/],
  ['xdigit', /^[0-9A-Fa-f]$/],
]);

export function oneCharacter(code: number): CharacterSet {
  return range(code, code);
}

export function range(from: number, to: number): CharacterSet {
  return { has: (code) => code >= from && code <= to, hints: from === to ? [from] : [from, to], weight: WEIGHTS.other };
}

/** The set of `.`, which leaves out the line feed unless the flag `s` is set. */
export function anyCharacter(withNewline: boolean): CharacterSet {
  return { has: (code) => withNewline || code !== 10, hints: [], weight: WEIGHTS.any };
}

/** \d, \w, \s and, in capitals, what they leave out. */
export function perlClass(letter: string): CharacterSet | undefined {
  const lower = letter.toLowerCase();
  if (lower !== 'd' && lower !== 'w' && lower !== 's') return undefined;
  const [pattern, weight] = PERL[lower];
  const set = tested(pattern, weight);
  return letter === lower ? set : negated(set);
}

/** `[:alpha:]`. */
export function posixClass(name: string): CharacterSet | undefined {
  const pattern = POSIX.get(name);
  return pattern && tested(pattern, WEIGHTS.other);
}

/** `\p{Greek}`: a category, a script or a property of Unicode, by the names that JavaScript knows. */
export function unicodeClass(name: string): CharacterSet | undefined {
  if (!/^[A-Za-z_]+(?:=[A-Za-z_]+)?$/.test(name)) return undefined;
  for (const spelled of [name, `General_Category=${name}`, `Script=${name}`]) {
    try {
      return tested(new RegExp(`^\\p{${spelled}}$`, 'u'), WEIGHTS.property);
    } catch {
      // The name is none of this kind.
    }
  }
  return undefined;
}

export function negated(set: CharacterSet): CharacterSet {
  return { has: (code) => !set.has(code), hints: [], weight: set.weight };
}

export function union(sets: readonly CharacterSet[]): CharacterSet {
  return combined(sets, (code) => sets.some((set) => set.has(code)));
}

export function intersection(one: CharacterSet, other: CharacterSet): CharacterSet {
  return combined([one, other], (code) => one.has(code) && other.has(code));
}

export function difference(one: CharacterSet, other: CharacterSet): CharacterSet {
  return combined([one, other], (code) => one.has(code) && !other.has(code));
}

export function symmetricDifference(one: CharacterSet, other: CharacterSet): CharacterSet {
  return combined([one, other], (code) => one.has(code) !== other.has(code));
}

/** The set with the capitals of its small letters, and the other way round. */
export function ignoringCase(set: CharacterSet): CharacterSet {
  const has = (code: number): boolean => {
    const text = String.fromCodePoint(code);
    const upper = text.toUpperCase();
    return [text, text.toLowerCase(), upper, upper.toLowerCase()].some((each) => {
      const [other, more] = [...each];
      return other !== undefined && more === undefined && set.has(other.codePointAt(0) ?? code);
    });
  };
  return { ...set, has };
}

export function isWordCharacter(code: number | undefined): boolean {
  return code !== undefined && PERL.w[0].test(String.fromCodePoint(code));
}

function combined(sets: readonly CharacterSet[], has: (code: number) => boolean): CharacterSet {
  return {
    has,
    hints: sets.flatMap(({ hints }) => hints).filter(has),
    weight: sets.reduce((weight, set) => Math.max(weight, set.weight), WEIGHTS.other),
  };
}

function tested(pattern: RegExp, weight: number): CharacterSet {
  return { has: (code) => pattern.test(String.fromCodePoint(code)), hints: [], weight };
}
