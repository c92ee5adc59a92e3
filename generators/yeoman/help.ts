/** The help of the door without `yo`: our own options, and the text of USAGE with this door's commands. */
import type { Command } from './command-line.js';
import type { OptionSpec } from './option-specs.js';

const ME = 'generator-backend-package';

const MORE: readonly string[] = [
  `${ME} model <package> <Model> [field …] [options]`,
  `${ME} field <package> <Model> <field> … [options]`,
  `${ME} inspect [options]`,
  `${ME} undo [package …] [options]`,
  `${ME} completion bash|zsh|fish`,
];

const SYNOPSIS: Readonly<Record<Command, readonly string[]>> = {
  app: [`${ME} <package> [field …] [options]`, ...MORE],
  model: MORE.slice(0, 1),
  field: MORE.slice(1, 2),
  inspect: MORE.slice(2, 3),
  undo: MORE.slice(3, 4),
};

/** What each command does. */
export const WHAT: Readonly<Record<Command, string>> = {
  app: 'Adds a feature package to a FastAPI backend: models, schemas, crud, services, API and tests, registered.',
  inspect: 'Shows what is known of a FastAPI backend: its packages, their models, routes and style.',
  model: 'Adds a further model to a package: its class, schemas, crud, services, handlers and tests.',
  undo: 'Takes back what a run wrote: a package, a model.',
  field: 'Adds fields to a model of a package: its column, schemas, filters and tests; what people wrote stays.',
};

/** What the door itself understands. */
export const DOOR_OPTIONS: readonly OptionSpec[] = [
  { name: 'help', type: Boolean, alias: 'h', description: 'Show this' },
  { name: 'version', type: Boolean, description: 'Show the version' },
];

export function helpText(command: Command, specs: readonly OptionSpec[], usage: string): string {
  const rows = [...specs, ...DOOR_OPTIONS].map((spec) => [written(spec), spec.off ?? spec.description] as const);
  const widest = Math.max(...rows.map(([left]) => left.length));
  return [
    WHAT[command],
    '',
    'Usage:',
    ...SYNOPSIS[command].map((line) => `  ${line}`),
    '',
    'Options:',
    ...rows.map(([left, right]) => `  ${left.padEnd(widest)}   ${right}`),
    '',
    usage
      .replaceAll(/yo backend-package:(\w+)/g, `${ME} $1`)
      .replaceAll('yo backend-package', ME)
      .trimEnd(),
    '',
  ].join('\n');
}

function written({ name, type, alias, off }: OptionSpec): string {
  const short = alias === undefined ? '    ' : `-${alias}, `;
  const long = off === undefined ? `--${name}` : `--no-${name}`;
  return `${short}${long}${type === String ? '=VALUE' : ''}`;
}
