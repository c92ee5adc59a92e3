/** The checks in the blueprint's handlers that new handlers repeat; one that they cannot repeat is refused. */
import type { Guard } from '../framework/guards.js';
import { parametersOfHandler } from '../framework/handler-parameters.js';
import { type Handler, nameOfHandler } from '../framework/handlers.js';
import { OPERATIONS, type Operation } from '../framework/operations.js';
import { raisesDenial } from '../framework/raised.js';
import type { Project } from '../project/project.js';
import { statementOf } from '../python/find.js';
import { childOf, isWithinNode, type PythonNode, walk } from '../python/syntax.js';
import { isRefusal, type Refusal, type RefusalPlace } from '../refusal.js';
import { blueprintRecords } from './blueprint-handlers.js';
import type { BlueprintModules } from './blueprint-modules.js';
import { calledFirst } from './called-first.js';
import { type CallerCheck, SESSION } from './caller-check.js';
import { callerChecksIn, type Denial } from './caller-checks.js';
import { checksOf } from './check-statement.js';
import { decoratorChecks } from './decorator-checks.js';
import { fillIn } from './filled-operations.js';
import { parameterKind } from './handler-shapes.js';
import { OTHER_CHECKS } from './hidden-guards.js';
import type { HostReading } from './host-reading.js';
import { canAnswer, mergedValues } from './merged-callers.js';
import { narrowedBy } from './narrowed.js';
import { type Declared, guardsOf, type HandlerSecurity, refusesIn, type Security } from './security-of.js';

type Checks = Partial<Record<Operation, readonly CallerCheck[]>>;

/** The security with what each operation checks; a handler refuses by itself whom these do not. */
export function withChecks(host: HostReading, blueprint: BlueprintModules, security: Declared): Security | Refusal {
  const checks: Checks = {};
  const repeated = new Map<string, Pick<HandlerSecurity, 'refuses' | 'checks'>>();
  const records = blueprintRecords(blueprint);
  const shown = new Set(records.keys());
  for (const [operation, handler] of records) {
    const name = nameOfHandler(handler);
    const guards = guardsBeside(security, handler);
    const callers = callersOf(guardsOf(security, operation));
    const own = callersOf(guards);
    const around = decoratorChecks(
      host,
      handler,
      callers.filter((each) => own.includes(each)),
    );
    if ('reason' in around) return refused(around.reason, host.place(handler.module, around.line), 'decorator');
    const found = copiedChecks(host, handler, guards, callers);
    if (isRefusal(found)) return found;
    const all = [...around, ...found.flatMap((each) => each.checks)];
    if (all.length > 0) {
      checks[operation] = all;
      const shown = all.map(({ text, at }) => ({ text, at }));
      const statements = repeatedIn(handler, found);
      repeated.set(name, { checks: shown, refuses: refusesIn(host, handler, guards, statements) });
    }
    // Who may have a record of one's own is asked in a way that is not repeated: what is most alike asks for the rest.
    else if (found.length > 0 || refusesIn(host, handler, guards)) shown.delete(operation);
    // Whoever may sign up is no example of who may add a record.
    else if (guards.length === 0) shown.delete(operation);
  }
  fillIn(checks, shown);
  for (const [operation, handler] of records) {
    const isFilled = !shown.has(operation) && checks[operation] !== undefined;
    if (isFilled) repeated.set(nameOfHandler(handler), { checks: [], refuses: false });
  }
  const handlers = security.handlers.map((each) => ({ ...each, ...repeated.get(each.name) }));
  const list = records.get('list');
  const narrowed = list && narrowedBy(host, list, guardsBeside(security, list));
  const all = OPERATIONS.flatMap((operation) => checks[operation] ?? []);
  const before = calledFirst(host, [...records.values()]);
  const isRepeated = all.some(({ text }) => text.replace(/\s+/g, ' ').includes(before?.text ?? text));
  const first = before === undefined || isRepeated ? {} : { first: before };
  if (canPass(checks, security)) return { ...security, handlers, checks, narrowed, ...first };
  return refused(`The blueprint's handlers check different things of their callers: ${all[0]?.text}`);
}

function refused(reason: string, at?: RefusalPlace, what: 'in-handler' | 'decorator' = 'in-handler'): Refusal {
  return {
    id: `security-${what}`,
    status: 3,
    ...(at === undefined ? {} : { at }),
    reason,
    hint: OTHER_CHECKS,
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
  const ways = all.flatMap((check) => (check.kind === 'call' ? [] : check.passes));
  const values = ways.flatMap((each) => each.values);
  const callers = new Set(values.map(({ caller }) => caller));
  const isOne = [...callers].every((name) => mergedValues(values.filter(({ caller }) => caller === name)));
  return isKnown && isOne && canAnswer(ways.flatMap((each) => each.answers));
}

/** The names of the parameters that guards are. */
const callersOf = (guards: readonly Guard[]): readonly string[] =>
  guards.flatMap(({ form }) => (form?.kind === 'parameter' ? form.name : []));

/** Where a handler refuses its caller, with the checks by which a new one does; none where that is about its own records alone. */
type Copied = { readonly denial: Denial; readonly checks: readonly CallerCheck[] };

function copiedChecks(
  host: HostReading,
  handler: Handler,
  guards: readonly Guard[],
  callers: readonly string[],
): readonly Copied[] | Refusal {
  const found: Copied[] = [];
  const isOpen = guards.every((guard) => mayGiveNobody(guard, host.modules));
  const given = givenNames(host, handler, callers);
  const [session] = [...given].flatMap(([name, other]) => (other === SESSION ? name : []));
  for (const denial of callerChecksIn(host, handler, guards, given)) {
    if (found.some((each) => isPartOf(denial, each.denial))) continue;
    const checks = checksOf(host, denial, callers, isOpen);
    if (typeof checks !== 'string') {
      const isNeeded = (check: CallerCheck): boolean => JSON.stringify(check).includes(SESSION);
      const needed = session === undefined ? {} : { session };
      found.push({ denial, checks: checks.map((each) => (isNeeded(each) ? { ...each, ...needed } : each)) });
    } else if (isAboutOwn(denial)) found.push({ denial, checks: [] });
    else {
      const text = denial.node.text.split(/\r?\n/, 1)[0];
      const reason = `${nameOfHandler(handler)} decides in its own code who may call it, which a new handler cannot repeat (${checks}): ${text}`;
      return refused(reason, host.place(handler.module, denial.node.line));
    }
  }
  return found;
}

/** Whether what is repeated for one has the other in it. */
const isPartOf = ({ node }: Denial, other: Denial): boolean =>
  isWithinNode(statementOf(other.node), node) ||
  (other.way.whens ?? []).some(({ condition }) => isWithinNode(condition, node));

/** What a new handler has of what the blueprint's is given. */
function givenNames(host: HostReading, handler: Handler, callers: readonly string[]): ReadonlyMap<string, string> {
  const sessions = parametersOfHandler(handler.module, handler.node, host.modules).flatMap((each) =>
    parameterKind(host, handler, each) === 'session' ? [each.name] : [],
  );
  return new Map([
    ...sessions.map((name) => [name, SESSION] as const),
    ...callers.map((name) => [name, name] as const),
  ]);
}

/** Whether it is asked besides whose a record is, wherever code refuses there. */
const isAboutOwn = ({ way, inner }: Denial): boolean => way.isReduced || (inner.length > 0 && inner.every(isAboutOwn));

/** The statements of a handler in which nothing refuses callers but what new handlers repeat. */
function repeatedIn({ node }: Handler, found: readonly Copied[]): readonly PythonNode[] {
  const sites = found.flatMap(({ denial, checks }) => (checks.length > 0 ? [denial.node] : []));
  return (childOf(node, 'body')?.named ?? []).filter((statement) => {
    const raising = [...walk(statement)].filter(raisesDenial);
    const isOne = sites.some((site) => isWithinNode(statement, site));
    return isOne && raising.every((each) => sites.some((site) => isWithinNode(each, site)));
  });
}

/** Whether a guard lets in callers who say nothing of themselves. */
function mayGiveNobody({ source }: Guard, modules: Project): boolean {
  const definition = source && modules.define(`${source.module}.${source.name}`);
  const returned = definition && childOf(definition.node, 'return_type')?.text;
  return /\bNone\b|\bOptional\[/.test(returned ?? '') || /auto_error\s*=\s*False/.test(definition?.module.source ?? '');
}
