/** Reading a text from left to right, and what goes wrong with a pattern on the way. */

/** `message` follows the pattern: `is no regular expression: …`, `holds …`. */
export class PatternError extends Error {}

export function malformed(why: string): PatternError {
  return new PatternError(`is no regular expression: ${why}.`);
}

export function unsupported(what: string, fix?: string): PatternError {
  return new PatternError(`${what}, which Pydantic does not support${fix === undefined ? '.' : `: ${fix}.`}`);
}

/** What Pydantic takes and this generator cannot find examples for. */
export function notHere(what: string, fix: string): PatternError {
  return new PatternError(`${what}, which is not supported here: ${fix}.`);
}

export class Reader {
  #at = 0;
  readonly #letters: readonly string[];

  constructor(source: string) {
    this.#letters = [...source];
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#letters.length;
  }

  /** The next characters, without taking them. */
  ahead(count: number = 1): string {
    return this.#letters.slice(this.#at, this.#at + count).join('');
  }

  next(): string {
    const letter = this.#letters[this.#at] ?? '';
    this.#at += 1;
    return letter;
  }

  /** Takes a text if it comes next. */
  take(text: string): boolean {
    if (this.ahead([...text].length) !== text) return false;
    this.#at += [...text].length;
    return true;
  }

  /** Takes what a pattern anchored at its start finds in the next characters, at most 80 of them. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.ahead(80));
    if (found === null) return undefined;
    this.#at += [...found[0]].length;
    return found;
  }
}
