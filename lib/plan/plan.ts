/** Everything one run is going to do, as data: changes of files, lines that are left to the user, and what was seen. */
import type { Guard } from '../framework/guards.js';
import type { KeptEdit } from '../package/kept-deletes.js';
import type { PastedLines } from '../refusal.js';
import type { NewPackage } from '../registration/register.js';
import type { BackReference } from '../request/fields.js';
import type { ModelSpec } from '../request/model.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';

/** A file that gets another text. This is all that the commit sees. */
export type Change = {
  readonly path: string;
  /** The text before; nothing for a new file. */
  readonly before: string | undefined;
  readonly after: string;
  readonly why: 'package' | 'registration';
  /** What was followed: `like line 7 for users`. Empty for a package's file. */
  readonly evidence: string;
  /** What of the user's own text is lost; nothing for a change that only adds. */
  readonly replaces?: string | undefined;
};

/** A model with its fields as they were asked for, and where the application serves it, once for each way there. */
export type ModelPlan = {
  readonly name: string;
  readonly paths: readonly ServedPath[];
  readonly fields: readonly string[];
  /** The model of those whose records they are. */
  readonly owner?: string;
};

/** `/api/v1/invoices` as in the OpenAPI document, and what guards everything that is included there. */
export type ServedPath = { readonly path: string; readonly guards: readonly Guard[] };

export type PackagePlan = {
  readonly name: string;
  /** It is new in this run. */
  readonly isNew: boolean;
  readonly models: readonly ModelPlan[];
  /** The columns that a table gets which is there. */
  readonly added?: { readonly model: string; readonly table: string; readonly columns: readonly string[] };
  /** How it is written; nothing for a package that is only registered. */
  readonly conventions?: Style;
  readonly host: Host;
  /** Its folder; by layer the one that holds the layers. */
  readonly folder: string;
  /** Its files, tests included, wherever this host keeps them; those that say already what is asked for change nothing. */
  readonly files: readonly string[];
  /** Where the interactive documents of its application are: `/docs`. */
  readonly docs: string;
  /** What was seen of it, in sentences. */
  readonly notes: readonly string[];
};

/** A package with the changes that write it, and what its registration has to know of it. */
export type PlannedPackage = {
  readonly plan: PackagePlan;
  readonly changes: readonly Change[];
  readonly registration: NewPackage;
  /** The classes with a table that it has, those that join others among them. */
  readonly classes?: readonly Pick<ModelSpec, 'name' | 'table'>[];
  /** The other ends of its references, in models that it does not write. */
  readonly backs?: readonly BackReference[];
  /** The deletes of other models that answer now where one of its records refers to theirs. */
  readonly keeps?: readonly KeptEdit[];
};

export type Plan = {
  readonly packages: readonly PackagePlan[];
  /** The files of the packages first, then those of the host. */
  readonly changes: readonly Change[];
  /** Lines of host files that the user adds. */
  readonly byHand: readonly PastedLines[];
  /** Whether the application was started with these lines, in a sentence. */
  readonly byHandTried?: string;
  /** What was seen and left alone, in sentences. */
  readonly notes: readonly string[];
};

export const EMPTY_PLAN: Plan = { packages: [], changes: [], byHand: [], notes: [] };

export const packageChanges = ({ changes }: Plan): readonly Change[] => changes.filter(({ why }) => why === 'package');

export const hostChanges = ({ changes }: Plan): readonly Change[] =>
  changes.filter(({ why }) => why === 'registration');

export const newFiles = ({ changes }: Plan): readonly Change[] => changes.filter(({ before }) => before === undefined);

/** Changes that take something of the user's own text away. */
export const replacements = ({ changes }: Plan): readonly Change[] =>
  changes.filter(({ replaces }) => replaces !== undefined);
