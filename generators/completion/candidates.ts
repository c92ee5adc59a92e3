/** What can follow on a command line that is half written. */
import { readdirSync } from 'node:fs';
import type { ListedPackage } from '../../lib/inspect/listed-packages.js';
import { fieldCandidates } from '../../lib/request/candidates.js';
import { KEY_KINDS, PAGE_KINDS } from '../../lib/request/settings.js';
import { APP_OPTIONS } from '../app/options.js';
import { COMMANDS, type Command, readCommandLine } from '../yeoman/command-line.js';
import { DOOR_OPTIONS, WHAT } from '../yeoman/help.js';
import type { OptionSpec } from '../yeoman/option-specs.js';

/** What to put in the place of the last word. */
export type Candidate = {
  readonly word: string;
  readonly description?: string;
  /** More of the same word can follow. */
  readonly isOpen?: boolean;
};

export type Known = {
  readonly options: Readonly<Record<Command, readonly OptionSpec[]>>;
  /** The backend is read when its names are asked for. */
  packages(): Promise<readonly ListedPackage[]>;
};

/** What the value of an option is, by its name. */
const VALUES: Readonly<Record<string, readonly string[] | 'path' | 'package' | 'model'>> = {
  proof: ['auto', 'import', 'full', 'off'],
  key: KEY_KINDS,
  page: PAGE_KINDS,
  ...Object.fromEntries(['backend', 'main', 'router-file', 'python', 'spec'].map((name) => [name, 'path' as const])),
  like: 'package',
  owner: 'model',
  under: 'model',
};

/** `before` are the words before the last one, which is `begun`. */
export async function candidates(
  before: readonly string[],
  begun: string,
  known: Known,
): Promise<readonly Candidate[]> {
  const found = await possible(before, begun, known);
  return found.filter(({ word }) => word.startsWith(begun));
}

async function possible(before: readonly string[], begun: string, known: Known): Promise<readonly Candidate[]> {
  if (before.includes('--')) return [];
  const line = readCommandLine(before, APP_OPTIONS);
  const command = 'command' in line ? line.command : 'app';
  const specs = [...known.options[command], ...DOOR_OPTIONS];
  const given = /^--([^=]+)=/.exec(begun)?.[1] ?? (begun.startsWith('-') ? undefined : waiting(specs, before.at(-1)));
  if (given !== undefined) return values(given, begun.startsWith('-') ? `--${given}=` : '', begun, known);
  if (begun.startsWith('-')) return specs.flatMap(optionCandidate);
  const args = line.kind === 'run' ? line.args : [];
  if (command === 'app' && args.length === 0) return [...commands(), ...completion()];
  if (begun.includes(':')) return fields(begun, known);
  return names(command, args, known);
}

/** The option that the word before gives no value to. */
function waiting(specs: readonly OptionSpec[], word: string | undefined): string | undefined {
  return specs.find(({ name, type }) => type === String && `--${name}` === word)?.name;
}

function commands(): readonly Candidate[] {
  return COMMANDS.filter((each) => each !== 'app').map((word) => ({ word, description: WHAT[word] }));
}

function completion(): readonly Candidate[] {
  return [{ word: 'completion', description: 'Prints what makes a shell complete all this' }];
}

function optionCandidate({ name, type, description, off }: OptionSpec): readonly Candidate[] {
  if (off !== undefined) return [{ word: `--no-${name}`, description: off }];
  const isOpen = type === String;
  return [{ word: `--${name}${isOpen ? '=' : ''}`, description, isOpen }];
}

async function values(option: string, prefix: string, begun: string, known: Known): Promise<readonly Candidate[]> {
  const what = Object.hasOwn(VALUES, option) ? VALUES[option] : undefined;
  if (what === 'path') return paths(prefix, begun.slice(prefix.length));
  if (what === 'model') return models(prefix, await known.packages());
  const words = what === 'package' ? (await known.packages()).map(({ name }) => name) : (what ?? []);
  return words.map((word) => ({ word: `${prefix}${word}` }));
}

async function fields(begun: string, known: Known): Promise<readonly Candidate[]> {
  const { words, refersTo } = fieldCandidates(begun);
  if (refersTo !== undefined) return models(refersTo, await known.packages(), true);
  return words.map((word) => ({ word, isOpen: true }));
}

/** `users.User`; where both are typed, the package comes first. */
function models(prefix: string, packages: readonly ListedPackage[], isOpen = false): readonly Candidate[] {
  return packages.flatMap(({ name, models: own }) =>
    own.map((model) => ({ word: `${prefix}${name}.${model}`, isOpen })),
  );
}

/** The package and the model of those commands that are about one that exists. */
async function names(command: Command, args: readonly string[], known: Known): Promise<readonly Candidate[]> {
  const isOfPackage = command === 'undo' || ((command === 'model' || command === 'field') && args.length === 0);
  if (isOfPackage) return (await known.packages()).map(({ name }) => ({ word: name }));
  if (command !== 'field' || args.length !== 1) return [];
  const own = (await known.packages()).find(({ name }) => name === args[0]);
  return (own?.models ?? []).map((word) => ({ word }));
}

/** Hidden ones and those that a shell would have to quote are left out. */
function paths(prefix: string, begun: string): readonly Candidate[] {
  const folder = begun.slice(0, begun.lastIndexOf('/') + 1);
  try {
    return readdirSync(folder || '.', { withFileTypes: true })
      .filter(({ name }) => /^[\w@%+,-][\w.@%+,-]*$/.test(name))
      .map((entry) => ({
        word: `${prefix}${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`,
        isOpen: entry.isDirectory(),
      }));
  } catch {
    return [];
  }
}
