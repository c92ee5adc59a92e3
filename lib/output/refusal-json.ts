/** A refusal as JSON, with the lines to add by hand. */
import type { PastedLines, Refusal } from '../refusal.js';
import { type Places, shownIn } from './places.js';

export function refusalJson({ id, status, reason, at, looked, hint, paste = [] }: Refusal, places: Places): object {
  return {
    id,
    status,
    reason,
    at: at === undefined ? null : { path: shownIn(places, at.path), line: at.line ?? null },
    looked: looked ?? null,
    hint: hint ?? null,
    byHand: paste.map((each) => linesJson(each, places)),
  };
}

export function linesJson({ path, lines }: PastedLines, places: Places): object {
  return { path: shownIn(places, path), lines };
}
