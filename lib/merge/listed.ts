/** Where code names one field after the other, as `number=data.number, total=data.total`: the items that one more field needs. */
import { applyEdits } from '../python/edit.js';
import { limitIn } from '../python/fit.js';
import { childOf, loadParser, type PythonNode, walk } from '../python/syntax.js';
import { fittedStep } from './fitted.js';
import { amongItems, belowStatement, type MergeStep } from './place.js';
import { parts } from './tokens.js';

/** A list of fields that is written one by one, and what the new one would be in it. */
type Listing = { readonly list: PythonNode; readonly items: readonly PythonNode[]; readonly next: string };

/**
 * The text with an item for a new field wherever at least two fields are named alike, or the only one is. `callees` are
 * what may be called with values of fields; what is read from one of `others` is no record and no body.
 */
export async function withListed(
  source: string,
  known: readonly string[],
  field: string,
  callees: ReadonlySet<string>,
  lineLength: number,
): Promise<string> {
  const parser = await loadParser();
  const limit = limitIn(source, lineLength);
  let text = source;
  for (let count = 0; count < 50; count += 1) {
    const tree = parser.parse(text);
    const listing = listingIn(tree.root, known, field, callees);
    if (listing === undefined) return text;
    const step = stepFor(text, listing, limit);
    text = applyEdits(text, await fittedStep(tree, step, limit ?? lineLength, limit !== undefined));
  }
  return text;
}

function listingIn(
  root: PythonNode,
  known: readonly string[],
  field: string,
  callees: ReadonlySet<string>,
): Listing | undefined {
  for (const list of walk(root)) {
    if (!isListOfValues(list, callees)) continue;
    const items = parts(list).flatMap((item) => {
      const shape = shapeOf(item, list);
      return shape !== undefined && known.includes(shape.name) ? [{ item, ...shape }] : [];
    });
    if (items.length === 0 || (items.length < 2 && known.length > 1)) continue;
    const [first] = items;
    if (first === undefined || items.some(({ rest }) => rest !== first.rest)) continue;
    const isThere = parts(list).some((item) => shapeOf(item, list)?.name === field);
    const isSplat = parts(list).some(({ type }) => /splat/.test(type));
    if (isThere || isSplat) continue;
    return { list, items: items.map(({ item }) => item), next: first.rest.replaceAll('\u0000', field) };
  }
  return undefined;
}

function isListOfValues(node: PythonNode, callees: ReadonlySet<string>): boolean {
  if (node.type === 'argument_list') {
    const callee = childOf(node.parent ?? node, 'function')?.text ?? '';
    return callees.has(callee.split('.').at(-1) ?? '');
  }
  return node.type === 'dictionary' || (node.type === 'block' && node.parent?.type !== 'class_definition');
}

/** `number=data.number`, `"number": invoice.number`, `invoice.number = data.number`: the name, and the rest around it. */
function shapeOf(item: PythonNode, list: PythonNode): { readonly name: string; readonly rest: string } | undefined {
  const node = list.type === 'block' && item.type === 'expression_statement' ? item.named[0] : item;
  const [left, right] = [
    KEYS.map((key) => node && childOf(node, key)).find(Boolean),
    node && (childOf(node, 'value') ?? childOf(node, 'right')),
  ];
  if (node === undefined || left === undefined || right?.type !== 'attribute') return undefined;
  if (!/^(?:keyword_argument|pair|assignment)$/.test(node.type) || childOf(node, 'type') !== undefined)
    return undefined;
  const name = childOf(right, 'attribute')?.text ?? '';
  const from = childOf(right, 'object')?.text ?? '';
  const to = left.text.replace(/["']/g, '').split('.').at(-1);
  // A column of a class is no value of a record.
  if (to !== name || /(?:^|\.)[A-Z]\w*$/.test(from) || from === 'filters') return undefined;
  if (node.type === 'assignment' && left.type !== 'attribute') return undefined;
  const end = (text: string): string => text.replace(new RegExp(`\\b${name}(["']?)$`), '\u0000$1');
  const middle = node.text.slice(left.end - node.start, right.start - node.start);
  return { name, rest: end(left.text) + middle + end(right.text) };
}

const KEYS = ['name', 'key', 'left'] as const;

function stepFor(source: string, { list, items, next }: Listing, limit: number | undefined): MergeStep {
  const last = items.at(-1) ?? list;
  if (list.type === 'block') return belowStatement(source, last, { text: next, before: 0, behind: 0 });
  return amongItems(source, list, parts(list).indexOf(last) + 1, next, limit);
}
