import { registerModels } from '../../lib/registration/models.js';
import type { EditOutcome } from '../../lib/registration/outcome.js';
import { registerRouter } from '../../lib/registration/routers.js';
import { inOneFile } from '../lib/one-file.js';
import { type Host, makeHost } from './host.js';
import type { Oracle } from './oracle.js';
import { BLUEPRINT, NEW, SECOND } from './package-draft.js';
import { wrongDeeds, wrongText } from './properties.js';

type Kind = Host['kinds'][number];
/** What registering one package in one host came to. */
type Run = {
  readonly source: string;
  readonly kinds: ReadonlySet<Kind>;
  readonly refusals: readonly string[];
  readonly problems: readonly string[];
};

function register(host: Host, kind: Kind, source: string, pkg: typeof NEW | typeof SECOND): Promise<EditOutcome> {
  const { module, isPackage, importRoot } = host;
  const mode: 'create-all' | 'imports' = /^[^#\n]*\bcreate_all\b/m.test(host.source) ? 'create-all' : 'imports';
  const request = { module, isPackage, importRoot, blueprint: BLUEPRINT, mode, ...pkg };
  return inOneFile(kind === 'models' ? registerModels : registerRouter, source, request);
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

/** What came of one host: everything that is wrong, and the text in which it is. */
export type Verdict = {
  readonly host: Host;
  readonly text: string;
  readonly refusals: readonly string[];
  readonly problems: readonly string[];
};

/** Makes a host, registers one package or two in it, and asks the oracle what it does. */
export async function tried(oracle: Oracle, seed: number): Promise<Verdict> {
  const host = makeHost(seed);
  const first = await registerAll(host, host.source, NEW);
  const second = first.kinds.size === 0 || seed % 2 === 0 ? first : await registerAll(host, first.source, SECOND);
  const [before, after, both] = await oracle.judge(host, [host.source, first.source, second.source]);
  if (before === undefined || after === undefined || both === undefined) throw new Error('the oracle said nothing');
  if ('error' in before[0]) throw new Error(`Seed ${seed} makes no host: ${before[0].error}\n${host.source}`);
  const problems = [
    ...first.problems,
    ...wrongDeeds({ host, package: NEW.package, kinds: first.kinds }, before, after),
  ];
  if (second !== first && problems.length === 0) {
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
