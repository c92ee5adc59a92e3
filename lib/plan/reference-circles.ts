/** Packages of one run that refer to each other in a circle: none of them could be written first. */
import type { Refusal } from '../refusal.js';
import { printField } from '../request/fields.js';
import { scopeOption } from '../request/scopes.js';
import { type Made, referring } from './reference-order.js';

type Circle<T> = { readonly each: T; readonly refusal: Refusal };

/** One refusal for each circle, and the packages that lead into none. */
export function withoutCircles<T>(
  all: readonly T[],
  madeOf: (each: T) => Made,
): { readonly circles: readonly Circle<T>[]; readonly left: readonly T[] } {
  const made = new Map(all.map((each) => [each, madeOf(each)] as const));
  const nexts = new Map<T, readonly T[]>();
  const nextOf = (each: T): readonly T[] => {
    const known = nexts.get(each) ?? all.filter((other) => other !== each && field(made, each, other) !== undefined);
    nexts.set(each, known);
    return known;
  };
  const done = new Set<T>();
  const leads = new Set<T>();
  const circles: Circle<T>[] = [];
  const visit = (each: T, above: readonly T[]): void => {
    for (const next of nextOf(each)) {
      const from = above.indexOf(next);
      const around = [...above, each];
      if (next === each || from >= 0) {
        const circle = around.slice(from);
        circles.push({ each: next, refusal: refusalOf(made, circle) });
        for (const one of around) leads.add(one);
      } else if (!done.has(next)) visit(next, around);
      if (leads.has(next)) leads.add(each);
    }
    done.add(each);
  };
  for (const each of all) if (!done.has(each)) visit(each, []);
  return { circles, left: all.filter((each) => !leads.has(each)) };
}

function field<T>(made: ReadonlyMap<T, Made>, from: T, to: T): ReturnType<typeof referring> {
  const [one, other] = [made.get(from), made.get(to)];
  return one === undefined || other === undefined ? undefined : referring(one, other);
}

function refusalOf<T>(made: ReadonlyMap<T, Made>, circle: readonly T[]): Refusal {
  const words = circle.map((each, index) => {
    const found = field(made, each, circle[(index + 1) % circle.length] ?? each);
    const word = found === undefined ? '' : found.scope === undefined ? printField(found) : scopeOption(found);
    return `${made.get(each)?.name} has ${word}`;
  });
  return {
    id: 'ref-circle',
    status: 2,
    reason: `These packages refer to each other in a circle, and none could be written first: ${words.join(', ')}.`,
    hint: 'Leave one of these references out, and write it by hand.',
  };
}
