/** The checks in the blueprint's handlers that new handlers repeat; one that they cannot repeat is refused. */
import type { Guard } from '../framework/guards.js';
import { type Handler, nameOfHandler, OPERATIONS, type Operation } from '../framework/handlers.js';
import type { Project } from '../project/project.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { isRefusal, type Refusal, type RefusalPlace } from '../refusal.js';
import { blueprintRecords } from './blueprint-handlers.js';
import type { BlueprintModules } from './blueprint-modules.js';
import type { CallerCheck } from './caller-check.js';
import { callerChecksIn } from './caller-checks.js';
import { checkOf } from './check-statement.js';
import { decoratorChecks } from './decorator-checks.js';
import { OTHER_GUARDS } from './hidden-guards.js';
import type { HostReading } from './host-reading.js';
import { canAnswer, mergedValues } from './merged-callers.js';
import { narrowedBy } from './narrowed.js';
import { type Declared, fillIn, guardsOf, type HandlerSecurity, refusesIn, type Security } from './security-of.js';

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
    if (around.length + found.size > 0) {
      checks[operation] = [...around, ...found.values()];
      const shown = [...around, ...found.values()].map(({ text, at }) => ({ text, at }));
      repeated.set(name, { checks: shown, refuses: refusesIn(host, handler, [...found.keys()]) });
    }
    // Whoever may sign up is no example of who may add a record.
    else if (guards.length === 0) shown.delete(operation);
  }
  fillIn(checks, shown);
  const handlers = security.handlers.map((each) => ({ ...each, ...repeated.get(each.name) }));
  const list = records.get('list');
  const narrowed = list && narrowedBy(host, list, guardsBeside(security, list));
  if (canPass(checks, security)) return { ...security, handlers, checks, narrowed };
  const [first] = OPERATIONS.flatMap((operation) => checks[operation] ?? []);
  return refused(`The blueprint's handlers check different things of their callers: ${first?.text}`);
}

function refused(reason: string, at?: RefusalPlace, what: 'in-handler' | 'decorator' = 'in-handler'): Refusal {
  return {
    id: `security-${what}`,
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
  const ways = all.flatMap((check) => (check.kind === 'call' ? [] : check.passes));
  const values = ways.flatMap((each) => each.values);
  const callers = new Set(values.map(({ caller }) => caller));
  const isOne = [...callers].every((name) => mergedValues(values.filter(({ caller }) => caller === name)));
  return isKnown && isOne && canAnswer(ways.flatMap((each) => each.answers));
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
    if (statement === undefined || check === undefined || typeof check === 'string') {
      const text = site.text.split('\n', 1)[0];
      const why = check === undefined ? '' : ` (${check})`;
      const reason = `${nameOfHandler(handler)} decides in its own code who may call it, which a new handler cannot repeat${why}: ${text}`;
      return refused(reason, host.place(module, site.line));
    }
    found.set(statement, check);
  }
  return found;
}

/** Whether a guard lets in callers who say nothing of themselves. */
function mayGiveNobody({ source }: Guard, modules: Project): boolean {
  const definition = source && modules.define(`${source.module}.${source.name}`);
  const returned = definition && childOf(definition.node, 'return_type')?.text;
  return /\bNone\b|\bOptional\[/.test(returned ?? '') || /auto_error\s*=\s*False/.test(definition?.module.source ?? '');
}
