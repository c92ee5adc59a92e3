/** An order that several places of the blueprint show a part of. */

/**
 * All of the standard's words, in the order of the first place that has any; what it lacks goes before what another place
 * (or the standard) has it before.
 */
export function orderedLike<Word>(places: readonly (readonly Word[])[], standard: readonly Word[]): readonly Word[] {
  const isBefore = (one: Word, other: Word): boolean => {
    const both = places.find((words) => words.includes(one) && words.includes(other)) ?? standard;
    return both.indexOf(one) < both.indexOf(other);
  };
  const order = [...(places[0] ?? [])];
  for (const word of standard.filter((each) => !order.includes(each))) {
    const at = order.findIndex((each) => isBefore(word, each));
    order.splice(at === -1 ? order.length : at, 0, word);
  }
  return order;
}
