/** A pattern as a tree. Each node knows how many characters it takes. */

/** A set of characters, by their code points. */
export type CharacterSet = {
  has(code: number): boolean;
  /** Characters of the set that were written out, for examples. */
  readonly hints: readonly number[];
  /** The share of the limit of Rust's `regex` that one use of it takes, about. */
  readonly weight: number;
};

export type Anchor = 'start' | 'end' | 'line-start' | 'line-end' | 'word' | 'no-word' | 'word-start' | 'word-end';

type Size = { readonly least: number; readonly most: number };

export type PatternNode = Size &
  (
    | { readonly kind: 'character'; readonly set: CharacterSet }
    | { readonly kind: 'anchor'; readonly at: Anchor }
    | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
    | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
    | { readonly kind: 'repeat'; readonly of: PatternNode; readonly from: number; readonly to: number }
  );

export function character(set: CharacterSet): PatternNode {
  return { kind: 'character', set, least: 1, most: 1 };
}

export function anchor(at: Anchor): PatternNode {
  return { kind: 'anchor', at, least: 0, most: 0 };
}

export function sequence(parts: readonly PatternNode[]): PatternNode {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return {
    kind: 'sequence',
    parts,
    least: parts.reduce((sum, { least }) => sum + least, 0),
    most: parts.reduce((sum, { most }) => sum + most, 0),
  };
}

export function choice(options: readonly PatternNode[]): PatternNode {
  const [only] = options;
  if (options.length === 1 && only !== undefined) return only;
  return {
    kind: 'choice',
    options,
    least: options.reduce((size, { least }) => Math.min(size, least), Number.POSITIVE_INFINITY),
    most: options.reduce((size, { most }) => Math.max(size, most), 0),
  };
}

export function repeat(of: PatternNode, from: number, to: number): PatternNode {
  const most = of.most === 0 || to === 0 ? 0 : of.most * to;
  return { kind: 'repeat', of, from, to, least: of.least * from, most };
}

/** The share of the limit of Rust's `regex` (10 MB compiled) that the pattern takes, about. */
export function cost(node: PatternNode): number {
  switch (node.kind) {
    case 'character':
      return node.set.weight;
    case 'anchor':
      return 0;
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + cost(part), 0);
    case 'choice':
      return node.options.reduce((sum, option) => sum + cost(option), 0);
    case 'repeat':
      return cost(node.of) * Math.max(1, Number.isFinite(node.to) ? node.to : node.from);
  }
}
