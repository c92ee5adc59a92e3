/** Files that several packages of a run go into, as where all models are in one: what each has is on top of what the others had. */
import type { Project } from '../project/project.js';
import type { Refusal } from '../refusal.js';
import type { BackReference } from '../request/fields.js';
import type { Change, PlannedPackage } from './plan.js';

/** What the run makes besides the package: what is planned of it so far, and which of its models are referred to. */
export type RestOfRun = {
  readonly others: readonly Change[];
  /** A host with these changes. */
  readonly code: (host: Project) => Project;
  readonly kept: ReadonlySet<string>;
  /** The packages that it makes, with what their paths have for their names. */
  readonly slugs: ReadonlyMap<string, string>;
  /** The other ends of the references that other packages have to its models. */
  readonly backs: readonly BackReference[];
};

export const NOTHING_ELSE: RestOfRun = {
  others: [],
  code: (host) => host,
  kept: new Set(),
  slugs: new Map(),
  backs: [],
};

/** What a file says that another package of the run has written into. */
export function textInRun({ others }: RestOfRun, path: string): string | undefined {
  return others.findLast((change) => change.path === path)?.after;
}

/** Whether another package goes into its files, so that it cannot be planned again by itself. */
export function isShared(own: PlannedPackage, planned: readonly PlannedPackage[]): boolean {
  const paths = new Set(own.changes.map(({ path }) => path));
  return planned.some((other) => other !== own && other.changes.some(({ path }) => paths.has(path)));
}

/** One change for each file, from what it said first to what it says at last, in the order in which packages were planned. */
export function chained(planned: readonly PlannedPackage[]): readonly Change[] | Refusal {
  const changes = new Map<string, Change>();
  for (const { plan, changes: own } of planned) {
    for (const change of own) {
      const known = changes.get(change.path);
      if (known !== undefined && known.after !== change.before) {
        return {
          id: 'file-shared',
          status: 3,
          reason: `${plan.name} and another package of this run edit the same file, each by itself.`,
          at: { path: change.path },
          hint: 'Ask for one of them first, and for the others in runs of their own.',
        };
      }
      changes.set(change.path, known === undefined ? change : { ...change, before: known.before });
    }
  }
  return [...changes.values()];
}
