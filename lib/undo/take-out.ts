/** Takes out of a text what an edit put into it, whatever else was written there since. */
import { diffArrays } from 'diff';

type Run = { readonly kept?: readonly string[]; readonly gone?: readonly string[]; readonly come?: readonly string[] };

/**
 * The text as it would be without the edit from `before` to `after`; nothing where a line of the edit is not as it was
 * written, or one that the edit removed has no place any more. What somebody has taken out already is no part of it.
 */
export function takenOut(now: string, before: string, after: string): string | undefined {
  if (now === after || now === before) return before;
  const written = lines(after);
  const place = placesOf(written, lines(now));
  const result = lines(now);
  const edits: { readonly at: number; readonly remove: number; readonly insert: readonly string[] }[] = [];
  let at = 0;
  for (const { kept = [], gone = [], come = [] } of runs(lines(before), written)) {
    at += kept.length;
    if (kept.length > 0) continue;
    const found = come.length > 0 ? placeOf(come, at, place, result) : between(place, at);
    if (found !== undefined) edits.push({ ...found, insert: gone });
    else if (!isGone({ from: at, to: at + come.length, gone }, written, place, result)) return undefined;
    at += come.length;
  }
  for (const { at: from, remove, insert } of edits.reverse()) result.splice(from, remove, ...insert);
  return result.join('');
}

type Found = { readonly at: number; readonly remove: number };

/** Where lines that came stand now. Which empty lines around them are theirs nobody can tell: as many as they came with. */
function placeOf(
  come: readonly string[],
  at: number,
  place: ReadonlyMap<number, number>,
  now: readonly string[],
): Found | undefined {
  const above = come.findIndex((line) => !isEmpty(line));
  const core = come.slice(Math.max(0, above), come.findLastIndex((line) => !isEmpty(line)) + 1);
  const start = at + Math.max(0, above);
  const first = place.get(start);
  if (core.length === 0) return place.has(at) ? { at: place.get(at) ?? 0, remove: come.length } : undefined;
  if (first === undefined || core.some((_, index) => place.get(start + index) !== first + index)) return undefined;
  let [from, to] = [first, first + core.length];
  for (let count = 0; count < above && isEmpty(now[from - 1]); count += 1) from -= 1;
  for (let count = above + core.length; count < come.length && isEmpty(now[to]); count += 1) to += 1;
  return { at: from, remove: to - from };
}

/** Whether between the lines around an edit is what it replaced, and nothing else. */
function isGone(
  { from, to, gone }: { readonly from: number; readonly to: number; readonly gone: readonly string[] },
  written: readonly string[],
  place: ReadonlyMap<number, number>,
  now: readonly string[],
): boolean {
  const above = written.slice(0, from).findLastIndex((line) => !isEmpty(line));
  const below = written.findIndex((line, index) => index >= to && !isEmpty(line));
  const [first, end] = [above === -1 ? -1 : place.get(above), below === -1 ? now.length : place.get(below)];
  if (first === undefined || end === undefined) return false;
  const said = (all: readonly string[]): string => all.filter((line) => !isEmpty(line)).join('');
  return said(now.slice(first + 1, end)) === said(gone);
}

const isEmpty = (line: string | undefined): boolean => line !== undefined && line.trim() === '';

function between(place: ReadonlyMap<number, number>, at: number): Found | undefined {
  const found = placeBetween(place, at);
  return found === undefined ? undefined : { at: found, remove: 0 };
}

const lines = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];

/** What is kept, and what goes with what comes in its place. */
function runs(before: readonly string[], after: readonly string[]): readonly Run[] {
  const found: Run[] = [];
  for (const { value, added, removed } of diffArrays([...before], [...after])) {
    const last = found.at(-1);
    if (removed) found.push({ gone: value });
    else if (!added) found.push({ kept: value });
    else if (last?.gone !== undefined && last.come === undefined) found.splice(-1, 1, { gone: last.gone, come: value });
    else found.push({ come: value });
  }
  return found;
}

/** Where each line of a text is in another one, of those that both have. */
function placesOf(from: readonly string[], to: readonly string[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  let [left, right] = [0, 0];
  for (const { value, added, removed } of diffArrays([...from], [...to])) {
    if (added) right += value.length;
    else if (removed) left += value.length;
    else for (const _ of value) places.set(left++, right++);
  }
  return places;
}

/** Where something between two lines was, when both are still beside each other. */
function placeBetween(place: ReadonlyMap<number, number>, at: number): number | undefined {
  const [above, below] = [place.get(at - 1), place.get(at)];
  if (above === undefined) return at === 0 ? below : undefined;
  return below === undefined || below === above + 1 ? above + 1 : undefined;
}
