#!/usr/bin/env node
/** The door without `yo`: the same generators. `yo` gives up root's rights and then cannot read root's settings. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BackendPackageError } from '../lib/refusal.js';
import { APP_OPTIONS } from './app/options.js';
import { FIELD_OPTIONS } from './field/options.js';
import { INSPECT_OPTIONS } from './inspect/options.js';
import { MODEL_OPTIONS } from './model/options.js';
import { UNDO_OPTIONS } from './undo/options.js';
import { isRunByAgent } from './yeoman/agent.js';
import { isInterruption } from './yeoman/ask.js';
import { COMMANDS, type Command, readCommandLine } from './yeoman/command-line.js';
import { helpText } from './yeoman/help.js';
import { INTERRUPTED } from './yeoman/interrupt.js';
import { noteCrash, openOutput } from './yeoman/json-output.js';
import type { OptionSpec } from './yeoman/options.js';
import { errorOf, messageOf, stopFor } from './yeoman/stop.js';
import { ignoreBrokenPipe, settleColours } from './yeoman/terminal.js';

const OPTIONS: Readonly<Record<Command, readonly OptionSpec[]>> = {
  app: APP_OPTIONS,
  model: MODEL_OPTIONS,
  field: FIELD_OPTIONS,
  inspect: INSPECT_OPTIONS,
  undo: UNDO_OPTIONS,
};

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const generatorPath = (name: string): string => here(`./${name}/index${import.meta.url.slice(-3)}`);

/** The version of this package, whose package.json is above dist/. */
function version(): string {
  const { version: text }: { version: string } = JSON.parse(readFileSync(here('../../package.json'), 'utf8'));
  return text;
}

async function main(argv: readonly string[]): Promise<void> {
  const line = readCommandLine(argv, APP_OPTIONS);
  if ('options' in line && (line.options['json'] ?? isRunByAgent())) openOutput(line.command, process.cwd());
  if (line.kind === 'wrong') return stopFor(line.refusal);
  if (line.kind === 'version') {
    process.stdout.write(`${version()}\n`);
    return;
  }
  if (line.kind === 'completion') {
    const { completion } = await import('./completion/completion.js');
    const text = await completion(line.args, line.line, OPTIONS);
    if (typeof text !== 'string') return stopFor(text);
    process.stdout.write(text);
    return;
  }
  if (line.kind === 'help') {
    const { command } = line;
    process.stdout.write(helpText(command, OPTIONS[command], readFileSync(here(`./${command}/USAGE`), 'utf8')));
    return;
  }
  settleColours(process.env, isRunByAgent());
  const { createEnv } = await import('yeoman-environment');
  const env = createEnv();
  for (const each of COMMANDS) env.register(generatorPath(each), { namespace: `backend-package:${each}` });
  await env.run([`backend-package:${line.command}`, ...line.args], { ...line.options });
}

ignoreBrokenPipe();
try {
  await main(process.argv.slice(2));
} catch (thrown) {
  const error = isInterruption(thrown) ? errorOf(INTERRUPTED) : thrown;
  const isOurs = error instanceof BackendPackageError;
  const detail = messageOf(error);
  if (!isOurs) noteCrash(detail);
  process.stderr.write(isOurs ? `${detail}\n` : `generator-backend-package stopped unexpectedly: ${detail}\n`);
  process.exitCode = isOurs ? error.code : 1;
}
