/** The part of the caller that an expression is: an attribute, an item, the caller itself. */
import { childOf, type PythonNode } from '../python/syntax.js';
import type { CallerMember, CallerValue } from './caller-check.js';

export type CallerNames = {
  /** The caller that an expression is: a parameter, `kwargs["current_user"]`. */
  readonly callerOf: (node: PythonNode) => string | undefined;
  /** What a local variable was made of. */
  readonly local: (name: string) => PythonNode | undefined;
};

/** `isText`: a method of strings is called on it. */
export type CallerPart = Omit<CallerValue, 'values' | 'but'> & { readonly isText?: true };

/** `user`, `user.role.name`, `user["role"]`, `user.get("role")`, `getattr(user, "role", None)`, and a name for one of them. */
export function memberOf(node: PythonNode, names: CallerNames): CallerPart | undefined {
  const caller = names.callerOf(node);
  if (caller !== undefined) return { caller, member: undefined };
  if (node.type === 'parenthesized_expression') return node.named[0] && memberOf(node.named[0], names);
  const made = node.type === 'identifier' ? names.local(node.text) : undefined;
  if (made !== undefined) return memberOf(made, names);
  // `user.role.value if hasattr(user.role, "value") else str(user.role)`
  const [value, condition] = node.type === 'conditional_expression' ? node.named : [];
  if (value !== undefined) return /^hasattr\(/.test(condition?.text ?? '') ? memberOf(value, names) : undefined;
  const text = textIn(node);
  const whole = text && memberOf(text, names);
  if (whole?.member !== undefined) return { ...whole, isText: true };
  const step = stepOf(node);
  const of = step && memberOf(step.object, names);
  if (step === undefined || of === undefined) return undefined;
  if (of.member === undefined) return { ...of, member: { kind: step.kind, name: step.name } };
  if (of.member.kind !== 'attribute' || step.kind !== 'attribute') return undefined;
  return { ...of, member: { kind: 'attribute', name: `${of.member.name}.${step.name}` } };
}

/** What is made a text that can be compared: `user.role` of `user.role.lower()` and `str(user.role)`. */
function textIn(node: PythonNode): PythonNode | undefined {
  const callee = node.type === 'call' ? childOf(node, 'function') : undefined;
  const given = childOf(node, 'arguments')?.named ?? [];
  if (callee?.text === 'str') return given.length === 1 ? given[0] : undefined;
  const isPlain = /^(?:lower|upper|casefold|strip)$/.test((callee && childOf(callee, 'attribute')?.text) ?? '');
  return isPlain && given.length === 0 && callee ? childOf(callee, 'object') : undefined;
}

type Step = CallerMember & { readonly object: PythonNode };

/** One step from an object to a part of it. */
export function stepOf(node: PythonNode): Step | undefined {
  const object = childOf(node, node.type === 'subscript' ? 'value' : 'object');
  if (node.type === 'attribute' && object !== undefined) {
    return { kind: 'attribute', name: childOf(node, 'attribute')?.text ?? '', object };
  }
  if (node.type === 'subscript' && object !== undefined) {
    const name = keyIn(childOf(node, 'subscript'));
    return name === undefined ? undefined : { kind: 'item', name, object };
  }
  const callee = node.type === 'call' ? childOf(node, 'function') : undefined;
  const given = childOf(node, 'arguments')?.named.filter(({ type }) => type !== 'comment') ?? [];
  const isPlain = given.every(({ type }) => type !== 'keyword_argument');
  if (callee?.text === 'getattr' && isPlain) {
    const [of, name] = [given[0], keyIn(given[1])];
    return of && name !== undefined ? { kind: 'attribute', name, object: of } : undefined;
  }
  const of = callee && childOf(callee, 'object');
  const name = callee && childOf(callee, 'attribute')?.text === 'get' && isPlain ? keyIn(given[0]) : undefined;
  return of && name !== undefined ? { kind: 'item', name, object: of } : undefined;
}

/** The word in a plain string. */
function keyIn(node: PythonNode | undefined): string | undefined {
  return /^["'](\w+)["']$/.exec(node?.text ?? '')?.[1];
}
