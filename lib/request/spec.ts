/** A file that asks for several packages and models at once: YAML or JSON, with everything that is wrong at its line. */
import { isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Refusal, RefusalPlace } from '../refusal.js';
import { parseField, printField } from './fields.js';
import { type PackageInput, type PackageSpec, packageSpec } from './package.js';
import { type SpecEntries, type SpecReader, specEntries, specItems, specWord, textIn } from './spec-nodes.js';

/** What a model can have besides its fields, as the options of the command line have it. */
export type SettingRow = { readonly name: string; readonly isSwitch: boolean; readonly description: string };

/** A package that is asked for: new, with its first model, or one that exists; and its further models. */
export type AskedPackage = {
  readonly first: PackageSpec | undefined;
  readonly further: readonly PackageSpec[];
  readonly places: AskedPlaces;
};

/** Where a package is asked for, and each of its fields by its words: for what turns out to be wrong later. */
export type AskedPlaces = { readonly at: RefusalPlace; readonly fields: ReadonlyMap<string, RefusalPlace> };

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
  const at = (offset: number): RefusalPlace => {
    const { line, col } = lines.linePos(offset);
    return { path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const wrong: Reader['wrong'] = (node, reason, id = 'spec-wrong', hint = undefined) => {
    refusals.push({ id, status: 2, reason, at: placeOf(node), ...(hint === undefined ? {} : { hint }) });
    return undefined;
  };
  const placeOf: Reader['placeOf'] = (node) => at(node?.range?.[0] ?? 0);
  const tooDeep = (place: RefusalPlace): { readonly refusals: readonly Refusal[] } => {
    return { refusals: [{ id: 'spec-syntax', status: 2, reason: 'This is nested too deeply.', at: place }] };
  };
  try {
    // A second document is told of with this level alone.
    const document = parseDocument(text, { lineCounter: lines, schema: 'core', logLevel: 'error', uniqueKeys: false });
    for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
      if (/call stack/.test(message)) return tooDeep(at(pos[0]));
      refusals.push({ id: 'spec-syntax', status: 2, reason: syntaxReason(code, message), at: at(pos[0]) });
    }
    if (refusals.length > 0) return { refusals: fewOf(refusals) };
    visit(document, { Alias: (_, node) => void wrong(node, 'Aliases are not followed: write it out.') });
    const asked = refusals.length > 0 ? [] : readRoot(document.contents, { wrong, settings, placeOf });
    return refusals.length > 0 ? { refusals: fewOf(refusals) } : asked;
  } catch (error) {
    // Thousands of brackets in each other.
    if (!(error instanceof RangeError)) throw error;
    return tooDeep({ path });
  }
}

function syntaxReason(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'A second document begins here: put all packages into one.';
  const [first = ''] = message.split(/ at line \d+|\n/);
  return `This is no YAML or JSON: ${first}.`;
}

const MOST_TOLD = 100;

/** In the order of the file; who has more than so many reads no further. */
function fewOf(refusals: Refusal[]): readonly Refusal[] {
  return refusals.sort(byPlace).slice(0, MOST_TOLD);
}

function byPlace({ at: one }: Refusal, { at: other }: Refusal): number {
  return (one?.line ?? 0) - (other?.line ?? 0) || (one?.column ?? 0) - (other?.column ?? 0);
}

function readRoot(root: Node | null, reader: Reader): readonly AskedPackage[] {
  const { wrong } = reader;
  const entries = specEntries(root ?? undefined, ['version', 'packages'], reader);
  const version = entries?.get('version');
  if (version !== undefined && !(isScalar(version.value) && version.value.value === 1))
    wrong(version.value, 'version is 1.');
  const list = entries?.get('packages');
  if (entries !== undefined && list === undefined) wrong(root ?? undefined, 'There is no list packages.');
  const items = list === undefined ? [] : specItems(list.value, 'packages', reader);
  if (items.length > MOST_PACKAGES) wrong(list?.value, `These are more than ${MOST_PACKAGES} packages.`);
  const names = new Set<string>();
  return items.slice(0, MOST_PACKAGES).flatMap((item) => {
    const own = specEntries(item, [...OF_PACKAGE, ...reader.settings.map(({ name }) => name)], reader);
    const name = own && textIn(own, 'package', item, reader);
    if (own === undefined || name === undefined) return [];
    if (names.has(name)) wrong(item, `The package ${JSON.stringify(name)} is here twice.`);
    names.add(name);
    return [readPackage(name, item, own, reader)];
  });
}

function readPackage(name: string, item: Node, own: SpecEntries, reader: Reader): AskedPackage {
  // Nothing but further models is asked of a package that exists.
  const isNew = !own.has('models') || [...own.keys()].some((key) => !['package', 'models'].includes(key));
  const fields: Places = new Map();
  const first = isNew ? readModel({ package: name, fields: [] }, item, own, reader, fields) : undefined;
  const names = new Set(first === undefined ? [] : [first.model.name]);
  const models = own.get('models');
  const further = (models === undefined ? [] : specItems(models.value, 'models', reader)).flatMap((each) => {
    const entries = specEntries(each, [...OF_MODEL, ...reader.settings.map((row) => row.name)], reader);
    const model = entries && textIn(entries, 'model', each, reader);
    if (entries === undefined || model === undefined) return [];
    if (names.has(model)) reader.wrong(each, `The model ${JSON.stringify(model)} of ${name} is here twice.`);
    names.add(model);
    return readModel({ package: name, model, fields: [] }, each, entries, reader, fields) ?? [];
  });
  return { first, further, places: { at: reader.placeOf(item), fields } };
}

type Reader = SpecReader & { readonly settings: readonly SettingRow[] };

type Places = Map<string, RefusalPlace>;

function readModel(
  asked: PackageInput,
  item: Node,
  own: SpecEntries,
  reader: Reader,
  places: Places,
): PackageSpec | undefined {
  const { wrong } = reader;
  const list = own.get('fields');
  let isSound = true;
  const fields = (list === undefined ? [] : specItems(list.value, 'fields', reader)).flatMap((node) => {
    const word = isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
    const { field, errors } = word === undefined ? {} : parseField(word);
    if (field !== undefined && !places.has(printField(field))) places.set(printField(field), reader.placeOf(node));
    if (word === undefined) wrong(node, 'A field is text, as in number:str.32:unique.');
    for (const { message } of errors ?? []) wrong(node, `${JSON.stringify(word)}: ${message}`, 'field-wrong');
    if (word === undefined || errors !== undefined) isSound = false;
    return word ?? [];
  });
  const given = (key: string): object => {
    const value = own.has(key) ? textIn(own, key, item, reader) : undefined;
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
  for (const { id, reason, hint } of spec) {
    if (isSound || id !== 'field-wrong') wrong(entryOf(own, id, reason) ?? item, reason, id, hint);
  }
  return undefined;
}

/** What of an entry a reason is about: `--unique=a+b: …`, or the name of the package or the model. */
function entryOf(own: SpecEntries, id: string, reason: string): Node | undefined {
  const key = /^--([a-z-]+)=/.exec(reason)?.[1] ?? /^(package|model)-name$/.exec(id)?.[1];
  return key === undefined ? undefined : own.get(key)?.value;
}

function settingsOf(own: SpecEntries, reader: Reader): NonNullable<PackageInput['settings']> {
  const told = reader.settings.flatMap(({ name, isSwitch }): readonly (readonly [string, string | boolean])[] => {
    const value = own.get(name)?.value;
    if (value === undefined) return [];
    if (isSwitch) {
      const isTrue = isScalar(value) && typeof value.value === 'boolean' ? value.value : undefined;
      if (isTrue === undefined) reader.wrong(value, `${name} is true or false.`);
      return isTrue === true ? [[camelCase(name), true]] : [];
    }
    const words = isSeq(value) ? value.items.map(specWord) : [specWord(value)];
    if (words.every((word) => word !== undefined)) return [[camelCase(name), words.join(',')]];
    reader.wrong(value, `${name} is text, or a list of texts.`);
    return [];
  });
  return Object.fromEntries(told);
}

const camelCase = (name: string): string => name.replace(/-[a-z]/g, (pair) => pair.charAt(1).toUpperCase());
