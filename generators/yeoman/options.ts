/** The options of a command: how they are declared to Yeoman, and what is wrong with those that were given. */
import { nearest } from '../../lib/naming/did-you-mean.js';
import type { Refusal } from '../../lib/refusal.js';
import { rootGivenUp } from './given-up-root.js';
import type { Instance } from './instance.js';
import type { OptionSpec } from './option-specs.js';
import { sharedOptions } from './run.js';

/** Options that `yo`, the environment and the base class read. */
const YEOMAN_OPTIONS = new Set(
  'ask-answered bail color cwd debug destination-root env environment force-install generators help insight ignore-whitespace local-only log-cwd namespace node-package-manager resolved shared-data skip-cache skip-environment skip-install skip-local-cache skip-parse-options skip-yo-resolve store-as-promise version whitespace'.split(
    ' ',
  ),
);

/** Options of other tools, and what to do here. */
const FOREIGN_OPTIONS: ReadonlyMap<string, string> = new Map([
  ['n', 'There is no option -n. --dry-run prints the plan and writes nothing; --yes asks nothing.'],
  [
    'tests',
    'There is no option --no-tests: a package comes with its tests. Delete its folder tests if you do not want them.',
  ],
  [
    'skip-tests',
    'There is no option --skip-tests: a package comes with its tests. Delete its folder tests if you do not want them.',
  ],
  ['q', 'There is no option -q: the plan is always shown. Send it to a file, or to /dev/null.'],
  ['quiet', 'There is no option --quiet: the plan is always shown. Send it to a file, or to /dev/null.'],
  ['f', 'There is no option -f. --force replaces what differs.'],
  ['fields', 'There is no option --fields: fields follow the name, as in invoices number:str.32:unique.'],
  ['name', 'There is no option --name: the name of the package comes first, as in invoices number:str.32:unique.'],
]);

const kebab = (name: string): string => name.replace(/[A-Z]/g, (char) => `-${char.toLowerCase()}`);

/** The options that nobody knows, and those without their value; and who runs it, where that one cannot write. */
export function optionProblems(generator: Instance, specs: readonly OptionSpec[]): readonly Refusal[] {
  return [...wrongOptions(generator, specs), ...[rootGivenUp(generator) ?? []].flat()];
}

function wrongOptions(generator: Instance, specs: readonly OptionSpec[]): readonly Refusal[] {
  const known = new Map(specs.map((spec) => [spec.name, spec]));
  const aliases = new Set(specs.flatMap((spec) => spec.alias ?? []));
  // What the environment shares with all generators was not typed by anybody.
  const shared = sharedOptions(generator);
  return Object.entries(generator._initOptions).flatMap(([key, value]): readonly Refusal[] => {
    if (Object.hasOwn(shared, key)) return [];
    const name = kebab(key);
    if (key.startsWith('_') || value === undefined || aliases.has(name) || name === 'h') return [];
    const spec = known.get(name);
    if (spec === undefined) return YEOMAN_OPTIONS.has(name) ? [] : [unknownOption(name, value, known.keys())];
    return valueProblem(spec, value);
  });
}

function valueProblem({ name, type, value: wanted }: OptionSpec, value: unknown): readonly Refusal[] {
  if (type !== String) return [];
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '') {
    const example = wanted === undefined ? `, as in --${name}=NAME` : `: ${wanted.words}`;
    return [{ id: 'option-without-value', status: 2, reason: `--${name} needs a value${example}.` }];
  }
  if (wanted === undefined || wanted.pattern.test(text)) return [];
  return [{ id: 'option-value', status: 2, reason: `--${name} is ${wanted.words}, not ${JSON.stringify(text)}.` }];
}

function unknownOption(name: string, value: unknown, known: Iterable<string>): Refusal {
  const near = nearest(name, known);
  const typed = (word: string): string => (value === false ? `no-${word}` : word);
  const dashes = name.length === 1 ? '-' : '--';
  const unknown = `There is no option ${dashes}${typed(name)}.${near === undefined ? '' : ` Did you mean --${typed(near)}?`}`;
  const reason = FOREIGN_OPTIONS.get(name) ?? unknown;
  return { id: 'option-unknown', status: 2, reason, hint: '--help shows them all.' };
}

export function declareOptions(generator: Instance, specs: readonly OptionSpec[]): void {
  for (const { name, off: _, value: __, ...rest } of specs) generator.option(name, rest);
}
