/** What a decorator of the host puts around a function: the functions inside it that take over its signature, and what it was made with. */
import type { Module } from '../project/module.js';
import type { Project } from '../project/project.js';
import { type Call, calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { targetOf } from './base-and-session.js';
import { parameterName } from './parameter-dependencies.js';

/** What a parameter of the decorator was given: several of `*roles`. */
export type Given = { readonly module: Module; readonly nodes: readonly PythonNode[]; readonly isMany: boolean };

export type Wrapper = {
  readonly module: Module;
  /** The function that is called instead of the handler. */
  readonly node: PythonNode;
  /** What it calls the handler. */
  readonly inner: string;
  readonly given: ReadonlyMap<string, Given>;
  /** The functions around it, whose names it sees. */
  readonly around: readonly PythonNode[];
};

/** The wrappers of `@role_required("admin")`, `@admin_required` and `@admins = role_required("admin")`; nothing where they are not seen. */
export function wrappersOf(modules: Project, module: Module, value: PythonNode): readonly Wrapper[] | undefined {
  const callee = value.type === 'call' ? childOf(value, 'function') : value;
  const target = callee && targetOf(module, callee);
  const definition = target === undefined ? undefined : modules.define(target);
  if (definition === undefined || definition.rest.length > 0) return undefined;
  const { node, module: home } = definition;
  if (node.type === 'assignment') {
    const made = childOf(node, 'right');
    return made?.type === 'call' && value.type !== 'call' ? wrappersOf(modules, home, made) : undefined;
  }
  if (node.type !== 'function_definition' || isDecorated(node)) return undefined;
  if (value.type !== 'call') return wrappersIn(home, node, new Map(), []);
  const [call] = calls(value);
  const given = call && givenTo(node, call, module, home);
  const inner = returnedFunctions(node)?.[0];
  return given && inner && !isDecorated(inner) ? wrappersIn(home, inner, given, [node]) : undefined;
}

const isDecorated = ({ parent }: PythonNode): boolean => parent?.type === 'decorated_definition';

/** What a call gives to the parameters of a function; nothing where that is not seen. */
function givenTo(
  node: PythonNode,
  { node: site, positional, keywords, splat }: Call,
  module: Module,
  home: Module,
): ReadonlyMap<string, Given> | undefined {
  if (splat || site.type !== 'call') return undefined;
  const given = new Map<string, Given>();
  let place = 0;
  for (const parameter of parametersOf(node)) {
    const name = parameterName(parameter);
    if (/^\*\*/.test(parameter.text)) return undefined;
    if (/^\*\w/.test(parameter.text)) {
      given.set(name, { module, nodes: positional.slice(place), isMany: true });
      place = positional.length;
      continue;
    }
    if (name === '') continue;
    const own = keywords.get(name) ?? positional[place];
    if (own === positional[place]) place += 1;
    const fallback = childOf(parameter, 'value');
    if (own !== undefined) given.set(name, { module, nodes: [own], isMany: false });
    else if (fallback !== undefined) given.set(name, { module: home, nodes: [fallback], isMany: false });
    else return undefined;
  }
  return given;
}

function wrappersIn(
  module: Module,
  decorator: PythonNode,
  given: ReadonlyMap<string, Given>,
  around: readonly PythonNode[],
): readonly Wrapper[] | undefined {
  const [first, ...others] = parametersOf(decorator);
  const inner = first && parameterName(first);
  const returned = returnedFunctions(decorator);
  if (inner === undefined || others.length > 0 || returned === undefined || returned.length === 0) return undefined;
  const isWhole = returned.every((node) => takesOver(module, node, inner) || isUpdated(module, decorator, node, inner));
  return isWhole ? returned.map((node) => ({ module, node, inner, given, around: [...around, decorator] })) : undefined;
}

const WRAPS = /^functools\.wraps$/;

/** `@wraps(func)` alone. */
function takesOver(module: Module, node: PythonNode, inner: string): boolean {
  const decorators = node.parent?.named.filter(({ type }) => type === 'decorator') ?? [];
  const [call] = decorators.length === 1 && decorators[0] ? calls(decorators[0]) : [];
  return call !== undefined && WRAPS.test(targetOf(module, call.callee) ?? '') && call.positional[0]?.text === inner;
}

/** `return update_wrapper(wrapper, func)` */
function isUpdated(module: Module, decorator: PythonNode, node: PythonNode, inner: string): boolean {
  if (isDecorated(node)) return false;
  return returnsOf(decorator).every(({ named: [value] }) => {
    const [call] = value?.type === 'call' ? calls(value) : [];
    const target = call && targetOf(module, call.callee);
    return target === 'functools.update_wrapper' && call?.positional[1]?.text === inner;
  });
}

/** The functions inside a function that it returns, where it does nothing else; nothing where it does. */
function returnedFunctions(node: PythonNode): readonly PythonNode[] | undefined {
  const statements = childOf(node, 'body')?.named ?? [];
  const inside = new Map<string, PythonNode>();
  for (const statement of statements) {
    const definition = statement.type === 'decorated_definition' ? childOf(statement, 'definition') : statement;
    if (definition?.type === 'function_definition') inside.set(childOf(definition, 'name')?.text ?? '', definition);
    else if (!isHarmless(statement)) return undefined;
  }
  const found = returnsOf(node).map(({ named: [value] }) => namesReturned(value).map((name) => inside.get(name)));
  const all = found.flat();
  const whole = all.flatMap((each) => each ?? []);
  return whole.length === all.length && found.every((each) => each.length > 0) ? [...new Set(whole)] : undefined;
}

/** Names, docstrings, and the choice between the wrappers of coroutines and of functions. */
function isHarmless(statement: PythonNode): boolean {
  if (/^(?:comment|import_\w+|return_statement)$/.test(statement.type)) return true;
  if (statement.type === 'if_statement')
    return /\biscoroutinefunction\(\w+\)$/.test(childOf(statement, 'condition')?.text ?? '');
  const [value] = statement.type === 'expression_statement' ? statement.named : [];
  return value?.type === 'string' || (value?.type === 'assignment' && childOf(value, 'left')?.type === 'identifier');
}

/** The functions that `wrapper`, `one if … else other` and `update_wrapper(wrapper, func)` name. */
function namesReturned(value: PythonNode | undefined): readonly string[] {
  if (value?.type === 'identifier') return [value.text];
  if (value?.type === 'conditional_expression') return [value.named[0], value.named[2]].flatMap(namesReturned);
  const [call] = value?.type === 'call' ? calls(value) : [];
  return call !== undefined && /(?:^|\.)update_wrapper$/.test(call.callee.text)
    ? namesReturned(call.positional[0])
    : [];
}

/** The `return` statements of a function itself. */
function returnsOf(node: PythonNode): readonly PythonNode[] {
  return node.named.flatMap((each) => {
    if (each.type === 'return_statement') return [each];
    return each.type === 'function_definition' || each.type === 'lambda' || each.type === 'class_definition'
      ? []
      : returnsOf(each);
  });
}
