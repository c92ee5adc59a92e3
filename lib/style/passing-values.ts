/** What a caller has to have so that a condition that refuses callers does not hold: a role, a flag. */
import type { CopiedText } from '../project/copied-text.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { CallerValue } from './security-of.js';

type Copy = (node: PythonNode) => CopiedText | undefined;

const constant = (text: string): CopiedText => ({ texts: [text], names: [] });

/** Values with which none of the condition holds; nothing where that is not told by comparing with what the code names. */
export function passingValues(
  condition: PythonNode,
  callers: readonly string[],
  copy: Copy,
): readonly CallerValue[] | undefined {
  const inner = (node: PythonNode | undefined): readonly CallerValue[] | undefined =>
    node && passingValues(node, callers, copy);
  const member = (node: PythonNode | undefined): Omit<CallerValue, 'values'> | undefined =>
    node && memberOf(node, callers);
  switch (condition.type) {
    case 'parenthesized_expression':
      return inner(condition.named[0]);
    case 'not_operator': {
      const asked = member(childOf(condition, 'argument'));
      return asked && [{ ...asked, values: asked.member === undefined ? [] : [constant('True')] }];
    }
    case 'boolean_operator': {
      const [left, right] = [inner(childOf(condition, 'left')), inner(childOf(condition, 'right'))];
      const isAnd = between(condition, childOf(condition, 'left'), childOf(condition, 'right')) === 'and';
      if (isAnd) return left ?? right;
      return left && right && [...left, ...right];
    }
    case 'comparison_operator': {
      const [left, right, ...more] = condition.named;
      const asked = more.length === 0 ? member(left) : undefined;
      return asked && right && compared(asked, between(condition, left, right), right, copy);
    }
    default: {
      const asked = member(condition);
      // Only an attribute can be false where the caller is somebody.
      return asked?.member && [{ ...asked, values: [constant('False')] }];
    }
  }
}

const between = ({ start, text }: PythonNode, left: PythonNode | undefined, right: PythonNode | undefined): string =>
  left && right
    ? text
        .slice(left.end - start, right.start - start)
        .trim()
        .replace(/\s+/g, ' ')
    : '';

function compared(
  asked: Omit<CallerValue, 'values'>,
  operator: string,
  right: PythonNode,
  copy: Copy,
): readonly CallerValue[] | undefined {
  const isNone = right.type === 'none';
  if (asked.member === undefined)
    return isNone && /^(?:is|==)$/.test(operator) ? [{ ...asked, values: [] }] : undefined;
  const given = copy(right);
  if (given === undefined) return undefined;
  if (operator === '!=' || operator === 'is not') return [{ ...asked, values: [given] }];
  if (operator !== 'not in') return undefined;
  if (!/^(?:list|tuple|set)$/.test(right.type))
    return right.type === 'string' ? undefined : [{ ...asked, values: [first(given)] }];
  const values = right.named.flatMap((each) => (each.type === 'comment' ? [] : (copy(each) ?? [])));
  return values.length === 0 ? undefined : [{ ...asked, values }];
}

/** `next(iter(ADMIN_ROLES))` */
function first({ texts, names }: CopiedText): CopiedText {
  const [head = '', ...rest] = texts;
  const whole = [`next(iter(${head}`, ...rest];
  return { texts: whole.map((text, index) => (index === whole.length - 1 ? `${text}))` : text)), names };
}

/** `user`, `user.role`, `user["role"]`, `user.get("role")` */
function memberOf(node: PythonNode, callers: readonly string[]): Omit<CallerValue, 'values'> | undefined {
  const [, caller = '', attribute, item, key] =
    /^(\w+)(?:\.(\w+)|\[["'](\w+)["']\]|\.get\(["'](\w+)["'](?:, *None)?\))?$/.exec(node.text) ?? [];
  if (!callers.includes(caller)) return undefined;
  if (attribute !== undefined) return { caller, member: { kind: 'attribute', name: attribute } };
  const name = item ?? key;
  return { caller, member: name === undefined ? undefined : { kind: 'item', name } };
}

export type PassingMember = {
  readonly kind: 'attribute' | 'item';
  readonly name: string;
  readonly value: CopiedText;
};

/** One caller who passes all of it; nothing where two checks ask for what nobody can have at once. */
export function mergedValues(all: readonly CallerValue[]): readonly PassingMember[] | undefined {
  const members = new Map<string, { readonly kind: 'attribute' | 'item'; readonly values: readonly CopiedText[] }>();
  for (const { member, values } of all) {
    if (member === undefined) continue;
    const before = members.get(member.name)?.values;
    const both = before === undefined ? values : before.filter((one) => values.some((other) => isSame(one, other)));
    if (both.length === 0) return undefined;
    members.set(member.name, { kind: member.kind, values: both });
  }
  const kinds = new Set([...members.values()].map(({ kind }) => kind));
  if (kinds.size > 1) return undefined;
  return [...members].flatMap(([name, { kind, values }]) => values.slice(0, 1).map((value) => ({ kind, name, value })));
}

const isSame = (one: CopiedText, other: CopiedText): boolean => JSON.stringify(one) === JSON.stringify(other);
