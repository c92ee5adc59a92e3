/** Dependencies of the blueprint that let callers in to a part of its paths: another package has neither that part nor them. */
import { targetOf } from '../framework/base-and-session.js';
import { calleesIn } from '../framework/callees.js';
import type { Guard } from '../framework/guards.js';
import { parametersOfHandler, pathNames } from '../framework/handler-parameters.js';
import type { Handler } from '../framework/handlers.js';
import type { HostFunction } from '../framework/host-classes.js';
import { madeDependency } from '../framework/made-dependencies.js';
import { raisesDenial } from '../framework/raised.js';
import type { Project } from '../project/project.js';
import { calls, parametersOf } from '../python/find.js';
import { walk } from '../python/syntax.js';
import { askedByEither, withoutThose } from './write-guards.js';

/** The names of the functions that a handler depends on, that take a part of its path and refuse some callers. */
export function pathGuards(modules: Project, { module, node, path, keywords }: Handler): readonly string[] {
  const parts = new Set([...(path ?? '').matchAll(/\{(\w+)/g)].map((each) => each[1]));
  const listed = keywords.get('dependencies');
  const inDecorator = (listed === undefined ? [] : calls(listed)).flatMap(({ positional: [on] }) =>
    on === undefined ? [] : (targetOf(module, on) ?? []),
  );
  const asParameters = parametersOfHandler(module, node, modules).flatMap(({ given }) => given?.target ?? []);
  return [...new Set([...inDecorator, ...asParameters])].flatMap((dotted) => {
    const made = madeDependency(modules.define(dotted), modules);
    if (made?.node.type !== 'function_definition' || made.name === undefined) return [];
    const isOfPath = pathNames(made.module, parametersOf(made.node), modules).some((each) => parts.has(each));
    const scope = { module: made.module, name: made.name, node: made.node, owner: undefined };
    return isOfPath && refuses(modules, scope, 0) ? [made.name] : [];
  });
}

/**
 * What guards an operation without the dependency that refuses callers by a part of its path: who may not see all records
 * in a list may not have one of them either, so it asks for what the list does.
 */
export function withoutPathGuards(handler: Handler, own: readonly Guard[], listed: readonly Guard[]): readonly Guard[] {
  if (withoutThose(listed, own).length === 0) return own;
  const declared = handler.keywords.get('dependencies')?.text ?? '';
  // What the dependency itself depends on is among what guards the list, or is asked for by the handler besides.
  const besides = own.filter(({ form, text }) => form?.kind === 'parameter' || declared.includes(text));
  return askedByEither(listed, besides);
}

const refuses = (modules: Project, scope: HostFunction, depth: number): boolean =>
  [...walk(scope.node)].some(raisesDenial) ||
  (depth < 2 && calleesIn(scope, modules).some(({ target }) => refuses(modules, target, depth + 1)));
