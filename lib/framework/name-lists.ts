/** Strings in the lists, dicts and records of a file that name a package by which something imports it. */
import { dottedParts } from '../python/find.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';

/** A string that names a package; `list` is the name of the collection that it is in, empty for one without a name. */
export type NameInList = {
  readonly node: PythonNode;
  readonly list: string;
  /** What the list holds for the package: the string, a tuple, a dict or a call around it, the pair of a dict. */
  readonly unit: PythonNode;
  readonly holder: PythonNode;
};

const HOLDERS = ['list', 'tuple', 'set', 'dictionary', 'expression_list'];
const AROUND = ['parenthesized_expression', 'argument_list', 'keyword_argument', 'call', 'pair', 'type'];
/** Calls whose strings are labels and not names of packages. */
const LABELLING = /(?:include_router|APIRouter|FastAPI|Depends|Security|getenv|Literal)$/;

/** Every string of a text that `names` accepts and that is an element of a collection, one for each element. */
export function namesInLists(root: PythonNode, names: (content: string) => boolean): readonly NameInList[] {
  const found: NameInList[] = [];
  for (const node of walk(root)) {
    const content = node.type === 'string' ? /^(["'])([\w.:]+)\1$/.exec(node.text)?.[2] : undefined;
    const name = content !== undefined && names(content) ? placeIn(node, content) : undefined;
    // What a record says of the package besides, its tags for instance, is copied with it.
    if (name !== undefined && !found.some(({ unit }) => unit.start <= node.start && node.end <= unit.end)) {
      found.push(name);
    }
  }
  return found;
}

function placeIn(node: PythonNode, content: string): NameInList | undefined {
  let place: Pick<NameInList, 'unit' | 'holder'> | undefined;
  let isSettled = false;
  let at = node;
  for (let up = at.parent; up !== undefined && [...HOLDERS, ...AROUND].includes(up.type); at = up, up = at.parent) {
    if (up.type === 'call' && LABELLING.test(childOf(up, 'function')?.text ?? '')) return undefined;
    if (isSettled) continue;
    if (up.type === 'pair') {
      const key = childOf(up, 'key')?.text.slice(1, -1) ?? '';
      const isOurs = at.field === 'key' || content.split(/[.:]/).includes(key);
      if (isOurs && up.parent !== undefined) {
        place = { unit: up, holder: up.parent };
        isSettled = true;
      }
      continue;
    }
    if (!HOLDERS.includes(up.type) || up.type === 'dictionary') continue;
    place = { unit: at, holder: up };
    isSettled = up.type !== 'tuple' ? at === node || !isRecord(up) : !isRecord(up);
  }
  const list = nameOf(at);
  return place === undefined || list === undefined || list === '__all__' ? undefined : { node, list, ...place };
}

/** Whether a tuple or list is about one package: it is itself an element among others, or a value in one. */
function isRecord(holder: PythonNode): boolean {
  const { parent } = holder;
  return holder.type === 'tuple' && parent !== undefined && ['list', 'tuple', 'set'].includes(parent.type);
}

/** What the whole collection is called where it is assigned or returned; empty where it is used at once. */
function nameOf(whole: PythonNode): string | undefined {
  const { parent } = whole;
  if (parent === undefined) return undefined;
  if (parent.type === 'assignment' || parent.type === 'augmented_assignment') {
    const left = childOf(parent, 'left');
    return left === undefined ? undefined : dottedParts(left)?.at(-1);
  }
  if (parent.type === 'return_statement') {
    for (let up = parent.parent; up !== undefined; up = up.parent) {
      if (up.type === 'function_definition') return childOf(up, 'name')?.text;
    }
  }
  const isUsed = ['for_statement', 'for_in_clause', 'expression_statement', 'yield'].includes(parent.type);
  return isUsed || (parent.type === 'comparison_operator' && !/\bnot\s+in\b/.test(parent.text)) ? '' : undefined;
}
