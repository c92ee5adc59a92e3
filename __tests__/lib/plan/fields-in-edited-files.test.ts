/** Random edits by hand on a generated package, then a field: nothing of them is lost, and a second run changes nothing. */
import { expect, test } from '@jest/globals';
import { planRun } from '../../../lib/plan/plan-run.js';
import { syntaxProblem } from '../../../lib/python/format.js';
import { loadParser, type PythonNode } from '../../../lib/python/syntax.js';
import { packageSpec } from '../asked.js';
import { changedBy, inMemory } from '../memory.js';
import { draftOf, sampleHost } from '../sample-hosts.js';

/** `FIELD_EDITS=200` tries as many. */
const RUNS = Number(process.env['FIELD_EDITS'] ?? 12);
const SHELL = { columns: undefined };
const FIELDS = ['number:str.32:unique', 'total:decimal.10.2:ge=0', 'status:enum.draft.sent:default=draft'];
const MORE = ['paid_on:date:optional:filter', 'code:str.20:optional', 'weight:int:default=1:sort'];

const parser = await loadParser();

type Random = (below: number) => number;

function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const top = (text: string, pattern: RegExp): readonly PythonNode[] =>
  parser.parse(text).root.named.filter(({ type }) => pattern.test(type));

/** Puts something below one of the nodes. */
function below(text: string, nodes: readonly PythonNode[], random: Random, more: string): string {
  const node = nodes[random(nodes.length)];
  return node === undefined ? text : text.slice(0, node.end) + more + text.slice(node.end);
}

function swapped(text: string, one: PythonNode | undefined, other: PythonNode | undefined): string {
  if (one === undefined || other === undefined) return text;
  return text.slice(0, one.start) + other.text + text.slice(one.end, other.start) + one.text + text.slice(other.end);
}

const EDITS: readonly ((text: string, random: Random, path: string) => string)[] = [
  (text, random) =>
    text.replace(/^( +)(?=\w+: )/gm, (indent) => (random(4) === 0 ? `${indent}# why\n${indent}` : indent)),
  (text, random) =>
    below(text, top(text, /^class_/), random, '\n\n    def by_hand(self) -> int:\n        # mine\n        return 1'),
  (text, random) =>
    below(text, top(text, /definition$/), random, '\n\n\ndef by_hand(value: int) -> int:\n    return value + 1'),
  (text) => swapped(text, ...(top(text, /^function_/).slice(0, 2) as [PythonNode, PythonNode])),
  (text) => text.replace(/"(\w+)"/g, "'$1'"),
  (text) => text.replace(/\n/g, '\r\n'),
  (text) => text.replace(/\bquery\b(?=\s|\)|$)/g, 'stmt'),
  (text, random) =>
    below(
      text,
      top(text, /^class_/).filter((node) => !/Enum/.test(node.text)),
      random,
      '\n\n    hand: int | None = None',
    ),
  (text, _, path) => {
    const [test] = path.includes('/test_') ? top(text, /^function_/).slice(-1) : [];
    return test === undefined ? text : text.slice(0, test.start).trimEnd() + text.slice(test.end);
  },
];

const tokens = (text: string): readonly string[] =>
  (text.match(/\w+|[^\w\s]/g) ?? []).filter((each) => !/[(),]/.test(each));

/** The tokens of one text that are not in the other in their order; those of imports may be sorted among new ones. */
function lost(before: string, after: string): readonly string[] {
  const code = (text: string): string => text.replace(/^(?:from|import) [\s\S]*?(?=\n\S)/gm, '');
  const own = tokens(code(before));
  let at = 0;
  for (const each of tokens(code(after))) if (each === own[at]) at += 1;
  return own.slice(at, at + 5);
}

const hosts = await Promise.all(
  ['hosts/standard', 'styles/layered-async', 'styles/async-functions'].map(async (name) => {
    const texts = sampleHost(name);
    const { plan } = await planRun(
      inMemory(texts),
      [draftOf(packageSpec({ package: 'invoices', fields: FIELDS }))],
      SHELL,
    );
    const after = changedBy(plan);
    const files = (plan?.packages[0]?.files ?? []).filter((path) => (after[path]?.length ?? 0) > 50);
    return { texts: { ...texts, ...after }, files };
  }),
);

test.each(Array.from({ length: RUNS }, (_, index) => index + 1))('edits by hand stay: %i', async (seed) => {
  const random = randomOf(seed * 7919);
  const host = hosts[random(hosts.length)];
  const texts: Record<string, string> = { ...host?.texts };
  for (let count = 1 + random(5); count > 0; count -= 1) {
    const path = host?.files[random(host.files.length)] ?? '';
    const edited = EDITS[random(EDITS.length)]?.((texts[path] ?? '').replaceAll('\r\n', '\n'), random, path) ?? '';
    if ((await syntaxProblem(edited)) === undefined) texts[path] = edited;
  }
  const spec = packageSpec({ package: 'invoices', model: 'Invoice', fields: [MORE[random(MORE.length)] ?? ''] });
  const added = [{ model: 'Invoice', fields: spec.model.fields }];
  const draft = draftOf(spec, { isNew: false, models: [], added });
  const { plan, refusals } = await planRun(inMemory(texts), [draft], SHELL);
  expect(refusals).toBeUndefined();
  expect(plan?.changes.length).toBeGreaterThan(1);
  for (const { before = '', after } of plan?.changes ?? []) {
    expect(lost(before, after)).toEqual([]);
    expect(await syntaxProblem(after)).toBeUndefined();
    expect(/[^\r]\n/.test(after)).toBe(/[^\r]\n/.test(before));
  }
  const now = changedBy(plan);
  expect((await planRun(inMemory({ ...texts, ...now }), [draft], SHELL)).plan?.changes).toEqual([]);
});
