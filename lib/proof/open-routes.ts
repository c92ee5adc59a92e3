/** New routes that let in callers whom the blueprint's routes do not. */
import type { Refusal } from '../refusal.js';
import { type MissingGuard, ownerOf, type Parity, parityOf } from './guards.js';
import type { ProofQuestion } from './question.js';
import type { Ran, SeenRoute } from './report.js';
import { listed, shownRoute } from './said.js';

/** Who may call the new routes: nobody else than the blueprint's, fewer, or nothing is known to compare them with. */
export type WhoMayCall = 'guarded' | 'fewer' | 'open' | 'public' | 'unknown';

type GuardsOfNew = {
  readonly missing: readonly MissingGuard[];
  readonly guards: Exclude<WhoMayCall, 'public'>;
  /** What middleware answers to requests without credentials, those of the packages' tests among them. */
  readonly refused: number | undefined;
};

export function guardsOfNew(question: ProofQuestion, fresh: readonly SeenRoute[], after: Ran): GuardsOfNew {
  const { blueprint } = question;
  if (blueprint === undefined) return { missing: [], guards: 'unknown', refused: undefined };
  const compared = fresh
    .filter(({ method }) => method !== 'websocket')
    .map((route) => parityOf(route, after.routes, blueprint, ownerOf(question, route)));
  const isSeen = after.routes.some(({ files }) => files.some(blueprint.owns));
  return {
    missing: compared.flatMap((each) => each.missing),
    guards: !isSeen ? 'unknown' : compared.some((each) => each.isGuarded) ? 'guarded' : whereBlueprintIsOpen(compared),
    refused: fresh.map(({ stranger }) => stranger).find((each) => typeof each === 'number'),
  };
}

/** A blueprint whose own operations are open may show a guard elsewhere, which the new routes have. */
function whereBlueprintIsOpen(compared: readonly Parity[]): 'fewer' | 'open' | 'unknown' {
  const own = compared.filter((each) => each.hasOwn);
  if (own.length === 0) return compared.some((each) => each.isUnclear) ? 'unknown' : 'open';
  return own.length === compared.length ? 'fewer' : 'unknown';
}

/** One refusal for each guard, whatever the number of routes that lack it. */
export function openRoutes(missing: readonly MissingGuard[]): readonly Refusal[] {
  const guards = [...new Set(missing.map(({ guard }) => guard))];
  return guards.map((guard) => {
    const lacking = missing.filter((each) => each.guard === guard);
    const routes = listed(lacking.map(({ route }) => shownRoute(route)));
    const [first] = lacking;
    const like = first === undefined ? '' : shownRoute(first.like);
    const line = first?.like.line;
    const [path] = first?.like.files ?? [];
    return {
      id: 'proof-guards',
      status: 4,
      reason: `With this plan ${routes} would let in callers that ${like} does not: it is guarded by ${guard}, and they are not.`,
      ...(path === undefined || line == null ? {} : { at: { path, line } }),
      hint: '--public writes routes that let in more callers than those of the blueprint.',
    };
  });
}
