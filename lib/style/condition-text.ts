/** Conditions as a new handler has them: put together, turned round, and without what is asked about one record. */
import type { CopiedText } from '../project/copied-text.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { between, OPPOSITE } from './passing-values.js';

export type Copying = {
  readonly copy: (node: PythonNode) => CopiedText | undefined;
  readonly isLeftOut: (node: PythonNode) => boolean;
  /** What stands for a variable that a new handler has not. */
  readonly inlined: (name: string) => PythonNode | undefined;
};

/** A condition that holds, or the one that it does not. */
export function conditionText(node: PythonNode, holds: boolean, copying: Copying): CopiedText | undefined {
  const { copy } = copying;
  const kept = keptOf(node, copying);
  if (kept.type === 'parenthesized_expression' && kept.named[0] !== undefined) {
    return conditionText(kept.named[0], holds, copying);
  }
  if (kept.type === 'boolean_operator') {
    const [left, right] = [childOf(kept, 'left'), childOf(kept, 'right')];
    const word = between(kept, left, right);
    const sides = [left, right].map((side) => side && operand(side, word, copying));
    const [first, second] = sides;
    const isWord = word === 'and' || word === 'or';
    const whole = isWord && first && second ? joined([first, second], ` ${word} `) : undefined;
    return whole && (holds ? whole : joined([{ texts: ['not ('], names: [] }, whole, { texts: [')'], names: [] }], ''));
  }
  if (kept.type === 'not_operator') {
    const argument = childOf(kept, 'argument');
    const inner = argument && conditionText(argument, true, copying);
    if (argument === undefined || inner === undefined || !holds) return inner;
    return joined([{ texts: ['not '], names: [] }, inOrder(argument, inner, copying)], '');
  }
  if (holds) return copy(kept);
  const [left, right, ...more] = kept.type === 'comparison_operator' ? kept.named : [];
  const opposite = left && right && more.length === 0 ? OPPOSITE[between(kept, left, right)] : undefined;
  const [one, other] = [left && copy(left), right && copy(right)];
  if (opposite !== undefined) return one && other && joined([one, other], ` ${opposite} `);
  const whole = copy(kept);
  return whole && joined([{ texts: ['not '], names: [] }, whole], '');
}

/** All of several conditions. */
export function allOf(
  all: readonly { readonly node: PythonNode; readonly holds: boolean; readonly copying: Copying }[],
): CopiedText | undefined {
  const [first, ...others] = all;
  if (first !== undefined && others.length === 0) return conditionText(first.node, first.holds, first.copying);
  const texts = all.flatMap(({ node, holds, copying }) => {
    const text = conditionText(node, holds, copying);
    return text === undefined ? [] : [holds ? inOrder(node, text, copying, 'and') : text];
  });
  return texts.length === all.length && texts.length > 0 ? joined(texts, ' and ') : undefined;
}

/** The part of a condition that is left. */
function keptOf(node: PythonNode, copying: Copying): PythonNode {
  const value = node.type === 'identifier' ? copying.inlined(node.text) : undefined;
  if (value !== undefined) return keptOf(value, copying);
  if (node.type !== 'boolean_operator') return node;
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (left && right && copying.isLeftOut(left)) return keptOf(right, copying);
  if (left && right && copying.isLeftOut(right)) return keptOf(left, copying);
  return node;
}

function operand(node: PythonNode, word: string, copying: Copying): CopiedText | undefined {
  const text = conditionText(node, true, copying);
  return text && inOrder(node, text, copying, word);
}

/** In brackets where another operator around it would take a part of it. */
function inOrder(node: PythonNode, text: CopiedText, copying: Copying, word?: string): CopiedText {
  const bare = bareOf(keptOf(node, copying), copying);
  const isBound =
    bare.type === 'boolean_operator' && between(bare, childOf(bare, 'left'), childOf(bare, 'right')) !== word;
  const isLoose = /^(?:conditional_expression|lambda|named_expression)$/.test(bare.type);
  return isBound || isLoose ? joined([{ texts: ['('], names: [] }, text, { texts: [')'], names: [] }], '') : text;
}

function bareOf(node: PythonNode, copying: Copying): PythonNode {
  const inner = node.type === 'parenthesized_expression' ? node.named[0] : undefined;
  return inner === undefined ? node : bareOf(keptOf(inner, copying), copying);
}

function joined(all: readonly CopiedText[], word: string): CopiedText {
  const texts: string[] = [''];
  for (const [index, each] of all.entries()) {
    const [head = '', ...rest] = each.texts;
    texts[texts.length - 1] += `${index === 0 ? '' : word}${head}`;
    texts.push(...rest);
  }
  return { texts, names: all.flatMap(({ names }) => names) };
}
