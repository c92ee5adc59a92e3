/** The style in lines for a person: each value, what shows it, and how it is pinned. */
import type { Dimension } from './dimension.js';
import type { Envelope } from './dimensions/envelope.js';
import { DIMENSIONS } from './style.js';
import type { Style } from './style-values.js';
import type { Template } from './templates.js';

/** One value of the style in words, the place that shows it, and what a pin of it may be. */
export type ShownValue = {
  readonly id: string;
  readonly value: string;
  /** `app/users/models.py:12`; nothing for what has the value of the written standard because nothing shows another. */
  readonly at: string | undefined;
  readonly pin: string | undefined;
};

export function shownValues(style: Style): readonly ShownValue[] {
  return Object.entries<Dimension<unknown>>(DIMENSIONS).map(([key, { id, pin }]) => {
    const value = valueWords(style[key as keyof Style]);
    return { id, value, at: style.evidence[key], pin: pin?.expects };
  });
}

/** One line for each dimension. */
export function explained(style: Style): readonly string[] {
  const rows = shownValues(style);
  const width = Math.max(...rows.map(({ id }) => id.length));
  return rows.map(({ id, value, at = 'nothing shows it', pin }) => {
    const told = `${id.padEnd(width)}  ${value}  (${at})`;
    return pin === undefined ? told : `${told}  pin: ${id} = ${pin}`;
  });
}

/** A value in words: `Base of app.db`, `yes`, `3.11`, `models: models, crud: repository`. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) {
    if (value.length === 0) return 'none';
    return value.map(valueWords).join(value.every((each) => typeof each === 'number') ? '.' : ', ');
  }
  if (typeof value !== 'object' || value === null) return String(value);
  if (isCopied(value)) return copiedWords(value);
  if (isTemplate(value)) return templateWords(value);
  if (isEnvelope(value)) return envelopeWords(value);
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const { module, name, member, ...rest } = value as Readonly<Record<string, unknown>>;
  if (typeof module === 'string' && typeof name === 'string' && Object.keys(rest).length === 0) {
    return `${name}${member === undefined ? '' : `.${String(member)}`} of ${module}`;
  }
  return entries.length === 0 ? 'none' : entries.map(([key, each]) => `${key}: ${valueWords(each)}`).join(', ');
}

type Copied = { readonly texts: readonly string[]; readonly names: readonly { readonly local: string }[] };

function isCopied(value: object): value is Copied {
  return 'texts' in value && 'names' in value;
}

/** Code of the host that is written again: `mapped_column(primary_key=True)`. */
function copiedWords({ texts, names }: Copied): string {
  return texts.map((text, index) => text + (names[index]?.local ?? '')).join('');
}

function isEnvelope(value: object): value is Envelope {
  return 'operations' in value && 'unwritten' in value;
}

/** What a record and a list are put into: `Response(data={result})`, and what of that is not written. */
function envelopeWords({ operations, unwritten }: Envelope): string {
  const { list, ...records } = operations;
  const [record] = Object.values(records);
  const told = { record, list };
  const all = (['record', 'list'] as const).flatMap((each) => {
    const wrapped = told[each];
    if (wrapped !== undefined) return `${each}: ${templateWords(wrapped.value)}`;
    return unwritten[each] === undefined ? [] : `${each} not written: ${unwritten[each]}`;
  });
  return all.length === 0 ? 'none' : all.join(', ');
}

function isTemplate(value: object): value is Template {
  return 'texts' in value && 'holes' in value;
}

/** Code of the host with what goes into it: `Response(data={result})`. */
function templateWords({ texts, holes }: Template): string {
  const words = holes.map((hole) => {
    if (hole.kind === 'name') return hole.name.local;
    if (hole.kind === 'class' || hole.kind === 'words') return hole.pattern;
    return `{${hole.kind === 'bound' ? hole.of : hole.kind}}`;
  });
  return texts.map((text, index) => text + (words[index] ?? '')).join('');
}
