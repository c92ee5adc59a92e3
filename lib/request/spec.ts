/** A file that asks for several packages and models at once: YAML or JSON, with everything that is wrong at its line. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { didYouMean } from '../naming/did-you-mean.js';
import type { Refusal } from '../refusal.js';
import { parseField } from './fields.js';
import { type PackageInput, type PackageSpec, packageSpec } from './package.js';

/** What a model can have besides its fields, as the options of the command line have it. */
export type SettingRow = { readonly name: string; readonly isSwitch: boolean; readonly description: string };

/** A package that is asked for: new, with its first model, or one that exists; and its further models. */
export type AskedPackage = {
  readonly first: PackageSpec | undefined;
  readonly further: readonly PackageSpec[];
};

type Reader = {
  /** Notes a problem at a node. */
  readonly wrong: (node: Node | undefined, reason: string, id?: string, hint?: string) => undefined;
  readonly settings: readonly SettingRow[];
};

type Entries = ReadonlyMap<string, { readonly key: Node; readonly value: Node }>;

const OF_PACKAGE = ['package', 'path', 'tag', 'model', 'fields', 'models'];
const OF_MODEL = ['model', 'fields'];
const MOST_PACKAGES = 1000;

/** `path` is what the file is called in messages. */
export function readSpec(
  text: string,
  path: string,
  settings: readonly SettingRow[],
): readonly AskedPackage[] | { readonly refusals: readonly Refusal[] } {
  const refusals: Refusal[] = [];
  const lines = new LineCounter();
  const at = (offset: number): Refusal['at'] => {
    const { line, col } = lines.linePos(offset);
    return { path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const wrong: Reader['wrong'] = (node, reason, id = 'spec-wrong', hint = undefined) => {
    refusals.push({ id, status: 2, reason, at: at(node?.range?.[0] ?? 0), ...(hint === undefined ? {} : { hint }) });
    return undefined;
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, schema: 'core', logLevel: 'silent' });
    for (const { message, pos } of document.errors) {
      const [first = ''] = message.split(/ at line \d+|\n/);
      refusals.push({ id: 'spec-syntax', status: 2, reason: `This is no YAML or JSON: ${first}.`, at: at(pos[0]) });
    }
    if (refusals.length > 0) return { refusals };
    visit(document, { Alias: (_, node) => void wrong(node, 'Aliases are not followed: write it out.') });
    const asked = refusals.length > 0 ? [] : readRoot(document.contents, { wrong, settings });
    return refusals.length > 0 ? { refusals: refusals.sort(byPlace) } : asked;
  } catch (error) {
    // Thousands of brackets in each other.
    if (!(error instanceof RangeError)) throw error;
    return { refusals: [{ id: 'spec-syntax', status: 2, reason: 'This is nested too deeply.', at: { path } }] };
  }
}

function byPlace({ at: one }: Refusal, { at: other }: Refusal): number {
  return (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0);
}

function readRoot(root: Node | null, reader: Reader): readonly AskedPackage[] {
  const { wrong } = reader;
  const entries = entriesOf(root ?? undefined, ['version', 'packages'], reader);
  const version = entries?.get('version');
  if (version !== undefined && !(isScalar(version.value) && version.value.value === 1))
    wrong(version.value, 'version is 1.');
  const list = entries?.get('packages');
  if (entries !== undefined && list === undefined) wrong(root ?? undefined, 'There is no list packages.');
  const items = list === undefined ? [] : itemsOf(list.value, 'packages', reader);
  if (items.length > MOST_PACKAGES) wrong(list?.value, `These are more than ${MOST_PACKAGES} packages.`);
  const names = new Set<string>();
  return items.slice(0, MOST_PACKAGES).flatMap((item) => {
    const own = entriesOf(item, [...OF_PACKAGE, ...reader.settings.map(({ name }) => name)], reader);
    const name = own && textOf(own, 'package', item, reader);
    if (own === undefined || name === undefined) return [];
    if (names.has(name)) wrong(item, `The package ${JSON.stringify(name)} is here twice.`);
    names.add(name);
    return [readPackage(name, item, own, reader)];
  });
}

function readPackage(name: string, item: Node, own: Entries, reader: Reader): AskedPackage {
  // Nothing but further models is asked of a package that exists.
  const isNew = !own.has('models') || [...own.keys()].some((key) => !['package', 'models'].includes(key));
  const first = isNew ? readModel({ package: name, fields: [] }, item, own, reader) : undefined;
  const models = own.get('models');
  const further = (models === undefined ? [] : itemsOf(models.value, 'models', reader)).flatMap((each) => {
    const entries = entriesOf(each, [...OF_MODEL, ...reader.settings.map((row) => row.name)], reader);
    const model = entries && textOf(entries, 'model', each, reader);
    if (entries === undefined || model === undefined) return [];
    return readModel({ package: name, model, fields: [] }, each, entries, reader) ?? [];
  });
  return { first, further };
}

function readModel(asked: PackageInput, item: Node, own: Entries, reader: Reader): PackageSpec | undefined {
  const { wrong } = reader;
  const list = own.get('fields');
  let isSound = true;
  const fields = (list === undefined ? [] : itemsOf(list.value, 'fields', reader)).flatMap((node) => {
    const word = isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
    const errors = word === undefined ? undefined : parseField(word).errors;
    if (word === undefined) wrong(node, 'A field is text, as in number:str.32:unique.');
    for (const { message } of errors ?? []) wrong(node, `${JSON.stringify(word)}: ${message}`, 'field-wrong');
    if (word === undefined || errors !== undefined) isSound = false;
    return word ?? [];
  });
  const given = (key: string): object => {
    const value = own.has(key) ? textOf(own, key, item, reader) : undefined;
    return value === undefined ? {} : { [key]: value };
  };
  const input: PackageInput = {
    ...asked,
    ...given('path'),
    ...given('tag'),
    ...given('model'),
    fields,
    settings: settingsOf(own, reader),
  };
  const spec = packageSpec(input);
  if ('model' in spec) return spec;
  // What is wrong with a field was said at its own line.
  for (const { id, reason, hint } of spec) if (isSound || id !== 'field-wrong') wrong(item, reason, id, hint);
  return undefined;
}

function settingsOf(own: Entries, reader: Reader): NonNullable<PackageInput['settings']> {
  const told = reader.settings.flatMap(({ name, isSwitch }): readonly (readonly [string, string | boolean])[] => {
    const value = own.get(name)?.value;
    if (value === undefined) return [];
    if (isSwitch) {
      const isTrue = isScalar(value) && typeof value.value === 'boolean' ? value.value : undefined;
      if (isTrue === undefined) reader.wrong(value, `${name} is true or false.`);
      return isTrue === true ? [[camelCase(name), true]] : [];
    }
    const words = isSeq(value) ? value.items.map(wordOf) : [wordOf(value)];
    if (words.every((word) => word !== undefined)) return [[camelCase(name), words.join(',')]];
    reader.wrong(value, `${name} is text, or a list of texts.`);
    return [];
  });
  return Object.fromEntries(told);
}

const camelCase = (name: string): string => name.replace(/-[a-z]/g, (pair) => pair.charAt(1).toUpperCase());

function wordOf(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  return typeof node.value === 'string' || typeof node.value === 'number' ? String(node.value) : undefined;
}

function textOf(own: Entries, key: string, item: Node, { wrong }: Reader): string | undefined {
  const node = own.get(key)?.value;
  if (node === undefined) return wrong(item, `There is no ${key}.`);
  return isScalar(node) && typeof node.value === 'string' ? node.value : wrong(node, `${key} is text.`);
}

function itemsOf(node: Node, name: string, { wrong }: Reader): readonly Node[] {
  if (isSeq(node)) return node.items as readonly Node[];
  wrong(node, `${name} is a list.`);
  return [];
}

/** The entries of a map, none of which is unknown. */
function entriesOf(node: Node | undefined, known: readonly string[], { wrong }: Reader): Entries | undefined {
  if (!isMap(node)) return wrong(node, `This is a map with ${known.slice(0, 5).join(', ')}.`);
  const found = new Map<string, { readonly key: Node; readonly value: Node }>();
  for (const { key, value } of node.items as readonly { readonly key: Node; readonly value: Node | null }[]) {
    const name = isScalar(key) ? String(key.value) : '';
    if (!known.includes(name)) wrong(key, `${JSON.stringify(name)} is not known here.${didYouMean(name, known)}`);
    else if (value === null || (isScalar(value) && value.value === null)) wrong(key, `${name} has no value.`);
    else found.set(name, { key, value });
  }
  return found;
}
