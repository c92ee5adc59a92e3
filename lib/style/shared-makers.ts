/** What makes the objects of the blueprint's layers in a file of the host for all features. */
import { type Dependency, parameterDependency, parameterName } from '../framework/parameter-dependencies.js';
import { hasNoun, type Nouns, namePattern } from '../naming/name-pattern.js';
import type { Definition } from '../project/module.js';
import { calls, parametersOf } from '../python/find.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import type { HostReading } from './host-reading.js';
import { makesLayer } from './layer-makers.js';
import type { SharedMaker } from './layers.js';

/** Nothing where the package has it, or where it does more than a new one could be like. */
export function sharedMaker(
  host: HostReading,
  parameter: PythonNode,
  dependency: Dependency,
  nouns: Nouns,
): SharedMaker | undefined {
  const { made, alias, factory } = dependency;
  const maker = made?.node.type === 'function_definition' ? made : undefined;
  const first = maker ?? alias;
  const type = maker === undefined ? (factory?.makes ?? made)?.name : madeBy(maker);
  if (first === undefined || type === undefined) return undefined;
  const { path, module } = first.module;
  const isBeside = alias?.module.path === path;
  if (alias !== undefined && !isBeside && host.blueprint?.has(alias.module.module) !== true) return undefined;
  const isNamed = [maker, alias].every((each) => each === undefined || hasNoun(namePattern(each.name ?? '', nouns)));
  const isOfAll = host.blueprint?.has(module) === false && !host.host.isOfFeature(path);
  const isPlain = maker === undefined || isLikeOthers(host, maker, path, nouns);
  if (!isNamed || !isOfAll || !isPlain || [maker, alias].some((each) => each && !isAlone(each))) return undefined;
  return {
    path,
    module,
    prefix: prefixOf(alias === undefined || isBeside ? parameter : alias.node, module, (isBeside ? alias : first).name),
    type,
    maker: maker?.name,
    alias: isBeside ? alias.name : undefined,
    parameter: parameterName(parameter),
    ...(maker === undefined ? { keyword: undefined, below: undefined } : givenIn(maker, type)),
  };
}

/** What a maker gives the class that it makes an object of. */
function givenIn({ node }: Definition, type: string): Pick<SharedMaker, 'keyword' | 'below'> {
  const made = calls(childOf(node, 'body') ?? node).map((call) => ({
    ...call,
    name: call.callee.text.split('.').at(-1),
  }));
  const [keyword] = made.find(({ name }) => name === type)?.keywords.keys() ?? [];
  return { keyword, below: made.find(({ name }) => name !== type)?.name };
}

/** Whether a statement of its module defines it: no method, nothing that is decorated or in a condition. */
function isAlone({ node, rest }: Definition): boolean {
  const statement = node.type === 'assignment' ? node.parent : node;
  return rest.length === 0 && statement?.parent?.type === 'module';
}

/** The class that a maker returns an object of: `UserService` for `return UserService(repository)`. */
function madeBy({ node }: Definition): string | undefined {
  const last = childOf(node, 'body')?.named.at(-1);
  const value = last?.type === 'return_statement' ? last.named[0] : undefined;
  return value?.type === 'call' ? childOf(value, 'function')?.text.split('.').at(-1) : undefined;
}

/** One that takes a session, or what another such maker of the file makes, and makes one object after the other of that alone. */
function isLikeOthers(host: HostReading, maker: Definition, path: string, nouns: Nouns): boolean {
  const [only, ...others] = parametersOf(maker.node);
  const body = childOf(maker.node, 'body');
  if (only === undefined || others.length > 0 || body === undefined || !makesLayer(host)(maker)) return false;
  const isPlain = calls(body).every(({ positional, keywords }) => positional.length + keywords.size === 1);
  const given = parameterDependency(only, maker.module, host.modules);
  const isOfBlueprint = [given.made, given.alias].some(
    (each) => each !== undefined && (makesLayer(host)(each) || hasNoun(namePattern(each.name ?? '', nouns))),
  );
  return isPlain && (!isOfBlueprint || sharedMaker(host, only, given, nouns)?.path === path);
}

/** `deps.` where handlers name the module of what they depend on, and not only what is in it. */
function prefixOf(parameter: PythonNode, module: string, name = ''): string {
  const [, before] = new RegExp(`\\b((?:\\w+\\.)+)${name}\\b`).exec(parameter.text) ?? [];
  return before !== undefined && `${module}.`.endsWith(`.${before}`) ? before : '';
}
