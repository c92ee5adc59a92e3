/** A statement that refuses callers, as a new handler can have it: `require_admin(user)`, an `if` that raises. */
import { calleesIn } from '../framework/callees.js';
import { isHttpException, raisedIn } from '../framework/raised.js';
import { hasNoun, type Nouns, namePattern, nounsOf } from '../naming/name-pattern.js';
import { phrasePattern } from '../naming/phrase.js';
import type { CopiedText } from '../project/copied-text.js';
import { assignments, isVariable, statementOf } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { type CallerCheck, SESSION } from './caller-check.js';
import type { Denial } from './caller-checks.js';
import { allOf } from './condition-text.js';
import type { HostReading } from './host-reading.js';
import { mainModel } from './main-model.js';
import { asksWhose } from './own-records.js';
import { both, ensuring, NOTHING_ASKED } from './passing-values.js';
import { askingBody, callerParts, isOfModule, namesOf, namesUsed, othersIn } from './place-names.js';
import { type Asking, kindsOf, mayCatch, type WayThere, type When } from './reached.js';

/** The checks by which new handlers refuse the same callers, or why they cannot: what is read beside the caller. */
export function checksOf(
  host: HostReading,
  denial: Denial,
  callers: readonly string[],
  isOpen: boolean,
): readonly CallerCheck[] | string {
  const own = checkOf(host, denial, callers, isOpen);
  if (typeof own !== 'string') return [own];
  const inner = denial.inner.map((each) => checksOf(host, each, callers, isOpen));
  const copied = inner.flatMap((each) => (typeof each === 'string' ? [] : each));
  return inner.length > 0 && inner.every((each) => typeof each !== 'string') ? copied : own;
}

const CHECKS =
  /(?:^|[._])(?:check|ensure|require|verify|assert|must|guard|enforce|authori[sz]e|validate_(?:access|permission|role|admin)|(?:has|can|is|may)_)|permission/i;

function checkOf(host: HostReading, denial: Denial, callers: readonly string[], isOpen: boolean): CallerCheck | string {
  const { node, place, way, above } = denial;
  const ways = [...above, way];
  const statement = statementOf(node);
  const changed = assignments(askingBody(place)).some(({ name }) => callers.includes(place.given.get(name) ?? ''));
  if (changed) return 'the caller is not what its guard gives';
  if (ways.some(({ whens }) => whens === undefined)) return 'some callers are answered before it, or it is caught';
  const whens = ways
    .flatMap((each) => each.whens ?? [])
    .filter((each) => !asksWhose(each.condition, kindsOf(each.place)));
  const isReduced = ways.some((each) => each.isReduced);
  const head = headOf(statement, way);
  const module = place.scope.module;
  const names = namesOf(place, node);
  const said = {
    text: head.text.split(/\r?\n/, 1)[0] ?? '',
    at: host.at(module, head.line),
    ...(isReduced ? { isReduced } : {}),
  };
  const tries = ways.flatMap((each) => each.tries);
  const call = callIn(statement);
  const raised = statement.type === 'raise_statement' && statement.named.length === 1 ? statement.named[0] : undefined;
  const isAsked = call !== undefined && whens.length === 0;
  const isHttp = raised !== undefined && isHttpException(module, childOf(raised, 'function') ?? raised);
  if (tries.some((tried) => mayCatch(tried, isHttp))) return 'what it raises is caught';
  if (isAsked) {
    // Tests put something else in its place, which has to be a name of the module.
    const isNamed = isOfModule(module, childOf(call, 'function'));
    const code = isNamed ? names.copy(statement.named[0] ?? statement) : undefined;
    const callee = childOf(call, 'function')?.text;
    // What is given the session may do more than to judge.
    const isJudge = CHECKS.test(callee ?? '') || code?.texts.every((each) => !each.includes(SESSION));
    if (code === undefined || callee === undefined || !isJudge) return othersIn(place, statement, names.known);
    const reads = callerParts(call, names.condition);
    const used = [...walk(statement)].flatMap((each) => (isVariable(each) ? (place.given.get(each.text) ?? []) : []));
    return {
      ...said,
      kind: 'call',
      callers: callers.filter((name) => used.includes(name)),
      refusesNobody: isOpen,
      callee,
      code,
      reads,
      statuses: [403],
    };
  }
  const answer = raised ?? (denial.inner.length === 0 ? call : undefined);
  if (answer === undefined || !isAlone(statement)) return othersIn(place, statement, names.known);
  return raising(host, denial, { answer, whens, said, callers, isOpen });
}
type Raising = {
  readonly answer: PythonNode;
  readonly whens: readonly When[];
  readonly said: Pick<CallerCheck, 'text' | 'at' | 'isReduced'>;
  readonly callers: readonly string[];
  readonly isOpen: boolean;
};

/** An `if` that raises. */
function raising(
  host: HostReading,
  { node, place }: Denial,
  { answer, whens, said, callers, isOpen }: Raising,
): CallerCheck | string {
  const names = namesOf(place, node);
  const conditions = whens.map((each) => ({
    ...each,
    node: each.condition,
    names: namesOf(each.place, each.condition),
  }));
  const condition = allOf(
    conditions.map((each) => ({ ...each, copying: { ...each.names, isLeftOut: each.names.condition.isLeftOut } })),
  );
  const raised = names.copy(answer);
  const unknown = conditions.find((each) => each.names.copy(each.node) === undefined);
  if (condition === undefined || raised === undefined) {
    return othersIn(unknown?.place ?? place, unknown?.node ?? answer, (unknown?.names ?? names).known);
  }
  const ways = conditions.map((each) => ensuring(each.node, !each.holds, each.names.condition));
  const failing = conditions.map((each) => ensuring(each.node, each.holds, each.names.condition));
  const passes = ways.find((each) => each !== undefined);
  if (passes === undefined) return 'who passes it is not seen, which the tests of a package have to know';
  const used = [...conditions, { names, node: answer }].map((each) => ({
    ...each,
    used: namesUsed(each.node, each.names.locals),
  }));
  const locals = new Map<string, CopiedText>();
  for (const each of used) {
    for (const [name, { value }] of each.names.locals) {
      const code = each.used.has(name) ? each.names.copy(value) : undefined;
      if (code === undefined) continue;
      const other = locals.get(name);
      if (callers.includes(name) || (other !== undefined && JSON.stringify(other) !== JSON.stringify(code))) {
        return `${name} is something else in the handler`;
      }
      locals.set(name, code);
    }
  }
  const isCalled = answer.parent?.type !== 'raise_statement';
  const status = statusOf(host, place, answer);
  const nouns = nounsOf(mainModel(host)?.name, host.host.blueprint ?? '');
  const given = used.flatMap((each) => [...each.used].map((name) => each.names.given.get(name)));
  return {
    ...said,
    kind: 'raise',
    callers: callers.filter((name) => given.includes(name)),
    refusesNobody: isOpen || passes.values.some(({ member }) => member === undefined),
    statuses: status === undefined ? [] : [status],
    locals: [...locals].map(([name, value]) => ({ name, value })),
    condition,
    raised: inOtherNouns(raised, answer, nouns),
    isCalled,
    passes,
    fails: failing.every((each) => each !== undefined) ? failing.reduce(both, NOTHING_ASKED) : undefined,
  };
}

/** The status that is answered for what is raised, or for what a call raises. */
function statusOf({ modules }: HostReading, { scope }: Asking, answer: PythonNode): number | undefined {
  if (answer.parent?.type === 'raise_statement') {
    return raisedIn(scope, modules).find(({ statement }) => statement === answer.parent)?.status;
  }
  const called = calleesIn(scope, modules).find(({ call }) => call.node === answer)?.target;
  return called && raisedIn(called, modules)[0]?.status;
}

/** What an expression is, that is a statement by itself: `await require_admin(user)`. */
function callIn(statement: PythonNode): PythonNode | undefined {
  const [value] = statement.type === 'expression_statement' ? statement.named : [];
  const call = value?.type === 'await' ? value.named[0] : value;
  return call?.type === 'call' ? call : undefined;
}

/** The line that says when a statement is reached. */
function headOf(statement: PythonNode, { whens = [] }: WayThere): PythonNode {
  if (whens.length === 0) return statement;
  for (let at = statement.parent; at !== undefined && at.type !== 'function_definition'; at = at.parent) {
    if (at.type === 'if_statement' || at.type === 'elif_clause') return at;
  }
  return statement;
}

const WRITTEN_DOWN = /^(?:print|(?:\w+\.)*(?:_?log|_?logger|logging)\.\w+)\(/;

/** Whether a branch does nothing but to refuse, and to write that down. */
function isAlone(statement: PythonNode): boolean {
  const { parent } = statement;
  if (parent?.parent?.type === 'function_definition') return true;
  return (parent?.named ?? []).every((each) => {
    return each === statement || each.type === 'comment' || WRITTEN_DOWN.test(each.text.replace(/^await /, ''));
  });
}

/** What is said of who calls, and not of a record, where the blueprint's records are users. */
const OF_CALLER =
  /^(?:(?:the|this|current) )*user (?:does(?:n['’]t| not) have|is(?:n['’]t| not)|has no|must|needs|lacks)\b/i;

/** A message about the blueprint's records is one about the package's; one of which that is not sure says no noun. */
function inOtherNouns(code: CopiedText, node: PythonNode, nouns: Nouns): CopiedText {
  const literals = [...walk(node)].filter(({ type }) => type === 'string').map(({ text }) => text);
  const other = new Map(
    literals.map((literal) => {
      const [, quote = '"', inside = ''] = /^(["'])(.*)\1$/.exec(literal) ?? [];
      const isAbout = hasNoun(namePattern(inside, nouns)) && !OF_CALLER.test(inside);
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
