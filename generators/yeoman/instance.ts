/** One generator of a run as the rest of the shell sees it, with the options that each of ours takes. */
import type Generator from 'yeoman-generator';
import type { BaseOptions } from 'yeoman-generator';

/** What every generator of this package can be given. */
export type RunOptions = BaseOptions & {
  /** Accept the plan when nothing is replaced. */
  readonly yes?: boolean;
  /** Accept the plan, replacing what exists. */
  readonly force?: boolean;
  /** Print the plan and write nothing. */
  readonly dryRun?: boolean;
  /** Print one JSON document on standard output, and ask nothing. */
  readonly json?: boolean;
  /** Print every value of the style with its evidence. */
  readonly explain?: boolean;
  /** How the plan is tried on a copy of the host before it is written. */
  readonly proof?: 'auto' | 'import' | 'full' | 'off';
  /** The host's Python. */
  readonly python?: string;
  /** The seconds that the proof may take. */
  readonly proofTimeout?: string | number;
  /** New routes may let in more callers than the blueprint's. */
  readonly public?: boolean;
};

export type Instance = Generator<Record<never, never>, RunOptions>;
