import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registerModels } from '../../lib/registration/models.js';
import type { EditOutcome } from '../../lib/registration/outcome.js';
import { registerRouter } from '../../lib/registration/routers.js';
import { pythonForTests } from '../../scripts/python.mjs';
import { BLUEPRINT, NEW, SECOND } from './property/draft.js';
import { type Host, makeHost } from './property/host.js';
import { type Oracle, startOracle } from './property/oracle.js';
import { wrongDeeds, wrongText } from './property/properties.js';

const SEED = Number(process.env['PROPERTY_SEED'] ?? 20_251_125);
const COUNT = Number(process.env['PROPERTY_COUNT'] ?? 3000);

type Kind = Host['kinds'][number];
/** What registering one package in one host came to. */
type Run = {
  readonly source: string;
  readonly kinds: ReadonlySet<Kind>;
  readonly refusals: readonly string[];
  readonly problems: readonly string[];
};

const python = await pythonForTests();
let oracle: Oracle;

beforeAll(() => {
  if (python !== undefined) oracle = startOracle(python);
});
afterAll(async () => {
  await oracle?.stop();
});

function register(host: Host, kind: Kind, source: string, pkg: typeof NEW | typeof SECOND): Promise<EditOutcome> {
  const { module, isPackage, importRoot } = host;
  const mode: 'create-all' | 'imports' = /^[^#\n]*\bcreate_all\b/m.test(host.source) ? 'create-all' : 'imports';
  const request = { module, isPackage, importRoot, blueprint: BLUEPRINT, mode, ...pkg };
  return kind === 'models' ? registerModels(source, request) : registerRouter(source, request);
}

async function registerAll(host: Host, before: string, pkg: typeof NEW | typeof SECOND): Promise<Run> {
  const kinds = new Set<Kind>();
  const reasons = new Map<Kind, string>();
  const refusals: string[] = [];
  const problems: string[] = [];
  let source = before;
  for (const kind of host.kinds) {
    const outcome = await register(host, kind, source, pkg);
    if (outcome.kind === 'unchanged') reasons.set(kind, outcome.because);
    if (outcome.kind === 'refused') refusals.push(`${kind} ${outcome.id}`);
    if (outcome.kind !== 'edited') continue;
    kinds.add(kind);
    problems.push(...wrongText(source, outcome.source).map((problem) => `${kind}: ${problem}`));
    source = outcome.source;
  }
  const models = reasons.get('models');
  // Importing the router brings the models, so that one edit may do for both; what the file does must show it.
  if (models !== undefined && host.kinds.includes('router') && /importing the router/.test(models)) {
    if (kinds.has('router')) kinds.add('models');
    reasons.delete('models');
  }
  problems.push(...[...reasons].map(([kind, because]) => `${kind}: unchanged, because ${because}`));
  for (const kind of kinds) {
    const again = await register(host, kind, source, pkg);
    if (again.kind !== 'unchanged') problems.push(`${kind}: a second run is ${JSON.stringify(again)}`);
  }
  return { source, kinds, refusals, problems };
}

type Verdict = {
  readonly host: Host;
  readonly text: string;
  readonly refusals: readonly string[];
  readonly problems: readonly string[];
};

async function tried(seed: number): Promise<Verdict> {
  const host = makeHost(seed);
  const first = await registerAll(host, host.source, NEW);
  const second = first.kinds.size === 0 ? first : await registerAll(host, first.source, SECOND);
  const [before, after, both] = await oracle.judge(host, [host.source, first.source, second.source]);
  if (before === undefined || after === undefined || both === undefined) throw new Error('the oracle said nothing');
  if ('error' in before[0]) throw new Error(`Seed ${seed} makes no host: ${before[0].error}\n${host.source}`);
  const problems = [
    ...first.problems,
    ...wrongDeeds({ host, package: NEW.package, kinds: first.kinds }, before, after),
  ];
  if (first.kinds.size > 0 && problems.length === 0) {
    problems.push(...second.problems.map((problem) => `second package, ${problem}`));
    const wrongly = second.refusals.filter((each) => [...first.kinds].some((kind) => each.startsWith(kind)));
    problems.push(...wrongly.map((each) => `the second package is refused: ${each}`));
    const wrong = wrongDeeds({ host, package: SECOND.package, kinds: second.kinds }, after, both);
    problems.push(...wrong.map((problem) => `second package, ${problem}`));
  }
  return {
    host,
    text: problems.some((each) => each.startsWith('second')) ? second.source : first.source,
    refusals: first.refusals,
    problems,
  };
}

test(`${COUNT} made-up hosts are edited rightly or refused`, async () => {
  if (python === undefined) return;
  const verdicts: Verdict[] = [];
  for (let at = 0; at < COUNT; at += 50) {
    const seeds = Array.from({ length: Math.min(50, COUNT - at) }, (_, index) => SEED + at + index);
    verdicts.push(...(await Promise.all(seeds.map(tried))));
  }
  const wrong = verdicts.filter(({ problems }) => problems.length > 0);
  wrong.sort((left, right) => left.host.source.length - right.host.source.length);
  report(verdicts, wrong);
  expect(wrong.map(({ host, problems }) => [host.seed, ...problems])).toEqual([]);
});

function report(verdicts: readonly Verdict[], wrong: readonly Verdict[]): void {
  const counts = new Map<string, number>();
  const asked = verdicts.reduce((sum, { host }) => sum + host.kinds.length, 0);
  for (const id of verdicts.flatMap(({ refusals }) => refusals)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const lines = [...counts]
    .sort((left, right) => right[1] - left[1])
    .map(([id, count]) => `${id}: ${((100 * count) / asked).toFixed(1)} %`);
  console.info([`seed ${SEED}, ${verdicts.length} hosts, ${asked} registrations, refused:`, ...lines].join('\n  '));
  if (process.env['PROPERTY_SHAPES']) {
    const shapes = new Map<string, [number, number]>();
    for (const { host, refusals } of verdicts)
      for (const shape of host.shapes) {
        const [all, no] = shapes.get(shape) ?? [0, 0];
        shapes.set(shape, [all + 1, no + (refusals.length > 0 ? 1 : 0)]);
      }
    console.info([...shapes].map(([shape, [all, no]]) => `${shape}: ${no}/${all}`).join('\n'));
  }
  for (const { host, text, problems } of wrong.slice(0, Number(process.env['PROPERTY_SHOW'] ?? 3))) {
    console.error(
      [`seed ${host.seed} (${host.shapes.join(', ')})`, ...problems, '--- before', host.source, '--- after', text].join(
        '\n',
      ),
    );
  }
}
