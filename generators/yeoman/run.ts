/** What all generators of one run share, and how each hands in its part. */
import type Environment from 'yeoman-environment';
import { EMPTY_PLAN, type Plan } from '../../lib/plan/plan.js';
import { type Draft, merged } from '../../lib/plan/request.js';
import { type ReadTexts, readTexts } from '../../lib/project/parsed-files.js';
import type { ProofVerdict } from '../../lib/proof/verdict.js';
import type { PackageSpec } from '../../lib/request/package.js';
import type { AskedPlaces } from '../../lib/request/spec.js';
import { hostFlags, isOnlyRegistered, leavesHostAlone, wantsJson } from './flags.js';
import type { Instance } from './instance.js';
import { watchSignals } from './interrupt.js';
import { noteCrash, openOutput } from './json-output.js';
import { ignoreBrokenPipe } from './pipe.js';
import { messageOf, stopFor } from './stop.js';
import { tell } from './terminal.js';
import { recoverFirst } from './writing.js';

/** What all composed instances of one run share. */
export type Run = {
  /** The first instance of ours: it writes for all. */
  readonly lead: Instance;
  /** Our own run, or a part of a larger generator's. */
  readonly isOwn: boolean;
  readonly drafts: Map<string, Draft>;
  /** What was read of the backend so far: the plan parses no file again that a question has looked at. */
  readonly texts: ReadTexts;
  plan: Plan;
  /** What was proven of the plan; nothing where that was not asked for. */
  proof: ProofVerdict | undefined;
  /** The number of the last commit in the project when it was planned. */
  plannedAt: number;
  /** No other run can write any more. */
  isHolding: boolean;
  /** Something is written: nobody declined, and there was something to do. */
  isDone: boolean;
};

const KEY = 'generator-backend-package';

/** The queues around Yeoman's commit. */
export const QUEUES = { plan: 'register', yeomansCommit: 'environment:conflicts', commit: 'commit-host' } as const;

// `getContextMap` and `composedStore` are missing in the type that yeoman-generator gives its environment.
const environment = (generator: Instance): Environment => generator.env as unknown as Environment;

/** Whether a larger generator writes the files itself. */
export function parentCommits(generator: Instance): boolean {
  const { composedStore } = environment(generator) as unknown as { composedStore: { customCommitTask?: unknown } };
  return composedStore.customCommitTask !== undefined;
}

/** Options that the environment gives to every generator. */
export function sharedOptions(generator: Instance): object {
  return (environment(generator) as unknown as { sharedOptions?: object }).sharedOptions ?? {};
}

/** Yeoman's `--force`, given to the generator or to the run it is part of. */
export function isForced(run: Run): boolean {
  return run.lead.options.force === true || conflicterOptions(run.lead).force === true;
}

/** How the environment asks about files that exist. */
export function conflicterOptions(generator: Instance): { readonly force?: boolean } {
  const given = environment(generator) as unknown as { readonly conflicterOptions?: { readonly force?: boolean } };
  return given.conflicterOptions ?? {};
}

const openRun = (generator: Instance): Run | undefined =>
  environment(generator).getContextMap(KEY).get('run') as Run | undefined;

/** The run that `generator` has begun or joined. */
export function runOf(generator: Instance): Run {
  const run = openRun(generator);
  if (run === undefined) throw new Error('the run has not begun');
  return run;
}

/** Joins the run that `generator` is part of; the first caller opens it. */
export function beginRun(generator: Instance, isOurs: (root: unknown) => boolean): Run {
  const open = openRun(generator);
  if (open !== undefined) return open;
  const run: Run = {
    lead: generator,
    isOwn: isOurs(generator.env.rootGenerator()),
    drafts: new Map(),
    texts: readTexts(),
    plan: EMPTY_PLAN,
    proof: undefined,
    plannedAt: 0,
    isHolding: false,
    isDone: false,
  };
  environment(generator).getContextMap(KEY).set('run', run);
  watchSignals(run.isOwn);
  queueOnce(run, 'initializing', 'recover', async () => {
    const isDry = generator.options.dryRun === true;
    stopFor(await recoverFirst(startOf(generator), isDry, (line) => tell(generator, line)));
  });
  if (run.isOwn) {
    ignoreBrokenPipe();
    if (wantsJson(generator)) openOutput(generator.options.namespace?.split(':').at(-1) ?? 'app', generator.env.cwd);
    (generator.env as unknown as NodeJS.EventEmitter).once('error', (error: unknown) => noteCrash(messageOf(error)));
    // A Python project has no package.json whose dependencies could be installed; a Node parent keeps its own.
    (generator.env.rootGenerator() as unknown as Instance).setFeatures({ customInstallTask: true } as never);
  }
  return run;
}

/** Asks for a new package. */
export function handInPackage(run: Run, generator: Instance, spec: PackageSpec, places?: AskedPlaces): void {
  handIn(run, { ...draftOf(generator, spec), isNew: true, places });
}

/** Asks for a model in its package; its paths are at `path` below the package's prefix. */
export function handInModel(
  run: Run,
  generator: Instance,
  spec: PackageSpec,
  path: string,
  places?: AskedPlaces,
): void {
  handIn(run, { ...draftOf(generator, spec), models: [{ spec: spec.model, path }], places });
}

/** Asks for fields in a model of its package. */
export function handInFields(run: Run, generator: Instance, spec: PackageSpec): void {
  const { name: model, fields } = spec.model;
  handIn(run, { ...draftOf(generator, spec), added: [{ model, fields }] });
}

function handIn(run: Run, draft: Draft): void {
  const known = run.drafts.get(draft.name);
  run.drafts.set(draft.name, known === undefined ? draft : merged(known, draft));
}

function draftOf(generator: Instance, { name, slug, tag }: Pick<PackageSpec, 'name' | 'slug' | 'tag'>): Draft {
  return {
    name,
    slug,
    ...(tag === undefined ? {} : { tag }),
    start: startOf(generator),
    flags: hostFlags(generator),
    registers: !leavesHostAlone(generator),
    isRegisteredOnly: isOnlyRegistered(generator),
    isNew: false,
    models: [],
  };
}

/** The folder from which the backend is looked for. */
export function startOf(generator: Instance): string {
  return generator.options.destinationRoot ?? generator.env.cwd;
}

/** Queues a task at the end of a queue, once for all instances. A throw in it prints nothing but the error itself. */
export function queueOnce(run: Run, queue: string, name: string, task: () => Promise<void> | void): void {
  run.lead.env.queueTask(queue, async () => task(), { once: `${KEY}:${name}` });
}
