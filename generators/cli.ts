#!/usr/bin/env node
/**
 * The door without `yo`: the same generators. `yo` gives up root's rights and then cannot read root's settings.
 * What needs no more than this file is answered here.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { APP_OPTIONS } from './app/options.js';
import { FIELD_OPTIONS } from './field/options.js';
import { INSPECT_OPTIONS } from './inspect/options.js';
import { MODEL_OPTIONS } from './model/options.js';
import { UNDO_OPTIONS } from './undo/options.js';
import { type Command, readCommandLine } from './yeoman/command-line.js';
import { helpText } from './yeoman/help.js';
import type { OptionSpec } from './yeoman/option-specs.js';
import { ignoreBrokenPipe } from './yeoman/pipe.js';
import { shownDocument } from './yeoman/shown-document.js';

const OPTIONS: Readonly<Record<Command, readonly OptionSpec[]>> = {
  app: APP_OPTIONS,
  model: MODEL_OPTIONS,
  field: FIELD_OPTIONS,
  inspect: INSPECT_OPTIONS,
  undo: UNDO_OPTIONS,
};

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The version of this package, whose package.json is above dist/. */
function version(): string {
  const { version: text }: { version: string } = JSON.parse(readFileSync(here('../../package.json'), 'utf8'));
  return text;
}

/** What was asked about the command itself: as text, or in the document that all commands print. */
function show(command: Command, text: string, isJson: boolean): void {
  process.stdout.write(
    isJson ? `${JSON.stringify(shownDocument(command, text, process.cwd()), undefined, 2)}\n` : text,
  );
}

ignoreBrokenPipe();
const line = readCommandLine(process.argv.slice(2), APP_OPTIONS, OPTIONS);
if (line.kind === 'version') show('app', `${version()}\n`, line.isJson === true);
else if (line.kind === 'help') {
  const { command, isJson } = line;
  show(command, helpText(command, OPTIONS[command], readFileSync(here(`./${command}/USAGE`), 'utf8')), isJson === true);
} else {
  const { runCommand } = await import('./run-command.js');
  await runCommand(line, OPTIONS);
}
