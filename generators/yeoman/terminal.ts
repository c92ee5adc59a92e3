/** The terminal: who can be asked on it, and what goes to standard output. */
import { spawnSync } from 'node:child_process';
import { styleText } from 'node:util';
import { printable } from '../../lib/refusal.js';
import type { Instance } from './instance.js';

let isForScripts = false;

/** From now on nobody is asked, and standard output is for the document alone. */
export function speakToScripts(): void {
  isForScripts = true;
}

/** Whether a person can be asked: both standard input and standard output are a terminal. */
export function hasTerminal(): boolean {
  return !isForScripts && process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Words for a person, which a script does not want. */
export function tell({ log }: Pick<Instance, 'log'>, text: string): void {
  if (!isForScripts) log(printable(text));
}

/** What a run is at, in a line of the terminal that the next one replaces; an empty text takes it away. */
export function showProgress(text: string): void {
  const { isTTY, columns } = process.stderr;
  if (isForScripts || isTTY !== true || process.env['TERM'] === 'dumb') return;
  const line = printable(text);
  const most = Math.max(0, (columns || 80) - 2);
  process.stderr.write(`\r\u001b[K${line.length > most ? line.slice(0, most) : line}${line === '' ? '' : '…'}`);
}

/** What a command was asked to print. */
export function printText(text: string): void {
  if (!isForScripts) process.stdout.write(`${text}\n`);
}

/** A patch goes to standard output alone: `… --dry-run | git apply`. On a terminal it has colours. */
export function printPatch(text: string): void {
  if (isForScripts) return;
  if (process.stdout.isTTY !== true) process.stdout.write(text);
  else showPatch(coloured(printable(text)));
}

/** A long text goes through the reader's pager, where there is one. */
function showPatch(text: string): void {
  const pager = process.env['GIT_PAGER'] ?? process.env['PAGER'] ?? 'less';
  const isLong = text.split('\n').length > process.stdout.rows;
  if (isLong && pager !== '' && pager !== 'cat' && process.env['TERM'] !== 'dumb') {
    const env = { LESS: 'FRX', ...process.env };
    const { status } = spawnSync(pager, { shell: true, input: text, stdio: ['pipe', 'inherit', 'inherit'], env });
    if (status === 0) return;
  }
  process.stdout.write(text);
}

const COLOURS: readonly (readonly [RegExp, 'bold' | 'cyan' | 'green' | 'red'])[] = [
  [/^(?:diff |new file|--- |\+\+\+ )/, 'bold'],
  [/^@@/, 'cyan'],
  [/^\+/, 'green'],
  [/^-/, 'red'],
];

function coloured(patch: string): string {
  if (process.env['NO_COLOR'] || process.env['TERM'] === 'dumb') return patch;
  const colour = (line: string): string => {
    const found = COLOURS.find(([pattern]) => pattern.test(line));
    return found === undefined ? line : styleText(found[1], line);
  };
  return patch.split('\n').map(colour).join('\n');
}

/** Says to the libraries that colour what is wanted: they know FORCE_COLOR alone, or take an empty NO_COLOR for one. */
export function settleColours(env: NodeJS.ProcessEnv, isByAgent: boolean): void {
  if (env['NO_COLOR'] === '') delete env['NO_COLOR'];
  if ((env['NO_COLOR'] !== undefined || isByAgent) && env['FORCE_COLOR'] === undefined) env['FORCE_COLOR'] = '0';
}

/** The columns of the terminal that messages are written to; nothing where there is none. */
export function terminalColumns(): number | undefined {
  return [process.stderr, process.stdout].find(({ isTTY, columns }) => isTTY && columns > 0)?.columns;
}

/** Whether a picture with its colours can be shown to somebody. */
export function showsPictures(): boolean {
  const { NO_COLOR: noColor, TERM: term } = process.env;
  return process.stdout.isTTY === true && process.stdout.columns >= 60 && !noColor && term !== 'dumb';
}
