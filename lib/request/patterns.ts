/**
 * Patterns run in two engines: here in JavaScript's `u` mode to check defaults and to find examples, and in the
 * backend in Pydantic's, which is Rust's `regex`. Only what means the same in both passes.
 */

/**
 * Rust refuses a pattern that compiles to more than 10 MB. How often each class can be repeated before it does
 * (measured with Pydantic 2.13); classes that are not here are cheap.
 */
const MOST: readonly (readonly [RegExp, number])[] = [
  [/^\\[wWpP]/, 190],
  [/^\\[dD]/, 800],
  [/^\\[sS]/, 5_000],
  [/^\./, 10_000],
];
const MOST_OTHERS = 19_000;
const HEADROOM = 0.8;

/** Says what is wrong with a pattern, or nothing. */
export function patternProblem(source: string): string | undefined {
  if (source === '') return 'is empty: leave it out.';
  if (/[\0\p{Surrogate}]/u.test(source)) return 'holds a NUL or half of a character: write \\x00 and the like.';
  try {
    new RegExp(source, 'u');
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^.*: (?=[^:/]*$)/, '') : 'it does not compile';
    return `is no regular expression: ${why}.`;
  }
  return foreign(source) ?? (cost(source) > HEADROOM ? tooLarge(source) : undefined);
}

/** What JavaScript takes and Rust refuses or reads in another way; the pattern compiles here already. */
function foreign(source: string): string | undefined {
  let inClass = false;
  for (const token of tokens(source)) {
    const next = source.slice(token.at);
    if (/^\\([1-9]|k)/.test(next)) return 'holds a backreference, which Pydantic does not support.';
    if (/^\\(0|c)/.test(next)) return `holds ${token.text}, which Pydantic does not support: write it as \\x00.`;
    if (/^\\ud[89a-f]/i.test(next)) return 'holds half of a character: write it as \\u{1F600}.';
    if (/^\(\?<?[=!]/.test(next)) return 'looks ahead or behind, which Pydantic does not support.';
    if (inClass) {
      if (token.text === '\\b') return 'holds \\b in a class, which Pydantic does not support: write \\x08.';
      if (token.text === '[') return 'holds a [ in a class, which Pydantic reads as another class: write \\[.';
      if (/^(&&|--|~~)/.test(next))
        return `holds ${next.slice(0, 2)} in a class, which Pydantic reads as an operator: escape it.`;
      if (token.text === ']') inClass = false;
    } else if (token.text === '[') {
      if (/^\[\^?\]/.test(next)) return 'holds an empty class, which Pydantic does not support.';
      inClass = true;
    }
  }
  return undefined;
}

type Token = { readonly at: number; readonly text: string };

/** Escapes stay whole, all else is one character. */
function tokens(source: string): Token[] {
  const found = source.matchAll(/\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)|./gsu);
  return [...found].map((match) => ({ at: match.index, text: match[0] }));
}

/** The share of Rust's limit that a pattern takes, about. */
function cost(source: string): number {
  const all = tokens(source);
  const groups: number[] = [0];
  let atom = 0;
  const addAtom = (size: number): void => {
    atom = size;
    groups.push((groups.pop() ?? 0) + size);
  };
  for (let index = 0; index < all.length; index += 1) {
    const text = all[index]?.text ?? '';
    const times = /^\{(\d+)(?:,(\d*))?\}/.exec(source.slice(all[index]?.at ?? 0));
    if (text === '(') {
      groups.push(0);
    } else if (text === ')') {
      addAtom(groups.pop() ?? 0);
    } else if (text === '[') {
      let size = weight('');
      for (index += 1; index < all.length && all[index]?.text !== ']'; index += 1) {
        size = Math.max(size, weight(all[index]?.text === '.' ? '' : (all[index]?.text ?? '')));
      }
      addAtom(size);
    } else if (times) {
      const most = Number(times[2] || times[1]) - 1;
      groups.push((groups.pop() ?? 0) + atom * Math.max(0, most));
      index += times[0].length - 1;
    } else {
      addAtom(weight(text));
    }
  }
  return groups.reduce((sum, size) => sum + size, 0);
}

function weight(text: string): number {
  return 1 / (MOST.find(([kind]) => kind.test(text))?.[1] ?? MOST_OTHERS);
}

function tooLarge(source: string): string {
  const fix = /\\w/i.test(source)
    ? ' \\w is every letter of Unicode there: write [A-Za-z0-9_], or * and max_length.'
    : '';
  return `repeats too much: Pydantic refuses to compile it.${fix || ' Write * or + and max_length.'}`;
}
