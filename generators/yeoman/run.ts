import type Environment from 'yeoman-environment';
import type Generator from 'yeoman-generator';
import type { BaseOptions } from 'yeoman-generator';
import type { HostFlags } from '../../lib/backend/flags.js';
import { EMPTY_PLAN, type Plan } from '../../lib/plan/plan.js';
import type { ModelSpec } from '../../lib/request/model.js';
import type { PackageSpec } from '../../lib/request/package.js';
import { hostFlags, isOnlyRegistered, leavesHostAlone } from './flags.js';
import { ignoreBrokenPipe } from './terminal.js';

/** What every generator of this package can be given. */
export type RunOptions = BaseOptions & {
  /** Accept the plan when nothing is replaced. */
  readonly yes?: boolean;
  /** Accept the plan, replacing what is there. */
  readonly force?: boolean;
  /** Print the plan and write nothing. */
  readonly dryRun?: boolean;
};

export type Instance = Generator<Record<never, never>, RunOptions>;

/** One package as its generators hand it in, and the folder from which its backend is looked for. */
export type Draft = {
  readonly name: string;
  readonly slug: string;
  readonly start: string;
  flags: HostFlags;
  /** Its registration is asked for. */
  registers: boolean;
  /** The package is there, whoever wrote it, and is only registered. */
  isRegisteredOnly: boolean;
  /** The package is made in this run; otherwise it has to be there. */
  isNew: boolean;
  readonly models: Map<string, ModelDraft>;
  /** The same model was handed in twice, with other fields. */
  contradicted: string | undefined;
};

/** A model and its path below the package's prefix. */
export type ModelDraft = { readonly spec: ModelSpec; readonly path: string };

/** What all composed instances of one run share. */
export type Run = {
  /** The first instance of ours: it writes for all. */
  readonly lead: Instance;
  /** Our own run, or a part of a larger generator's. */
  readonly isOwn: boolean;
  readonly drafts: Map<string, Draft>;
  plan: Plan;
  /** Something is written: nobody declined, and there was something to do. */
  isDone: boolean;
};

const KEY = 'generator-backend-package';

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
  const { conflicterOptions } = environment(run.lead) as unknown as { conflicterOptions?: { force?: boolean } };
  return run.lead.options.force === true || conflicterOptions?.force === true;
}

/** The shared state of the run that `generator` is part of; the first caller opens it. */
export function runOf(generator: Instance, isOurs: (root: unknown) => boolean): Run {
  const map = environment(generator).getContextMap(KEY);
  const open = map.get('run') as Run | undefined;
  if (open !== undefined) return open;
  const run: Run = {
    lead: generator,
    isOwn: isOurs(generator.env.rootGenerator()),
    drafts: new Map(),
    plan: EMPTY_PLAN,
    isDone: false,
  };
  map.set('run', run);
  if (run.isOwn) {
    ignoreBrokenPipe();
    // A Python project has no package.json whose dependencies could be installed; a Node parent keeps its own.
    (generator.env.rootGenerator() as unknown as Instance).setFeatures({ customInstallTask: true } as never);
  }
  return run;
}

function draftOf(run: Run, generator: Instance, { name, slug }: PackageSpec): Draft {
  const start = generator.options.destinationRoot ?? generator.env.cwd;
  const known = run.drafts.get(name);
  if (known !== undefined) {
    known.flags = { ...known.flags, ...hostFlags(generator) };
    known.isRegisteredOnly ||= isOnlyRegistered(generator);
    known.registers &&= !leavesHostAlone(generator);
    return known;
  }
  const draft: Draft = {
    name,
    slug,
    start,
    flags: hostFlags(generator),
    registers: !leavesHostAlone(generator),
    isRegisteredOnly: isOnlyRegistered(generator),
    isNew: false,
    models: new Map(),
    contradicted: undefined,
  };
  run.drafts.set(name, draft);
  return draft;
}

/** Asks for a new package. */
export function handInPackage(run: Run, generator: Instance, spec: PackageSpec): void {
  draftOf(run, generator, spec).isNew = true;
}

/** Asks for a model in its package; its paths stand at `path` below the package's prefix. */
export function handInModel(run: Run, generator: Instance, spec: PackageSpec, path: string): void {
  const draft = draftOf(run, generator, spec);
  const { model } = spec;
  const known = draft.models.get(model.name);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify({ spec: model, path }))
    draft.contradicted = model.name;
  // A package has one first model.
  if (path === '' && [...draft.models.values()].some((each) => each.path === '' && each.spec.name !== model.name)) {
    draft.contradicted = model.name;
  }
  draft.models.set(model.name, { spec: model, path });
}

/** Queues a task at the end of a queue, once for all instances. A throw in it prints nothing but the error itself. */
export function queueOnce(run: Run, queue: string, name: string, task: () => Promise<void> | void): void {
  run.lead.env.queueTask(queue, async () => task(), { once: `${KEY}:${name}` });
}
