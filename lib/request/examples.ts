import randexp from 'randexp';

/** The declarations of `randexp` say that it exports its class as `default`; what it exports is the class. */
const RandExp: typeof randexp.default = randexp as unknown as typeof randexp.default;

export type Lengths = { readonly least: number; readonly most: number };

const ATTEMPTS = 400;
/** Letters and digits are nice to read; ASCII means the same in every engine; the rest is for other alphabets. */
const ALPHABETS: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  [[0x20, 0x7e]],
  [
    [0x20, 0x7e],
    [0xa1, 0xd7ff],
  ],
];

/** Up to `count` different strings that match a pattern and have a length; the same ones every time. */
export function matching(pattern: string, lengths: Lengths, count: number): readonly string[] {
  const regexp = new RegExp(pattern, 'u');
  const found = new Set<string>();
  const fits = (text: string): boolean =>
    withinLengths(text, lengths) && !/\0|\p{Surrogate}/u.test(text) && regexp.test(text);
  for (const alphabet of ALPHABETS) {
    const generate = generator(pattern, alphabet, lengths);
    if (generate === undefined) return [];
    for (let attempt = 0; attempt < ATTEMPTS && found.size < count; attempt += 1) {
      const text = generate(attempt);
      const padding = isNested(pattern) ? '' : 'a'.repeat(Math.max(0, lengths.least - [...text].length));
      const fitting = (padding === '' ? [text] : [text + padding, padding + text]).find(fits);
      if (fitting !== undefined) found.add(fitting);
    }
    if (found.size > 0) break;
  }
  return [...found];
}

export function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'u').test(text);
}

/** A string of a fitting length that a pattern does not match, where an obvious one is found. */
export function mismatching(pattern: string, lengths: Lengths): string | undefined {
  const regexp = new RegExp(pattern, 'u');
  const size = Math.max(lengths.least, 1);
  if (size > lengths.most || size > (isNested(pattern) ? 16 : 64)) return undefined;
  return ['!', '0', 'a', 'A', ' ', '-'].map((letter) => letter.repeat(size)).find((text) => !regexp.test(text));
}

/** Whether a repetition is repeated: JavaScript may take for ever to find that a long text does not match, Rust does not. */
function isNested(pattern: string): boolean {
  return /[*+}?][^()]*\)+[*+{]/.test(pattern);
}

function withinLengths(text: string, lengths: Lengths): boolean {
  const length = [...text].length;
  return length >= lengths.least && length <= lengths.most;
}

/** Repetitions are short in most attempts, so that narrow lengths are met, and long in others. */
function generator(
  pattern: string,
  alphabet: readonly (readonly [number, number])[],
  lengths: Lengths,
): ((attempt: number) => string) | undefined {
  const random = seeded();
  try {
    const made = new RandExp(plain(pattern));
    made.defaultRange.subtract(0, 0x10ffff);
    for (const [from, to] of alphabet) made.defaultRange.add(from, to);
    return (attempt) => {
      const spread = [Number.POSITIVE_INFINITY, 3, 8, 30][attempt % 4] ?? 0;
      made.max = attempt % 8 < 6 ? Math.min(16, lengths.most) : Math.min(lengths.least + 16, lengths.most);
      const high = attempt % 16 > 11;
      made.randInt = (from, to) => {
        const step = Math.floor(random() * (Math.min(to - from, spread) + 1));
        return high ? to - step : from + step;
      };
      return made.gen();
    };
  } catch {
    return undefined;
  }
}

/** `randexp` does not know the classes and the escapes of `u` mode: examples of them do. */
function plain(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\[pP]\{([^}]*)\}|\\u\{([\da-fA-F]+)\}|\(\?<[^>]*>|\\.|[[\]]/gsu, (text, property, code) => {
    if (text === '[' || text === ']') inClass = text === '[';
    if (text.startsWith('(?<')) return '(';
    if (code !== undefined) return `\\u${String(code).padStart(4, '0').slice(-4)}`;
    if (property === undefined) return text;
    const letters = propertyLetters(text, property);
    return inClass ? letters : `[${letters}]`;
  });
}

function propertyLetters(text: string, property: string): string {
  if (text.startsWith('\\P')) return '0-9';
  if (/^(N|Nd|Number|Decimal_Number)$/.test(property)) return '0-9';
  return /^(Lu|Uppercase|Uppercase_Letter)$/.test(property) ? 'A-Z' : 'a-z';
}

/** Mulberry32 with a fixed seed. */
function seeded(): () => number {
  let state = 0x5eed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
