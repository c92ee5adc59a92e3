import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { syntaxProblem } from '../../../lib/python/format.js';
import { readImports } from '../../../lib/python/imports.js';
import { boundNames } from '../../../lib/python/scope.js';
import { loadParser, walk } from '../../../lib/python/syntax.js';
import { lostText } from './leaves.js';
import { BROKEN, UNSEEN } from './newest/broken.js';
import { GAPS, MISREAD, VALID } from './newest/valid.js';

type Judgement = { readonly problem: string } | { readonly calls: number; readonly names: readonly string[] };

const texts = [...Object.values(VALID), ...Object.values(BROKEN)];
const { version, judgements } = judge();
const judgementOf = new Map(texts.map((text, index) => [text, judgements[index]]));

function judge(): { version: string; judgements: readonly Judgement[] } {
  const program = fileURLToPath(new URL('newest/cpython.mjs', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`CPython did not judge: ${stderr}`);
  return JSON.parse(stdout);
}

test('the judge is CPython 3.14', () => {
  expect(version).toMatch(/^3\.14\./);
});

describe('what CPython accepts goes through the tree and the judge of syntax', () => {
  test.each(Object.entries(VALID))('%s', async (name, source) => {
    const judgement = judgementOf.get(source);
    if (judgement === undefined || 'problem' in judgement) throw new Error(`CPython: ${judgement?.problem}`);
    expect(await syntaxProblem(source)).toBeUndefined();
    const tree = (await loadParser()).parse(source);
    expect(tree.complete).toBe(!(name in GAPS));
    if (!tree.complete) return;
    expect(lostText(tree)).toBeUndefined();
    const found = [...walk(tree.root)].filter(({ type }) => type === 'call').length;
    expect(found === judgement.calls).toBe(!(name in MISREAD));
    const { bindings, stars } = readImports(tree, { name: 'app.main', isPackage: false });
    const bound = [...boundNames(tree.root), ...bindings.map((each) => each.name)].map((each) =>
      each.normalize('NFKC'),
    );
    // One too many is harmless: the variable of a comprehension is among ours.
    expect(bound).toEqual(expect.arrayContaining([...judgement.names]));
    expect(stars.length).toBe(source.split(' import *').length - 1);
  });

  test('the gaps are among them', () => {
    expect(Object.keys(VALID)).toEqual(expect.arrayContaining(Object.keys({ ...GAPS, ...MISREAD })));
    expect(Object.keys(BROKEN)).toEqual(expect.arrayContaining([...UNSEEN]));
  });
});

describe('what CPython refuses is refused', () => {
  test.each(Object.entries(BROKEN))('%s', async (name, source) => {
    expect(judgementOf.get(source)).toHaveProperty('problem');
    const problem = await syntaxProblem(source);
    if (UNSEEN.includes(name)) expect(problem).toBeUndefined();
    else expect(problem).toEqual({ message: expect.any(String), line: expect.any(Number) });
  });
});
