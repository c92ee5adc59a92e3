/** Whether a text matches a pattern, in a number of steps that is limited whatever the pattern is. */
import { isWordCharacter } from './characters.js';
import type { Anchor, PatternNode } from './nodes.js';

/** The steps that may still be taken; it is shared by several tries. */
export type Budget = { steps: number };

class OutOfSteps extends Error {}

/** Whether some part of the text matches; nothing where that could not be found out with the steps that are left. */
export function hasMatch(root: PatternNode, text: string, budget: Budget): boolean | undefined {
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  const starts = new Set(Array.from({ length: codes.length + 1 }, (_, at) => at));
  try {
    return ends(root, starts, codes, budget).size > 0;
  } catch (error) {
    if (error instanceof OutOfSteps) return undefined;
    throw error;
  }
}

/** Where a match can end that starts at one of some places. A place is looked at once, so no text is tried twice. */
function ends(
  node: PatternNode,
  starts: ReadonlySet<number>,
  codes: readonly number[],
  budget: Budget,
): ReadonlySet<number> {
  budget.steps -= 1 + starts.size;
  if (budget.steps < 0) throw new OutOfSteps();
  switch (node.kind) {
    case 'character': {
      const found = new Set<number>();
      for (const at of starts) {
        const code = codes[at];
        if (code !== undefined && node.set.has(code)) found.add(at + 1);
      }
      return found;
    }
    case 'anchor':
      return new Set([...starts].filter((at) => holds(node.at, codes, at)));
    case 'sequence':
      return node.parts.reduce(
        (places, part) => (places.size === 0 ? places : ends(part, places, codes, budget)),
        starts,
      );
    case 'choice':
      return new Set(node.options.flatMap((option) => [...ends(option, starts, codes, budget)]));
    case 'repeat': {
      let places = starts;
      for (let time = 0; time < node.from; time += 1) {
        const next = ends(node.of, places, codes, budget);
        if (next.size === places.size && [...next].every((at) => places.has(at))) break;
        places = next;
        if (places.size === 0) return places;
      }
      const all = new Set(places);
      let fresh: ReadonlySet<number> = places;
      for (let time = node.from; time < node.to && fresh.size > 0; time += 1) {
        fresh = new Set([...ends(node.of, fresh, codes, budget)].filter((at) => !all.has(at)));
        for (const at of fresh) all.add(at);
      }
      return all;
    }
  }
}

function holds(anchor: Anchor, codes: readonly number[], at: number): boolean {
  // Asked only where it decides: it costs more than all the other anchors.
  const before = (): boolean => isWordCharacter(codes[at - 1]);
  const after = (): boolean => isWordCharacter(codes[at]);
  switch (anchor) {
    case 'start':
      return at === 0;
    case 'end':
      return at === codes.length;
    case 'line-start':
      return at === 0 || codes[at - 1] === 10;
    case 'line-end':
      return at === codes.length || codes[at] === 10;
    case 'word':
      return before() !== after();
    case 'no-word':
      return before() === after();
    case 'word-start':
      return !before() && after();
    case 'word-end':
      return before() && !after();
  }
}
