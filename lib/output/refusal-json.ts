/** A refusal as JSON, with the lines to add by hand. */
import { isAbsolute } from 'node:path';
import { patchOf } from '../plan/patch.js';
import type { PastedLines, Refusal } from '../refusal.js';
import { type Places, shownIn } from './places.js';

export function refusalJson(refusal: Refusal, places: Places): object {
  const { id, status, reason, at, looked, hint, paste = [], tried } = refusal;
  return {
    id,
    status,
    reason,
    at:
      at === undefined
        ? null
        : {
            path: shownIn(places, at.path),
            line: at.line ?? null,
            ...(at.column === undefined ? {} : { column: at.column }),
          },
    looked: looked !== undefined && isAbsolute(looked) ? shownIn(places, looked) : (looked ?? null),
    hint: hint ?? null,
    byHand: paste.map((each) => linesJson(each, places)),
    tried: tried ?? null,
  };
}

export function linesJson({ path, lines, text }: PastedLines, places: Places): object {
  return {
    path: shownIn(places, path),
    lines,
    diff: text === undefined ? null : patchOf([{ path, ...text }], places.folder),
  };
}
