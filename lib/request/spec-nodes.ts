/** The nodes of a spec file as values of one kind each; what they are not is noted at its place. */
import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { didYouMean } from '../naming/did-you-mean.js';
import type { RefusalPlace } from '../refusal.js';

export type SpecReader = {
  /** Notes a problem at a node. */
  readonly wrong: (node: Node | undefined, reason: string, id?: string, hint?: string) => undefined;
  readonly placeOf: (node: Node | undefined) => RefusalPlace;
};

export type SpecEntries = ReadonlyMap<string, { readonly key: Node; readonly value: Node }>;

export function specWord(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  return typeof node.value === 'string' || typeof node.value === 'number' ? String(node.value) : undefined;
}

export function textIn(own: SpecEntries, key: string, item: Node, { wrong }: SpecReader): string | undefined {
  const node = own.get(key)?.value;
  if (node === undefined) return wrong(item, `There is no ${key}.`);
  return isScalar(node) && typeof node.value === 'string' ? node.value : wrong(node, `${key} is text.`);
}

export function specItems(node: Node, name: string, { wrong }: SpecReader): readonly Node[] {
  if (isSeq(node)) return node.items as readonly Node[];
  wrong(node, `${name} is a list.`);
  return [];
}

/** The entries of a map, none of which is unknown. */
export function specEntries(
  node: Node | undefined,
  known: readonly string[],
  { wrong }: SpecReader,
): SpecEntries | undefined {
  if (!isMap(node)) return wrong(node, `Here has to be a map with ${known.slice(0, 5).join(', ')}.`);
  const found = new Map<string, { readonly key: Node; readonly value: Node }>();
  for (const { key, value } of node.items as readonly { readonly key: Node; readonly value: Node | null }[]) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!known.includes(name)) wrong(key, `${JSON.stringify(name)} is not known here.${didYouMean(name, known)}`);
    else if (found.has(name)) wrong(key, `${name} is here twice.`);
    else if (value === null || (isScalar(value) && value.value === null)) wrong(key, `${name} has no value.`);
    else found.set(name, { key, value });
  }
  return found;
}
