/** The command line of the door without `yo`: what is asked for, and what was meant by words that mean nothing. */
import { parseArgs } from 'node:util';
import { nearest } from '../../lib/naming/did-you-mean.js';
import type { Refusal } from '../../lib/refusal.js';
import type { OptionSpec } from './option-specs.js';

/** Each command is a generator of this package. */
export const COMMANDS = ['app', 'model', 'field', 'inspect', 'undo'] as const;

export type Command = (typeof COMMANDS)[number];

export type CommandLine =
  | { readonly kind: 'help'; readonly command: Command; readonly isJson?: true }
  | { readonly kind: 'version'; readonly isJson?: true }
  /** A shell's completion: `line` is what it asks for. */
  | { readonly kind: 'completion'; readonly args: readonly string[]; readonly line: unknown }
  | ({ readonly kind: 'wrong'; readonly refusal: Refusal } & Pick<Asked, 'command' | 'options'>)
  | ({ readonly kind: 'run' } & Asked);

type Asked = {
  readonly command: Command;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
};

/** The commands besides the making of a package. */
const OWN_COMMANDS = COMMANDS.filter((each) => each !== 'app');

/** Those that are followed by a package and a model. */
const OF_MODELS = ['model', 'field'] as const;

/** What other tools call the making of something; here the package's name comes first. */
const OTHER_COMMANDS: ReadonlySet<string> = new Set(
  'add app backend-package create g gen generate init make new package scaffold'.split(' '),
);

/** `ofCommands` are the options that a command has for itself: `--spec` of one takes a file, that of another nothing. */
export function readCommandLine(
  argv: readonly string[],
  specs: readonly OptionSpec[],
  ofCommands?: Readonly<Record<Command, readonly OptionSpec[]>>,
): CommandLine {
  const known = Object.fromEntries(
    specs.map(({ name, type, alias }) => [
      name,
      { type: type === Boolean ? ('boolean' as const) : ('string' as const), ...(alias && { short: alias }) },
    ]),
  );
  // Unknown options are passed on: the generator knows what to say of them.
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { ...known, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } },
    strict: false,
    allowPositionals: true,
    allowNegative: true,
  });
  const [first, ...others] = positionals;
  // A package may be called so.
  if (first === 'completion' && !others.some((word) => word.includes(':')) && values['help'] !== true)
    return { kind: 'completion', args: others, line: values['line'] };
  const command = OWN_COMMANDS.find((each) => each === (first === 'help' ? others[0] : first)) ?? 'app';
  if (ofCommands !== undefined && command !== 'app') return readCommandLine(argv, [...specs, ...ofCommands[command]]);
  const asked = values['json'] === true ? { isJson: true as const } : {};
  if (values['version'] === true) return { kind: 'version', ...asked };
  if (values['help'] === true || first === 'help') return { kind: 'help', command, ...asked };
  const refusal = command === 'app' ? firstWordProblem(positionals) : undefined;
  const options = Object.fromEntries(Object.entries(values).map(([name, value]) => [camelCase(name), value]));
  if (refusal !== undefined) return { kind: 'wrong', command, options, refusal };
  return { kind: 'run', command, args: command === 'app' ? positionals : others, options };
}

/** A field has a colon, so a word before one that has none is not a package but was meant to be a command. */
function firstWordProblem([first, second, third]: readonly string[]): Refusal | undefined {
  if (first === undefined || second === undefined || second.includes(':')) return undefined;
  const meant = nearest(first, OF_MODELS);
  if (meant === undefined && !OTHER_COMMANDS.has(first)) return undefined;
  return {
    id: 'command-unknown',
    status: 2,
    reason: `There is no command ${JSON.stringify(first)}.`,
    hint:
      meant !== undefined
        ? `Did you mean generator-backend-package ${meant} ${second} ${third ?? 'Line'}?`
        : `A package's name comes first: generator-backend-package ${second} number:str.32:unique`,
  };
}

/** As `yo` hands an option on: the generators read `dryRun`. */
function camelCase(name: string): string {
  return name.replace(/-[a-z]/g, (pair) => pair.charAt(1).toUpperCase());
}
