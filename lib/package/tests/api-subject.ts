/** What the tests of `test_api.py` are about, and the constants and the helper that are above them. */
import { singularSegment } from '../../naming/inflect.js';
import { pythonString } from '../../naming/literals.js';
import type { ModelSpec } from '../../request/model.js';
import type { AnsweringOperation } from '../../style/dimensions/envelope.js';
import { type Context, jsonName, resolved } from '../context.js';
import { subscripts } from '../envelope.js';
import { keyOf, type ModelKey } from '../key.js';
import { pathBehind, saysPaths } from '../paths.js';
import { type Code, type Part, py } from '../print/code.js';
import { testclient, typing } from '../print/symbols.js';
import { isAsCreated } from '../stamps.js';
import { type TestNames, testNames } from './names.js';
import { pathBelow } from './path-below.js';
import { dict, type Entry, isRequired, nulls, spelled, type TestValues, testValues } from './values.js';

type CollectionUrls = { readonly list: string; readonly create: string; readonly inList: string };

export type OfRecord = 'get' | 'update' | 'delete';

/** What the tests of one model are about. */
export type Subject = {
  readonly context: Context;
  readonly model: ModelSpec;
  readonly names: TestNames;
  readonly values: TestValues;
  readonly key: ModelKey;
  /** The path of the collection. */
  readonly url: string;
  /** The path of the collection below the record of another key. */
  readonly urlBelow: (key: string) => string;
  /** Where records are listed and created, for what holds the path of the collection; and as a part of an f-string. */
  readonly atBelow: (url: string) => CollectionUrls;
  readonly at: CollectionUrls;
  /** The names of constants that hold paths, and of the one below which records are. */
  readonly urls: readonly string[];
  readonly records: string;
  /** A URL with a key behind it, as an f-string; where paths say what is done, those of each operation are others. */
  readonly below: (url: string, key: string, operation?: OfRecord) => string;
  /** The path of a record below the collection that a variable holds. */
  readonly itemBelow: (url: string, variable: string, operation?: OfRecord) => string;
  /** The path of a record, for an expression of its id, as a Python expression. */
  readonly item: (id: string, operation?: OfRecord) => string;
  /** The path of a record, for its id as a part of an f-string. */
  readonly path: (id: string, operation?: OfRecord) => string;
  /** The path of a record that a variable holds. */
  readonly itemOf: (variable: string, operation?: OfRecord) => string;
  /** A list of records as an answer has them: in the order of creation, or where that cannot be told in one of its own. */
  readonly inOrder: (records: Part) => Part;
  /** Where each answer has the record or the records, as subscripts: `["data"]`. */
  readonly inJson: Readonly<Record<AnsweringOperation | 'total', string>>;
  /** What is sent to create a record; nothing where a record has only its id. */
  readonly body: string | undefined;
  /** The statuses that answer a bad request, a create, an update and a delete. */
  readonly invalid: number;
  readonly status: { readonly created: number; readonly updated: number; readonly deleted: number };
  /** An expression that changes a record and gives it as it is then. */
  readonly changed: (item: Part, json: Part) => Code;
  /** The verb that changes a record, as the client's method: `patch`. */
  readonly update: string;
  /** Calls that create up to three records. */
  readonly created: readonly string[];
};

const SEVERAL = 3;

export function subjectOf(context: Context, asked: ModelSpec, path: string): Subject {
  const model = resolved(context, asked);
  const names = testNames(model, path === '');
  const values = testValues(context, model);
  const { slash, invalid, pathKey, deletes, updateAnswers, updateMethod } = context.conventions;
  const isSaid = saysPaths(context);
  const { said } = context.conventions.statusCodes;
  const key = keyOf(context);
  const below = (url: string, id: string, operation: OfRecord = 'get'): string =>
    isSaid
      ? `f"{${url}}${pathBehind(context, model, operation, id)}"`
      : `f"{${url}}${slash === '' ? '/' : ''}${id}${pathKey.slash}"`;
  const nouns = path === '' && context.conventions.prefix === 'handlers' ? context.conventions.pathNouns : [];
  const records = nouns.includes('get') ? names.itemUrl : names.url;
  const posted = nouns.includes('create') ? names.itemUrl : names.url;
  const inPath = (id: string, operation?: OfRecord): string => below(records, id, operation);
  const item = (id: string, operation?: OfRecord): string => inPath(`{${id}}`, operation);
  const inJson = readFor(context, model);
  const urlBelow = (above?: string): string =>
    `${pathBelow(model, context.pkg.path + path, above)}${isSaid ? '' : slash}`;
  const atBelow = (url: string, other = url): CollectionUrls => {
    const [list, create] = (['list', 'create'] as const).map((each) =>
      isSaid ? pathBehind(context, model, each, '') : '',
    );
    const made = (of: string, behind = ''): string => (behind === '' ? of : `f"{${of}}${behind}"`);
    return { list: made(url, list), create: made(other, create), inList: `{${url}}${list}` };
  };
  const body = values.secrets.length === 0 ? names.record : `${names.record} | ${names.secrets}`;
  return {
    context,
    model,
    names,
    values,
    key,
    url: urlBelow(),
    urlBelow,
    below,
    atBelow,
    at: atBelow(names.url, posted),
    urls: [names.url, records, posted],
    records,
    itemBelow: (url, variable, operation) => below(url, `{${variable}['${key.name}']}`, operation),
    item,
    path: inPath,
    inOrder: (records) => (isAsCreated(context) ? records : py`by_${key.name}(${records})`),
    itemOf: (variable, operation) => item(`${variable}['${key.name}']`, operation),
    inJson,
    body: values.record.length + values.secrets.length === 0 ? undefined : body,
    invalid: invalid.status,
    status: {
      created: said.create ?? 200,
      updated: updateAnswers.kind === 'nothing' ? updateAnswers.status : (said.update ?? 200),
      deleted: deletes.status,
    },
    changed: (url, json) =>
      context.conventions.updateAnswers.kind !== 'record'
        ? py`${names.update}(client, ${url}, ${json})`
        : py`client.${updateMethod}(${url}, json=${json}).json()${inJson.update}`,
    update: updateMethod,
    created: [
      `${names.create}(client)`,
      ...(values.others.length > 0
        ? [names.other, names.third].map((each) => `${names.create}(client, **${each})`)
        : [`${names.create}(client)`, `${names.create}(client)`]),
    ].slice(0, values.records),
  };
}

function readFor(context: Context, model: ModelSpec): Subject['inJson'] {
  const { operations } = context.conventions.envelope;
  const at = (operation: AnsweringOperation): string => subscripts(context, model, operations[operation]?.path);
  const total = subscripts(context, model, operations.list?.totalPath);
  return { list: at('list'), get: at('get'), create: at('create'), update: at('update'), total };
}

export function constants({ context, model, names, urls, values, url }: Subject): Part {
  const { record, secrets, others, least, most, nulls: nothing, bad } = values;
  const visible = (entries: readonly Entry[]): readonly Entry[] => entries.filter(({ field }) => !field.writeonly);
  const has = (entries: readonly Entry[]): boolean => visible(entries).length > 0;
  // Nobody sees the type of an empty list.
  const constant = (name: string, entries: readonly Entry[]): Part =>
    entries.some(({ value }) => value === '[]')
      ? py`${name}: dict[str, ${typing.Any}] = ${dict(entries)}`
      : `${name} = ${dict(entries)}`;
  return [
    `${names.url} = ${pythonString(url)}`,
    urls.includes(names.itemUrl) && `${names.itemUrl} = ${pythonString(pathBelow(model, itemUrl(context)))}`,
    (record.length > 0 || secrets.length > 0) && constant(names.record, record),
    secrets.length > 0 && constant(names.secrets, secrets),
    others[0] !== undefined && constant(names.other, others[0]),
    others[1] !== undefined && constant(names.third, others[1]),
    has(least) && constant(names.least, visible(least)),
    has(most) && constant(names.most, visible(most)),
    has(nothing) && constant(names.nulls, visible(nothing)),
    hasRequiredList(model) && `${names.required} = [${requiredNames(model).map(pythonString).join(', ')}]`,
    bad.length > 0 && `${names.bad} = [${listed(bad).join(', ')}]`,
  ];
}

/** The path of the package in the singular. */
function itemUrl({ pkg }: Context): string {
  return `${pkg.path.slice(0, -pkg.slug.length)}${singularSegment(pkg.slug)}`;
}

/** The constants whose values are all accepted, and shown. */
export function edgeNames({ names, values }: Pick<Subject, 'names' | 'values'>): readonly string[] {
  const has = (entries: readonly Entry[]): boolean => entries.some(({ field }) => !field.writeonly);
  return (['least', 'most', 'nulls'] as const).filter((each) => has(values[each])).map((each) => names[each]);
}

export const requiredNames = (model: ModelSpec): readonly string[] =>
  model.fields.filter(isRequired).map((field) => jsonName(field));

/** Whether the required fields are listed once instead of written out in each test. */
export function hasRequiredList(model: ModelSpec): boolean {
  const required = model.fields.filter(isRequired);
  return required.length > 3 && required.every((field) => !field.writeonly);
}

export function helper({ at, inJson, model, names, body, status }: Subject): Code {
  const self = model.fields.some((field) => jsonName(field) === 'client') ? ', /' : '';
  return py`
    def ${names.create}(client: ${testclient.TestClient}${self}${body !== undefined && ', **fields: object'}) -> dict[str, ${typing.Any}]:
        response = client.post(${at.create}, json=${body === undefined ? '{}' : `${body} | fields`})
        assert response.status_code == ${status.created}, response.text
        ${names.one}: dict[str, ${typing.Any}] = response.json()${inJson.create}
        return ${names.one}
  `;
}

function listed(bad: readonly Entry[]): readonly string[] {
  const isNull = ({ value }: Entry): boolean => value === 'None';
  const names = bad.filter(isNull).map(({ field }) => jsonName(field));
  const others = bad.filter((entry) => !isNull(entry));
  const fields = [...new Set(others.map(({ field }) => field))];
  return [...nulls(names), ...fields.flatMap((field) => ofField(others.filter((entry) => entry.field === field)))];
}

/** `{"rank": 0}, {"rank": 101}`, as one element of the list where they are several. */
function ofField(entries: readonly Entry[]): readonly string[] {
  const [first] = entries;
  if (first === undefined || entries.length < SEVERAL) return entries.map((entry) => dict([entry]));
  const values = entries.map(({ value }) => spelled(value)).join(', ');
  return [`*({${pythonString(jsonName(first.field))}: value} for value in (${values}))`];
}

/** The same for one model, where its key is called after it. */
export function byOwnKey(context: Context): Part {
  const order = context.conventions.key.of && byKey(context);
  return order && ['\n\n\n', order];
}

/** Where keys are random, or the newest record is first, nothing is listed in the order in which it was created. */
export function byKey(context: Context): Part {
  const { name } = keyOf(context);
  if (isAsCreated(context)) return undefined;
  return py`
    def by_${name}(records: list[dict[str, ${typing.Any}]]) -> list[dict[str, ${typing.Any}]]:
        return sorted(records, key=lambda each: str(each["${name}"]))
  `;
}
