/**
 * Reads a pattern as Pydantic does, which hands it to Rust's `regex`. It is read here and not by JavaScript's RegExp,
 * whose language is another one and whose matching may take for ever.
 */
import { anyCharacter, ignoringCase, oneCharacter } from './characters.js';
import { readClass, readEscape } from './classes.js';
import { type Anchor, anchor, character, choice, type PatternNode, repeat, sequence } from './nodes.js';
import { malformed, notHere, PatternError, Reader, unsupported } from './reader.js';

export type PatternReading =
  | { readonly root: PatternNode; readonly problem?: never }
  | { readonly root?: never; readonly problem: string };

type Flags = { readonly i: boolean; readonly s: boolean; readonly m: boolean };
type State = { readonly reader: Reader; readonly names: Set<string>; flags: Flags; depth: number };

/** Rust nests no deeper than 250; a person does not nest this deep. */
const DEEPEST = 100;
const MOST_REPEATED = 4_294_967_295;

const ESCAPED_ANCHORS: ReadonlyMap<string, Anchor> = new Map([
  ['A', 'start'],
  ['z', 'end'],
  ['b', 'word'],
  ['B', 'no-word'],
  ['<', 'word-start'],
  ['>', 'word-end'],
]);

export function parsePattern(source: string): PatternReading {
  const reader = new Reader(source);
  try {
    const root = readChoice({ reader, names: new Set(), flags: { i: false, s: false, m: false }, depth: 0 });
    if (!reader.isAtEnd) throw malformed('a group is closed that is not open');
    return { root };
  } catch (error) {
    if (error instanceof PatternError) return { problem: error.message };
    throw error;
  }
}

/** Flags that are set inside a group end with it. */
function readChoice(state: State): PatternNode {
  const before = state.flags;
  const options = [readSequence(state)];
  while (state.reader.take('|')) options.push(readSequence(state));
  state.flags = before;
  return choice(options);
}

function readSequence(state: State): PatternNode {
  const { reader } = state;
  const parts: PatternNode[] = [];
  while (!reader.isAtEnd && reader.ahead() !== '|' && reader.ahead() !== ')') {
    const part = readAtom(state);
    if (part !== undefined) parts.push(readRepetitions(state, part));
  }
  return sequence(parts);
}

function readAtom(state: State): PatternNode | undefined {
  const { reader, flags } = state;
  const letter = reader.next();
  if (letter === '(') return readGroup(state);
  if (letter === '[') return character(readClass(reader, flags.i));
  if (letter === '.') return character(anyCharacter(flags.s));
  if (letter === '^') return anchor(flags.m ? 'line-start' : 'start');
  if (letter === '$') return anchor(flags.m ? 'line-end' : 'end');
  if (/[*+?{]/.test(letter)) throw malformed(`there is nothing to repeat before ${letter}`);
  if (letter !== '\\') return literal(state, letter.codePointAt(0) ?? 0);
  const escaped = readEscape(reader);
  if (typeof escaped !== 'string') return character(flags.i ? ignoringCase(escaped) : escaped);
  const at = ESCAPED_ANCHORS.get(escaped);
  if (at === undefined) throw malformed(`\\${escaped} means nothing${escaped === 'Z' ? ': write \\z or $' : ''}`);
  const bound = at === 'word' ? reader.match(/^\{(start|end|start-half|end-half)\}/) : undefined;
  if (bound) throw notHere(`holds \\b${bound[0]}`, 'write \\b');
  return anchor(at);
}

function literal({ flags }: State, code: number): PatternNode {
  const set = oneCharacter(code);
  return character(flags.i ? ignoringCase(set) : set);
}

/** A group whose `(` was taken; nothing for one that only sets flags. */
function readGroup(state: State): PatternNode | undefined {
  const { reader } = state;
  if (reader.match(/^\?<?[=!]/)) throw unsupported('looks ahead or behind');
  if (reader.match(/^\?P=/)) throw unsupported('holds a backreference');
  const named = reader.match(/^\?P?<([^>]*)>/);
  if (named) checkName(state, named[1] ?? '');
  else if (reader.take('?')) {
    const flags = reader.match(/^([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/);
    if (flags === undefined || flags[0] === ')') throw malformed('(? starts no group that is known');
    const before = state.flags;
    state.flags = withFlags(before, flags[1] ?? '', flags[2] ?? '');
    if (flags[3] === ')') return undefined;
    const group = readInside(state);
    state.flags = before;
    return group;
  }
  return readInside(state);
}

function readInside(state: State): PatternNode {
  state.depth += 1;
  if (state.depth > DEEPEST) throw malformed('its groups are nested too deep');
  const inside = readChoice(state);
  if (!state.reader.take(')')) throw malformed('a group is not closed');
  state.depth -= 1;
  return inside;
}

function checkName({ names }: State, name: string): void {
  if (!/^[A-Za-z_][\w.[\]]*$/.test(name)) throw malformed(`a group cannot be called ${name === '' ? 'nothing' : name}`);
  if (names.has(name)) throw malformed(`two groups are called ${name}`);
  names.add(name);
}

function withFlags(flags: Flags, on: string, off: string): Flags {
  const changed = { ...flags };
  for (const [letters, value] of [
    [on, true],
    [off, false],
  ] as const) {
    for (const letter of letters) {
      if (letter === 'i' || letter === 's' || letter === 'm') changed[letter] = value;
      else if (letter === 'x' || letter === 'R' || (letter === 'u' && !value))
        throw notHere(`sets the flag ${value ? '' : '-'}${letter}`, 'use i, s and m alone');
      else if (letter !== 'U' && letter !== 'u') throw malformed(`there is no flag ${letter}`);
    }
  }
  return changed;
}

/** Lazy or greedy is the same here: which texts match does not depend on it. */
function readRepetitions({ reader }: State, atom: PatternNode): PatternNode {
  let node = atom;
  for (;;) {
    const counted = reader.ahead() === '{' ? reader.match(/^\{\s*(\d+)\s*(,\s*(\d*)\s*)?\}/) : undefined;
    if (counted) {
      const from = Number(counted[1]);
      const to = counted[2] === undefined ? from : counted[3] === '' ? Number.POSITIVE_INFINITY : Number(counted[3]);
      if (from > to) throw malformed(`${counted[0]} ends before it starts`);
      if (from > MOST_REPEATED || (Number.isFinite(to) && to > MOST_REPEATED))
        throw malformed(`${counted[0]} is too large`);
      node = repeat(node, from, to);
    } else if (reader.ahead() === '{') throw malformed('{ starts no count, as in {2,5}: write \\{ for the character');
    else if (reader.take('*')) node = repeat(node, 0, Number.POSITIVE_INFINITY);
    else if (reader.take('+')) node = repeat(node, 1, Number.POSITIVE_INFINITY);
    else if (reader.take('?')) node = repeat(node, 0, 1);
    else return node;
    reader.take('?');
  }
}
