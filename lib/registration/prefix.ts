/** Makes the segment of a package's paths appear once: where its router is included, or in the router itself. */
import { isInclude } from '../framework/inclusions.js';
import { urlSegment } from '../naming/inflect.js';
import { isCommonPath } from '../naming/neutral-words.js';
import { assignments, type Call, calls, dottedParts } from '../python/find.js';
import { isWithinNode, type PythonNode, walk } from '../python/syntax.js';
import type { UseSite } from '../wiring/use-site.js';
import type { HostFile, Obstacle } from './host-file.js';
import { copyOf, type Replacement } from './insert-copy.js';
import { newPath } from './paths.js';
import { type Rewriting, withoutItem } from './rewrite.js';

/**
 * The changes of a copy that make the package's segment appear once: as the blueprint does it and, where that is no
 * evidence (`prefix=""`), as its siblings do; adapted to a package that is said to have its own prefix or none.
 */
export function prefixed(
  file: HostFile,
  site: UseSite,
  { changes, paths }: Rewriting,
): { readonly changes: readonly Replacement[] } | Obstacle {
  const { ownPrefix } = file.request;
  const call = callOf(site);
  const value = call?.keywords.get('prefix');
  const line = site.node.line;
  if (paths.length > 0 || isGivenInLoop(file, site)) {
    if (ownPrefix !== true) return { changes };
    if (paths.length === 0 && hasNeutralPath(site)) return { changes };
    const without = value === undefined ? undefined : withoutSegment(value, paths);
    const [path] = paths;
    if (without === undefined || path === undefined || paths.length > 1) {
      const reason = `The prefix ${path?.content.text ?? ''} is given where the router is included, and the new router has its own.`;
      return { id: 'prefix-in-include', reason, line };
    }
    return { changes: [...changes.filter(({ node }) => node !== path.content), without] };
  }
  const shown = value === undefined ? undefined : instead(file, site, value);
  if (shown !== undefined && 'reason' in shown) return shown;
  if (shown !== undefined && ownPrefix !== true) return { changes: [...changes, shown] };
  if (ownPrefix !== false) return { changes };
  const added = call === undefined ? undefined : withPrefix(file, site, call, value);
  if (added === undefined) {
    const reason = 'The blueprint gets no prefix where it is included, and the new router has none of its own.';
    return { id: 'prefix-missing', reason, line };
  }
  return { changes: [...changes, added] };
}

/** The innermost call that gets the blueprint as an argument. */
function callOf({ unit, node }: UseSite): Call | undefined {
  return calls(unit)
    .filter((call) => isWithinNode(call.node, node) && !isWithinNode(call.callee, node))
    .at(-1);
}

/** The text between the quotes of a plain string. */
function plainText(node: PythonNode): string | undefined {
  return /^[rRuU]?(["'])([^"'\\]*)\1$/.exec(node.text)?.[2];
}

/** The segment of the new package's paths. */
export const segmentOf = ({ request }: Pick<HostFile, 'request'>): string =>
  request.slug ?? urlSegment(request.package);

/** The change that takes the package's segment out of a prefix, and the whole keyword when nothing else is in it. */
function withoutSegment(value: PythonNode, paths: Rewriting['paths']): Replacement | undefined {
  const [path] = paths;
  const string = path?.content.parent;
  if (path === undefined || string === undefined) return undefined;
  if (path.path.without !== '' || string.named.some(({ type }) => type === 'interpolation')) {
    return { node: path.content, text: path.path.without };
  }
  if (string === value) return value.parent === undefined ? undefined : withoutItem(value.parent);
  const { parent } = string;
  const left = parent?.named[0];
  if (parent?.type !== 'binary_operator' || left === undefined || string.field !== 'right') return undefined;
  return { node: { start: left.end, end: parent.end }, text: '' };
}

/**
 * A prefix that says nothing of the blueprint's name: empty, or one word of its own. Where siblings on the same object
 * have prefixes named after their packages, the new package gets one in their spelling.
 */
function instead(file: HostFile, site: UseSite, value: PythonNode): Replacement | Obstacle | undefined {
  const text = plainText(value);
  if (text === undefined || (text !== '' && isCommonPath(text))) return undefined;
  const siblings = siblingPrefixes(file, site);
  const named = siblings.find(({ spelled }) => spelled !== undefined);
  if (text === '') return named?.spelled === undefined ? undefined : { node: value, text: named.spelled };
  if (siblings.some((sibling) => sibling.value.text === value.text)) return undefined;
  if (file.request.ownPrefix === true) return undefined;
  if (file.request.ownPrefix === false || named !== undefined) {
    const at = text.endsWith('/') ? -2 : -1;
    const segments = text.split('/');
    const path = segments.with(at, segmentOf(file)).join('/');
    return { node: value, text: value.text.replace(text, path) };
  }
  const reason = `It is not clear whether the prefix ${value.text} belongs to ${file.request.blueprint} alone.`;
  return { id: 'prefix-in-include', reason, line: value.line };
}

type SiblingPrefix = { readonly value: PythonNode; readonly spelled: string | undefined };

/** The prefixes of the statements beside the place, each as it would be spelled for the new package. */
function siblingPrefixes(file: HostFile, site: UseSite): readonly SiblingPrefix[] {
  const { importRoot } = file.request;
  return site.among.flatMap((statement): SiblingPrefix[] => {
    if (isWithinNode(statement, site.node)) return [];
    const call = calls(statement)[0];
    const value = call?.keywords.get('prefix');
    const router = call?.positional[0] ?? call?.keywords.get('router');
    if (value === undefined || router === undefined) return [];
    const target = file.imports.resolve(router)?.target;
    const inRoot = importRoot === '' ? target : target?.slice(importRoot.length + 1);
    const owner = inRoot?.split('.')[0] ?? '';
    const content =
      value.type === 'string' ? value.named.filter(({ type }) => type === 'string_content').at(-1) : undefined;
    const path = content && newPath(content.text, { ...file.request, blueprint: owner });
    if (content === undefined || path === undefined || path === 'unclear') return [{ value, spelled: undefined }];
    return [{ value, spelled: copyOf(file.source, value, [{ node: content, text: path.text }]) }];
  });
}

/** Whether the elements of a collection carry a prefix that the loop over them passes to the call. */
function isGivenInLoop({ tree }: HostFile, { kind, unit, node }: UseSite): boolean {
  if (kind !== 'element' || unit === node) return false;
  const named = assignments(tree.root).filter(({ value }) => isInclude(value.text));
  return calls(tree.root).some(({ callee, keywords }) => {
    const prefix = keywords.get('prefix');
    const includes = isInclude(callee.text) || named.some(({ name }) => name === callee.text);
    return includes && prefix !== undefined && plainText(prefix) === undefined;
  });
}

/** Whether what is given is a path that many packages share or an empty one, and no other. */
function hasNeutralPath({ unit }: UseSite): boolean {
  const texts = [...walk(unit)].flatMap((node) => (node.type === 'string' ? [plainText(node)] : []));
  const given = texts.filter((text) => text === '' || text?.startsWith('/'));
  return given.length > 0 && given.every((text) => text !== undefined && isCommonPath(text));
}

/** The change that gives the package its segment in the call. */
function withPrefix(file: HostFile, site: UseSite, call: Call, value: PythonNode | undefined): Replacement | undefined {
  const path = `/${segmentOf(file)}`;
  const text = value === undefined ? undefined : plainText(value);
  if (value !== undefined && text !== undefined) {
    return {
      node: value,
      text: value.text.replace(`${text}${value.text.at(-1)}`, `${text}${path}${value.text.at(-1)}`),
    };
  }
  if (value !== undefined) {
    return dottedParts(value) === undefined ? undefined : { node: value, text: `${value.text} + "${path}"` };
  }
  if (site.kind !== 'statement' || !isInclude(call.callee.text)) return undefined;
  const router = call.positional[0] ?? call.keywords.get('router')?.parent;
  const quote = (file.source.match(/'/g)?.length ?? 0) > (file.source.match(/"/g)?.length ?? 0) ? "'" : '"';
  return router && { node: { start: router.end, end: router.end }, text: `, prefix=${quote}${path}${quote}` };
}
