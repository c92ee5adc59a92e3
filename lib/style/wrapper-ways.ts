/** Who passes a wrapper, and who does not, by the conditions in it. */
import type { Wrapper } from '../framework/wrappers.js';
import { type CopiedText, copiedText } from '../project/copied-text.js';
import { assignments, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { Passing, Ways } from './caller-check.js';
import { both, type ConditionNames, ensuring, NOTHING_ASKED } from './passing-values.js';
import { isOfModule } from './place-names.js';
import type { WrapperReads } from './wrapper-reads.js';

/** The ways through a wrapper; nothing where its code does not tell them. */
export function waysThrough(wrapper: Wrapper, reads: WrapperReads, callers: readonly string[]): Ways | undefined {
  const names = namesOf(wrapper, reads, callers);
  let [passes, fails]: [Passing, Passing | undefined] = [NOTHING_ASKED, undefined];
  const has = (node: PythonNode, isMeant: (each: PythonNode) => boolean): boolean => [...walk(node)].some(isMeant);
  const isEnd = (node: PythonNode | undefined): boolean => node !== undefined && has(node, isLeaving);
  const statements = (childOf(wrapper.node, 'body')?.named ?? []).filter(({ type }) => type !== 'comment');
  for (const [index, statement] of statements.entries()) {
    const isHanding = has(statement, reads.isInner);
    if (statement.type === 'return_statement') return isHanding ? { passes, fails } : undefined;
    if (!isHanding && !isEnd(statement) && statement.type !== 'expression_statement') continue;
    if (statement.type === 'expression_statement' && !isHanding) {
      if (mayRaise(statement)) return undefined;
      continue;
    }
    const condition = childOf(statement, 'condition');
    const alternative = childOf(statement, 'alternative');
    const consequence = childOf(statement, 'consequence');
    if (statement.type !== 'if_statement' || condition === undefined || consequence === undefined) return undefined;
    const isPassed = has(consequence, reads.isInner);
    if (!isEnd(consequence) || !isPlain(consequence, reads)) return undefined;
    if (alternative !== undefined && (alternative.type !== 'else_clause' || !isEnd(alternative))) return undefined;
    const [passing, failing] = [ensuring(condition, isPassed, names), ensuring(condition, !isPassed, names)];
    if (passing === undefined) return undefined;
    if (isPassed) {
      // What comes behind is for whom this did not let through.
      const next = alternative ?? statements[index + 1];
      const isRefused = next !== undefined && isEnd(next) && !has(next, reads.isInner) && isLast(next);
      return {
        passes: both(passes, passing),
        fails: fails ?? (isRefused && failing ? both(passes, failing) : undefined),
      };
    }
    fails ??= failing && both(passes, failing);
    passes = both(passes, passing);
    if (alternative !== undefined) return has(alternative, reads.isInner) ? { passes, fails } : undefined;
  }
  return undefined;
}

const isLeaving = ({ type }: PythonNode): boolean => type === 'return_statement' || type === 'raise_statement';

const isLast = (node: PythonNode): boolean => node.type === 'else_clause' || isLeaving(node);

/** Whether a block decides nothing more: it logs, and raises or calls the handler. */
function isPlain(block: PythonNode, reads: WrapperReads): boolean {
  return block.named.every((each) => {
    if (each.type === 'expression_statement') return ![...walk(each)].some(reads.isInner);
    return each.type === 'comment' || isLeaving(each);
  });
}

/** What is called by itself may refuse callers, unless it only writes something down. */
function mayRaise(statement: PythonNode): boolean {
  const [first] = statement.named;
  const call = first?.type === 'await' ? first.named[0] : first;
  if (call?.type !== 'call') return false;
  const callee = childOf(call, 'function');
  return !/^(?:print|(?:\w+\.)*(?:log|logger|logging|_logger)\.\w+)$/.test(callee?.text ?? '');
}

function namesOf(wrapper: Wrapper, reads: WrapperReads, callers: readonly string[]): ConditionNames {
  const { module, node, given, around } = wrapper;
  // Those of the outermost function are all of them.
  const made = assignments(around[0] ?? node);
  const own = new Set([...around, node].flatMap(parametersOf).map(({ text }) => /^\**(\w+)/.exec(text)?.[1] ?? ''));
  const local = (name: string): PythonNode | undefined => {
    const all = made.filter((each) => each.name === name);
    return all.length === 1 && !own.has(name) ? all[0]?.value : undefined;
  };
  const callerOf = (each: PythonNode): string | undefined => {
    const name = reads.nameOf(each);
    if (name !== undefined) return callers.includes(name) ? name : undefined;
    if (each.type !== 'boolean_operator' || !/^[^"']*\bor\b/.test(each.text)) return undefined;
    const [left, right] = [childOf(each, 'left'), childOf(each, 'right')];
    const isNothing = left !== undefined && reads.nameOf(left) !== undefined;
    return (left && callerOf(left)) ?? (isNothing && right ? callerOf(right) : undefined);
  };
  const copy = (each: PythonNode): CopiedText | undefined => {
    const known = each.type === 'identifier' ? given.get(each.text) : undefined;
    if (known === undefined) return copiedText(module, each, () => false);
    const [only] = known.isMany ? [] : known.nodes;
    return only && copiedText(known.module, only, () => false);
  };
  return {
    callerOf,
    isLeftOut: () => false,
    local,
    copy,
    elements(each) {
      const known = each.type === 'identifier' ? given.get(each.text) : undefined;
      const [only] = known?.nodes ?? [];
      if (known === undefined) return undefined;
      if (!known.isMany && !/^(?:list|tuple|set)$/.test(only?.type ?? '')) return undefined;
      const nodes = known.isMany ? known.nodes : (only?.named ?? []).filter(({ type }) => type !== 'comment');
      return nodes.flatMap((one) => copiedText(known.module, one, () => false) ?? []);
    },
    truth(each) {
      const known = each.type === 'identifier' ? given.get(each.text) : undefined;
      const [only] = known?.nodes ?? [];
      if (known?.isMany === true) return known.nodes.length > 0;
      if (only?.type === 'true' || only?.type === 'false') return only.type === 'true';
      if (only?.type === 'none') return false;
      if (only?.type === 'string') return !/^\w?(?:""|'')$/.test(only.text);
      return /^(?:list|tuple|set)$/.test(only?.type ?? '') ? (only?.named.length ?? 0) > 0 : undefined;
    },
    askedIn(call) {
      const callee = childOf(call, 'function');
      const isOwn = own.has(/^\w+/.exec(callee?.text ?? '')?.[0] ?? '');
      return !isOwn && isOfModule(module, callee) ? { module: module.module } : undefined;
    },
  };
}
