/** The registration lines of every package of a run, one package after the other. */
import { relative } from 'node:path';
import type { HostFiles } from '../project/files.js';
import { topOf } from '../project/project-root.js';
import { isRefusal, type PastedLines, type Refusal } from '../refusal.js';
import type { EditOutcome, Followed } from '../registration/outcome.js';
import { type NewPackage, registerFurther, registerPackage } from '../registration/register.js';
import type { Host } from '../wiring/host.js';
import { editableText } from './editable.js';
import { byFile, linesByHand, linesToAdd, pasted } from './lines-by-hand.js';
import type { Change } from './plan.js';

/** A package as its registration sees it. */
export type Registrant = {
  readonly host: Host;
  readonly registration: NewPackage;
  /** Whether the host's files are edited; otherwise the lines are only shown. */
  readonly registers: boolean;
  /** Whether only further models come to it. */
  readonly isThere?: boolean;
};

export type RegistrationPlan = {
  readonly changes: readonly Change[];
  readonly byHand: readonly PastedLines[];
  readonly notes: readonly string[];
  readonly refusals: readonly Refusal[];
  /** Whether the refusals print every line that registers the packages. */
  readonly isToldWhole: boolean;
};

type Edited = { readonly before: string; readonly after: string; readonly like: readonly string[] };
type Texts = Map<string, Edited>;

export async function planRegistration(
  files: HostFiles,
  registrants: readonly Registrant[],
): Promise<RegistrationPlan> {
  const texts: Texts = new Map();
  const refusals: Refusal[] = [];
  const byHand: PastedLines[] = [];
  const notes = new Set<string>();
  let isToldWhole = true;
  for (const each of registrants.filter(({ registers }) => registers)) {
    const one = await registerOne(files, texts, each);
    for (const note of one.notes) notes.add(note);
    refusals.push(...one.refusals);
    isToldWhole &&= one.refusals.length === 0 || one.isToldWhole;
  }
  // Lines by hand come to what the run writes, and those of a further package to those of the packages before it.
  const after: Texts = new Map([...texts].map(([path, text]) => [path, { ...text, before: text.after }]));
  for (const each of registrants.filter(({ registers }) => !registers)) {
    const one = await registerOne(files, after, each);
    for (const note of one.notes) notes.add(note);
    byHand.push(...one.lines);
  }
  const changed = [...texts].filter(([, { before, after }]) => before !== after);
  const changes = changed.map(([path, { before, after, like }]): Change => {
    return { path, before, after, why: 'registration', evidence: [...new Set(like)].join('; ') };
  });
  return { changes, byHand: byFile(byHand), notes: [...notes], refusals, isToldWhole };
}

type Registered = {
  readonly refusals: readonly Refusal[];
  readonly lines: readonly PastedLines[];
  readonly notes: readonly string[];
  readonly isToldWhole: boolean;
};

/** Registers one package in the texts as they are by now. */
async function registerOne(files: HostFiles, texts: Texts, registrant: Registrant): Promise<Registered> {
  const { host, registration, isThere = false } = registrant;
  const notes = isThere ? [] : hostNotes(host);
  const unusable = readInto(files, texts, host, registration);
  if (unusable.length > 0) {
    const { paste } = await linesByHand(host, registration);
    // What cannot be edited takes no patch either.
    const lines = paste.map(({ path, lines: own }) => ({ path, lines: own }));
    const refusals = unusable.map((each, index) => (index === 0 ? { ...each, paste: lines } : each));
    return { refusals, lines, notes, isToldWhole: false };
  }
  const code = host.code.with([...texts].map(([path, { after }]) => ({ path, after })));
  const outcomes = await (isThere ? registerFurther : registerPackage)(host, registration, code);
  const lines = linesToAdd(outcomes, code);
  const refusals: Refusal[] = isThere ? [] : [...withoutTables(host, registration)];
  for (const { file, outcome } of outcomes) {
    const text = texts.get(file.path);
    if (outcome.kind === 'refused') {
      refusals.push(refusalOf(file.path, outcome, code.at(file.path)?.source));
      if (text !== undefined && outcome.source !== undefined) texts.set(file.path, { ...text, after: outcome.source });
    }
    if (outcome.kind !== 'edited' || text === undefined) continue;
    const like = [...text.like, evidenceOf(outcome, host.blueprint)];
    texts.set(file.path, { ...text, after: outcome.source, like });
    notes.push(...outcome.notes.map((note) => `${relative(host.root, file.path)}: ${note}`));
  }
  const isToldWhole = outcomes.every(({ outcome }) => outcome.kind !== 'refused' || outcome.paste !== '');
  return { refusals: isToldWhole ? withAllLines(refusals, lines) : refusals, lines, notes, isToldWhole };
}

/** Who adds lines by hand needs those of every file, also where only one of them is refused: the last refusal has them all. */
function withAllLines(refusals: readonly Refusal[], lines: readonly PastedLines[]): readonly Refusal[] {
  return refusals.map((each, index) => ({ ...each, paste: index === refusals.length - 1 ? lines : [] }));
}

/** Reads every file that the registration edits; gives those that cannot be edited. */
function readInto(
  files: HostFiles,
  texts: Texts,
  host: Host,
  { hasModels = true, repositories, makers = [] }: NewPackage,
): readonly Refusal[] {
  const gathering = (host.byLayer?.gathering ?? []).map(({ file }) => file);
  const places = [
    ...(hasModels ? host.models : []),
    ...host.routers,
    ...gathering,
    ...(repositories === undefined ? [] : host.units),
    ...makers,
  ];
  return [...new Set(places.map(({ path }) => path))].flatMap((path) => {
    if (texts.has(path)) return [];
    const text = editableText(files, path, topOf(files, host.root));
    if (isRefusal(text)) return [text];
    texts.set(path, { before: text, after: text, like: [] });
    return [];
  });
}

function refusalOf(path: string, outcome: EditOutcome & { kind: 'refused' }, before: string | undefined): Refusal {
  const { id, reason, line } = outcome;
  return { id, status: 3, reason, at: { path, line }, paste: pasted(path, outcome, before) };
}

/** Models of which nothing makes the tables are no success. */
function withoutTables({ nothing: { models }, app }: Host, { hasModels }: NewPackage): readonly Refusal[] {
  if (models?.id !== 'no-tables' || hasModels === false) return [];
  const reason = `${models.text} It is not clear where models are imported.`;
  return [{ id: 'models-import-missing', status: 3, reason, at: { path: app.path } }];
}

/** What led to the edit, and the line that was followed. */
function evidenceOf({ followed, like }: EditOutcome & { kind: 'edited' }, blueprint: string | undefined): string {
  if (followed === 'blueprint') return `like line ${like}${blueprint === undefined ? '' : ` for ${blueprint}`}`;
  return EVIDENCE[followed].replace('#', String(like));
}

const EVIDENCE: Readonly<Record<Exclude<Followed, 'blueprint'>, string>> = {
  'only-place': 'below line #, the only place that includes routers',
  'named-router': 'below line #, on the router that --router names',
  'other-models': 'like line # for other models',
  'last-import': 'below line #, the last import',
  'own-import': 'in line #, where the package is',
};

/** What was seen in the host and left alone, and why there may be nothing to edit. */
function hostNotes({ notes, nothing, root, byLayer }: Host): string[] {
  // What a package of the layers gathers is told with the edit.
  const isGathered = byLayer !== undefined && byLayer.gathering.length > 0;
  const reasons = [isGathered ? undefined : nothing.models, nothing.routers].flatMap((reason) =>
    reason === undefined ? [] : [`${reason.text}${reason.at === undefined ? '' : ` (${relative(root, reason.at)})`}`],
  );
  return [...reasons, ...notes.map((note) => note.replaceAll(`${root}/`, ''))];
}
