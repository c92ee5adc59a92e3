/** A statement of a handler that checks its caller alone, as a new handler can have it: `require_admin(user)`, an `if` that raises. */
import { type Handler, handlerFunction } from '../framework/handlers.js';
import { raisedIn } from '../framework/raised.js';
import { hasNoun, type Nouns, namePattern, nounsOf } from '../naming/name-pattern.js';
import { phrasePattern } from '../naming/phrase.js';
import { type CopiedText, copiedText } from '../project/copied-text.js';
import { type Module, ownNames } from '../project/module.js';
import { type Assignment, assignments, isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import type { CallerCheck, CallerValue } from './caller-check.js';
import { memberOf } from './caller-member.js';
import type { HostReading } from './host-reading.js';
import { mainModel } from './main-model.js';
import { type ConditionNames, ensuring } from './passing-values.js';

/** The check, or why a new handler cannot repeat it: what it reads beside the caller. */
export function checkOf(
  host: HostReading,
  handler: Handler,
  statement: PythonNode,
  callers: readonly string[],
  isOpen: boolean,
): CallerCheck | string {
  const { module, node } = handler;
  const body = childOf(node, 'body') ?? node;
  if (isLeftBefore(body, statement)) return 'some callers are answered before it';
  if (assignments(body).some(({ name }) => callers.includes(name))) return 'the caller is not what its guard gives';
  const locals = localsBefore(module, body, statement, callers);
  const known = [...callers, ...locals.keys()];
  const copy = (each: PythonNode): CopiedText | undefined => copiedText(module, each, () => false, known);
  const said = {
    text: statement.text.split('\n', 1)[0] ?? '',
    at: host.at(module, statement.line),
    callers: callers.filter((name) => namesIn(statement, locals).has(name)),
  };
  if (statement.type === 'expression_statement') {
    const [value] = statement.named;
    const call = value?.type === 'await' ? value.named[0] : value;
    const callee = call?.type === 'call' ? childOf(call, 'function') : undefined;
    // Tests put something else in its place, which has to be a name of the module.
    const isNamed = /^\w+(?:\.\w+)*$/.test(callee?.text ?? '') && !known.includes(callee?.text.split('.')[0] ?? '');
    const code = value && copiedText(module, value, () => false, callers);
    if (isNamed && callee && code)
      return {
        ...said,
        kind: 'call',
        refusesNobody: isOpen,
        callee: callee.text,
        code,
        reads: readsOf(value, callers),
        statuses: [403],
      };
  }
  const raised = raisedBy(statement);
  const condition = childOf(statement, 'condition');
  if (raised === undefined || condition === undefined) return othersIn(handler, statement, known);
  const [tested, answer] = [copy(condition), copy(raised)];
  if (tested === undefined || answer === undefined) return othersIn(handler, statement, known);
  const names = namesOf(module, callers, locals);
  const passes = ensuring(condition, false, names);
  if (passes === undefined) return 'who passes it is not seen, which the tests of a package have to know';
  const status = raisedIn(handlerFunction(handler), host.modules).find(
    (each) => each.statement === raised.parent,
  )?.status;
  const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
  const used = namesIn(statement, locals);
  return {
    ...said,
    kind: 'raise',
    refusesNobody: isOpen || passes.values.some(({ member }) => member === undefined),
    statuses: status === undefined ? [] : [status],
    locals: [...locals].flatMap(([name, { value }]) => {
      const code = used.has(name) ? copy(value) : undefined;
      return code === undefined ? [] : [{ name, value: code }];
    }),
    condition: tested,
    raised: inOtherNouns(answer, raised, nouns),
    passes,
    fails: ensuring(condition, true, names),
  };
}

/** The parts of the caller that a call is given. */
function readsOf(call: PythonNode, callers: readonly string[]): readonly CallerValue[] {
  const names = {
    callerOf: ({ type, text }: PythonNode) => (type === 'identifier' && callers.includes(text) ? text : undefined),
    local: () => undefined,
  };
  return [...walk(call)].flatMap((each) => {
    const part = each.field === 'object' || each.field === 'function' ? undefined : memberOf(each, names);
    return part?.member === undefined ? [] : [{ ...part, values: [{ texts: ['None'], names: [] }] }];
  });
}

/** Whether a handler answers some requests before a statement of it is reached. */
function isLeftBefore(body: PythonNode, statement: PythonNode): boolean {
  return body.named.some((each) => each.end <= statement.start && [...walk(each)].some(isLeaving));
}

function isLeaving(node: PythonNode): boolean {
  return node.type === 'return_statement';
}

/** What is made of the caller and of what can be imported before a statement, each under a name that nothing else is given. */
function localsBefore(
  module: Module,
  body: PythonNode,
  statement: PythonNode,
  callers: readonly string[],
): ReadonlyMap<string, Assignment> {
  const all = assignments(body);
  const locals = new Map<string, Assignment>();
  for (const each of all) {
    const isPlain = each.node.parent?.parent === body && each.node.end <= statement.start;
    const isOnce = all.filter(({ name }) => name === each.name).length === 1 && !callers.includes(each.name);
    const code = copiedText(module, each.value, () => false, [...callers, ...locals.keys()]);
    if (isPlain && isOnce && code !== undefined) locals.set(each.name, each);
  }
  return locals;
}

/** The names in a statement, and in what the locals among them are made of. */
function namesIn(node: PythonNode, locals: ReadonlyMap<string, Assignment>): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (at: PythonNode): void => {
    for (const each of walk(at)) {
      if (!isVariable(each) || found.has(each.text)) continue;
      found.add(each.text);
      const made = locals.get(each.text);
      if (made !== undefined) visit(made.value);
    }
  };
  visit(node);
  return found;
}

function namesOf(module: Module, callers: readonly string[], locals: ReadonlyMap<string, Assignment>): ConditionNames {
  const known = [...callers, ...locals.keys()];
  return {
    callerOf: ({ type, text }) => (type === 'identifier' && callers.includes(text) ? text : undefined),
    local: (name) => locals.get(name)?.value,
    // Tests have no caller whose parts they could compare with.
    copy: (node) => copiedText(module, node, () => false),
    elements: () => undefined,
    truth: () => undefined,
    askedIn(call) {
      const isKnown = copiedText(module, call, () => false, known) !== undefined;
      return isKnown && isOfModule(module, childOf(call, 'function')) ? { module: undefined } : undefined;
    },
  };
}

/** Whether a module has a function under its name, which tests can put something else in place of. */
export function isOfModule(module: Module, callee: PythonNode | undefined): boolean {
  const first = /^\w+(?=(?:\.\w+)*$)/.exec(callee?.text ?? '')?.[0];
  if (callee === undefined || first === undefined) return false;
  return ownNames(module).has(first) || module.imports.resolve(callee)?.via !== undefined;
}

/** The names of a handler that a new one does not have. */
function othersIn({ node }: Handler, statement: PythonNode, known: readonly string[]): string {
  const body = childOf(node, 'body') ?? node;
  const own = new Set([
    ...(childOf(node, 'parameters')?.named ?? []).map(({ text }) => /^\**(\w+)/.exec(text)?.[1] ?? ''),
    ...assignments(body).map(({ name }) => name),
  ]);
  const condition = childOf(statement, 'condition') ?? statement;
  const others = [...walk(condition)].flatMap((each) =>
    isVariable(each) && own.has(each.text) && !known.includes(each.text) ? each.text : [],
  );
  return others.length === 0
    ? 'it does more than to raise, or needs what cannot be imported'
    : `it reads ${[...new Set(others)].join(' and ')} beside the caller`;
}

/** What an `if` raises that does nothing else. */
function raisedBy(statement: PythonNode): PythonNode | undefined {
  if (statement.type !== 'if_statement' || childOf(statement, 'alternative') !== undefined) return undefined;
  const statements = childOf(statement, 'consequence')?.named.filter(({ type }) => type !== 'comment') ?? [];
  const [only] = statements;
  return statements.length === 1 && only?.type === 'raise_statement' && only.named.length === 1
    ? only.named[0]
    : undefined;
}

/** A message about the blueprint's records is one about the package's; one of which that is not sure says no noun. */
function inOtherNouns(code: CopiedText, node: PythonNode, nouns: Nouns): CopiedText {
  const literals = [...walk(node)].filter(({ type }) => type === 'string').map(({ text }) => text);
  const other = new Map(
    literals.map((literal) => {
      const [, quote = '"', inside = ''] = /^(["'])(.*)\1$/.exec(literal) ?? [];
      const isAbout = hasNoun(namePattern(inside, nouns));
      return [
        literal,
        isAbout ? `${quote}${phrasePattern(inside, nouns) ?? 'Not enough permissions'}${quote}` : literal,
      ];
    }),
  );
  const change = (text: string): string =>
    [...other].reduce((all, [literal, changed]) => all.replaceAll(literal, changed), text);
  return { ...code, texts: code.texts.map(change) };
}
