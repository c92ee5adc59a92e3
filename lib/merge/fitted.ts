/** Keeps what was inserted as the formatter of the host leaves it, where the lines around it are as it leaves them. */
import { applyEdits, type TextEdit } from '../python/edit.js';
import { formatStatement } from '../python/format.js';
import { indentAt } from '../python/style.js';
import { childOf, loadParser, type PythonNode, type PythonTree } from '../python/syntax.js';
import { indented, type MergeStep } from './place.js';

/** The edits of a step; where a line gets longer, the statement is formatted if it was formatted before. */
export async function fittedStep(
  { source, root }: PythonTree,
  step: MergeStep,
  limit: number,
  isLimited: boolean,
): Promise<readonly TextEdit[]> {
  if (!step.isInline) return Promise.all(step.edits.map((edit) => fittedLines(source, edit, limit, isLimited)));
  const [first] = step.edits;
  const unit = first === undefined ? undefined : unitAt(root, first.at);
  const broken = step.broken ?? step.edits;
  if (unit === undefined) return broken;
  const indent = indentAt(source, unit.start);
  const text = source.slice(unit.start, unit.end);
  const width = limit - indent.length;
  const formatted = await formattedUnit(withoutIndent(text, indent), unit.kind, width);
  if (formatted === undefined || formatted !== withoutIndent(text, indent)) return broken;
  const shift = step.edits.reduce((length, { insert, remove }) => length + insert.length - remove, 0);
  const isInside = step.edits.every(({ at, remove }) => at >= unit.start && at + remove <= unit.end);
  if (!isInside) return broken;
  const after = applyEdits(source, step.edits).slice(unit.start, unit.end + shift);
  const result = await formattedUnit(withoutIndent(after, indent), unit.kind, width);
  if (result === undefined) return broken;
  const insert = indented(source, result, indent).slice(indent.length);
  return [{ at: unit.start, remove: unit.end - unit.start, insert }];
}

type Unit = { readonly kind: 'statement' | 'decorator' | 'header'; readonly start: number; readonly end: number };

/** A simple statement, a decorator, or what a compound statement has before its body. */
function unitAt(root: PythonNode, at: number): Unit | undefined {
  let node = root;
  let unit: Unit | undefined;
  for (;;) {
    const inner = node.named.find(({ start, end }) => start <= at && at <= end && start < end);
    if (inner === undefined) return unit;
    node = inner;
    if (node.type === 'decorator') return { kind: 'decorator', start: node.start, end: node.end };
    const body = childOf(node, 'body');
    const isCompound = body?.type === 'block';
    if (isCompound)
      unit = at < body.start ? { kind: 'header', start: node.start, end: headerEnd(node, body) } : undefined;
    else if (node.parent?.type === 'block' || node.parent?.type === 'module')
      unit =
        /definition$|_statement$/.test(node.type) && node.children.some(({ type }) => type === 'block')
          ? undefined
          : { kind: 'statement', start: node.start, end: node.end };
  }
}

function headerEnd(node: PythonNode, body: PythonNode): number {
  const colon = node.children.findLast(({ type, end }) => type === ':' && end <= body.start);
  return colon?.end ?? body.start;
}

function withoutIndent(text: string, indent: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join('\n');
}

const BODIES = { statement: '', decorator: '\ndef f():\n    pass', header: '\n    pass' } as const;

async function formattedUnit(text: string, kind: Unit['kind'], width: number): Promise<string | undefined> {
  if (/"""|'''/.test(text)) return undefined;
  const lines = await formatStatement(text + BODIES[kind], width).catch(() => undefined);
  const extra = BODIES[kind].split('\n').length - 1;
  return lines?.slice(0, lines.length - extra).join('\n');
}

/** Inserted lines, wrapped. */
async function fittedLines(source: string, edit: TextEdit, limit: number, isLimited: boolean): Promise<TextEdit> {
  const { insert } = edit;
  if (!isLimited) return edit;
  const [, before = '', body = '', after = ''] = /^([\r\n]*)([\s\S]*?)([\r\n]*)$/.exec(insert) ?? [];
  const isMiddle = edit.remove > 0;
  const indent = isMiddle ? indentAt(source, edit.at) : (/^[ \t]*/.exec(body)?.[0] ?? '');
  const lead = isMiddle ? indent : '';
  const text = await formattedLines(withoutIndent(lead + body, indent), limit - indent.length);
  const printed = indented(source, text, indent);
  return { ...edit, insert: before + (isMiddle ? printed.slice(lead.length) : printed) + after };
}

/** A statement at a width; as it is where it cannot be read alone. */
async function formattedLines(text: string, width: number): Promise<string> {
  const isAlone = (await loadParser()).parse(text).complete;
  return isAlone ? (await formatStatement(text, width).catch(() => [text])).join('\n') : text;
}
