/** The values that the tests of a model send and expect, chosen so that each rule of each field is met from both sides. */
import { pythonString, pythonText } from '../../naming/literals.js';
import { KEYWORDS } from '../../naming/reserved-words.js';
import type { Field } from '../../request/fields.js';
import type { ModelSpec } from '../../request/model.js';
import { edges, invalidSamples, samples } from '../../request/samples.js';
import type { InvalidSample } from '../../request/types/typed-field.js';
import { type Context, jsonName, writableFields } from '../context.js';
import { rowOf } from '../types/table.js';
import { refusesNul } from '../types/texts.js';

/** A field with a value, as a Python expression of what JSON carries. */
export type Entry = { readonly field: Field; readonly value: string };

export type TestValues = {
  /** A value of each field that a client sends and reads. */
  readonly record: readonly Entry[];
  /** A value of each field that a client sends and never reads: at the upper edge, since no test of edges sees it. */
  readonly secrets: readonly Entry[];
  /** What a second and a third record have instead, where no two may have the same. */
  readonly others: readonly (readonly Entry[])[];
  /** How many records there can be, three at most. */
  readonly records: number;
  /** Values at the edges of what the schema accepts, other than those of the record. */
  readonly least: readonly Entry[];
  readonly most: readonly Entry[];
  /** Null for each field that takes it. */
  readonly nulls: readonly Entry[];
  readonly bad: readonly Entry[];
};

const RECORDS = 3;
const CANDIDATES = 8;

export const isRequired = (field: Field): boolean =>
  !field.readonly && !field.optional && (field.default ?? field.serverDefault) === undefined;

/** Whether a test has a value for the field: a reference of a model to itself has none to begin with. */
export const hasValues = (field: Field): boolean => firstValue(field) !== 'None';

/** The fields in which no two records of the tests are the same: the unique ones, and one of each group that is. */
export function keptApart(model: ModelSpec): readonly Field[] {
  const writable = writableFields(model);
  const apart = writable.filter((field) => field.unique && hasValues(field));
  for (const group of model.settings.uniques) {
    const members = writable.filter((field) => group.includes(field.name));
    // Nulls are never the same.
    if (!members.every(hasValues) || members.some((field) => apart.includes(field))) continue;
    const required = members.filter(isRequired);
    const free = required.find((field) => numbered(field) !== undefined) ?? required[0] ?? members[0];
    if (free !== undefined) apart.push(free);
  }
  return apart;
}

export function testValues(context: Context, model: ModelSpec): TestValues {
  const writable = writableFields(model);
  const first = writable.map((field) => ({ field, value: firstValue(field) }));
  const inJson = ({ field, value }: Entry): Entry => ({ field, value: shownValue(context, field, value) });
  const spread = first.map(({ field, value }) => spreadOf(context, field, value));
  const isApart = (field: Field): boolean => keptApart(model).includes(field);
  const unique = spread.filter(({ field }) => isApart(field));
  const records = Math.min(RECORDS, ...unique.map(({ others }) => others.length + 1));
  const others = [0, 1]
    .slice(0, records - 1)
    .map((index) => unique.map(({ field, others: each }) => ({ field, value: each[index] ?? '' })));
  const taken = (field: Field, value: string): boolean =>
    isApart(field) && others.some((each) => each.some((entry) => entry.field === field && entry.value === value));
  const edge = (which: 'least' | 'most'): readonly Entry[] =>
    spread.flatMap((each) => {
      const value = each[which];
      return value === undefined || taken(each.field, value) ? [] : [{ field: each.field, value }];
    });
  const atEdge = (entry: Entry): Entry => edge('most').find(({ field }) => field === entry.field) ?? entry;
  return {
    record: first.filter(({ field }) => !field.writeonly).map(inJson),
    secrets: first.filter(({ field }) => field.writeonly).map((each) => inJson(atEdge(each))),
    others: unique.length === 0 ? [] : others.map((each) => each.map(inJson)),
    records,
    least: edge('least').map(inJson),
    most: edge('most').map(inJson),
    nulls: writable.filter(({ optional }) => optional).map((field) => ({ field, value: 'None' })),
    bad: writable.flatMap((field) => badSamples(context, field).map(({ value }) => ({ field, value }))),
  };
}

function shownValue({ conventions }: Context, { type }: Field, value: string): string {
  return (conventions.pydantic === 1 ? rowOf(type).shownByPydantic1?.(value) : undefined) ?? value;
}

/** One value for each rule that only this value breaks; a wrong type where the field has no other rule. */
function badSamples(context: Context, field: Field): readonly InvalidSample[] {
  const isTaken = ({ why }: InvalidSample): boolean =>
    /\bNUL$/.test(why) && rowOf(field.type).refusesNul !== true && !refusesNul(context);
  const all = refusedSamples(context, field).filter((sample) => !isTaken(sample));
  const rules = all.filter(({ why }) => why !== 'wrong type' && why !== 'not whole' && why !== 'an item: wrong type');
  return rules.some(({ why }) => why !== 'null') ? rules : all;
}

/** What Pydantic 1 makes a whole number or a text of is none of the values that it refuses. */
function refusedSamples({ conventions }: Context, field: Field): readonly InvalidSample[] {
  const all = invalidSamples(field);
  if (conventions.pydantic === 2) return all;
  const { wrongOnPydantic1 } = rowOf(field.type);
  return all
    .filter(({ why }) => why !== 'not whole')
    .map((sample) => (sample.why === 'wrong type' ? { ...sample, value: wrongOnPydantic1 ?? sample.value } : sample));
}

/** The default of a field as JSON shows it; a factory's value is not known but for the empty list. */
export function defaultInJson(context: Context, field: Field): string | undefined {
  const value = defaultOf(field);
  return value && shownValue(context, field, value);
}

function defaultOf(field: Field): string | undefined {
  const given = field.default ?? field.serverDefault;
  if (given === undefined) return field.optional ? 'None' : undefined;
  if (given.kind === 'factory') return given.name === 'empty' ? '[]' : undefined;
  return rowOf(field.type).shown?.(given.value);
}

/** A value that is neither the default nor at an edge, where there is one. */
function firstValue(field: Field): string {
  const atEdges = edges(field);
  const candidates = samples(field, CANDIDATES);
  const isDefault = (value: string): boolean => value === defaultOf(field);
  return (
    candidates.find((value) => !isDefault(value) && !atEdges.includes(value)) ??
    candidates.find((value) => !isDefault(value)) ??
    candidates[0] ??
    'None'
  );
}

type Spread = {
  readonly field: Field;
  readonly least: string | undefined;
  readonly most: string | undefined;
  readonly others: readonly string[];
};

/** Values other than the first one: the edges, and two that are neither, where there are as many. */
function spreadOf(context: Context, field: Field, first: string): Spread {
  const isLost = rowOf(field.type).isLostInTests;
  const isOther = (value: string): boolean => value !== first && isLost?.(context, value) !== true;
  const candidates = samples(field, CANDIDATES).filter(isOther);
  const atEdges = edges(field).filter(isOther);
  const inner = candidates.filter((value) => !atEdges.includes(value));
  const least = atEdges[0] ?? inner[0];
  const most = atEdges.filter((value) => value !== least).at(-1);
  const outer = [...atEdges, ...candidates].filter((value) => !inner.includes(value));
  const free = inner.filter((value) => value !== least && value !== most);
  return { field, least, most, others: [...new Set([...free, ...outer])].slice(0, 2) };
}

/** An expression with `number` in it that gives a hundred and one different values; nothing where a rule is in the way. */
export const numbered = (field: Field): string | undefined => rowOf(field.type).numbered?.(field);

const LONG = 60;

/** A long string in pieces that the formatter can break. */
export function spelled(value: string): string {
  const letters = /^"(\w)\1{12,}"$/.exec(value);
  if (letters !== null) return `"${letters[1]}" * ${value.length - 2}`;
  return value.length > LONG && /^"(?:[^"\\]|\\.)*"$/.test(value) ? pythonText(JSON.parse(value) as string) : value;
}

/** `{"number": None}, {"total": None}`, as one element of a list where they are several. */
export function nulls(names: readonly string[]): readonly string[] {
  if (names.length < 3) return names.map((name) => `{${pythonString(name)}: None}`);
  return [`*({field: None} for field in (${names.map(pythonString).join(', ')}))`];
}

const isArgument = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.has(name);

/** A field as one argument of a call, by its name in JSON. */
export function keyword(field: Field, value: string): string {
  const name = jsonName(field);
  return isArgument(name) ? `${name}=${value}` : `**{${pythonString(name)}: ${value}}`;
}

/** `number="A-1", total="10.50"` for a call; `**{…}` for names that are no identifiers of Python. */
export function keywords(entries: readonly Entry[]): string {
  if (!entries.every(({ field }) => isArgument(jsonName(field)))) return `**${dict(entries)}`;
  return entries.map(({ field, value }) => `${jsonName(field)}=${spelled(value)}`).join(', ');
}

/** `{"number": "A-1", "total": "10.50"}` */
export function dict(entries: readonly Entry[]): string {
  return `{${entries.map(({ field, value }) => `${pythonString(jsonName(field))}: ${spelled(value)}`).join(', ')}}`;
}

/** What the fields that are only written are changed to: another value than they have. */
export function changedSecrets({ secrets, least, most }: TestValues): readonly Entry[] {
  return secrets.flatMap(({ field, value }) =>
    [...least, ...most].filter((each) => each.field === field && !['None', value].includes(each.value)).slice(-1),
  );
}

/** What a record keeps of a change of what is only written: the value, or a hash that is another one than before. */
export function keptSecret(field: Field, record: string, sent: string): readonly string[] {
  const { name, hash } = field;
  if (hash === undefined) return [`assert ${record}.${name} == changes.${name}`];
  return [
    `assert created_${name} != ${sent}[${pythonString(jsonName(field))}]`,
    `assert ${record}.${name} not in (changes.${name}, created_${name})`,
  ];
}
