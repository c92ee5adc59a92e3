import type { Line } from '../registration/outcome.js';
import type { NewPackage } from '../registration/register.js';
import type { Conventions } from '../style/conventions.js';
import type { Host } from '../wiring/host.js';

/**
 * A file of a package. `edit` only adds to one that is there, `replace` changes what it says: `differs` names what.
 */
export type PackageFile = {
  readonly path: string;
  readonly kind: 'create' | 'edit' | 'replace' | 'same';
  readonly before: string;
  readonly after: string;
  readonly differs?: readonly string[];
};

/** A host file with its registration lines. */
export type HostEdit = {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly lines: readonly Line[];
  /** What was followed: `like line 7 for users`. */
  readonly like: string;
};

/** A model with its fields as they were asked for, and where its paths stand: `/api/v1/invoices`. */
export type ModelPlan = { readonly name: string; readonly path: string; readonly fields: readonly string[] };

export type PackagePlan = {
  readonly name: string;
  /** It is new in this run. */
  readonly isNew: boolean;
  /** Whether the host's files are edited for it; otherwise the lines are only shown. */
  readonly registers: boolean;
  readonly models: readonly ModelPlan[];
  /** How it is written; nothing for a package that is only registered. */
  readonly conventions?: Conventions;
  readonly registration: NewPackage;
  readonly host: Host;
  readonly folder: string;
  readonly files: readonly PackageFile[];
};

/** Lines of a host file that somebody has to add. */
export type ByHand = { readonly path: string; readonly lines: readonly string[] };

/** Everything one run is going to do, and what it leaves to the user. */
export type Plan = {
  readonly packages: readonly PackagePlan[];
  readonly edits: readonly HostEdit[];
  readonly byHand: readonly ByHand[];
  /** What was seen and left alone, in sentences. */
  readonly notes: readonly string[];
};

export const EMPTY_PLAN: Plan = { packages: [], edits: [], byHand: [], notes: [] };

export const writtenFiles = (plan: Plan): readonly PackageFile[] =>
  plan.packages.flatMap((each) => each.files.filter((file) => file.kind !== 'same'));

export const replacedFiles = (plan: Plan): readonly PackageFile[] =>
  writtenFiles(plan).filter((file) => file.kind === 'replace');

/** A text that takes another's place. */
export type FileEdit = { readonly path: string; readonly before: string; readonly after: string };

export const createdFiles = (plan: Plan): readonly PackageFile[] =>
  writtenFiles(plan).filter((file) => file.kind === 'create');

/** Files of packages that were there before this run. */
export const changedFiles = (plan: Plan): readonly PackageFile[] =>
  writtenFiles(plan).filter((file) => file.kind !== 'create');

export const isNothing = (plan: Plan): boolean => writtenFiles(plan).length === 0 && plan.edits.length === 0;
