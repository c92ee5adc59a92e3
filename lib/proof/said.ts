/** How a failed proof is said: a refusal of status 4, the line of the host, and a few of many things by name. */
import { wordList } from '../naming/phrase.js';
import type { Refusal, RefusalPlace } from '../refusal.js';
import type { HostLine, SeenRoute } from './report.js';

export const PAST_PROOF = '--proof=off writes it without the proof.';

export const failed = (id: string, reason: string): Refusal => ({
  id: `proof-${id}`,
  status: 4,
  reason,
  hint: PAST_PROOF,
});

export const atLine = (at: HostLine | null): { readonly at?: RefusalPlace } => (at === null ? {} : { at });

/** `GET /users` */
export const shownRoute = ({ method, path }: SeenRoute): string => `${method.toUpperCase()} ${path}`;

/** Why tests say nothing that had no time. */
export const TESTS_LATE = 'its tests take longer than --proof-timeout gives them';

/** `app.core.db:get_db` as `get_db of app.core.db`. */
export const spokenName = (id: string): string => id.replaceAll(/([\w.]+):([\w.]+)/g, '$2 of $1');

/** A few by name, and the number of the others. */
export function listed(words: readonly string[]): string {
  const more = words.length - 3;
  return wordList(more > 0 ? [...words.slice(0, 3), `${more} more`] : words);
}
