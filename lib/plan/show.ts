import { relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { printable } from '../refusal.js';
import type { Conventions } from '../style/conventions.js';
import type { Host } from '../wiring/host.js';
import { type HostEdit, type PackageFile, type Plan, writtenFiles } from './plan.js';

const MARKS = { create: '+', edit: '~', replace: '!', same: ' ' } as const;

function editLines(edit: HostEdit, from: string): string[] {
  return [
    `  ~ ${relative(from, edit.path)} +${edit.lines.length}, ${edit.like}`,
    ...edit.lines.map((line) => `      ${line.number}: ${line.text}`),
  ];
}

function conventionWords(conventions: Conventions, host: Host): string {
  const { base, session, python, lineLength } = conventions;
  return [
    `Python ${python.join('.')}`,
    `${base.name} of ${base.module}`,
    `${session.name} of ${session.module}`,
    `SQLAlchemy 2 and Pydantic 2`,
    `lines of ${lineLength}`,
    ...conventions.security.guards.map(({ text, at }) => `guarded by ${text} as in ${at}`),
    ...(host.blueprint === undefined ? [] : [`registered like ${host.blueprint}`]),
  ].join(', ');
}

function remark({ kind, before, after, differs = [] }: PackageFile): string {
  if (kind === 'edit') return ` +${after.split('\n').length - before.split('\n').length}`;
  if (kind !== 'replace') return '';
  return differs.length === 0 ? ' (is there and differs)' : ` (${differs.join(', ')}: there and different)`;
}

/** The plan in lines for a person; paths as seen from `from`. */
export function showPlan(plan: Plan, from: string): string {
  const lines = plan.packages.flatMap((each) => {
    const same = each.files.filter((file) => file.kind === 'same').length;
    return [
      ...each.models.flatMap(({ name, path, fields }) => [
        `${each.name}: model ${name}, paths below ${path}`,
        `    fields       id${fields.map((field) => ` ${field}`).join('')}`,
      ]),
      ...(each.conventions === undefined
        ? [`${each.name}: is there and is registered`]
        : [`    conventions  ${conventionWords(each.conventions, each.host)}`]),
      ...each.files
        .filter((file) => file.kind !== 'same')
        .map((file) => `  ${MARKS[file.kind]} ${relative(from, file.path)}${remark(file)}`),
      ...(same > 0 ? [`    ${same} ${same === 1 ? 'file is' : 'files are'} as they should be`] : []),
    ];
  });
  const rest = [
    ...plan.edits.flatMap((edit) => editLines(edit, from)),
    ...plan.notes.map((note) => `    ${note}`),
    ...byHandLines(plan, from),
  ];
  return printable([...lines, ...rest].join('\n'));
}

function byHandLines({ byHand }: Plan, from: string): readonly string[] {
  if (byHand.length === 0) return [];
  const files = byHand.flatMap(({ path, lines }) => [
    `    ${relative(from, path)}`,
    ...lines.map((line) => `        ${line}`),
  ]);
  return ['  not registered, as asked; to be added by hand:', ...files];
}

/** The lines to add by hand, for the end of a run. */
export function showByHand(plan: Plan, from: string): string {
  return printable(byHandLines(plan, from).join('\n'));
}

const patch = (path: string, before: string, after: string, isNew: boolean): string =>
  createTwoFilesPatch(isNew ? '/dev/null' : path, path, before, after, '', '', { context: 3 }).replace(/^=+\n/, '');

/** The whole plan as one unified diff, new files included. */
export function showDiff(plan: Plan, from: string): string {
  const files = writtenFiles(plan).map((file: PackageFile) =>
    patch(relative(from, file.path), file.before, file.after, file.kind === 'create'),
  );
  const edits = plan.edits.map((edit) => patch(relative(from, edit.path), edit.before, edit.after, false));
  return printable([...files, ...edits].join('\n'));
}
