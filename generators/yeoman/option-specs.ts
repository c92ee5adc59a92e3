/** The options that several commands have: data alone, which the help needs and nothing else. */

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
