import type { Conventions } from '../host/conventions.js';
import type { Host } from '../host/locate.js';
import type { Line } from '../registration/outcome.js';

/** A file of a package: `replace` is there already and says something else. */
export type PackageFile = {
  readonly path: string;
  readonly kind: 'create' | 'replace' | 'same';
  readonly before: string;
  readonly after: string;
};

/** A host file with its registration lines. */
export type HostEdit = {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly lines: readonly Line[];
  /** Numbers of the lines of the old text that were followed, with what they do. */
  readonly like: string;
};

export type PackagePlan = {
  readonly name: string;
  readonly model: string;
  /** The singular of the package's name. */
  readonly singular: string;
  /** Where its paths stand, as far as it is known: `/api/v1/invoices`. */
  readonly path: string;
  readonly fields: readonly string[];
  readonly conventions: Conventions;
  readonly host: Host;
  readonly folder: string;
  readonly files: readonly PackageFile[];
};

/** Everything one run is going to do. */
export type Plan = { readonly packages: readonly PackagePlan[]; readonly edits: readonly HostEdit[] };

export const writtenFiles = (plan: Plan): readonly PackageFile[] =>
  plan.packages.flatMap((each) => each.files.filter((file) => file.kind !== 'same'));

export const replacedFiles = (plan: Plan): readonly PackageFile[] =>
  writtenFiles(plan).filter((file) => file.kind === 'replace');

export const isNothing = (plan: Plan): boolean => writtenFiles(plan).length === 0 && plan.edits.length === 0;
