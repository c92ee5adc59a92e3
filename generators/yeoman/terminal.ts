/** Whether a person can be asked: both standard input and standard output are a terminal. */
export function hasTerminal(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** The columns of the terminal that messages are written to; nothing where there is none. */
export function terminalColumns(): number | undefined {
  return [process.stderr, process.stdout].find(({ isTTY, columns }) => isTTY && columns > 0)?.columns;
}

let isGuarded = false;

/** A reader that goes away, as `| head` does, must not end a run that is writing files. */
export function ignoreBrokenPipe(): void {
  if (isGuarded) return;
  isGuarded = true;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
