/** What every handler of the blueprint has done for its caller before anything else: `use_schema(db, tenant.name)`. */
import { parametersOfHandler } from '../framework/handler-parameters.js';
import type { Handler } from '../framework/handlers.js';
import { calls, isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { parameterKind } from './handler-shapes.js';
import type { HostReading } from './host-reading.js';

export type CalledFirst = { readonly text: string; readonly at: string };

/** The statement that all handlers have, and that is about the session and who calls alone. */
export function calledFirst(host: HostReading, handlers: readonly Handler[]): CalledFirst | undefined {
  const [first, ...others] = handlers.map((handler) => statementsOf(host, handler));
  const shown = first?.find(({ text }) => others.every((all) => all.some((each) => each.text === text)));
  const [handler] = handlers;
  if (handler === undefined || shown === undefined || others.length === 0) return undefined;
  return { text: shown.text.replace(/\s+/g, ' '), at: host.at(handler.module, shown.line) };
}

function statementsOf(host: HostReading, handler: Handler): readonly PythonNode[] {
  const parameters = parametersOfHandler(handler.module, handler.node, host.modules).map(({ name, ...each }) => ({
    name,
    kind: parameterKind(host, handler, { name, ...each }),
  }));
  const ofWhom = new Set(parameters.flatMap(({ name, kind }) => (kind === 'user' || kind === 'session' ? [name] : [])));
  const given = new Set(parameters.map(({ name }) => name));
  return (childOf(handler.node, 'body')?.named ?? []).filter((statement) => {
    const [value] = statement.type === 'expression_statement' ? statement.named : [];
    const made = value?.type === 'await' ? value.named[0] : value;
    const call = made && calls(made).find(({ node }) => node === made);
    // A method of what the handler is given (`db.commit()`) and what only tells of the call are no preparation.
    const object = /^\w+/.exec(call?.callee.text ?? '')?.[0] ?? '';
    if (call === undefined || given.has(object) || /^(?:print|log\w*)$/i.test(object)) return false;
    const names = [...call.positional, ...call.keywords.values()].flatMap((each) =>
      [...walk(each)].filter(isVariable).map(({ text }) => text),
    );
    return names.some((name) => ofWhom.has(name)) && names.every((name) => ofWhom.has(name) || !given.has(name));
  });
}
