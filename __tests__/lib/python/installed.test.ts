import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { syntaxProblem } from '../../../lib/python/format.js';
import { readImports } from '../../../lib/python/imports.js';
import { loadParser, type PythonNode, type PythonTree } from '../../../lib/python/syntax.js';
import { pythonForTests, run } from '../../../scripts/python.mjs';

/** The dots of a relative import count from here; no file goes further up. */
const PACKAGE = 'a.b.c.d.e.f.g.h';
const PROGRAM = fileURLToPath(new URL('installed/imports.py', import.meta.url));

/** One imported name: its statement's line and text, its absolute name, and its spelling. */
type Imported = readonly [
  line: number,
  text: string | null,
  path: string | null,
  module: string | null,
  name: string,
  alias: string | null,
];
type Installed = readonly [path: string, imports: readonly Imported[]];

const python = await pythonForTests();
let files: readonly Installed[] = [];

beforeAll(async () => {
  if (python === undefined) return;
  const { status, stdout, stderr } = await run(python, ['-X', 'utf8', PROGRAM, PACKAGE]);
  if (status !== 0) throw new Error(stderr);
  files = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Installed);
});

test('over 2,000 installed files go through the tree and back, and their imports are those that CPython reads', async () => {
  if (python === undefined) return;
  expect(files.length).toBeGreaterThan(2000);
  const parser = await loadParser();
  const problems: string[] = [];
  let names = 0;
  for (const [path, imports] of files) {
    const source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
    const tree = parser.parse(source);
    const say = (problem: string): void => void problems.push(`${path}: ${problem}`);
    if (!tree.complete) say('the grammar does not know a part of it');
    const gap = between(tree).find((text) => !/^(?:[\s\uFEFF]|\\\r?\n|\\\r)*$/.test(text));
    if (gap !== undefined) say(`no node holds ${JSON.stringify(gap.slice(0, 80))}`);
    const problem = await syntaxProblem(source);
    if (problem !== undefined) say(`line ${problem.line}: ${problem.message}`);
    const [ours, theirs] = [importedNames(tree), imports.map((each) => JSON.stringify(each))].map((all) => all.sort());
    names += theirs?.length ?? 0;
    const wrong = ours?.find((each, index) => each !== theirs?.[index]) ?? theirs?.[ours?.length ?? 0];
    if (wrong !== undefined) say(`the import ${wrong} is not what CPython reads`);
  }
  console.info(`${files.length} installed files, ${names} imported names`);
  expect(problems).toEqual([]);
});

/** What stands between the leaves of a tree; the text of a string is no leaf, only its escapes and expressions are. */
function between({ root, source }: PythonTree): readonly string[] {
  const texts: string[] = [];
  let at = 0;
  const visit = (node: PythonNode): void => {
    if (node.start < at) throw new Error(`Nodes overlap in line ${node.line}.`);
    const isText = node.type === 'string_content' || node.type === 'format_specifier';
    if (node.children.length === 0 || isText) {
      texts.push(source.slice(at, node.start));
      at = node.end;
    } else for (const child of node.children) visit(child);
  };
  visit(root);
  return [...texts, source.slice(at)];
}

function importedNames(tree: PythonTree): string[] {
  const { bindings, stars } = readImports(tree, { name: `${PACKAGE}.module`, isPackage: false });
  const found = bindings.map(({ form, path, statement }): Imported => {
    const module = form.kind === 'from' ? form.module : null;
    const name = form.kind === 'from' ? form.name : form.module;
    return [statement.line, statement.text, path, module, name, form.alias ?? null];
  });
  for (const { path, statement } of stars) {
    const module = /^from\s*([.\w]+)/.exec(statement.text)?.[1] ?? null;
    found.push([statement.line, statement.text, `${path}.*`, module, '*', null]);
  }
  return found.map((each) => JSON.stringify(each));
}
