/** Copies the uses of the blueprint in a file for a new package. */
import type { TextEdit } from '../python/edit.js';
import { printImport } from '../python/imports.js';
import { childOf, type PythonNode } from '../python/syntax.js';
import { below } from '../wiring/searched-file.js';
import type { Likeness, UseSite } from '../wiring/use-site.js';
import { contentOf, type Use } from '../wiring/uses.js';
import { type CopiedReference, copyReference, type Need, nameOf, type Taken } from './copied-import.js';
import { type HostFile, isObstacle, type Obstacle } from './host-file.js';
import { anchorOf, copyOf, insertCopy, type Replacement } from './insert-copy.js';
import { counterpart } from './names.js';
import type { RefusalId } from './outcome.js';
import { parallelTo } from './parallel.js';
import { type Rewriting, rewrite } from './rewrite.js';

/** What doing the same for the new package comes to. */
export type CopiedUses = {
  readonly texts: readonly string[];
  readonly needs: readonly Need[];
  readonly notes: readonly string[];
  readonly edits: readonly TextEdit[];
  /** The statements and elements that were read or get something beside them. */
  readonly touched: readonly PythonNode[];
};

type Options = {
  readonly likeness: Likeness;
  readonly unknown: RefusalId;
  /** Whether elements that are sorted stay so. */
  readonly sorted: boolean;
  /** The last word on what a copy reads differently. */
  readonly adapt?: (site: UseSite, rewriting: Rewriting) => { readonly changes: readonly Replacement[] } | Obstacle;
};

/** Copies every use for the new package, or says which one cannot be copied: one alone is never left out. */
export function copyUses(file: HostFile, uses: readonly Use[], options: Options): CopiedUses | Obstacle {
  const { likeness, unknown, sorted, adapt } = options;
  const texts: string[] = [];
  const needs: Need[] = [];
  const notes: string[] = [];
  const edits: TextEdit[] = [];
  const touched: PythonNode[] = [];
  const taken = new Map<string, Set<string>>();
  for (const [use, ...others] of byUnit(uses)) {
    const { node, site } = use;
    if (site === undefined) {
      return { id: unknown, reason: `${node.text} is used here in a way that is not understood.`, line: node.line };
    }
    const parallel = parallelTo(file, site);
    if (parallel !== undefined) {
      const reason = `${node.text} cannot be added to this collection alone: ${parallel.reason}`;
      return { id: unknown, reason, line: parallel.line };
    }
    const anchor = anchorOf(site);
    const named: Replacement[] = [];
    for (const each of [use, ...others]) {
      const wiring = copied(file, each, anchor, unknown, taken);
      if (isObstacle(wiring)) return wiring;
      named.push({ node: each.node, text: wiring.expression });
      needs.push(...wiring.needs);
      for (const { form } of wiring.needs) {
        taken.set(nameOf(form), (taken.get(nameOf(form)) ?? new Set()).add(printImport(form)));
      }
    }
    const rewriting = rewrite(
      file,
      site,
      [use, ...others].map((each) => each.node),
    );
    if (isObstacle(rewriting))
      return { ...rewriting, id: rewriting.id === 'router-shape-unknown' ? unknown : rewriting.id };
    const adapted = adapt?.(site, rewriting) ?? rewriting;
    if (isObstacle(adapted)) return adapted;
    const text = copyOf(file.source, site.unit, [...named, ...adapted.changes]);
    const key = keyOf(site.unit);
    if (key !== undefined && text.startsWith(key)) {
      return { id: unknown, reason: `There is no equivalent of ${key} for the new package.`, line: node.line };
    }
    texts.push(text);
    notes.push(...rewriting.notes);
    edits.push(...insertCopy(file, site, text, likeness, sorted));
    touched.push(site.unit, anchor);
  }
  return { texts, needs, notes, edits, touched: [...touched, ...needs.map(({ sibling }) => sibling)] };
}

/** The uses that one copy is made of: several of the blueprint's routers in one element of a list of lists. */
function byUnit(uses: readonly Use[]): readonly (readonly [Use, ...Use[]])[] {
  const groups = new Map<PythonNode, [Use, ...Use[]]>();
  for (const use of uses) {
    const unit = use.site?.unit ?? use.node;
    const group = groups.get(unit);
    if (group === undefined) groups.set(unit, [use]);
    else group.push(use);
  }
  return [...groups.values()];
}

/** What a copy must not have in common with its original: the key of a dict, the item that is set. */
function keyOf(unit: PythonNode): string | undefined {
  if (unit.type === 'pair') return childOf(unit, 'key')?.text;
  const set = unit.type === 'expression_statement' ? unit.named[0] : undefined;
  const left = set?.type === 'assignment' ? childOf(set, 'left') : undefined;
  return left?.type === 'subscript' ? left.text : undefined;
}

function copied(
  file: HostFile,
  use: Use,
  anchor: PythonNode,
  unknown: RefusalId,
  taken: Taken,
): CopiedReference | Obstacle {
  if (use.reference !== undefined) return copyReference(file, use.reference, anchor, unknown, taken);
  const inside = below(use.target, file.blueprint) ?? [];
  const ours = counterpart(inside, file.request);
  if (ours === undefined) {
    return { id: unknown, reason: `The new package would have no ${inside.join('.')}.`, line: use.node.line };
  }
  const content = contentOf(use.node) ?? '';
  if (file.request.layers !== undefined) {
    const own = file.names.spell([file.package, ...ours].join('.'));
    const colon = content.includes(':') ? own.replace(/\.(?=\w+$)/, ':') : own;
    return { expression: use.node.text.replace(content, colon), needs: [] };
  }
  const isBare = !content.startsWith(file.blueprint);
  const [from, to] = isBare ? [file.request.blueprint, file.request.package] : [file.blueprint, file.package];
  const marks = content.slice(from.length).match(/[.:]/g) ?? [];
  const text = to + ours.map((part, index) => (marks[index] ?? '.') + part).join('');
  return { expression: use.node.text.replace(content, text), needs: [] };
}
