/** What a caller has to have, and what functions have to say of it, so that a condition about it holds or does not. */
import { COUNTS } from '../naming/counting-words.js';
import type { CopiedText } from '../project/copied-text.js';
import { dottedParts } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { Passing } from './caller-check.js';
import { type CallerNames, type CallerPart, memberOf } from './caller-member.js';

/** What the names in a condition stand for. */
export type ConditionNames = CallerNames & {
  /** An expression as tests can have it. */
  readonly copy: (node: PythonNode) => CopiedText | undefined;
  /** The elements of a list that is given elsewhere: `*roles` of a decorator. */
  readonly elements: (node: PythonNode) => readonly CopiedText[] | undefined;
  /** Whether what is given elsewhere is something, where it is no part of the caller. */
  readonly truth: (node: PythonNode) => boolean | undefined;
  /** The module in which a function that is asked about the caller is found under its name; nothing for no such function. */
  readonly askedIn: (call: PythonNode) => { readonly module: string | undefined } | undefined;
  /** What is not asked of callers of new handlers. */
  readonly isLeftOut: (node: PythonNode) => boolean;
};

export const NOTHING_ASKED: Passing = { values: [], answers: [] };

export const both = (one: Passing, other: Passing): Passing => ({
  values: [...one.values, ...other.values],
  answers: [...one.answers, ...other.answers],
});

const constant = (text: string): CopiedText => ({ texts: [text], names: [] });

/** What makes a condition hold, or not hold; nothing where that is not told by comparing with what the code names. */
export function ensuring(condition: PythonNode, holds: boolean, names: ConditionNames): Passing | undefined {
  const inner = (node: PythonNode | undefined, wanted: boolean): Passing | undefined =>
    node && ensuring(node, wanted, names);
  switch (condition.type) {
    case 'parenthesized_expression':
    case 'await':
      return inner(condition.named[0], holds);
    case 'not_operator':
      return inner(childOf(condition, 'argument'), !holds);
    case 'boolean_operator': {
      const [left, right] = [childOf(condition, 'left'), childOf(condition, 'right')];
      if (left && names.isLeftOut(left)) return inner(right, holds);
      if (right && names.isLeftOut(right)) return inner(left, holds);
      const [first, second] = [inner(left, holds), inner(right, holds)];
      const isAnd = between(condition, left, right) === 'and';
      if (isAnd === holds) return first && second && both(first, second);
      if (first !== undefined) return first;
      const before = inner(left, !holds);
      return before && second && both(before, second);
    }
    case 'comparison_operator':
      return compared(condition, holds, names);
    default:
      return asked(condition, holds, names);
  }
}

/** `user.is_admin`, `can_manage(user)`, `user.has_role("admin")`, and a name for one of them. */
function asked(node: PythonNode, holds: boolean, names: ConditionNames): Passing | undefined {
  const made = node.type === 'identifier' ? names.local(node.text) : undefined;
  const member = memberOf(node, names);
  if (member !== undefined) {
    const [something, nothing] = member.isText === true ? ['"x"', '""'] : ['True', 'False'];
    if (member.member !== undefined) return ofCaller(member, [constant(holds ? something : nothing)]);
    return holds ? ofCaller(member, []) : undefined;
  }
  if (made !== undefined) return ensuring(made, holds, names);
  const truth = names.truth(node);
  if (truth !== undefined) return truth === holds ? NOTHING_ASKED : undefined;
  if (node.type !== 'call') return undefined;
  const callee = childOf(node, 'function');
  const method = callee?.type === 'attribute' ? memberOf(callee, names) : undefined;
  if (method?.member?.kind === 'attribute' && node.parent?.type !== 'await') {
    const given = childOf(node, 'arguments')?.named.some(({ type }) => type === 'keyword_argument') ? '**_' : '*_';
    return ofCaller(method, [constant(`lambda ${given}: ${holds ? 'True' : 'False'}`)]);
  }
  const found = names.askedIn(node);
  const name = callee && dottedParts(callee)?.join('.');
  if (found === undefined || name === undefined) return undefined;
  return { values: [], answers: [{ module: found.module, callee: name, answer: holds }] };
}

function ofCaller({ isText: _, ...member }: CallerPart, values: readonly CopiedText[]): Passing {
  return { values: [{ ...member, values }], answers: [] };
}

export const between = (
  { start, text }: PythonNode,
  left: PythonNode | undefined,
  right: PythonNode | undefined,
): string =>
  left && right
    ? text
        .slice(left.end - start, right.start - start)
        .trim()
        .replace(/\s+/g, ' ')
    : '';

const TURNED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
export const OPPOSITE: Readonly<Record<string, string>> = {
  '==': '!=',
  is: 'is not',
  in: 'not in',
  '<': '>=',
  '<=': '>',
  '!=': '==',
  'is not': 'is',
  'not in': 'in',
  '>=': '<',
  '>': '<=',
};

function compared(condition: PythonNode, holds: boolean, names: ConditionNames): Passing | undefined {
  const [left, right, ...more] = condition.named.filter(({ type }) => type !== 'comment');
  if (left === undefined || right === undefined || more.length > 0) return undefined;
  const said = between(condition, left, right);
  const operator = holds ? said : OPPOSITE[said];
  const member = memberOf(left, names);
  if (member !== undefined) return operator === undefined ? undefined : against(member, operator, right, names);
  const other = memberOf(right, names);
  if (other?.member === undefined || operator === undefined) return undefined;
  const given = names.copy(left);
  // `"admin" in user.roles`
  if (operator === 'in') return given && ofCaller(other, [wrapped('[', given, ']')]);
  if (operator === 'not in') return ofCaller(other, [constant('[]')]);
  return against(other, TURNED[operator] ?? operator, left, names);
}

/** How many records a caller may have is about those records. */
const COUNTED = new RegExp(
  `${COUNTS.source}|limit|quota|max|usage|used|credit|balance|remaining|total|num(?:ber)?_`,
  'i',
);

/** What a member is so that `member operator right` holds. */
function against(asked: CallerPart, operator: string, right: PythonNode, names: ConditionNames): Passing | undefined {
  const isNone = right.type === 'none';
  const isSame = operator === '==' || operator === 'is';
  const isOther = operator === '!=' || operator === 'is not';
  if (asked.member === undefined) return isNone && isOther ? ofCaller(asked, []) : undefined;
  if (isNone) return ofCaller(asked, [constant(isSame ? 'None' : 'True')]);
  if (/[<>]/.test(operator) && COUNTED.test(`${asked.member.name} ${right.text}`)) return undefined;
  if (isOther) return anythingBut(asked, [names.copy(right)]);
  if (operator === 'not in' && right.type !== 'string') return anythingBut(asked, listedIn(right, names) ?? []);
  if (operator === 'in') {
    const values = elementsOf(right, names);
    return values === undefined || values.length === 0 ? undefined : ofCaller(asked, values);
  }
  const given = names.copy(right);
  return given && (isSame || operator === '>=' || operator === '<=') ? ofCaller(asked, [given]) : undefined;
}

function anythingBut(asked: CallerPart, others: readonly (CopiedText | undefined)[]): Passing {
  const but = others.flatMap((each) => each ?? []);
  const isTold = but.length > 0 && but.length === others.length;
  const { isText, ...part } = asked;
  return {
    values: [{ ...part, values: [constant(isText === true ? '""' : 'None')], ...(isTold ? { but } : {}) }],
    answers: [],
  };
}

function elementsOf(right: PythonNode, names: ConditionNames): readonly CopiedText[] | undefined {
  const listed = listedIn(right, names);
  if (listed !== undefined) return listed.flatMap((each) => each ?? []);
  const made = right.type === 'identifier' ? names.local(right.text) : undefined;
  if (made !== undefined) return elementsOf(made, names);
  const whole = right.type === 'string' ? undefined : names.copy(right);
  return whole && [wrapped('next(iter(', whole, '))')];
}

/** The elements that are written down; nothing where they are not. */
function listedIn(right: PythonNode, names: ConditionNames): readonly (CopiedText | undefined)[] | undefined {
  const made = right.type === 'identifier' ? names.local(right.text) : undefined;
  if (made !== undefined) return listedIn(made, names);
  const isWritten = /^(?:list|tuple|set)$/.test(right.type);
  return (
    names.elements(right) ??
    (isWritten ? right.named.filter(({ type }) => type !== 'comment').map(names.copy) : undefined)
  );
}

function wrapped(before: string, { texts, names }: CopiedText, after: string): CopiedText {
  const [head = '', ...rest] = texts;
  const whole = [`${before}${head}`, ...rest];
  return { texts: whole.map((text, index) => (index === whole.length - 1 ? `${text}${after}` : text)), names };
}
