/** The verdict on a plan: what the application is afterwards against what it was before. */
import type { Refusal } from '../refusal.js';
import { guardsOfNew, openRoutes, type WhoMayCall } from './open-routes.js';
import type { ProofQuestion } from './question.js';
import { withoutReplaced } from './replaced.js';
import type { Late, ProbeReport, Ran, Silent, Stopped, Tested } from './report.js';
import { newRoutes, routeProblems } from './routes.js';
import { atLine, failed, PAST_PROOF, TESTS_LATE } from './said.js';
import { changedTables, unknownModels } from './tables.js';
import { type Unproven, whyUnproven } from './unproven.js';

export type ProofVerdict =
  | { readonly kind: 'proven'; readonly facts: ProvenFacts }
  | ({ readonly kind: 'unproven' } & Unproven)
  | { readonly kind: 'failed'; readonly refusals: readonly Refusal[] };

export type ProvenFacts = {
  readonly routes: number;
  readonly tables: number;
  readonly guards: WhoMayCall;
  /** What middleware answers to requests without credentials, where it does. */
  readonly refused?: number | undefined;
  readonly like: string | undefined;
  readonly isRegistered: boolean;
  readonly tests: number | undefined;
  /** The application's own session, where the tests put theirs in its place and were run without that, too. */
  readonly session?: OwnSession | undefined;
};

/** `app.core.db:get_db`, and why it was not tried, where it was not. */
export type OwnSession = { readonly name: string; readonly whyNot: string | undefined };

/** `isPublic` says that the new routes may let in more callers than the blueprint's. */
export function verdictOf(
  question: ProofQuestion,
  before: ProbeReport,
  after: ProbeReport,
  isPublic: boolean,
): ProofVerdict {
  if (before.kind !== 'ran') return { kind: 'unproven', ...whyUnproven(before) };
  if (after.kind === 'stopped' && !after.isRefused) return { kind: 'failed', refusals: [stopped(after)] };
  if (after.kind !== 'ran') return { kind: 'unproven', ...whyUnproven(after) };
  const there = withoutReplaced(question, before);
  const fresh = newRoutes(there, after);
  const refusals = [
    ...routeProblems(question, there, after),
    ...changedTables(question, there, after),
    ...unknownModels(question, after),
  ];
  const { missing, guards, refused } = guardsOfNew(question, fresh, after);
  if (!isPublic) refusals.push(...openRoutes(missing));
  if (refusals.length > 0) return { kind: 'failed', refusals };
  const count = (report: Ran): number => Object.keys(report.tables).length;
  const facts = {
    routes: fresh.length,
    tables: count(after) - count(there),
    guards: missing.length > 0 ? ('public' as const) : guards,
    refused,
    like: question.blueprint?.name,
    isRegistered: question.isRegistered,
    tests: undefined,
  };
  return { kind: 'proven', facts };
}

/** What the probe refuses: the database of a `conftest.py`. */
const NOT_HERE = /^Refused: /;

/** How pytest ends where it is asked for what it has not: an option of a plugin that is not installed. */
const USAGE = 4;
const UNKNOWN_OPTION = /^(?:unrecognized arguments|unknown option)/;

/** The verdict with that of the packages' own tests. */
export function testsVerdict(facts: ProvenFacts, report: Tested | Stopped | Late | Silent): ProofVerdict {
  if (report.kind === 'late') return { kind: 'unproven', why: TESTS_LATE, at: report.at };
  if (report.kind !== 'tested') return { kind: 'unproven', ...whyUnproven(report) };
  if (report.status === 0) return { kind: 'proven', facts: { ...facts, tests: report.passed } };
  if (report.status === USAGE && UNKNOWN_OPTION.test(report.said)) {
    return { kind: 'unproven', why: `pytest does not know what the host gives it: ${report.said}`, at: null };
  }
  const [first] = report.failed;
  if (first !== undefined && report.failed.every(({ error }) => NOT_HERE.test(error))) {
    const why = `the fixtures of its tests ask for what is not here: ${first.error.replace(NOT_HERE, '')}`;
    return { kind: 'unproven', why, at: null };
  }
  const failures = report.failed.map(({ test, error, at }) => ({
    ...failed('tests', `${test} fails: ${error}`),
    ...atLine(at),
  }));
  const said = report.said === '' ? '.' : `: ${report.said}`;
  const none = failed('tests', `pytest ended with ${report.status} and ran no test of the package${said}`);
  return { kind: 'failed', refusals: failures.length > 0 ? failures.slice(0, 3) : [none] };
}

function stopped({ stage, error, at }: Stopped): Refusal {
  const what = {
    import: 'With this plan the application would not start',
    mappers: 'With this plan SQLAlchemy could not set up the models',
    routes: 'With this plan the routes of the application could not be read',
    openapi: 'With this plan the application would have no OpenAPI document',
    tests: 'The tests could not be run',
  }[stage];
  return { id: `proof-${stage}`, status: 4, reason: `${what}: ${error}`, ...atLine(at), hint: PAST_PROOF };
}
