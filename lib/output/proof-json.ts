/** What was proven of a plan, as JSON. */

import type { ProofVerdict } from '../proof/verdict.js';
import { verdictLine } from '../proof/verdict-line.js';
import { type Places, shownIn } from './places.js';

/** What fails is among the refusals. */
export function proofJson(verdict: ProofVerdict, places: Places): object {
  if (verdict.kind === 'failed') return { verdict: 'failed' };
  const words = verdictLine(verdict, places.folder);
  if (verdict.kind === 'proven') {
    const { routes, tables, guards, like, isRegistered, tests, session } = verdict.facts;
    const own = session && { session: { name: session.name, isTried: session.whyNot === undefined } };
    const told = { routes, tables, guards, like: like ?? null, isRegistered, tests: tests ?? null };
    return { verdict: 'proven', words, ...told, ...own };
  }
  const { why, at } = verdict;
  return { verdict: 'unproven', words, why, at: at && { path: shownIn(places, at.path), line: at.line } };
}
