/** The files of a package with what a field adds to each: the code first, and the tests where the code changes. */
import { relative, sep } from 'node:path';
import { withListed } from '../merge/listed.js';
import type { FileStyle } from '../package/assemble.js';
import { definedNames } from '../package/defined-names.js';
import type { Piece } from '../package/pieces.js';
import type { Refusal } from '../refusal.js';
import type { Style } from '../style/style-values.js';
import type { FieldSpecs } from './field-specs.js';
import { type MergedFile, mergedFile } from './merged-file.js';
import type { PackagePlace } from './package-place.js';
import type { Change } from './plan.js';

type Asked = {
  readonly root: string;
  readonly place: PackagePlace;
  readonly texts: ReadonlyMap<string, string | undefined>;
  readonly specs: FieldSpecs;
  /** What the package consists of without the fields, and with them. */
  readonly base: readonly Piece[];
  readonly theirs: readonly Piece[];
  readonly style: FileStyle;
};

export type FieldFiles = {
  readonly changes: readonly Change[];
  readonly notes: readonly string[];
  readonly refusals: readonly Refusal[];
};

const isTest = (file: string): boolean => file.startsWith('tests/');

export async function fieldFiles({ root, place, texts, specs, base, theirs, style }: Asked): Promise<FieldFiles> {
  const changes: Change[] = [];
  const notes: string[] = [];
  const refusals: Refusal[] = [];
  const names = specs.missing.map(({ name }) => name);
  const files = [...place.files].sort((left, right) => Number(isTest(left.file)) - Number(isTest(right.file)));
  for (const { file, path } of files) {
    const ours = texts.get(file);
    if (ours === undefined || (isTest(file) && changes.length === 0)) continue;
    const module = relative(root, path).replace(/\.py$/, '').replaceAll(sep, '.');
    const of = (pieces: readonly Piece[]): readonly Piece[] => pieces.filter((piece) => piece.file === file);
    const also = (text: string): Promise<string> => listed(text, file, specs, style);
    const one = await mergedFile({ module, file, ours, base: of(base), theirs: of(theirs), names, also }, style);
    if (one.kind === 'refused') {
      refusals.push(notMerged(path, specs, one));
      continue;
    }
    notes.push(...leftNotes(one, file));
    if (one.text !== ours) changes.push({ path, before: ours, after: one.text, why: 'package', evidence: '' });
  }
  return { changes, notes, refusals };
}

/** What calls with the values of fields, besides the classes of the package. */
const TAKERS = ['values', 'update', 'dict'];

async function listed(source: string, file: string, specs: FieldSpecs, { lineLength }: FileStyle): Promise<string> {
  const { before, fresh, names } = specs;
  if (isTest(file) || file === 'models.py' || file === 'schemas.py') return source;
  const takers = new Set([before.name, ...TAKERS, ...(names.classes.get('schemas.py') ?? [])]);
  const known = before.fields.map(({ name }) => name);
  let text = source;
  for (const { name } of fresh.filter((field) => !field.readonly && !field.writeonly)) {
    text = await withListed(text, known, name, takers, lineLength);
  }
  return text;
}

function notMerged(path: string, specs: FieldSpecs, { reason, paste }: MergedFile & { kind: 'refused' }): Refusal {
  return {
    id: 'field-unclear',
    status: 3,
    reason: `This file cannot be edited: ${reason}`,
    at: { path },
    ...(paste === '' ? {} : { paste: [{ path, lines: paste.split('\n') }] }),
    hint: `Add to ${specs.after.name} by hand what differs; the lines show how it would be.`,
  };
}

function leftNotes({ left, absent }: MergedFile & { kind: 'merged' }, file: string): readonly string[] {
  const named = (all: typeof left): string => all.map(({ name }) => name).join(', ');
  return [
    ...(left.length > 0 ? [`${file}: ${named(left)} differ from what was generated and stay as they are.`] : []),
    ...(absent.length > 0 && !isTest(file) ? [`${file} has no ${named(absent)}: nothing was added for them.`] : []),
  ];
}

/** New classes would not be found where the host's other code looks for them. */
export function ungathered(
  { layout, layerImports }: Style,
  base: readonly Piece[],
  theirs: readonly Piece[],
): Refusal | undefined {
  const through = layerImports.filter(({ kind }) => kind === 'package').map(({ of }) => of);
  if (layout.kind !== 'layers' || through.length === 0) return undefined;
  const old = new Set(definedNames(base));
  const name = definedNames(theirs).find((each) => !old.has(each) && through.some((of) => each.startsWith(`${of}.`)));
  if (name === undefined) return undefined;
  return {
    id: 'field-gathered',
    status: 3,
    reason: `The field needs ${name}, and the backend's files use what is in there through a package that gathers it.`,
    hint: /\.[A-Z]\w*$/.test(name)
      ? 'Leave filter, sort and search out, or take an enum class of the backend: enum.Name.'
      : 'Take a type that needs no function of its own, as str, or write the field by hand.',
  };
}
