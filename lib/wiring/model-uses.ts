/** Uses that make the models of a package known: tables made of its base, and collections of its models. */
import { CREATION_WORD, findCreations, makesTables } from '../framework/creations.js';
import { INCLUDE_WORD } from '../framework/inclusions.js';
import { isTypeOnly, type Reference } from '../python/imports.js';
import { childOf, isWithinNode, type PythonNode, walk } from '../python/syntax.js';
import { below, type SearchedFile } from './searched-file.js';
import { type Likeness, type UseSite, useSiteOf } from './use-site.js';
import { stringUses, type Use } from './uses.js';

/** Two nodes are alike if both name a model class, or the same dotted path inside their packages. */
export function modelLikeness(file: SearchedFile): Likeness {
  const { importRoot } = file.request;
  return (node) => {
    const target = file.imports.resolve(node)?.target;
    if (target === undefined) return undefined;
    const parts = (importRoot === '' ? target : target.slice(importRoot.length + 1)).split('.').slice(1);
    const at = parts.findIndex(isModelClass);
    return at === -1 ? parts.join('.') : ['class', ...parts.slice(at + 1)].join('.');
  };
}

/** Whether a name is that of a class and none of those that models are made from. */
export function isModelClass(name: string): boolean {
  return /^_*[A-Z]/.test(name) && /[a-z]/.test(name) && !/(?:Base|Mixin|Meta)$/.test(name);
}

/** Every use that makes the models of a package known, but for the imports themselves. */
export function modelUses(file: SearchedFile, owner: string): readonly Use[] {
  const likeness = modelLikeness(file);
  const created = findCreations(file).flatMap((creation): Use[] => {
    const { reference, value, node } = creation;
    if (value === undefined || reference === undefined || below(reference.target, owner) === undefined) return [];
    const { node: owned, target } = value;
    return [{ node: owned, target, reference: value, site: creationSite(file, node, value, likeness) }];
  });
  const elements = file.imports.references().flatMap((reference): Use[] => {
    const inside = below(reference.target, owner)?.join('.');
    const { text } = reference.node;
    const isOther = text.endsWith(`.${CREATION_WORD}`) || /router$/i.test(text) || /router$/i.test(inside ?? '');
    if (inside === undefined || isOther || isOfColumn(inside)) return [];
    const site = useSiteOf(file, reference.node, likeness);
    const { node, target } = reference;
    return site?.kind === 'element' && isForTables(file, site) ? [{ node, target, reference, site }] : [];
  });
  const uses = [...created, ...elements];
  return uses.length > 0 ? uses : stringUses(file, owner).filter(({ target }) => !/router/i.test(target));
}

/** Whether it is a column of a model, as in what an admin page shows of one: `column_list = [User.id, User.name]`. */
function isOfColumn(inside: string): boolean {
  const parts = inside.split('.');
  const member = parts[parts.findIndex(isModelClass) + 1];
  return parts.some(isModelClass) && member !== undefined && !/^(?:__\w+__|metadata|registry)$/.test(member);
}

/** The place of a `create_all`: the call is what is copied, whatever it is handed to. */
function creationSite(file: SearchedFile, node: PythonNode, value: Reference, likeness: Likeness): UseSite | undefined {
  const call = node.field === 'function' && node.parent?.type === 'call' ? node.parent : node;
  const site = useSiteOf(file, call, likeness);
  if (site === undefined || site.kind === 'element') return site && { ...site, node: value.node };
  const suffix = node.text.slice(value.node.text.length);
  const siblings = findCreations(file).flatMap((each) => {
    const statement = site.holder.named.find((one) => one.start <= each.node.start && each.node.end <= one.end);
    const isAlike = each.value !== undefined && each.node.text.slice(each.value.node.text.length) === suffix;
    return isAlike && statement?.type === 'expression_statement' ? [statement] : [];
  });
  return { ...site, node: value.node, among: siblings, receiver: undefined };
}

/** Whether a collection makes tables known: it is handed to what makes them, or to nothing at all. */
function isForTables(file: SearchedFile, { holder }: UseSite): boolean {
  if (isTypeOnly(holder)) return false;
  let at = holder;
  while (at.parent !== undefined && !['module', 'block'].includes(at.parent.type)) at = at.parent;
  if (makesTables(at.text)) return true;
  const assignment = at.named[0]?.type === 'assignment' ? at.named[0] : undefined;
  const name = assignment === undefined ? undefined : childOf(assignment, 'left')?.text;
  if (at.text.includes(INCLUDE_WORD)) return false;
  const uses = [...walk(file.tree.root)].flatMap((node) =>
    node.type === 'identifier' && node.text === name && !isWithinNode(at, node) ? [loopText(node)] : [],
  );
  if (file.request.mode === 'imports') return name !== '__all__' && !uses.some((use) => use.includes(INCLUDE_WORD));
  return name === '_' || uses.some(makesTables);
}

function loopText(node: PythonNode): string {
  let at = node;
  while (at.parent !== undefined && !['module', 'block'].includes(at.parent.type)) at = at.parent;
  return at.text;
}
