/** What a wrapper reads of the request that it is called for, where it hands on all of it. */
import { parameterName } from '../framework/parameter-dependencies.js';
import type { Wrapper } from '../framework/wrappers.js';
import { isVariable, parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

export type WrapperReads = {
  /** The parameters of the handler that it looks at. */
  readonly names: ReadonlySet<string>;
  /** The parameter of the handler that an expression is. */
  readonly nameOf: (node: PythonNode) => string | undefined;
  /** Whether an expression is a call of the handler. */
  readonly isInner: (node: PythonNode) => boolean;
};

/** What it reads, or why that is not seen. */
export function readsOf(wrapper: Wrapper): WrapperReads | string {
  const { node, inner } = wrapper;
  const body = childOf(node, 'body');
  const parameters = parametersOf(node);
  const all = parameters.find(({ text }) => /^\*\*\w/.test(text));
  const rest = parameters.find(({ text }) => /^\*\w/.test(text));
  const named = parameters
    .filter(({ text }) => /^\w/.test(text))
    .map(parameterName)
    .filter(Boolean);
  if (body === undefined || all === undefined) return 'it does not hand on what it is given';
  const keywords = parameterName(all);
  const variables = [...walk(body)].filter(isVariable);
  const names = new Set(named);
  const nameOf = (each: PythonNode): string | undefined =>
    each.type === 'identifier' && named.includes(each.text) ? each.text : keyOf(each, keywords, wrapper);
  for (const each of variables.filter(({ text }) => text === keywords)) {
    const at = each.parent;
    const use = at?.type === 'attribute' ? at.parent : at;
    if (at?.type === 'dictionary_splat') continue;
    const name = use && !(use.type === 'subscript' && use.field === 'left') ? keyOf(use, keywords, wrapper) : undefined;
    if (name === undefined) return 'it reads something of a request that is not seen';
    names.add(name);
  }
  for (const each of variables.filter(({ text }) => text === inner)) {
    const use = each.parent;
    const isAsked = use?.type === 'argument_list' && /\biscoroutinefunction$/.test(calledBy(use));
    if (isAsked) continue;
    if (use?.type !== 'call') return 'it reads the handler itself';
    const given = childOf(use, 'arguments')?.named.filter(({ type }) => type !== 'comment') ?? [];
    const passed = given.map(({ text }) => text.replace(/\s/g, ''));
    const wanted = [
      ...(rest === undefined ? [] : [`*${parameterName(rest)}`]),
      `**${keywords}`,
      ...named.map((name) => `${name}=${name}`),
    ];
    const isWhole = passed.length === wanted.length && wanted.every((one) => passed.includes(one));
    if (!isWhole) return `it does not hand on what it is given as it is: ${use.text.replace(/\s+/g, ' ')}`;
  }
  return {
    names,
    nameOf,
    isInner: (each) => each.type === 'call' && childOf(each, 'function')?.text === inner,
  };
}

const calledBy = (list: PythonNode): string => (list.parent && childOf(list.parent, 'function')?.text) ?? '';

/** The name in `kwargs["user"]`, `kwargs.get("user")` and `"user" in kwargs`, also where the decorator was given it. */
function keyOf(node: PythonNode, keywords: string, wrapper: Wrapper): string | undefined {
  const word = (given: PythonNode | undefined): string | undefined => {
    const text = /^["'](\w+)["']$/.exec(given?.text ?? '')?.[1];
    if (text !== undefined || given?.type !== 'identifier') return text;
    const known = wrapper.given.get(given.text);
    return known?.isMany === false ? /^["'](\w+)["']$/.exec(known.nodes[0]?.text ?? '')?.[1] : undefined;
  };
  if (node.type === 'subscript') {
    return childOf(node, 'value')?.text === keywords ? word(childOf(node, 'subscript')) : undefined;
  }
  if (node.type === 'call') {
    const isGet = childOf(node, 'function')?.text === `${keywords}.get`;
    return isGet ? word(childOf(node, 'arguments')?.named[0]) : undefined;
  }
  const [left, right, ...more] = node.type === 'comparison_operator' ? node.named : [];
  return right?.text === keywords && more.length === 0 ? word(left) : undefined;
}
