/** Keeps what is inserted within the longest line that a file may have. */
import type { TextEdit } from './edit.js';
import { formatStatement } from './format.js';
import { endOfLine } from './style.js';

/** The longest line that an insertion may make; `undefined` where the file has longer ones already. */
export function limitIn(source: string, lineLength: number): number | undefined {
  const isLong = (line: string): boolean => line.length > lineLength && !UNBREAKABLE.test(line);
  return source.split(/\r\n|\r|\n/).some(isLong) ? undefined : lineLength;
}

/** A comment, or a string by itself: no formatter breaks these. */
const UNBREAKABLE = /^\s*(?:#|[rRbBuU]?["'])/;

/** Wraps an inserted statement over the line limit, unless the host itself exceeds it. */
export async function fitted(source: string, edit: TextEdit, limit: number | undefined): Promise<TextEdit> {
  const [, before = '', indent = '', statement = '', after = ''] =
    /^([\r\n]*)( *)([^\s#;,][^\r\n#]*)([\r\n]*)$/.exec(edit.insert) ?? [];
  if (limit === undefined || indent.length + statement.length <= limit || before + after === '') return edit;
  const lines = await formatStatement(statement, limit - indent.length).catch(() => [statement]);
  const eol = /\r\n|\r|\n/.exec(before + after)?.[0] ?? endOfLine(source);
  const isTabbed = /^\t/m.test(source) && !/^ +\S/m.test(source);
  const step = (line: string): string => (isTabbed ? line.replaceAll(/(?<=^(?: {4})*) {4}/g, '\t') : line);
  const text = lines.map((line) => indent + step(line)).join(eol);
  return { ...edit, insert: before + text + after };
}
