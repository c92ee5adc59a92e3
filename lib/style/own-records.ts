/** What of a condition asks whether a record is the caller's own, which a new record is not: `user.id != user_id`. */
import { isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { NameKind } from './caller-names.js';

/** `whose`: about a record and the caller at once. */
export type ConditionKind = NameKind | 'whose';

export type Kinds = {
  readonly kinds: ReadonlyMap<string, NameKind>;
  /** What a local variable was made of, where that is told by one statement. */
  readonly made: (name: string) => PythonNode | undefined;
};

/** What a condition is about; `user.id != user_id and not user.is_admin` is about the caller, for a new record. */
export function conditionKind(node: PythonNode, known: Kinds): ConditionKind | undefined {
  const { type } = node;
  if (type === 'parenthesized_expression' || type === 'await')
    return node.named[0] && conditionKind(node.named[0], known);
  if (type === 'not_operator') {
    const argument = childOf(node, 'argument');
    return argument && conditionKind(argument, known);
  }
  if (type === 'boolean_operator') {
    const [left, right] = ['left', 'right'].map((field) => {
      const side = childOf(node, field);
      return side && conditionKind(side, known);
    });
    if (left === 'record' || right === 'record') return 'record';
    if (left === 'caller' || right === 'caller') return 'caller';
    return left ?? right;
  }
  const value = type === 'identifier' ? known.made(node.text) : undefined;
  if (value !== undefined && /^(?:comparison|boolean|not)_operator$/.test(value.type))
    return conditionKind(value, known);
  const kinds = new Set(
    [...walk(node)].flatMap((each) => (isVariable(each) ? (known.kinds.get(each.text) ?? []) : [])),
  );
  if (kinds.has('record')) return kinds.has('caller') ? 'whose' : 'record';
  return kinds.has('caller') ? 'caller' : undefined;
}

/** Whether a part of a condition is about whose a record is, and is left out of a new handler. */
export function asksWhose(node: PythonNode, known: Kinds): boolean {
  return conditionKind(node, known) === 'whose';
}

/** Whether any part of a condition is left out. */
export function hasLeftOut(node: PythonNode, known: Kinds): boolean {
  if (asksWhose(node, known)) return true;
  const inner = node.type === 'identifier' ? known.made(node.text) : undefined;
  const parts = /^(?:parenthesized_expression|(?:not|boolean)_operator)$/.test(node.type) ? node.named : [];
  return [...parts, ...(inner === undefined ? [] : [inner])].some((each) => hasLeftOut(each, known));
}
