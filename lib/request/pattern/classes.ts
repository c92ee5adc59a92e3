/** Reads a class in brackets, and what follows a backslash, as Rust's `regex` does. */
import {
  difference,
  ignoringCase,
  intersection,
  negated,
  oneCharacter,
  perlClass,
  posixClass,
  range,
  symmetricDifference,
  unicodeClass,
  union,
} from './characters.js';
import type { CharacterSet } from './nodes.js';
import { malformed, notHere, type Reader, unsupported } from './reader.js';

const CONTROLS: Readonly<Record<string, number>> = { a: 7, t: 9, n: 10, v: 11, f: 12, r: 13 };
const OPERATORS = { '&&': intersection, '--': difference, '~~': symmetricDifference } as const;
const DEEPEST = 50;

/** What follows a backslash: a set of characters, or the letter of something else, as the `b` of `\b`. */
export function readEscape(reader: Reader): CharacterSet | string {
  if (reader.isAtEnd) throw malformed('it ends with a backslash');
  const letter = reader.next();
  if (/[1-9]/.test(letter)) throw unsupported('holds a backreference');
  if (letter === 'k') throw unsupported('holds a backreference');
  if (letter === '0' || letter === 'c')
    throw unsupported(`holds \\${letter}`, 'write the character as \\x00 and the like');
  if (letter === 'p' || letter === 'P') return property(reader, letter === 'P');
  if (letter === 'x' || letter === 'u' || letter === 'U') return oneCharacter(codePoint(reader, letter));
  const perl = perlClass(letter);
  if (perl !== undefined) return perl;
  if (Object.hasOwn(CONTROLS, letter)) return oneCharacter(CONTROLS[letter] ?? 0);
  if (/[!-/:-@[-`{-~]/.test(letter) && letter !== '<' && letter !== '>') return oneCharacter(letter.charCodeAt(0));
  return letter;
}

/** Reads a class whose `[` was taken. */
export function readClass(reader: Reader, ignoresCase: boolean, depth: number = 0): CharacterSet {
  if (depth > DEEPEST) throw malformed('its classes are nested too deep');
  const isNegated = reader.take('^');
  let joined: ((other: CharacterSet) => CharacterSet) | undefined;
  let items: CharacterSet[] = [];
  let isFirst = true;
  const closed = (): CharacterSet => {
    const all = union(items);
    return joined === undefined ? all : joined(all);
  };
  for (;;) {
    if (reader.isAtEnd) throw malformed('a class is not closed');
    if (!isFirst && reader.take(']')) {
      const set = ignoresCase ? ignoringCase(closed()) : closed();
      return isNegated ? negated(set) : set;
    }
    const operator = isFirst ? undefined : operatorAhead(reader);
    if (operator !== undefined) {
      reader.take(operator);
      const left = closed();
      joined = (right) => OPERATORS[operator](left, right);
      items = [];
    } else {
      items.push(readItem(reader, ignoresCase, depth));
    }
    isFirst = false;
  }
}

function operatorAhead(reader: Reader): keyof typeof OPERATORS | undefined {
  const two = reader.ahead(2);
  return two === '&&' || two === '--' || two === '~~' ? two : undefined;
}

function readItem(reader: Reader, ignoresCase: boolean, depth: number): CharacterSet {
  const posix = reader.match(/^\[:(\^?)([a-z]+):\]/);
  if (posix) {
    const set = posixClass(posix[2] ?? '');
    if (set === undefined) throw malformed(`${posix[0]} is no class`);
    return posix[1] === '^' ? negated(set) : set;
  }
  if (reader.take('[')) return readClass(reader, ignoresCase, depth + 1);
  const from = readMember(reader);
  const [, second] = [...reader.ahead(2)];
  const isRange = reader.ahead() === '-' && second !== undefined && second !== ']' && second !== '-';
  if (!isRange) return from.set;
  reader.next();
  const to = readMember(reader);
  if (from.code === undefined || to.code === undefined) throw malformed('a range is between two characters');
  if (from.code > to.code) throw malformed('a range ends before it starts');
  return range(from.code, to.code);
}

type Member = { readonly set: CharacterSet; readonly code: number | undefined };

function readMember(reader: Reader): Member {
  const letter = reader.next();
  if (letter !== '\\') {
    const code = letter.codePointAt(0) ?? 0;
    return { set: oneCharacter(code), code };
  }
  const set = readEscape(reader);
  if (typeof set === 'string') {
    throw set === 'b'
      ? unsupported('holds \\b in a class', 'write \\x08')
      : malformed(`\\${set} means nothing in a class`);
  }
  const [code, other] = set.hints;
  return { set, code: other === undefined ? code : undefined };
}

/** `\pL`, `\p{Greek}`, `\p{^Greek}`. */
function property(reader: Reader, isNegated: boolean): CharacterSet {
  const written = reader.match(/^\{(\^?)([^}]*)\}|^()(.)/su);
  if (written === undefined) throw malformed('\\p has no name');
  const name = (written[2] ?? written[4] ?? '').trim();
  const set = unicodeClass(name);
  if (set === undefined) throw notHere(`holds \\p{${name}}`, 'write a name as \\p{L}, \\p{Lu} or \\p{Script=Greek}');
  return isNegated !== (written[1] === '^') ? negated(set) : set;
}

/** `\x7F`, `\u007F`, `\U0000007F`, each also as `{7F}`. */
function codePoint(reader: Reader, letter: 'x' | 'u' | 'U'): number {
  const digits = { x: 2, u: 4, U: 8 }[letter];
  const braced = reader.match(/^\{([\da-fA-F]{1,8})\}/);
  const plain = braced ?? reader.match(new RegExp(`^([\\da-fA-F]{${digits}})`));
  if (plain === undefined) throw malformed(`\\${letter} needs ${digits} hexadecimal digits`);
  const code = Number.parseInt(plain[1] ?? '', 16);
  if (code >= 0xd800 && code <= 0xdfff) throw unsupported('holds half of a character', 'write it as \\u{1F600}');
  if (code > 0x10ffff) throw malformed(`\\${letter} names no character`);
  return code;
}
