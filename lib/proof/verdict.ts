/** The verdict on a plan: what the application is afterwards against what it was before. */
import { type Refusal, type RefusalPlace, shownPath } from '../refusal.js';
import { isBelow, type MissingGuard, parityOf } from './guards.js';
import type { ExpectedPackage, ProofQuestion } from './question.js';
import type { HostLine, Late, ProbeReport, Ran, Route, Silent, Stopped, Tested } from './report.js';
import { type Unproven, whyUnproven } from './unproven.js';

export type Verdict =
  | { readonly kind: 'proven'; readonly facts: ProvenFacts }
  | ({ readonly kind: 'unproven' } & Unproven)
  | { readonly kind: 'failed'; readonly refusals: readonly Refusal[] };

export type ProvenFacts = {
  readonly routes: number;
  readonly tables: number;
  /** Who may call the new routes: nobody else than the blueprint's, or nothing is known to compare them with. */
  readonly guards: 'guarded' | 'open' | 'public' | 'unknown';
  readonly like: string | undefined;
  readonly isRegistered: boolean;
  readonly tests: number | undefined;
};

const PAST = '--proof=off writes it without the proof.';

/** `isPublic` says that the new routes may let in more callers than the blueprint's. */
export function verdictOf(
  question: ProofQuestion,
  before: ProbeReport,
  after: ProbeReport,
  isPublic: boolean,
): Verdict {
  if (before.kind !== 'ran') return { kind: 'unproven', ...whyUnproven(before) };
  if (after.kind === 'stopped' && !after.isRefused) return { kind: 'failed', refusals: [stopped(after)] };
  if (after.kind !== 'ran') return { kind: 'unproven', ...whyUnproven(after) };
  const fresh = newRoutes(before, after);
  const refusals = [
    ...unexpectedRoutes(question, before, fresh),
    ...servedTwice(fresh, after),
    ...takenOperationIds(fresh, after),
    ...changedRoutes(before, after),
    ...changedTables(before, after),
    ...unknownModels(question, after),
  ];
  const { missing, guards } = guardsOfNew(question, fresh, after);
  if (!isPublic) refusals.push(...open(missing));
  if (refusals.length > 0) return { kind: 'failed', refusals };
  const count = (report: Ran): number => Object.keys(report.tables).length;
  const facts = {
    routes: fresh.length,
    tables: count(after) - count(before),
    guards: missing.length > 0 ? ('public' as const) : guards,
    like: question.blueprint?.name,
    isRegistered: question.isRegistered,
    tests: undefined,
  };
  return { kind: 'proven', facts };
}

/** The verdict with that of the packages' own tests. */
export function testsVerdict(facts: ProvenFacts, report: Tested | Stopped | Late | Silent): Verdict {
  if (report.kind !== 'tested') return { kind: 'unproven', ...whyUnproven(report) };
  if (report.status === 0) return { kind: 'proven', facts: { ...facts, tests: report.passed } };
  const failures = report.failed.map(({ test, error, at }) => ({
    ...failed('tests', `${test} fails: ${error}`),
    ...placeOf(at),
  }));
  const none = failed('tests', `pytest ended with ${report.status} and ran no test of the package.`);
  return { kind: 'failed', refusals: failures.length > 0 ? failures.slice(0, 3) : [none] };
}

/** What is the same in two runs of one application. */
export function steady(one: Ran, other: Ran): Ran {
  const same = (left: Named, right: Named): Named => {
    const differing = new Set(differences(left, right));
    return Object.fromEntries(Object.entries(left).filter(([key]) => !differing.has(key)));
  };
  return {
    ...one,
    operations: same(one.operations, other.operations),
    schemas: same(one.schemas, other.schemas),
  };
}

/** The verdict in one line of the plan; paths as seen from `from`. */
export function verdictLine(verdict: Exclude<Verdict, { readonly kind: 'failed' }>, from: string): string {
  if (verdict.kind === 'unproven') {
    const { why, at } = verdict;
    return `not proven: ${why}${at === null ? '' : ` (${shownPath(at.path, from)}:${at.line})`}`;
  }
  const { routes, tables, guards, like, isRegistered, tests } = verdict.facts;
  const counted = (count: number, word: string): string => `+${count} ${word}${count === 1 ? '' : 's'}`;
  const who = {
    guarded: ` guarded like ${like}'`,
    open: ` open to everybody, as those of ${like} are`,
    public: ' open to more callers than those of the blueprint, as asked',
    unknown: '',
  }[guards];
  const parts = [
    'starts',
    ...(isRegistered ? [`${counted(routes, 'route')}${routes === 0 ? '' : who}`] : ['its routes are not registered']),
    ...(isRegistered || tables > 0 ? [counted(tables, 'table')] : []),
    ...(tests === undefined ? [] : [`tests ${tests} passed`]),
  ];
  return `proven: ${parts.join(', ')}`;
}

export const placeOf = (at: HostLine | null): { readonly at?: RefusalPlace } => (at === null ? {} : { at });

function stopped({ stage, error, at }: Stopped): Refusal {
  const what = {
    import: 'With this plan the application would not start',
    mappers: 'With this plan SQLAlchemy could not set up the models',
    routes: 'With this plan the routes of the application could not be read',
    openapi: 'With this plan the application would have no OpenAPI document',
    tests: 'The tests could not be run',
  }[stage];
  return { id: `proof-${stage}`, status: 4, reason: `${what}: ${error}`, ...placeOf(at), hint: PAST };
}

const keyOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`;

function newRoutes(before: Ran, after: Ran): readonly Route[] {
  const known = new Set(before.routes.map(keyOf));
  return after.routes.filter((route) => !known.has(keyOf(route)));
}

const ownerOf = ({ packages }: ProofQuestion, route: Route): ExpectedPackage | undefined =>
  packages.find(({ owns }) => route.files.some(owns));

function unexpectedRoutes(question: ProofQuestion, before: Ran, fresh: readonly Route[]): readonly Refusal[] {
  const { packages, isRegistered, blueprint } = question;
  if (!isRegistered) return [];
  // The blueprint's own path answers itself, and not only what is below it.
  const isExact = before.routes.some(({ path }) => blueprint?.paths.some((each) => isSamePath(path, each)));
  const isServedAt = (route: Route, path: string): boolean =>
    isExact ? isSamePath(route.path, path) : isBelow(route.path, path);
  const lacking = packages.flatMap(({ name, paths, owns }) => {
    const own = fresh.filter(({ files }) => files.some(owns));
    // A package whose paths are not known has any.
    const empty = paths.filter((path) => !own.some((route) => isServedAt(route, path)));
    if (paths.length === 0 ? own.length > 0 : empty.length === 0) return [];
    const where = paths.length === 0 ? 'at all' : `below ${empty.join(' and ')}`;
    const served = own.length === 0 ? '' : `; it serves ${listed(own.map(({ path }) => path))}`;
    return [failed('routes', `With this plan the application would not serve ${name} ${where}${served}.`)];
  });
  const strange = fresh.filter((route) => {
    const owner = ownerOf(question, route);
    return owner === undefined || (owner.paths.length > 0 && !owner.paths.some((path) => isBelow(route.path, path)));
  });
  if (strange.length === 0 || lacking.length > 0) return lacking;
  return [
    failed(
      'routes',
      `With this plan the application would serve ${listed(strange.map(keyOf))}, which nobody asked for.`,
    ),
  ];
}

const isSamePath = (left: string, right: string): boolean => left.replace(/\/$/, '') === right.replace(/\/$/, '');

/** A package that is included twice answers as before, but the second time is dead. */
function servedTwice(fresh: readonly Route[], after: Ran): readonly Refusal[] {
  const count = (key: string): number => after.routes.filter((route) => keyOf(route) === key).length;
  const twice = [...new Set(fresh.map(keyOf))].filter((key) => count(key) > 1);
  if (twice.length === 0) return [];
  return [failed('routes', `With this plan the application would have ${listed(twice)} twice.`)];
}

function takenOperationIds(fresh: readonly Route[], after: Ran): readonly Refusal[] {
  const taken = fresh.filter((route) => {
    const same = after.routes.filter((each) => each.isShown && each.operationId === route.operationId);
    return route.isShown && route.operationId !== null && new Set(same.map(keyOf)).size > 1;
  });
  if (taken.length === 0) return [];
  const ids = listed([...new Set(taken.map(({ operationId }) => operationId ?? ''))]);
  return [failed('operation-ids', `With this plan two routes would have the operation id ${ids}.`)];
}

/** Routes, operations and schemas that were there and are gone or differ. */
function changedRoutes(before: Ran, after: Ran): readonly Refusal[] {
  const kept = new Set(after.routes.map(keyOf));
  const gone = before.routes.filter((route) => !kept.has(keyOf(route))).map(keyOf);
  const differing = [
    ...differences(before.operations, after.operations).map((each) =>
      each.replace(/^\w+/, (word) => word.toUpperCase()),
    ),
    ...differences(before.schemas, after.schemas).map((each) => `the schema${each}`),
    ...otherWays(before, after),
  ];
  return [
    ...(gone.length > 0
      ? [failed('changed', `With this plan the application would no longer serve ${listed(gone)}.`)]
      : []),
    ...(gone.length === 0 && differing.length > 0
      ? [failed('changed', `With this plan ${listed([...new Set(differing)])} would change.`)]
      : []),
  ];
}

type Named = Readonly<Record<string, unknown>>;

function differences(before: Named, after: Named): readonly string[] {
  return Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** Routes that were there and pass other dependencies now. */
function otherWays(before: Ran, after: Ran): readonly string[] {
  const way = ({ dependencies, routeClass, routerClass }: Route): string =>
    JSON.stringify([dependencies.map(({ id }) => id), routeClass, routerClass]);
  const now = new Map(after.routes.toReversed().map((route) => [keyOf(route), way(route)]));
  const first = new Map(before.routes.toReversed().map((route) => [keyOf(route), way(route)]));
  return [...first].filter(([key, each]) => now.has(key) && now.get(key) !== each).map(([key]) => key);
}

function changedTables(before: Ran, after: Ran): readonly Refusal[] {
  const differing = Object.entries(before.tables).filter(
    ([name, { columns }]) => JSON.stringify(after.tables[name]?.columns) !== JSON.stringify(columns),
  );
  const dangling = after.dangling.filter((each) => !before.dangling.includes(each));
  return [
    ...(differing.length === 0
      ? []
      : [failed('tables', `With this plan the table ${listed(differing.map(([name]) => name))} would change.`)]),
    ...dangling.map((each) => failed('tables', `With this plan ${each}, a table that the application does not have.`)),
  ];
}

/** New models that are not mapped, or that are not known where the blueprint's are made or migrated. */
function unknownModels({ packages, blueprint, isRegistered }: ProofQuestion, after: Ran): readonly Refusal[] {
  const classes = Object.entries(after.tables).flatMap(([table, seen]) =>
    seen.classes.map((each) => ({ ...each, table })),
  );
  const tablesOf = (owns: (path: string) => boolean, names?: readonly string[]): readonly string[] => [
    ...new Set(
      classes
        .filter(({ file, name }) => file !== null && owns(file) && names?.includes(name) !== false)
        .map(({ table }) => table),
    ),
  ];
  const shown = blueprint === undefined ? [] : tablesOf(blueprint.owns);
  return packages.flatMap(({ owns, models, name }) => {
    const own = tablesOf(owns, models.length > 0 ? models : undefined);
    const unmapped = models.filter(
      (model) => !classes.some((each) => each.name === model && each.file !== null && owns(each.file)),
    );
    if (unmapped.length > 0) {
      return [
        failed('tables', `With this plan ${listed(unmapped)} of ${name} would have no table in the application.`),
      ];
    }
    if (!isRegistered || shown.length === 0) return [];
    const knows = (tables: readonly string[], all: readonly string[]): boolean =>
      all.every((each) => tables.includes(each));
    const creations = after.created.filter((tables) => shown.some((each) => tables.includes(each)));
    const isMade = creations.length === 0 || after.created.some((tables) => knows(tables, own));
    const { migrated } = after;
    const isMigrated = !migrated || !knows(migrated, shown) || knows(migrated, own);
    return [
      ...(isMade
        ? []
        : [failed('models', `With this plan the call that makes the tables would not know ${listed(own)}.`)]),
      ...(isMigrated
        ? []
        : [
            failed(
              'models',
              `With this plan Alembic would not know ${listed(own)}: its env.py does not see the models.`,
            ),
          ]),
    ];
  });
}

function guardsOfNew(
  question: ProofQuestion,
  fresh: readonly Route[],
  after: Ran,
): { readonly missing: readonly MissingGuard[]; readonly guards: ProvenFacts['guards'] } {
  const { blueprint } = question;
  if (blueprint === undefined) return { missing: [], guards: 'unknown' };
  const compared = fresh
    .filter(({ method }) => method !== 'websocket')
    .map((route) => parityOf(route, after.routes, blueprint, ownerOf(question, route)));
  const isSeen = after.routes.some(({ files }) => files.some(blueprint.owns));
  const isGuarded = compared.some((each) => each.isGuarded);
  return {
    missing: compared.flatMap((each) => each.missing),
    guards: !isSeen ? 'unknown' : isGuarded ? 'guarded' : 'open',
  };
}

/** One refusal for each guard, whatever the number of routes that lack it. */
function open(missing: readonly MissingGuard[]): readonly Refusal[] {
  const guards = [...new Set(missing.map(({ guard }) => guard))];
  return guards.map((guard) => {
    const lacking = missing.filter((each) => each.guard === guard);
    const routes = listed(lacking.map(({ route }) => keyOf(route)));
    const [first] = lacking;
    const like = first === undefined ? '' : keyOf(first.like);
    const line = first?.like.line;
    const [path] = first?.like.files ?? [];
    return {
      id: 'proof-guards',
      status: 4,
      reason: `With this plan ${routes} would let in callers that ${like} does not: it is guarded by ${guard}, and they are not.`,
      ...(path === undefined || line == null ? {} : { at: { path, line } }),
      hint: '--public writes routes that let in more callers than the blueprint does; nothing else goes past this.',
    };
  });
}

const failed = (id: string, reason: string): Refusal => ({ id: `proof-${id}`, status: 4, reason, hint: PAST });

/** A few by name, and the number of the others. */
function listed(words: readonly string[]): string {
  const [first = '', ...rest] = words.slice(0, 3);
  const more = words.length - 3;
  const all = more > 0 ? [...rest, `${more} more`] : rest;
  return all.length === 0 ? first : `${[first, ...all.slice(0, -1)].join(', ')} and ${all.at(-1)}`;
}
