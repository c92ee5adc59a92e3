import { pythonString, pythonText } from '../naming/names.js';
import type { Field } from '../request/fields.js';
import { pythonJson } from '../request/json.js';
import type { ModelSpec } from '../request/model.js';
import { invalidSamples, samples } from '../request/samples.js';
import { type Context, resolved } from './context.js';
import { passedCallables } from './guards.js';
import { type LogicView, logicView, type Symbols, symbols } from './logic-view.js';
import { jsonName } from './schemas-view.js';

/** A pair of Python literals: the name of a field in JSON, and a value. */
export type Entry = { readonly key: string; readonly value: string };

export type FixturesView = LogicView & { readonly payloads: readonly (readonly Entry[])[] };

/** What the tests of one model know about its fields. */
export type TestsView = LogicView & {
  readonly several: boolean;
  readonly required: readonly string[];
  readonly notNull: readonly string[];
  readonly readKeys: readonly string[];
  readonly sentAndRead: readonly string[];
  readonly defaults: readonly Entry[];
  /** The names of the fields with a default that both the schema and the model have. */
  readonly fixedDefaults: readonly string[];
  readonly invalid: readonly Entry[];
  readonly changed: string | undefined;
  readonly changedName: string | undefined;
  readonly unique: readonly string[];
  readonly writable: boolean;
  readonly isGuarded: boolean;
};

const RECORDS = 3;
const key = (field: Field): string => pythonString(jsonName(field));
const writableFields = (model: ModelSpec): readonly Field[] => model.fields.filter((field) => !field.readonly);

const isPlain = (value: string): boolean => /^"(?:[^"\\]|\\.)*"$/.test(value);

/** A long string in pieces that the formatter can break. */
const wrapped = (value: string): string => (value.startsWith('"') ? pythonText(JSON.parse(value) as string) : value);

/** As many different payloads as the unique fields allow, at most three. */
function payloads(model: ModelSpec): readonly (readonly Entry[])[] {
  const fields = writableFields(model).map((field) => ({ field, values: samples(field, RECORDS) }));
  const possible = fields.filter(({ field }) => field.unique).map(({ values }) => values.length);
  const count = Math.min(RECORDS, ...possible);
  return Array.from({ length: count }, (_, index) =>
    fields.map(({ field, values }) => ({ key: key(field), value: wrapped(values[index % values.length] ?? 'None') })),
  );
}

/** The default of a field as JSON shows it; a factory's value is only known to be there. */
function defaultEntry(field: Field): readonly Entry[] {
  const given = field.default ?? field.serverDefault;
  const entry = (value: string): readonly Entry[] => [{ key: key(field), value }];
  if (given === undefined) return field.optional ? entry('None') : [];
  if (given.kind === 'factory') return given.name === 'empty' ? entry('[]') : [];
  const text = given.value;
  switch (field.type.kind) {
    case 'int':
    case 'bigint':
    case 'smallint':
    case 'float':
      return entry(text);
    case 'bool':
      return entry(text === 'true' ? 'True' : 'False');
    case 'json':
      return entry(pythonJson(text));
    case 'str':
    case 'text':
    case 'slug':
    case 'email':
    case 'url':
    case 'bytes':
    case 'date':
    case 'enum':
    case 'uuid':
      return entry(pythonText(text));
    default:
      return [];
  }
}

export function fixturesView(context: Context, model: ModelSpec): FixturesView {
  return { ...logicView(context, model, 'Any FastAPI pytest'), payloads: payloads(resolved(context, model)) };
}

export function testsView(context: Context, given: ModelSpec, words: string): TestsView {
  const model = resolved(context, given);
  const writable = writableFields(model);
  const values = payloads(model);
  const [first, second] = values;
  const changed = writable.find((_, index) => first?.[index]?.value !== second?.[index]?.value && second !== undefined);
  const readable = model.fields.filter((field) => !field.writeonly);
  return {
    ...logicView(context, model, words),
    several: values.length > 1,
    writable: writable.length > 0,
    required: writable.filter((field) => !field.optional && !(field.default ?? field.serverDefault)).map(key),
    notNull: writable.filter((field) => !field.optional).map(key),
    readKeys: readable.map(key),
    sentAndRead: readable.filter((field) => !field.readonly).map(key),
    defaults: readable.flatMap(defaultEntry),
    fixedDefaults: writable.filter((field) => field.default?.kind === 'value').map(({ name }) => pythonString(name)),
    invalid: writable.flatMap((field) =>
      invalidSamples(field).map(({ value }) => ({ key: key(field), value: isPlain(value) ? wrapped(value) : value })),
    ),
    changed: changed === undefined ? undefined : key(changed),
    changedName: changed?.name,
    isGuarded: context.conventions.security.guards.length + context.conventions.guardsAbove.length > 0,
    unique: values.length > 1 ? writable.filter((field) => field.unique).map(key) : [],
  };
}

export type ConftestView = {
  readonly py: Symbols;
  /** The module of the application as a string, and what to take from it. */
  readonly main: string;
  readonly app: string;
  /** What lets only some callers in. */
  readonly guards: readonly string[];
};

export function conftestView(context: Context): ConftestView {
  const { base, session, importRoot, app } = context.conventions;
  const main = app?.module ?? (importRoot === '' ? 'main' : `${importRoot}.main`);
  return {
    py: {
      ...symbols(
        context,
        'Engine FastAPI Iterator Session StaticPool TestClient create_engine event import_module patch pytest sessionmaker sqlite3',
      ),
      Base: context.names.from(base.module, base.name),
      get_db: context.names.from(session.module, session.name),
    },
    main: JSON.stringify(main),
    app: app?.isFactory ? `${app.name}()` : (app?.name ?? 'app'),
    guards: passedCallables(context),
  };
}
