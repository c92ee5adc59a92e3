/** What handlers check of their caller in their own code and in decorators, and what the tests' callers have that passes. */
import { pythonString } from '../naming/literals.js';
import { fromPhrase } from '../naming/phrase.js';
import type { ModelSpec } from '../request/model.js';
import type { CallerCheck } from '../style/caller-check.js';
import { isAwaited, SESSION } from '../style/caller-check.js';
import type { OperationName } from '../style/layers.js';
import { canAnswer, mergedValues } from '../style/merged-callers.js';
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { modulePath } from './modules.js';
import { allChecks, refusingChecks, refusingOf, waysOf } from './passing-callers.js';
import { type Code, copied, join, type Part, py } from './print/code.js';
import { abc, fastapi, mock, modules, testclient } from './print/symbols.js';

/** What a handler calls the session that its checks need; nothing where they need none. */
export function checkedSession({ conventions }: Context, operation: OperationName): string | undefined {
  return (conventions.security.checks[operation] ?? []).find(({ session }) => session !== undefined)?.session;
}

/** The first lines of a handler, as the blueprint's begins. */
export function checkLines(
  { conventions }: Context,
  spec: ModelSpec,
  operation: OperationName,
  session: string | undefined,
): readonly Code[] {
  const checks = conventions.security.checks[operation] ?? [];
  const named = (code: Parameters<typeof copied>[0]): Parameters<typeof copied>[0] => ({
    ...code,
    texts: code.texts.map((text) => text.replaceAll(SESSION, session ?? SESSION)),
  });
  const made = new Set<string>();
  return checks.flatMap((check) => {
    if (check.kind === 'decorator') return [];
    if (check.kind === 'call') return [copied(named(check.code))];
    const texts = named(check.raised).texts.map((text) => fromPhrase(text, spec.snake, spec.collection));
    const locals = check.locals.filter(({ name }) => !made.has(name));
    for (const { name } of locals) made.add(name);
    return [
      ...locals.map(({ name, value }) => py`${name} = ${copied(named(value))}`),
      py`
        if ${copied(named(check.condition))}:
            ${!check.isCalled && 'raise '}${copied({ ...check.raised, texts })}
      `,
    ];
  });
}

/** What stands between the decorator of the route and a handler. */
export function checkDecorators({ conventions }: Context, operation: OperationName): readonly Code[] {
  const checks = conventions.security.checks[operation] ?? [];
  return checks.flatMap((check) => (check.kind === 'decorator' ? py`@${copied(check.code)}` : []));
}

/** Whether a handler is a coroutine for what it checks, or as its guards are, whatever it is for its session. */
export function isCoroutine({ conventions }: Context, operation: OperationName): boolean {
  const { areCoroutines, checks } = conventions.security;
  return areCoroutines === true || (checks[operation] ?? []).some(isAwaited);
}

/** The fixture by which the tests pass what handlers call to check their caller. */
export function passedChecks(context: Context): Part {
  const patches = patchesOf(context, allChecks(context.conventions), 'passes');
  if (patches.length === 0) return undefined;
  return py`


    @${modules.pytest}.fixture(autouse=True)
    def passed_checks() -> ${abc.Iterator}[None]:
        """Let callers pass what the handlers check themselves."""
        with ${join(', ', patches)}:
            yield
  `;
}

function patchesOf(context: Context, checks: readonly CallerCheck[], way: 'passes' | 'fails'): readonly Code[] {
  const api = modulePath(context, 'api');
  const answered = new Map(
    waysOf(checks, way).answers.map(({ module = api, callee, answer }) => [`${module}.${callee}`, answer]),
  );
  const called = checks.flatMap((check) => (check.kind === 'call' ? check.callee : []));
  const refusal = way === 'fails' && py`, side_effect=${fastapi.HTTPException}(status_code=403)`;
  return [
    ...[...new Set(called)].map((name) => py`${mock.patch}(${pythonString(`${api}.${name}`)}${refusal})`),
    ...[...answered].map(
      ([name, answer]) => py`${mock.patch}(${pythonString(name)}, return_value=${answer ? 'True' : 'False'})`,
    ),
  ];
}

/** Somebody whom the guards let in and what handlers check does not, where there is one for all of it. */
export type Outsider = {
  /** What refuses that caller, and with which statuses. */
  readonly operations: readonly OperationName[];
  readonly statuses: readonly number[];
};

export function outsiderOf({ security }: Style): Outsider | undefined {
  const first = refusingOf(security);
  const all = [...first.values()];
  const { values, answers } = waysOf(all, 'fails');
  const callers = new Set(values.map(({ caller }) => caller));
  const isOne = [...callers].every((name) => mergedValues(values.filter(({ caller }) => caller === name)));
  if (all.length === 0 || !isOne || !canAnswer(answers)) return undefined;
  const statuses = [...new Set(all.flatMap((check) => check.statuses))];
  return { operations: [...first.keys()], statuses: statuses.sort() };
}

/** The fixture of the client of somebody who does not pass what handlers check; `callables` are the guards that tests replace. */
export function outsider(
  context: Context,
  callables: readonly { readonly callable: Part; readonly failing: Part }[],
): Part {
  const { conventions } = context;
  if (outsiderOf(conventions) === undefined) return undefined;
  const replaced = callables.flatMap(({ callable, failing }) =>
    failing ? py`app.dependency_overrides[${callable}] = lambda: ${failing}` : [],
  );
  const patches = patchesOf(context, refusingChecks(conventions), 'fails');
  const type = patches.length === 0 ? testclient.TestClient : py`${abc.Iterator}[${testclient.TestClient}]`;
  return py`


    @${modules.pytest}.fixture
    def outsider(${replaced.length > 0 && py`app: ${fastapi.FastAPI}, `}client: ${testclient.TestClient}) -> ${type}:
        """Call as somebody who does not pass what the handlers check."""
        ${replaced}
        ${
          patches.length === 0
            ? 'return client'
            : py`
              with ${join(', ', patches)}:
                  yield client
            `
        }
  `;
}
