/** Which package is wired into which file, and the package that shows how. */
export type RegistrationRequest = {
  /** The dotted name of the file that is edited: `app.main`. */
  readonly module: string;
  /** Whether that file is the `__init__` of the package `module`. */
  readonly isPackage?: boolean;
  /** What stands before a package's name in an import: `app`, or nothing for bare imports. */
  readonly importRoot: string;
  readonly blueprint: string;
  readonly package: string;
  /** The package's name in the singular: `invoice`. */
  readonly singular: string;
  /** The longest line of the host, in characters; a copy that is longer than its original may be is broken. */
  readonly lineLength?: number;
  /**
   * What the new package has, in dotted names below it: `models.Base`, `api.router`. Without it the new package is
   * taken to have what the blueprint has, as long as no name in it holds the blueprint's.
   */
  readonly provides?: readonly string[];
};
