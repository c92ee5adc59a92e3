/** The names of a host by layer as if each feature were a package: `app.models.user.User` is `app.users.models.User`. */
import { plural } from '../naming/inflect.js';
import { type ImportBinding, type Imports, isWithin, type Reference } from '../python/imports.js';

/**
 * A part of the blueprint by its real dotted name, and what it is called below the package that it would be in; the same
 * of the new feature. A name that a package of the host re-exports is a part, too.
 */
export type LayerName = {
  readonly from: string;
  readonly to: string;
  /** `models`, and `models.User` for a name that is re-exported. */
  readonly inside: string;
  readonly ours: string;
};

/** Both packages as they are called where the names are read. */
export type Packages = { readonly root: string; readonly blueprint: string; readonly package: string };

export type Translation = {
  /** The name by feature of a real one. */
  read(real: string): string;
  /** The real name, where it is defined, of one by feature. */
  spell(dotted: string): string;
};

export function translation(names: readonly LayerName[], { root, blueprint, package: own }: Packages): Translation {
  const inRoot = (name: string): string => (root === '' ? name : `${root}.${name}`);
  const known = names.flatMap(({ from, to, inside, ours }) => [
    ...(blueprint === ''
      ? []
      : [{ real: from, read: `${inRoot(blueprint)}.${inside}`, isReExported: isReExported(inside) }]),
    { real: to, read: `${inRoot(own)}.${ours}`, isReExported: isReExported(inside) },
  ]);
  const longest = (name: string, of: 'real' | 'read', among = known): (typeof known)[number] | undefined =>
    among.filter((each) => isWithin(name, each[of])).sort((left, right) => right[of].length - left[of].length)[0];
  const defining = known.filter((each) => !each.isReExported);
  return {
    read(real) {
      const found = longest(real, 'real');
      if (found !== undefined) return found.read + real.slice(found.real.length);
      return siblingOf(names, inRoot, real) ?? real;
    },
    spell(dotted) {
      const found = longest(dotted, 'read', defining);
      return found === undefined ? dotted : found.real + dotted.slice(found.read.length);
    },
  };
}

const isReExported = (inside: string): boolean => inside.includes('.');

/** The name by feature of what is beside a part of the blueprint: `app.items.models` for `app.models.item`. */
function siblingOf(names: readonly LayerName[], inRoot: (name: string) => string, real: string): string | undefined {
  for (const { from, to, inside } of names) {
    const parent = from.slice(0, from.lastIndexOf('.') + 1);
    const [before, after] = around(from.slice(parent.length), to.slice(parent.length));
    if (isReExported(inside) || !real.startsWith(parent)) continue;
    const [stem = '', ...rest] = real.slice(parent.length).split('.');
    const isAlike = stem.startsWith(before) && stem.endsWith(after) && stem.length > before.length + after.length;
    if (!isAlike || !/^[a-z]/.test(stem)) continue;
    const name = plural(stem.slice(before.length, stem.length - after.length));
    return [inRoot(name), inside, ...rest].join('.');
  }
  return undefined;
}

/** What two names have in common at their beginning and at their end: `crud_` and nothing of `crud_user`. */
function around(one: string, other: string): readonly [string, string] {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < one.length - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const before = one.slice(0, start).replace(/[^_]*$/, '');
  const after = end === 0 ? '' : one.slice(one.length - end).replace(/^[^_]*/, '');
  return [before, after];
}

/** The real name that an import of the blueprint becomes: `told` is what it is below the new package. */
export function realCounterpart(
  names: readonly LayerName[],
  real: string,
  told: readonly string[],
): string | undefined {
  const [found] = names
    .filter(({ from }) => isWithin(real, from))
    .sort((left, right) => right.from.length - left.from.length);
  if (found === undefined) return undefined;
  if (!isReExported(found.inside)) return [found.to, ...told.slice(found.ours.split('.').length)].join('.');
  // `from app.routers.user import router as users_router`: it has another name there than where it is defined.
  if (told.at(-1) === found.ours.split('.').at(-1)) return found.to;
  return [...found.to.split('.').slice(0, -1), told.at(-1)].join('.');
}

/** The imports of a file with every name by feature, and the real name that one of them had. */
export type ImportsByFeature = { readonly imports: Imports; real(binding: ImportBinding): string };

export function importsByFeature(imports: Imports, { read, spell }: Translation): ImportsByFeature {
  const translated = new Map<ImportBinding, ImportBinding>();
  const reals = new WeakMap<ImportBinding, string>();
  const ofBinding = (binding: ImportBinding): ImportBinding => {
    const known = translated.get(binding) ?? { ...binding, path: read(binding.path), target: read(binding.target) };
    translated.set(binding, known);
    reals.set(known, binding.path);
    return known;
  };
  const ofReference = ({ node, target, via, alternatives: others }: Reference): Reference => ({
    node,
    target: read(target),
    via: ofBinding(via),
    alternatives: others.map(ofBinding),
  });
  const byFeature: Imports = {
    bindings: imports.bindings.map(ofBinding),
    stars: imports.stars.map((star) => ({ ...star, path: read(star.path) })),
    resolve(node) {
      const found = imports.resolve(node);
      return found && ofReference(found);
    },
    isBound: imports.isBound,
    references: () => imports.references().map(ofReference),
  };
  return { imports: byFeature, real: (binding) => reals.get(binding) ?? spell(binding.path) };
}
