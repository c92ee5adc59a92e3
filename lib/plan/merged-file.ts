/** One file of a package that exists, with what a new field adds to it. */

import { mergeInsertions, type Unmerged } from '../merge/merge.js';
import type { FileStyle } from '../package/assemble.js';
import { printed, quoteOf } from '../package/assemble.js';
import { spellingIn } from '../package/import-spelling.js';
import { insertImports } from '../package/insert-imports.js';
import type { Piece } from '../package/pieces.js';
import { printAllImports } from '../package/type-imports.js';
import { compilerProblem } from '../python/compiler.js';
import { listedIn } from '../python/dunder-all.js';
import { applyEdits } from '../python/edit.js';
import { formatPython, syntaxProblem } from '../python/format.js';
import { endOfLine } from '../python/style.js';
import { loadParser } from '../python/syntax.js';
import { addedLines } from './lines.js';
import { unboundName } from './unbound-names.js';

export type MergeAsked = {
  /** The file's dotted name, and its path below the package as the standard calls it. */
  readonly module: string;
  readonly file: string;
  readonly ours: string;
  /** What the file consists of without the field, and with it. */
  readonly base: readonly Piece[];
  readonly theirs: readonly Piece[];
  /** The attributes that come into it. */
  readonly names: readonly string[];
  /** What the text needs besides. */
  also(text: string): Promise<string>;
};

export type MergedFile =
  | {
      readonly kind: 'merged';
      readonly text: string;
      readonly left: readonly Unmerged[];
      readonly absent: readonly Unmerged[];
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly paste: string };

/** Wide enough that no line is broken: what is compared has the shape of its code alone. */
const WIDE = 320;

/** A file of tests that has less of what is generated was written by people. */
const GENERATED = 0.5;

export async function mergedFile(asked: MergeAsked, style: FileStyle): Promise<MergedFile> {
  const { file, ours } = asked;
  const isTest = file.startsWith('tests/');
  const problem = await syntaxProblem(ours);
  const refused = (reason: string, unmerged: readonly Unmerged[]): MergedFile => ({
    kind: 'refused',
    reason,
    paste: pasteOf(asked, style, unmerged),
  });
  if (problem !== undefined) return refused(`line ${problem.line} is not valid Python: ${problem.message}.`, []);
  const eol = endOfLine(ours);
  const source = ours.replaceAll(eol, '\n');
  const [base, theirs] = await Promise.all([asked.base, asked.theirs].map((pieces) => wide(pieces, style)));
  const merged = await mergeInsertions({
    base: base ?? '',
    theirs: theirs ?? '',
    ours: source,
    lineLength: style.lineLength,
    isLenient: isTest,
  });
  // Tests that people wrote send what they need: every new field may be left out.
  if (isTest && merged.known < GENERATED) return { kind: 'merged', text: ours, left: [], absent: [] };
  if (merged.unclear.length > 0 && !isTest) {
    const names = merged.unclear.map(({ name }) => name).join(', ');
    return refused(`it is not clear where what the field needs goes in ${names}.`, merged.unclear);
  }
  const text = await asked.also(merged.text);
  // Code under the name of what is new may have been there for something else.
  const lost = asked.names.find(
    (name) => [theirs, base, text].map((each) => hasWord(each, name)).join() === 'true,false,false',
  );
  if (lost !== undefined && merged.absent.length === 0 && !isTest) {
    return refused(`it is not clear where what ${lost} needs goes.`, []);
  }
  if (text === source) return { kind: 'merged', text: ours, left: merged.unclear, absent: merged.absent };
  const listed = await withExports(text, asked, style);
  if (listed === undefined) return refused('its __all__ is no plain list of names.', merged.unclear);
  const added = addedLines(source, listed)
    .map((each) => each.text)
    .join('\n');
  const names = asked.theirs
    .flatMap((piece) => piece.imports)
    .filter(({ local }) => new RegExp(`(?<![.\\w])${local}\\b`).test(added));
  const guard = asked.theirs.flatMap((piece) => piece.imports).find(({ local }) => local === 'TYPE_CHECKING');
  if (guard !== undefined && names.some(({ typeOnly }) => typeOnly)) names.unshift(guard);
  const distinct = [...new Map(names.map((each) => [JSON.stringify(each), each])).values()];
  const spell = spellingIn(style.habits, asked.module, file);
  const result = await insertImports(listed, distinct, asked.module, style, spell);
  if (typeof result !== 'string') return refused(`it uses the name ${result.taken} for something else.`, []);
  const wrong = await problemIn(source, result);
  if (wrong !== undefined) return refused(wrong, []);
  return { kind: 'merged', text: result.replaceAll('\n', eol), left: merged.unclear, absent: merged.absent };
}

const hasWord = (text: string | undefined, word: string): boolean => new RegExp(`\\b${word}\\b`).test(text ?? '');

async function wide(pieces: readonly Piece[], style: FileStyle): Promise<string> {
  const text = pieces.map((piece) => piece.text.trim()).join('\n\n\n');
  return text.trim() === '' ? '' : formatPython(`${text}\n`, { ...printed(style), lineWidth: WIDE });
}

/** What would be wrong with the file that is not wrong with it now. */
async function problemIn(before: string, after: string): Promise<string | undefined> {
  const parser = await loadParser();
  const [old, tree] = [parser.parse(before), parser.parse(after)];
  const syntax = await syntaxProblem(after);
  const problem = syntax ?? compilerProblem(tree);
  if (problem !== undefined) return `with it line ${problem.line} could not run: ${problem.message}.`;
  const unbound = unboundName(tree);
  const known = unboundName(old)?.text;
  return unbound === undefined || unbound.text === known
    ? undefined
    : `what the field needs uses ${unbound.text}, which the file does not have.`;
}

async function withExports(
  source: string,
  { base, theirs }: MergeAsked,
  style: FileStyle,
): Promise<string | undefined> {
  const parser = await loadParser();
  const old = new Set(base.flatMap((piece) => piece.exports));
  let text = source;
  for (const name of new Set(theirs.flatMap((piece) => piece.exports))) {
    if (old.has(name) || !new RegExp(`^class ${name}\\b`, 'm').test(text)) continue;
    const edits = listedIn(parser.parse(text), name, quoteOf(style), style.lineLength);
    if (edits === undefined) return undefined;
    text = applyEdits(text, edits);
  }
  return text;
}

/** The statements that could not be put in, as they would be, with the imports that they need. */
function pasteOf({ theirs, module, file }: MergeAsked, style: FileStyle, unmerged: readonly Unmerged[]): string {
  if (unmerged.length === 0) return '';
  const code = unmerged.map(({ text }) => text).join('\n\n\n');
  const imports = theirs
    .flatMap((piece) => piece.imports)
    .filter(({ local }) => new RegExp(`(?<![.\\w])${local}\\b`).test(code));
  const lines =
    imports.length === 0
      ? ''
      : `${printAllImports(imports, style.isOwn, spellingIn(style.habits, module, file))}\n\n\n`;
  return lines + code;
}
