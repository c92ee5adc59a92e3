/**
 * The exit statuses of a run: 2 a bad command line, name or field; 3 the host was not understood; 4 the result did
 * not verify; 5 refused by the user or by a policy, or the host is busy.
 */
export type ExitStatus = 2 | 3 | 4 | 5;

/**
 * An error for the person at the shell: `message` says what is wrong, where it was looked for and how to get past.
 * `yo` ends with the numeric `code` and prints no stack trace.
 */
export class BackendPackageError extends Error {
  readonly code: ExitStatus;

  constructor(code: ExitStatus, message: string) {
    super(message);
    this.name = 'BackendPackageError';
    this.code = code;
  }
}
