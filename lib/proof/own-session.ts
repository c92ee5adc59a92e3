/** The verdict on tests that were run through the application's own session, and not through the one that they put in its place. */
import type { Refusal } from '../refusal.js';
import type { ProofQuestion } from './question.js';
import type { FailedTest, Late, Silent, Stopped, Tested } from './report.js';
import { atLine, failed, spokenName, TESTS_LATE } from './said.js';
import { whyUnproven } from './unproven.js';
import type { ProofVerdict, ProvenFacts } from './verdict.js';

/** `sessions` are the dependencies that the tests replace. */
export function sessionVerdict(
  question: ProofQuestion,
  facts: ProvenFacts,
  sessions: readonly string[],
  report: Tested | Stopped | Late | Silent,
): ProofVerdict {
  const name = sessions.join(', ');
  const without = (whyNot: string | undefined): ProofVerdict => ({
    kind: 'proven',
    facts: { ...facts, session: { name, whyNot } },
  });
  if (report.kind === 'late') return without(TESTS_LATE);
  if (report.kind !== 'tested') return without(whyUnproven(report).why);
  if (report.status === 0) return without(undefined);
  const ours = report.failed.filter((each) => isOfPackage(question, each));
  if (ours.length > 0) return { kind: 'failed', refusals: ours.slice(0, 3).map((each) => refusal(name, each)) };
  return without(report.failed[0]?.error ?? report.said);
}

/** Whether the package or its tests found it: what the host's session cannot do in a copy is no fault of the plan. */
function isOfPackage({ packages }: ProofQuestion, { within, isElsewhere }: FailedTest): boolean {
  return isElsewhere !== true && within != null && packages.some(({ owns }) => owns(within.path));
}

function refusal(name: string, { test, error, at }: FailedTest): Refusal {
  const reason = `Its tests pass with a session of their own. With ${spokenName(name)}, which the application uses, ${test} fails: ${error}`;
  return { ...failed('session', reason), ...atLine(at), hint: '--proof=import writes it without its tests.' };
}
