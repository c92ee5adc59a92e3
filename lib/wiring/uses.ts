/** Uses of a package in a file: what kinds there are, and those by strings and by names in lists. */
import { type NameInList, namesInLists } from '../framework/name-lists.js';
import { isWithin, type Reference } from '../python/imports.js';
import { type PythonNode, walk } from '../python/syntax.js';
import { below, type SearchedFile } from './searched-file.js';
import { type Likeness, type UseSite, useSiteOf } from './use-site.js';

/** One use of the blueprint that makes it known: by a name, or by a string that names one of its modules. */
export type Use = {
  readonly node: PythonNode;
  readonly target: string;
  readonly reference: Reference | undefined;
  /** Where it is used; `undefined` when that cannot be copied. */
  readonly site: UseSite | undefined;
};

/** Dotted strings are like dotted strings. */
export const stringLikeness: Likeness = (node) => {
  const content = contentOf(node);
  return content !== undefined && /^\w+(?:[.:]\w+)+$/.test(content) ? 'dotted string' : undefined;
};

/** Every string that is the dotted name of something in a package, where such strings are elements or arguments. */
export function stringUses(file: SearchedFile, owner: string): readonly Use[] {
  if (owner === '') return [];
  return [...walk(file.tree.root)].flatMap((node): Use[] => {
    const content = node.type === 'string' ? contentOf(node)?.replaceAll(':', '.') : undefined;
    const target = content && file.names.read(content);
    if (target === undefined || (below(target, owner)?.length ?? 0) === 0 || stringLikeness(node) === undefined)
      return [];
    const site = useSiteOf(file, node, stringLikeness);
    return site === undefined ? [] : [{ node, target, reference: undefined, site }];
  });
}

/** What a plain string holds where it is a dotted name. */
export function contentOf(node: PythonNode): string | undefined {
  return node.type === 'string' ? /^(["'])([\w.:]+)\1$/.exec(node.text)?.[2] : undefined;
}

/** Every name of a package in the lists from which the file, or one that it gives them to, imports packages. */
export function namesIn({ tree, request }: SearchedFile, owner: string): readonly NameInList[] {
  const { lists = [] } = request;
  if (owner === '') return [];
  const isOurs = (text: string): boolean => [owner, bareName(owner)].some((name) => isWithin(dotted(text), name));
  return namesInLists(tree.root, isOurs).filter(({ list }) => lists.includes(list));
}

export const dotted = (text: string): string => text.replaceAll(':', '.');
export const bareName = (owner: string): string => owner.slice(owner.lastIndexOf('.') + 1);
