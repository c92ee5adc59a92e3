/** What the paths and the tag of a package were asked to be, where they are not called after it as the blueprint's are. */
import { plural, singular } from '../naming/names.js';
import { sharedBase } from '../plan/parent-path.js';
import { tagThere } from '../plan/tag.js';
import { type PythonNode, walk } from '../python/syntax.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import type { InspectedPackage } from './package.js';

type AskedNames = { readonly path?: string; readonly tag?: string };

/** Gives them for one package after the other. */
export function askedNames(
  host: Host,
  style: Style,
  packages: readonly InspectedPackage[],
): (own: InspectedPackage) => AskedNames {
  const blueprint = packages.find(({ isBlueprint }) => isBlueprint);
  if (blueprint === undefined) return () => ({});
  const base = sharedBase(host, style);
  /** The part of the paths that all of a package have. */
  const partOf = ({ host: own, conventions, files }: InspectedPackage): string | undefined => {
    // Where handlers have whole paths, the part is in theirs.
    const said =
      style.prefix === 'handlers' ? (conventions?.security.handlers ?? []).map(({ path = '' }) => path) : [''];
    const served = (own?.served ?? []).flatMap(({ prefix }) =>
      prefix === undefined ? [] : said.map((path) => prefix + path),
    );
    // Of several versions or audiences one has the paths of the blueprint.
    const parts = served.flatMap((path) => (path.startsWith(`${base}/`) ? [path.slice(`${base}/`.length)] : []));
    // Where routers are found by the application itself, each has its own prefix.
    const texts = served.length > 0 ? [] : files('api').map((path) => host.code.at(path)?.source ?? '');
    const written = texts.flatMap((text) => /\bprefix\s*=\s*["']\/([\w-]+)["']/.exec(text)?.[1] ?? []);
    const all = [...parts, ...written].map((part) => (style.prefix === 'handlers' ? part.split('/')[0] : part));
    const [first, ...others] = [...new Set(all)];
    return others.length === 0 ? first : undefined;
  };
  const tagOf = ({ registered, files }: InspectedPackage): string | undefined => {
    const tags = registered.flatMap(({ path, line }) => tagAt(host.code.at(path)?.tree.root, line) ?? []);
    return tags[0] ?? files('api').flatMap((path) => tagThere(host.code.at(path)?.source) ?? [])[0];
  };
  const [part, tag] = [partOf(blueprint), tagOf(blueprint)];
  return (own) => {
    const isUsual = (like: string | undefined, found: string): boolean =>
      like !== undefined && calledFor(like, blueprint.name, own.name) === bare(found);
    const [ownPart, ownTag] = [partOf(own), tagOf(own)];
    const isPart = ownPart !== undefined && /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/.test(ownPart);
    return {
      ...(part === undefined || !isPart || isUsual(part, ownPart) ? {} : { path: ownPart }),
      ...(ownTag === undefined || isUsual(tag, ownTag) ? {} : { tag: ownTag }),
    };
  };
}

const bare = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');

/** What the blueprint's text would be for another package, in small letters without what joins words. */
function calledFor(text: string, blueprint: string, name: string): string {
  const pairs = [
    [blueprint, name],
    [plural(blueprint), plural(name)],
    [singular(blueprint), singular(name)],
  ] as const;
  const found = pairs.find(([from]) => bare(text).includes(bare(from)));
  return found === undefined ? bare(text) : bare(text).replaceAll(bare(found[0]), bare(found[1]));
}

const TAG = /\[\s*["']([^"'\\{}]+)["']\s*,?\s*\]/;

/** The tag in the smallest call or row around a line. */
function tagAt(root: PythonNode | undefined, line: number): string | undefined {
  const around = (root === undefined ? [] : [...walk(root)]).filter(
    (node) =>
      /^(?:call|tuple)$/.test(node.type) &&
      node.line <= line &&
      line < node.line + node.text.split('\n').length &&
      TAG.test(node.text),
  );
  const [inner] = around.sort((one, other) => one.text.length - other.text.length);
  return TAG.exec(inner?.text ?? '')?.[1];
}
