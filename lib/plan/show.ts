/** A plan in lines for a person. */
import { basename, dirname, relative } from 'node:path';
import { printable, sayPastedLines } from '../refusal.js';
import { explained } from '../style/explain.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { addedLines } from './lines.js';
import { patchOf } from './patch.js';
import {
  type Change,
  hostChanges,
  type ModelPlan,
  type PackagePlan,
  type Plan,
  packageChanges,
  replacements,
} from './plan.js';
import {
  administratorLines,
  callerCheckLines,
  closedLines,
  guardLines,
  namedGuardLines,
  narrowedLines,
  openWriteLines,
  ownerLines,
  pathsIn,
  refusalLines,
} from './show-paths.js';

/** The plan in lines; paths as seen from `from`. `refused` is what middleware was seen to answer without credentials. */
export function showPlan(plan: Plan, from: string, refused?: number): string {
  const lines = plan.packages.flatMap((each) => packageLines(each, packageChanges(plan), from, refused));
  const rest = [
    ...hostChanges(plan).flatMap((change) => hostLines(change, from)),
    ...plan.notes.map((note) => `    ${note}`),
    ...byHandLines(plan, from),
  ];
  return printable([...lines, ...rest].join('\n'));
}

/** What of the user's own text is lost, line by line; empty where nothing is. */
export function showReplaced(plan: Plan, from: string): string {
  return printable(patchOf(replacements(plan), from));
}

/** How each package is written, value by value, with what shows it and how it is pinned. */
export function showStyle({ packages }: Plan): string {
  const lines = packages.flatMap(({ name, conventions }) =>
    conventions === undefined
      ? []
      : [
          `the style of ${name} (pins go below [tool.backend-package] of pyproject.toml):`,
          ...explained(conventions).map((line) => `    ${line}`),
        ],
  );
  return printable(lines.join('\n'));
}

/** The lines to add by hand, for the end of a run. */
export function showByHand(plan: Plan, from: string): string {
  return printable(byHandLines(plan, from).join('\n'));
}

function packageLines(
  each: PackagePlan,
  changes: readonly Change[],
  from: string,
  refused: number | undefined,
): readonly string[] {
  const { name, models, added, conventions, host, files } = each;
  const own = changes.filter(({ path }) => files.includes(path));
  const same = files.length - own.length;
  return [
    ...models.flatMap((model) => [
      ...(added === undefined ? [] : [`${name}: model ${model.name} gets ${model.fields.join(' ')}`]),
    ]),
    ...(added === undefined ? models : []).flatMap((model) => [
      `${name}: model ${model.name}, paths below ${pathsIn(model)}`,
      ...wrapped(['    fields       id', ...model.fields], ' ', INDENTATION),
      ...ownerLines(model, conventions),
    ]),
    ...(conventions === undefined
      ? [`${name}: exists and is registered`]
      : [
          ...conventionLines(conventions, host),
          ...(added === undefined ? whoMayLines(conventions, models[0] ?? { paths: [] }, host, refused) : []),
        ]),
    ...byFolder(own).flatMap((changes) => folderLines(changes, from)),
    ...(same > 0 ? [`    ${same} ${same === 1 ? 'file is as it' : 'files are as they'} should be`] : []),
  ];
}

/** Who may call the new routes, and what of that may not be meant. */
function whoMayLines(
  conventions: Style,
  model: Pick<ModelPlan, 'paths' | 'owner'>,
  { blueprint }: PackagePlan['host'],
  refused: number | undefined,
): readonly string[] {
  return [
    ...guardLines(conventions, model, refused),
    ...callerCheckLines(conventions),
    ...administratorLines(conventions, model.paths, blueprint),
    ...closedLines(conventions, model, blueprint),
    ...namedGuardLines(conventions, blueprint),
    ...openWriteLines(conventions, model, blueprint),
    ...refusalLines(conventions, blueprint),
    ...narrowedLines(conventions, model, blueprint),
  ];
}

/** The changes of each folder, folders in the order of their first file. */
function byFolder(changes: readonly Change[]): readonly (readonly Change[])[] {
  const folders = [...new Set(changes.map(({ path }) => dirname(path)))];
  return folders.map((folder) => changes.filter(({ path }) => dirname(path) === folder));
}

/** The new files of a folder are told together, and each that people have by itself. */
function folderLines(changes: readonly Change[], from: string): readonly string[] {
  const made = changes.filter(({ before }) => before === undefined);
  const [first, second] = made;
  if (first === undefined || second === undefined) return changes.map((change) => packageLine(change, from));
  const start = `  + ${relative(from, dirname(first.path)) || '.'}/`;
  const names = made.map(({ path }) => basename(path));
  const others = changes.filter(({ before }) => before !== undefined);
  return [...wrapped([start, ...names], ' ', '      '), ...others.map((change) => packageLine(change, from))];
}

/** The columns of a small terminal. */
const COLUMNS = 80;

/** Words in lines that a small terminal shows, all but the first of them indented. */
function wrapped(words: readonly string[], between: string, indentation: string): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const line = lines.at(-1);
    const longer = `${line}${between}${word}`;
    if (line === undefined) lines.push(word);
    else if (longer.length <= COLUMNS) lines[lines.length - 1] = longer;
    else lines.push(`${indentation}${word}`);
  }
  return lines;
}

function packageLine({ path, before, after, replaces }: Change, from: string): string {
  const shown = relative(from, path);
  if (before === undefined) return `  + ${shown}`;
  if (replaces !== undefined) return `  ! ${shown} (replaces: ${replaces})`;
  return `  ~ ${shown} +${addedLines(before, after).length}`;
}

function hostLines({ path, before = '', after, evidence }: Change, from: string): readonly string[] {
  const lines = addedLines(before, after);
  return [
    `  ~ ${relative(from, path)} +${lines.length}, ${evidence}`,
    ...lines.map((line) => `      ${line.number}: ${line.text}`),
  ];
}

const INDENTATION = ' '.repeat('    fields       '.length);

function conventionLines({ base, session, python, pydantic, lineLength }: Style, host: Host): readonly string[] {
  const words = [
    `Python ${python.join('.')}`,
    `${base.name} of ${base.module}`,
    sessionWords(session),
    `Pydantic ${pydantic}`,
    `lines of ${lineLength}`,
    ...(host.blueprint === undefined ? [] : [`registered like ${host.blueprint}`]),
  ];
  const [first = '', ...others] = words.map((word, index) => (index < words.length - 1 ? `${word},` : word));
  return wrapped([`    conventions  ${first}`, ...others], ' ', INDENTATION);
}

function sessionWords({ module, name, member, opens }: Style['session']): string {
  const from = `${name}${member === undefined ? '' : `.${member}`} of ${module}`;
  return opens === true ? `sessions that the package opens with ${from}` : from;
}

function byHandLines({ byHand, byHandTried }: Plan, from: string): readonly string[] {
  if (byHand.length === 0) return [];
  const files = byHand.flatMap((pasted) => [
    `    ${relative(from, pasted.path)}`,
    ...sayPastedLines(pasted, '        '),
  ]);
  const tried = byHandTried === undefined ? [] : [`    ${byHandTried}`];
  return ['  not registered, as asked; to be added by hand:', ...files, ...tried];
}
