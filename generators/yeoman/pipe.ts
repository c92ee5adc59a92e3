/** What a run does when nobody reads its output any more. */

/** Kept on the stream: a test runner loads this module anew for each file, and all of them have one standard output. */
const GUARDED = Symbol.for('generator-backend-package: broken pipes are ignored');

/** A reader that goes away, as `| head` does, must not end a run that is writing files. */
export function ignoreBrokenPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (GUARDED in stream) continue;
    Object.defineProperty(stream, GUARDED, { value: true });
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
