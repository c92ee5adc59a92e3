/** What a model is asked to have besides its fields: a key of its own kind, timestamps, marks of deleted records, a table's name, groups of fields, an owner, a record above. */
import { didYouMean } from '../naming/did-you-mean.js';
import { MAX_NAME_BYTES, pythonString } from '../naming/literals.js';
import type { Refusal } from '../refusal.js';
import type { Field } from './field.js';
import { readScopes, type Scopes, scopeFields } from './scopes.js';

export const KEY_KINDS = ['int', 'bigint', 'uuid', 'uuid7', 'str'] as const;

export type KeyKind = (typeof KEY_KINDS)[number];

/** What a list answers: a page with the number of all records, or the records alone. */
export const PAGE_KINDS = ['total', 'plain'] as const;

export type PageKind = (typeof PAGE_KINDS)[number];

/** Names of fields that are unique or indexed together, in the order of the columns. */
export type FieldGroup = readonly string[];

export type ModelSettings = {
  /** The kind of its key, where it is not to be the blueprint's. */
  readonly key?: KeyKind;
  /** Whether it is to have `created_at` and `updated_at`, whatever the blueprint has. */
  readonly hasTimestamps: boolean;
  /** Whether a delete marks a record and keeps it. */
  readonly isSoftDeleted?: true;
  /** What its list answers, where that is not to be as the blueprint's. */
  readonly page?: PageKind;
  /** The name of its table, where it is not to be the host's habit. */
  readonly table?: string;
  readonly uniques: readonly FieldGroup[];
  readonly indexes: readonly FieldGroup[];
  /** The models that a request names by itself: the caller's, and that of the path above. */
  readonly scopes?: Scopes;
};

export const NO_SETTINGS: ModelSettings = { hasTimestamps: false, uniques: [], indexes: [] };

/** The same as words of a command line: `unique` is `number+year,code+year`. */
export type SettingsInput = {
  readonly key?: string;
  readonly timestamps?: boolean;
  readonly softDelete?: boolean;
  readonly page?: string;
  readonly table?: string;
  readonly unique?: string;
  readonly index?: string;
  readonly owner?: string;
  readonly under?: string;
};

type Problems = (id: string, reason: string, hint: string) => void;

/** What is asked, and everything that is wrong with it. `fields` are those of the model that could be read. */
export function readSettings(
  input: SettingsInput,
  fields: readonly Field[],
): { readonly settings: ModelSettings; readonly problems: readonly Refusal[] } {
  const problems: Refusal[] = [];
  const wrong: Problems = (id, reason, hint) => problems.push({ id, status: 2, reason, hint });
  const key = keyOf(input.key, wrong);
  const page = pageOf(input.page, wrong);
  const table = tableOf(input.table, wrong);
  const scopes = readScopes(input, wrong);
  const known = [...fields, ...scopeFields(scopes)];
  const settings = {
    ...(key === undefined ? {} : { key }),
    hasTimestamps: input.timestamps === true,
    ...(input.softDelete === true ? { isSoftDeleted: true as const } : {}),
    ...(page === undefined ? {} : { page }),
    ...(table === undefined ? {} : { table }),
    uniques: groupsOf('unique', input.unique, known, wrong),
    indexes: groupsOf('index', input.index, known, wrong),
    ...(Object.keys(scopes).length === 0 ? {} : { scopes }),
  };
  return { settings, problems };
}

function keyOf(word: string | undefined, wrong: Problems): KeyKind | undefined {
  const kind = KEY_KINDS.find((each) => each === word);
  if (word === undefined || kind !== undefined) return kind;
  const reason = `--key=${word}: there is no such kind of key.${didYouMean(word, KEY_KINDS)}`;
  wrong('key-unknown', reason, `Keys: ${KEY_KINDS.join(' ')}.`);
  return undefined;
}

function pageOf(word: string | undefined, wrong: Problems): PageKind | undefined {
  const kind = PAGE_KINDS.find((each) => each === word);
  if (word === undefined || kind !== undefined) return kind;
  const reason = `--page=${word}: a list has no such answer.${didYouMean(word, PAGE_KINDS)}`;
  wrong('page-unknown', reason, 'total is a page with the number of all records, plain the records alone.');
  return undefined;
}

function tableOf(name: string | undefined, wrong: Problems): string | undefined {
  if (name === undefined) return undefined;
  if (/^[a-z_][a-z0-9_]*$/.test(name) && name.length <= MAX_NAME_BYTES) return name;
  const reason = `--table=${name}: ${pythonString(name)} cannot be the name of a table.`;
  wrong('table-name', reason, `Use small letters, digits and _, at most ${MAX_NAME_BYTES} of them.`);
  return undefined;
}

type GroupField = Pick<Field, 'name' | 'unique'>;

/** `number+year,code+year`: the fields of each group exist, two at least, none twice. */
function groupsOf(
  option: 'unique' | 'index',
  text: string | undefined,
  fields: readonly GroupField[],
  wrong: Problems,
): readonly FieldGroup[] {
  const groups: FieldGroup[] = [];
  for (const group of text?.split(',') ?? []) {
    const names = group.split('+');
    const problem = groupProblem(option, names, fields);
    const isTwice = groups.some((each) => each.join('+') === group);
    if (problem !== undefined)
      wrong('field-group', `--${option}=${group}: ${problem}`, `As in --${option}=number+year.`);
    else if (!isTwice) groups.push(names);
  }
  return groups;
}

function groupProblem(option: string, names: readonly string[], fields: readonly GroupField[]): string | undefined {
  const known = fields.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) return `the model has no field ${pythonString(unknown)}.${didYouMean(unknown, known)}`;
  const [first = '', ...others] = names;
  if (others.length === 0) return `one field alone says so itself: ${first}:…:${option}.`;
  if (new Set(names).size < names.length) return 'a field is named twice.';
  const alone = fields.find(({ name, unique }) => unique && names.includes(name));
  return option === 'unique' && alone !== undefined ? `${alone.name} is unique already, with anything.` : undefined;
}
