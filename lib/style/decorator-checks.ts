/** Decorators between the decorator of a route and its handler that let only some callers in, as new handlers can have them. */
import { targetOf } from '../framework/base-and-session.js';
import { saysAuthentication } from '../framework/guard-names.js';
import { type Handler, handlersOf, nameOfHandler } from '../framework/handlers.js';
import { parameterName } from '../framework/parameter-dependencies.js';
import { deniesIn, raisedIn, raisesDenial } from '../framework/raised.js';
import { type Wrapper, wrappersOf } from '../framework/wrappers.js';
import { copiedText } from '../project/copied-text.js';
import type { Project } from '../project/project.js';
import { parametersOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { CallerCheck } from './caller-check.js';
import type { HostReading } from './host-reading.js';
import { readsOf, type WrapperReads } from './wrapper-reads.js';
import { waysThrough } from './wrapper-ways.js';

/** A decorator that a new handler cannot repeat. */
export type UnreadDecorator = { readonly line: number; readonly reason: string };

/** The decorators of a handler that let only some callers in; `callers` are the parameters that its guards are. */
export function decoratorChecks(
  host: HostReading,
  handler: Handler,
  callers: readonly string[],
): readonly CallerCheck[] | UnreadDecorator {
  const found: CallerCheck[] = [];
  for (const each of guardDecorators(host.modules, handler)) {
    const check = decoratorCheck(host, handler, each, callers);
    if (typeof check === 'string') {
      const name = calleeOf(each)?.text ?? each.text;
      const reason = `The decorator ${name} guards ${nameOfHandler(handler)}, and a new handler cannot repeat it: ${check}.`;
      return { line: each.line, reason };
    }
    found.push(check);
  }
  return found;
}

/** The decorators of a handler that say, by their names or in their code, that they let only some callers in. */
export function guardDecorators(modules: Project, { module, node, decorator }: Handler): readonly PythonNode[] {
  const around = node.parent?.type === 'decorated_definition' ? node.parent.named : [];
  const routes = handlersOf(module).flatMap((each) => (each.node === node ? each.decorator : []));
  return around.filter((each) => {
    if (each.type !== 'decorator' || each === decorator || routes.includes(each)) return false;
    const callee = calleeOf(each);
    if (callee === undefined) return false;
    const target = targetOf(module, callee);
    const definition = target === undefined ? undefined : modules.define(target);
    return (
      target === 'starlette.authentication.requires' ||
      saysAuthentication(callee.text.split('.').at(-1) ?? '') ||
      (definition !== undefined && (deniesIn(definition.node) || [...walk(definition.node)].some(raisesDenial)))
    );
  });
}

/** `@role_required("admin")` in one line, and where it is. */
export function shownDecorator({ text }: PythonNode, at: string): { readonly text: string; readonly at: string } {
  return { text: text.replace(/\s+/g, ' '), at };
}

function calleeOf(decorator: PythonNode): PythonNode | undefined {
  const [value] = decorator.named;
  return value?.type === 'call' ? childOf(value, 'function') : value;
}

/** The check, or why it cannot be repeated. */
function decoratorCheck(
  host: HostReading,
  handler: Handler,
  decorator: PythonNode,
  callers: readonly string[],
): CallerCheck | string {
  const { module, node } = handler;
  const isAbove = node.parent === handler.decorator.parent && decorator.start < handler.decorator.start;
  if (isAbove) return 'it stands above the decorator of the route, where it guards nothing';
  const value = decorator.named[0] ?? decorator;
  const wrappers = wrappersOf(host.modules, module, value);
  if (wrappers === undefined) return 'what it puts around a handler is not seen';
  const code = copiedText(module, value, () => false);
  if (code === undefined) return `${value.text} names what cannot be imported`;
  const read: { readonly wrapper: Wrapper; readonly reads: WrapperReads }[] = [];
  for (const wrapper of wrappers) {
    const reads = readsOf(wrapper);
    if (typeof reads === 'string') return reads;
    const other = [...reads.names].find((name) => !callers.includes(name) && !isNobody(handler, name));
    if (other !== undefined) return `it reads ${other}, which is no caller that a dependency gives`;
    read.push({ wrapper, reads });
  }
  const ways = read.map(({ wrapper, reads }) => waysThrough(wrapper, reads, callers));
  const [first] = ways;
  const isOne = ways.every((each) => JSON.stringify(each) === JSON.stringify(first));
  if (first === undefined || !isOne) return 'who passes it is not seen, which the tests of a package have to know';
  const names = new Set(read.flatMap(({ reads }) => [...reads.names]));
  const isAsync = /^async\b/.test(node.text);
  const kinds = new Set(wrappers.map((each) => /^async\b/.test(each.node.text)));
  return {
    kind: 'decorator',
    ...shownDecorator(decorator, host.at(module, decorator.line)),
    callers: callers.filter((name) => names.has(name)),
    refusesNobody: false,
    statuses: statusesOf(host.modules, wrappers),
    code,
    around: kinds.size > 1 ? 'both' : isAsync ? 'coroutine' : 'function',
    ...first,
  };
}

/** Whether a handler has no such parameter, and no new one will: another name of who calls. */
function isNobody({ node }: Handler, name: string): boolean {
  return (
    !parametersOf(node).some((each) => parameterName(each) === name) && /^_?(?:current_)?user$|^current_/.test(name)
  );
}

/** The statuses of what wrappers raise; none where one of them is not seen. */
function statusesOf(modules: Project, wrappers: readonly Wrapper[]): readonly number[] {
  const all = wrappers.flatMap(({ module, node }) => {
    const scope = { module, name: childOf(node, 'name')?.text ?? '', node, owner: undefined };
    const raised = new Map(raisedIn(scope, modules).map((each) => [each.statement, each.status]));
    return [...walk(node)].flatMap((each) => (each.type === 'raise_statement' ? [raised.get(each)] : []));
  });
  const known = all.flatMap((each) => each ?? []);
  return known.length === all.length ? [...new Set(known)] : [];
}
