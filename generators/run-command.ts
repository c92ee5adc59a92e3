/** What the door without `yo` does for a command that is more than a question about it. */
import { fileURLToPath } from 'node:url';
import { createEnv } from 'yeoman-environment';
import { BackendPackageError, type Refusal } from '../lib/refusal.js';
import { isRunByAgent } from './yeoman/agent.js';
import { isInterruption } from './yeoman/ask.js';
import type { Command, CommandLine } from './yeoman/command-line.js';
import { INTERRUPTED } from './yeoman/interrupt.js';
import { noteCrash, openOutput } from './yeoman/json-output.js';
import type { OptionSpec } from './yeoman/option-specs.js';
import { errorOf, messageOf, stopFor } from './yeoman/stop.js';
import { settleColours } from './yeoman/terminal.js';

type Task = Exclude<CommandLine, { readonly kind: 'help' | 'version' }>;
type Options = Readonly<Record<Command, readonly OptionSpec[]>>;

/** Each is loaded for its own command alone. */
const GENERATORS = {
  app: () => import('./app/index.js'),
  model: () => import('./model/index.js'),
  field: () => import('./field/index.js'),
  inspect: () => import('./inspect/index.js'),
  undo: () => import('./undo/index.js'),
} as const;

/** Does it; what stops it is said, and becomes the exit status. */
export async function runCommand(task: Task, options: Options): Promise<void> {
  try {
    await tryTo(task, options);
  } catch (thrown) {
    const error = isInterruption(thrown) ? errorOf(INTERRUPTED) : thrown;
    const isOurs = error instanceof BackendPackageError;
    const detail = messageOf(error);
    if (!isOurs) noteCrash(detail);
    process.stderr.write(isOurs ? `${detail}\n` : `generator-backend-package stopped unexpectedly: ${detail}\n`);
    process.exitCode = isOurs ? error.code : 1;
  }
}

async function tryTo(task: Task, options: Options): Promise<void> {
  const folder = currentFolder();
  if ('options' in task && (task.options['json'] ?? isRunByAgent())) openOutput(task.command, folder ?? '/');
  if (folder === undefined) return stopFor(NO_FOLDER);
  if (task.kind === 'wrong') return stopFor(task.refusal);
  if (task.kind === 'completion') {
    const { completion } = await import('./completion/completion.js');
    const text = await completion(task.args, task.line, options);
    if (typeof text !== 'string') return stopFor(text);
    process.stdout.write(text);
    return;
  }
  settleColours(process.env, isRunByAgent());
  const { command } = task;
  const { default: Generator } = await GENERATORS[command]();
  const env = createEnv();
  const namespace = `backend-package:${command}`;
  const path = fileURLToPath(new URL(`./${command}/index${import.meta.url.slice(-3)}`, import.meta.url));
  env.register(Generator, { namespace, resolved: path });
  await env.run([namespace, ...task.args], { ...task.options });
}

const NO_FOLDER: Refusal = {
  id: 'folder-gone',
  status: 2,
  reason: 'The folder that this was started in is not there any more.',
  hint: 'Change to the folder of the backend, and type it again.',
};

/** Nothing where somebody has deleted it under the shell. */
function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}
