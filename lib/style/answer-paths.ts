/** Where a part of what a handler answers is in its JSON: through dicts, schemas and helpers of the host. */
import { targetOf } from '../framework/base-and-session.js';
import { calleesIn } from '../framework/callees.js';
import { type HostFunction, methodsIn } from '../framework/host-classes.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { ancestry, annotatedFields, isSchema } from '../framework/schema-classes.js';
import { namePattern } from '../naming/name-pattern.js';
import type { Definition } from '../project/module.js';
import { type Call, calls, parametersOf, valueReturned } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { type HandlerScope, withoutAwait } from './handler-locals.js';

type IsIt = (node: PythonNode) => boolean;

/**
 * Where a part of an expression is in the JSON that the expression is answered as; nothing where that is not seen. `within`
 * is where what is looked for is in what `isIt` knows.
 */
export function pathTo(
  scope: HandlerScope,
  inside: HostFunction,
  node: PythonNode,
  isIt: IsIt,
  depth: number,
  within: readonly string[] = [],
): readonly string[] | undefined {
  if (isIt(node)) return within;
  const bare = withoutAwait(node);
  if (bare !== node) return pathTo(scope, inside, bare, isIt, depth, within);
  if (depth > 6) return undefined;
  const below = (key: string, value: PythonNode | undefined): readonly string[] | undefined => {
    const rest = value && pathTo(scope, inside, value, isIt, depth + 1, within);
    return rest && [namePattern(key, scope.nouns), ...rest];
  };
  if (node.type === 'identifier' && inside === scope.function) {
    const value = scope.localValue(node.text);
    return value && pathTo(scope, inside, value, isIt, depth + 1, within);
  }
  if (node.type === 'subscript') {
    const whole = childOf(node, 'value');
    const [first, ...rest] = (whole && pathTo(scope, inside, whole, isIt, depth + 1, within)) ?? [];
    return first !== undefined && childOf(node, 'subscript')?.text.slice(1, -1) === first ? rest : undefined;
  }
  if (node.type === 'dictionary') {
    const found = node.named.map((pair) =>
      below(childOf(pair, 'key')?.text.slice(1, -1) ?? '', childOf(pair, 'value')),
    );
    return found.find((each) => each !== undefined);
  }
  const [call] = node.type === 'call' ? calls(node) : [];
  if (call === undefined) return undefined;
  const made = definitionOf(scope, inside, call);
  if (made?.node.type === 'class_definition' && made.rest.length === 0) return pathInObject(scope, made, call, below);
  const target =
    (made && classMethod(made)) ??
    calleesIn(inside, scope.host.modules).find((each) => each.call.node === call.node)?.target;
  return target && pathInFunction(scope, inside, target, call, isIt, depth, within);
}

function definitionOf(
  { host }: HandlerScope,
  { module, owner }: HostFunction,
  { callee }: Call,
): Definition | undefined {
  if (callee.text === 'cls' && owner !== undefined) return { ...owner, rest: [], via: [] };
  const name = callee.type === 'subscript' ? (childOf(callee, 'value') ?? callee) : callee;
  const target = targetOf(module, name);
  return target === undefined ? undefined : host.modules.define(target);
}

/** `Response.success` of a class. */
function classMethod({ module, name = '', node: type, rest }: Definition): HostFunction | undefined {
  if (type.type !== 'class_definition' || rest.length !== 1) return undefined;
  const owner = { module, name, node: type };
  const node = methodsIn(owner).get(rest[0] ?? '');
  return node && { module, name: rest[0] ?? '', node, owner };
}

/** The field of a schema that an argument is for. */
function pathInObject(
  { host }: HandlerScope,
  made: Definition,
  { keywords }: Call,
  below: (key: string, value: PythonNode | undefined) => readonly string[] | undefined,
): readonly string[] | undefined {
  const all = ancestry(made, host.modules);
  // An alias is another name in JSON.
  if (!isSchema(made, host.modules) || all.some(({ node }) => /\balias/.test(node.text))) return undefined;
  const fields = all.flatMap(({ node }) => annotatedFields(node).map(({ name }) => name));
  for (const [name, value] of keywords) {
    const found = fields.includes(name) ? below(name, value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Through a helper of the host: `success(data=user)` that returns `{"data": data}`. */
function pathInFunction(
  scope: HandlerScope,
  inside: HostFunction,
  target: HostFunction,
  { positional, keywords }: Call,
  isIt: IsIt,
  depth: number,
  within: readonly string[],
): readonly string[] | undefined {
  const names = parametersOf(target.node)
    .map(parameterName)
    .filter((name) => name !== '' && name !== 'self' && name !== 'cls');
  const given = [...positional.map((value, index) => [names[index] ?? '', value] as const), ...keywords];
  const returned = valueReturned(target.node);
  for (const [name, value] of given) {
    const rest = pathTo(scope, inside, value, isIt, depth + 1, within);
    const isName = (each: PythonNode): boolean => each.type === 'identifier' && each.text === name;
    const outer = rest && returned && pathTo(scope, target, returned, isName, depth + 1, rest);
    if (outer !== undefined) return outer;
  }
  return undefined;
}
