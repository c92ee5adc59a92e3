/** Takes out of a text what an edit put into it, whatever else was written there since. */
import { diffArrays } from 'diff';

type Run = { readonly kept?: readonly string[]; readonly gone?: readonly string[]; readonly come?: readonly string[] };

/**
 * The text as it would be without the edit from `before` to `after`; nothing where a line of the edit is not as it was
 * written, or one that the edit removed has no place any more.
 */
export function takenOut(now: string, before: string, after: string): string | undefined {
  if (now === after) return before;
  const written = lines(after);
  const place = placesOf(written, lines(now));
  const result = lines(now);
  const edits: { readonly at: number; readonly remove: number; readonly insert: readonly string[] }[] = [];
  let at = 0;
  for (const { kept = [], gone = [], come = [] } of runs(lines(before), written)) {
    at += kept.length;
    if (kept.length > 0) continue;
    const places = come.map((_, index) => place.get(at + index));
    const first = come.length > 0 ? places[0] : placeBetween(place, at);
    if (first === undefined || places.some((each, index) => each !== first + index)) return undefined;
    edits.push({ at: first, remove: come.length, insert: gone });
    at += come.length;
  }
  for (const { at: from, remove, insert } of edits.reverse()) result.splice(from, remove, ...insert);
  return result.join('');
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
