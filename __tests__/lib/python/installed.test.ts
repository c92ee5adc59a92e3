import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { syntaxProblem } from '../../../lib/python/format.js';
import { type Imports, readImports } from '../../../lib/python/imports.js';
import { boundNames } from '../../../lib/python/scope.js';
import { loadParser, type PythonTree, walk } from '../../../lib/python/syntax.js';
import { pythonForTests, run } from '../../../scripts/python.mjs';
import { everyOf } from '../../share.js';
import { lostText } from './leaves.js';

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
type Installed = readonly [path: string, imports: readonly Imported[], calls: number, names: readonly string[]];

const python = await pythonForTests();
const ONE_IN = everyOf(6, 'installed files');
let files: readonly Installed[] = [];

beforeAll(async () => {
  if (python === undefined) return;
  const { status, stdout, stderr } = await run(python, ['-X', 'utf8', PROGRAM, PACKAGE, `${ONE_IN}`]);
  if (status !== 0) throw new Error(stderr);
  files = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Installed);
}, 600_000);

test('installed files go through the tree and back, and are read as CPython reads them', async () => {
  if (python === undefined) return;
  expect(files.length).toBeGreaterThan(2000 / ONE_IN);
  const parser = await loadParser();
  const problems: string[] = [];
  for (const file of files) {
    const source = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file[0]));
    const syntax = await syntaxProblem(source);
    if (syntax !== undefined) problems.push(`${file[0]}: line ${syntax.line}: ${syntax.message}`);
    problems.push(...problemsOf(parser.parse(source), file).map((problem) => `${file[0]}: ${problem}`));
  }
  const names = files.reduce((sum, [, imports]) => sum + imports.length, 0);
  console.info(`${files.length} installed files, ${names} imported names`);
  expect(problems).toEqual([]);
}, 600_000);

function problemsOf(tree: PythonTree, [, imports, calls, names]: Installed): string[] {
  const problems = tree.complete ? [] : ['the grammar does not know a part of it'];
  const lost = lostText(tree);
  if (lost !== undefined) problems.push(`no node holds ${JSON.stringify(lost.slice(0, 80))}`);
  // `type(x).y = z` is read as a type statement, see newest/valid.ts.
  const misread = tree.source.match(/^[ \t]*type\([^=\n]*\)[.[][^=\n]*=(?!=)/gm)?.length ?? 0;
  const found = misread + [...walk(tree.root)].filter(({ type }) => type === 'call').length;
  if (found !== calls) problems.push(`${found} calls instead of ${calls}`);

  const read = readImports(tree, { name: `${PACKAGE}.module`, isPackage: false });
  const known = [...boundNames(tree.root), ...read.bindings.map(({ name }) => name)];
  const bound = new Set(known.map((name) => name.normalize('NFKC')));
  const missing = names.find((name) => !bound.has(name));
  if (missing !== undefined) problems.push(`the module binds ${missing}`);

  const [ours, theirs] = [importedNames(read), imports].map((all) => all.map((each) => JSON.stringify(each)).sort());
  const wrong = ours?.find((each, index) => each !== theirs?.[index]) ?? theirs?.[ours?.length ?? 0];
  return wrong === undefined ? problems : [...problems, `the import ${wrong} is not what CPython reads`];
}

function importedNames({ bindings, stars }: Imports): readonly Imported[] {
  const named = bindings.map(({ form, path, statement }): Imported => {
    const module = form.kind === 'from' ? form.module : null;
    const name = form.kind === 'from' ? form.name : form.module;
    return [statement.line, statement.text, path, module, name, form.alias ?? null];
  });
  const starred = stars.map(({ path, statement }): Imported => {
    const module = /^from\s*([.\w]+)/.exec(statement.text)?.[1] ?? null;
    return [statement.line, statement.text, `${path}.*`, module, '*', null];
  });
  return [...named, ...starred];
}
