/** The formatter: prints Python as ruff does, and judges whether a text is valid. */
import { compilerProblem, type SyntaxProblem } from './compiler.js';
import { loadParser, type PythonTree } from './syntax.js';
import { prepareWasm } from './wasm.js';

type Formatter = typeof import('@wasm-fmt/ruff_fmt');

let loading: Promise<Formatter> | undefined;

function load(): Promise<Formatter> {
  if (loading === undefined) {
    prepareWasm();
    loading = import('@wasm-fmt/ruff_fmt');
  }
  return loading;
}

/** Prints a module as `ruff format` does. Throws an `Error` when the text is not valid Python. */
export async function formatPython(
  source: string,
  { lineWidth, quotes = 'double' }: { readonly lineWidth: number; readonly quotes?: 'double' | 'single' },
): Promise<string> {
  const ruff = await load();
  try {
    return ruff.format(source, undefined, { line_width: lineWidth, quote_style: quotes });
  } catch (error) {
    if (typeof error !== 'string') throw error;
    const problem = describe(source, error);
    throw new Error(`line ${problem.line}: ${problem.message}`);
  }
}

/** The lines of one statement at a width, its quotes as they are. */
export async function formatStatement(statement: string, lineWidth: number): Promise<readonly string[]> {
  const ruff = await load();
  return ruff.format(statement, undefined, { line_width: lineWidth, quote_style: 'preserve' }).trimEnd().split('\n');
}

/** What CPython would refuse in this text: its parser, and the plainest of its compiler; `undefined` for valid Python. */
export async function syntaxProblem(source: string): Promise<SyntaxProblem | undefined> {
  return syntaxProblemIn((await loadParser()).parse(source));
}

const judged = new WeakMap<PythonTree, Promise<SyntaxProblem | undefined>>();

/** The same for a text that was parsed. */
export function syntaxProblemIn(tree: PythonTree): Promise<SyntaxProblem | undefined> {
  const problem = judged.get(tree) ?? judge(tree);
  judged.set(tree, problem);
  return problem;
}

async function judge(tree: PythonTree): Promise<SyntaxProblem | undefined> {
  const nul = tree.source.indexOf('\0');
  if (nul >= 0) return { message: 'a NUL character', line: tree.source.slice(0, nul).split(/\r\n|\r|\n/).length };
  // The formatter's own stack ends, too.
  if (tree.tooDeep !== undefined) return { message: 'it is nested too deeply', line: tree.tooDeep.line };
  const ruff = await load();
  try {
    ruff.format(tree.source);
  } catch (error) {
    if (typeof error !== 'string') throw error;
    return describe(tree.source, error);
  }
  return tree.complete ? compilerProblem(tree) : undefined;
}

/** The same as one sentence with its line, or `undefined` for valid Python. */
export async function pythonSyntaxError(source: string): Promise<string | undefined> {
  const problem = await syntaxProblem(source);
  return problem === undefined ? undefined : `line ${problem.line}: ${problem.message}`;
}

/** ruff throws strings that end in a range of UTF-8 bytes. */
function describe(source: string, error: string): SyntaxProblem {
  const found = /^(.*?) at byte range (\d+)\.\.\d+$/s.exec(error);
  const message = found?.[1] ?? error;
  const start = Number(found?.[2] ?? 0);
  const before = new TextDecoder().decode(new TextEncoder().encode(source).subarray(0, start));
  return { message, line: before.split(/\r\n|\r|\n/).length };
}
