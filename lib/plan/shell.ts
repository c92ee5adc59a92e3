/** What a plan is told by the terminal and by earlier steps of the run. */
import type { ReadTexts } from '../project/parsed-files.js';

/** What the shell knows and the engine does not. */
export type Shell = {
  /** The width of the terminal that messages are written to. */
  readonly columns: number | undefined;
  /** What earlier steps of the run have read. */
  readonly texts?: ReadTexts;
  /** Is told which package is planned next, where there are several. */
  readonly onPackage?: (name: string, number: number, all: number) => void;
};
