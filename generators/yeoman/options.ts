/** The options of the command line: how they are declared, and what is wrong with those that were given. */
import { nearest } from '../../lib/naming/did-you-mean.js';
import type { Refusal } from '../../lib/refusal.js';
import { rootGivenUp } from './given-up-root.js';
import type { Instance } from './instance.js';
import { sharedOptions } from './run.js';

/** One option of the command line. */
export type OptionSpec = {
  readonly name: string;
  readonly type: typeof Boolean | typeof String;
  readonly alias?: string;
  readonly description: string;
  /** What `--no-…` does, for a switch that is on by itself. */
  readonly off?: string;
  /** What its value has to be, in words and as a pattern. */
  readonly value?: { readonly words: string; readonly pattern: RegExp };
};

/** How the plan is tried before it is written. */
const PROOF_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'proof',
    type: String,
    description: 'How the plan is tried on a copy first: auto (the default), import, full (with its tests), off',
    value: { words: 'auto, import, full or off', pattern: /^(?:auto|import|full|off)$/ },
  },
  { name: 'python', type: String, description: "The host's Python for that, if not the one beside its project" },
  {
    name: 'proof-timeout',
    type: String,
    description: 'The seconds that it may take, if not 60',
    value: { words: 'a number of seconds from 1 to 3600', pattern: /^(?:[1-9]\d{0,2}|[12]\d{3}|3[0-5]\d\d|3600)$/ },
  },
  { name: 'public', type: Boolean, description: "Accept new routes that let in more callers than the blueprint's do" },
];

/** One document for scripts; the schema of it is `output.schema.json` of this package. */
export const JSON_OUTPUT: OptionSpec = {
  name: 'json',
  type: Boolean,
  description: 'Print one JSON document on standard output, and ask nothing',
};

/** What every generator of this package understands. */
export const RUN_OPTIONS: readonly OptionSpec[] = [
  { name: 'yes', type: Boolean, alias: 'y', description: 'Accept the plan; one that replaces files is refused' },
  { name: 'force', type: Boolean, description: 'Accept the plan, replacing existing files that differ' },
  { name: 'dry-run', type: Boolean, description: 'Print the plan as a diff and write nothing' },
  JSON_OUTPUT,
  {
    name: 'explain',
    type: Boolean,
    description: 'Print every habit that is followed, what shows it and how to pin it',
  },
  ...PROOF_OPTIONS,
];

/** Where the parts of the backend are, for a host in which that is not clear. */
export const HOST_OPTIONS: readonly OptionSpec[] = [
  { name: 'backend', type: String, description: 'The folder that Python imports from, as in backend' },
  { name: 'main', type: String, description: 'The file that makes the FastAPI object, as in backend/app/main.py' },
  { name: 'router-file', type: String, description: 'The file that includes routers, as in backend/app/api.py' },
  { name: 'router', type: String, description: 'The object that includes the new router, as in api_router' },
  { name: 'like', type: String, description: 'The package that the new one is modelled on, if not users' },
];

/** What a model has besides its fields. */
export const SETTING_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'key',
    type: String,
    description: "Its key: int, bigint, uuid, uuid7 or str, if not of the blueprint's kind",
  },
  { name: 'timestamps', type: Boolean, description: 'Give it created_at and updated_at, whatever the blueprint has' },
  {
    name: 'soft-delete',
    type: Boolean,
    description: 'Have a delete mark its records and keep them, as the backend does it',
  },
  {
    name: 'page',
    type: String,
    description: "What its list answers: total, a page with their number, or plain, if not as the blueprint's",
  },
  { name: 'table', type: String, description: "The name of its table, if not the backend's habit" },
  { name: 'unique', type: String, description: 'Fields that are unique together, as in number+year' },
  { name: 'index', type: String, description: 'Fields that share an index, as in status+due,due+total' },
  { name: 'owner', type: String, description: 'Whose its records are: the model of the callers, as in users.User' },
  {
    name: 'under',
    type: String,
    description: 'What its records are parts of, as in invoices.Invoice: that record is above in the path',
  },
];

export const REGISTER: OptionSpec = {
  name: 'register',
  type: Boolean,
  description:
    "Register the package (the default); --no-register leaves the backend's files alone and prints the lines",
  off: "Leave the backend's files alone and print the lines to add",
};

export const REGISTER_ONLY: OptionSpec = {
  name: 'register-only',
  type: Boolean,
  description: 'Register a package that exists, whoever wrote it, and write nothing else',
};

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
