/** Lists that a formatter broke over lines because of what a run put into them: on one line again where they fit there. */
import { applyEdits, type TextEdit } from '../python/edit.js';
import { lineEnd } from '../python/style.js';
import { type PythonNode, type PythonParser, walk } from '../python/syntax.js';

/** What runs made of a file. */
export type KnownEdit = { readonly before?: string | undefined; readonly after?: string | undefined };

const LISTS: ReadonlySet<string> = new Set(['list', 'tuple', 'set', 'import_from_statement']);

/** An edit of a run has to have broken the list, and its line must be no longer than it has been before. */
export function rejoined(parser: PythonParser, text: string, edits: readonly KnownEdit[]): string {
  const lines = edits.map(({ before = '', after = '' }) => ({ before: linesOf(before), after: linesOf(after) }));
  const joined = [...walk(parser.parse(text).root)].flatMap((node): readonly TextEdit[] => {
    const broken = brokenList(text, node);
    if (broken === undefined) return [];
    const { at, head, bare, line } = broken;
    const whole = (each: readonly string[]): readonly string[] =>
      each.filter((one) => one.startsWith(bare) && one !== head);
    const isOurs = lines.some(({ before, after }) => whole(before).length > 0 && after.includes(head));
    const longest = Math.max(
      ...lines.flatMap(({ before, after }) => whole([...before, ...after])).map((one) => one.length),
    );
    return isOurs && line.length <= longest ? [{ at, remove: broken.end - at, insert: line }] : [];
  });
  return applyEdits(text, joined);
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/).map((line) => line.trimEnd());

type Broken = {
  /** From the start of its first line to the end of its last one. */
  readonly at: number;
  readonly end: number;
  /** Its first line, and what that begins with when the list is on one line. */
  readonly head: string;
  readonly bare: string;
  /** All of it on one line. */
  readonly line: string;
};

/** A list with its brackets and each of its items on a line of their own. */
function brokenList(text: string, node: PythonNode): Broken | undefined {
  if (!LISTS.has(node.type)) return undefined;
  const isImport = node.type === 'import_from_statement';
  const open = node.children.find(({ type }) => ['(', '[', '{'].includes(type));
  const items = node.named.filter(({ field }) => !isImport || field === 'name');
  const close = node.children.at(-1);
  if (open === undefined || close === undefined || items.length === 0) return undefined;
  const around = [open, ...items, close];
  const isEach = around.every((each, index) => each.line === open.line + index && !/[\r\n]/.test(each.text));
  if (!isEach || node.children.some(({ type }) => type === 'comment')) return undefined;
  const at = text.lastIndexOf('\n', open.start) + 1;
  const tail = text.slice(close.end, lineEnd(text, close.end));
  const head = text.slice(at, open.end);
  const bare = isImport ? head.slice(0, -1) : head;
  if (!/\w/.test(head) || tail.includes('#')) return undefined;
  const alone = node.type === 'tuple' && items.length === 1 ? ',' : '';
  const line = `${bare}${items.map((each) => each.text).join(', ')}${alone}${isImport ? '' : close.text}${tail}`;
  return { at, end: close.end + tail.length, head, bare, line };
}
