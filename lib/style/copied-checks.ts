/** The checks in the blueprint's handlers that new handlers repeat; one that they cannot repeat is refused. */
import type { Guard } from '../framework/guards.js';
import { type Handler, nameOfHandler, OPERATIONS, type Operation } from '../framework/handlers.js';
import { hasNoun, type Nouns, namePattern, nounsOf } from '../naming/name-pattern.js';
import { phrasePattern } from '../naming/phrase.js';
import { type CopiedText, copiedText } from '../project/copied-text.js';
import type { Project } from '../project/project.js';
import { isVariable } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { isRefusal, type Refusal, type RefusalPlace } from '../refusal.js';
import { blueprintRecords } from './blueprint-handlers.js';
import type { BlueprintModules } from './blueprint-modules.js';
import { callerChecksIn } from './caller-checks.js';
import { OTHER_GUARDS } from './hidden-guards.js';
import type { HostReading } from './host-reading.js';
import { mainModel } from './main-model.js';
import { narrowedBy } from './narrowed.js';
import { mergedValues, passingValues } from './passing-values.js';
import { type CallerCheck, type Declared, fillIn, guardsOf, refusesIn, type Security } from './security-of.js';

type Checks = Partial<Record<Operation, readonly CallerCheck[]>>;

/** The security with what each operation checks; a handler refuses by itself whom these do not. */
export function withChecks(host: HostReading, blueprint: BlueprintModules, security: Declared): Security | Refusal {
  const checks: Checks = {};
  const repeated = new Map<string, boolean>();
  const records = blueprintRecords(blueprint);
  const shown = new Set(records.keys());
  for (const [operation, handler] of records) {
    const name = nameOfHandler(handler);
    const guards = guardsBeside(security, handler);
    const found = copiedChecks(host, handler, guards, callersOf(guardsOf(security, operation)));
    if (isRefusal(found)) return found;
    if (found.size > 0) {
      checks[operation] = [...found.values()];
      repeated.set(name, refusesIn(host, handler, [...found.keys()]));
    }
    // Whoever may sign up is no example of who may add a record.
    else if (guards.length === 0) shown.delete(operation);
  }
  fillIn(checks, shown);
  const handlers = security.handlers.map((each) => ({ ...each, refuses: repeated.get(each.name) ?? each.refuses }));
  const list = records.get('list');
  const narrowed = list && narrowedBy(host, list, guardsBeside(security, list));
  if (canPass(checks, security)) return { ...security, handlers, checks, narrowed };
  const [first] = OPERATIONS.flatMap((operation) => checks[operation] ?? []);
  return refused(`The blueprint's handlers check different things of their callers: ${first?.text}`);
}

function refused(reason: string, at?: RefusalPlace): Refusal {
  return {
    id: 'security-in-handler',
    status: 3,
    ...(at === undefined ? {} : { at }),
    reason,
    hint: OTHER_GUARDS,
  };
}

/** The guards that a handler itself has. */
function guardsBeside({ handlers }: Declared, handler: Handler): readonly Guard[] {
  const name = nameOfHandler(handler);
  return handlers.filter((each) => each.name === name).flatMap(({ guards }) => guards);
}

/** Whether one caller passes all of it, and every handler has the parameters that its checks are about. */
function canPass(checks: Checks, security: Declared): boolean {
  const isKnown = OPERATIONS.every((operation) => {
    const callers = callersOf(guardsOf(security, operation));
    return (checks[operation] ?? []).every((check) => check.callers.every((each) => callers.includes(each)));
  });
  const all = OPERATIONS.flatMap((operation) => checks[operation] ?? []);
  const values = all.flatMap((check) => (check.kind === 'raise' ? check.passes : []));
  const callers = new Set(values.map(({ caller }) => caller));
  return isKnown && [...callers].every((name) => mergedValues(values.filter(({ caller }) => caller === name)));
}

/** The names of the parameters that guards are. */
const callersOf = (guards: readonly Guard[]): readonly string[] =>
  guards.flatMap(({ form }) => (form?.kind === 'parameter' ? form.name : []));

function copiedChecks(
  host: HostReading,
  handler: Handler,
  guards: readonly Guard[],
  callers: readonly string[],
): ReadonlyMap<PythonNode, CallerCheck> | Refusal {
  const { module, node } = handler;
  const body = childOf(node, 'body');
  const found = new Map<PythonNode, CallerCheck>();
  for (const site of callerChecksIn(host, handler, guards)) {
    const statement = body?.named.find(({ start, end }) => start <= site.start && site.end <= end);
    if (statement !== undefined && found.has(statement)) continue;
    const isOpen = guards.every((guard) => mayGiveNobody(guard, host.modules));
    const check = statement && checkOf(host, handler, statement, callers, isOpen);
    if (statement === undefined || check === undefined) {
      const text = site.text.split('\n', 1)[0];
      const reason = `${nameOfHandler(handler)} decides in its own code who may call it, which a new handler cannot repeat: ${text}`;
      return refused(reason, host.place(module, site.line));
    }
    found.set(statement, check);
  }
  return found;
}

/** A statement that checks the caller alone: `require_admin(user)`, or an `if` that raises. */
function checkOf(
  host: HostReading,
  { module }: Handler,
  statement: PythonNode,
  callers: readonly string[],
  isOpen: boolean,
): CallerCheck | undefined {
  const copy = (node: PythonNode): CopiedText | undefined => copiedText(module, node, () => false, callers);
  const said = {
    text: statement.text.split('\n', 1)[0] ?? '',
    at: host.at(module, statement.line),
    callers: callers.filter((name) => [...walk(statement)].some((each) => isVariable(each) && each.text === name)),
  };
  if (statement.type === 'expression_statement') {
    const [value] = statement.named;
    const call = value?.type === 'await' ? value.named[0] : value;
    const callee = call?.type === 'call' ? childOf(call, 'function') : undefined;
    // Tests put something else in its place, which has to be a name of the module.
    const isNamed = /^\w+(?:\.\w+)*$/.test(callee?.text ?? '') && !callers.includes(callee?.text.split('.')[0] ?? '');
    const code = value && copy(value);
    return isNamed && callee && code
      ? { ...said, kind: 'call', refusesNobody: isOpen, callee: callee.text, code }
      : undefined;
  }
  const raised = raisedBy(statement);
  const condition = childOf(statement, 'condition');
  if (raised === undefined || condition === undefined) return undefined;
  const [tested, answer] = [copy(condition), copy(raised)];
  const passes = passingValues(condition, callers, copy);
  if (tested === undefined || answer === undefined || passes === undefined) return undefined;
  const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
  const refusesNobody = isOpen || passes.some(({ member }) => member === undefined);
  return {
    ...said,
    kind: 'raise',
    refusesNobody,
    condition: tested,
    raised: inOtherNouns(answer, raised, nouns),
    passes,
  };
}

/** Whether a guard lets in callers who say nothing of themselves. */
function mayGiveNobody({ source }: Guard, modules: Project): boolean {
  const definition = source && modules.define(`${source.module}.${source.name}`);
  const returned = definition && childOf(definition.node, 'return_type')?.text;
  return /\bNone\b|\bOptional\[/.test(returned ?? '') || /auto_error\s*=\s*False/.test(definition?.module.source ?? '');
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
