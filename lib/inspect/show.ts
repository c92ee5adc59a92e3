/** What is known of a backend, in lines for a person. */
import { isRefusal, printable, shownPath } from '../refusal.js';
import { explained } from '../style/explain.js';
import type { Finding } from './findings.js';
import type { Inspection } from './inspection.js';
import type { InspectedModel, InspectedPackage } from './package.js';

export function showInspection(inspection: Inspection, from: string): string {
  const { host, style, packages, models } = inspection;
  const at = (path: string): string => shownPath(path, from);
  const { appName, app } = host;
  const lines = [
    `application  ${appName === undefined ? 'not seen what it is called' : `${appName.module}:${appName.name}`} (${at(app.path)})`,
    `blueprint    ${host.blueprint ?? 'none'}${others(packages, host.blueprint)}`,
    ...host.routers.map(({ path, mode }) => `routers      ${at(path)} (${mode})`),
    ...host.models.map(({ path, mode }) => `models       ${at(path)} (${mode})`),
    ...[host.nothing.routers, host.nothing.models].flatMap((reason) =>
      reason === undefined ? [] : `             ${reason.text}`,
    ),
    '',
    ...packages.flatMap((each) => [...packageLines(each, at), '']),
    ...(models.length === 0
      ? []
      : ['models outside of these packages', ...models.flatMap((each) => modelLines(each, at)), '']),
    ...(isRefusal(style)
      ? [`style        no package can be written here: [${style.id}] ${style.reason}`]
      : [
          'style (pins go below [tool.backend-package] of pyproject.toml)',
          ...explained(style).map((line) => `    ${line}`),
        ]),
    ...host.notes.map((note) => `note         ${note.replaceAll(`${host.root}/`, '')}`),
  ];
  return printable(lines.join('\n'));
}

function others(packages: readonly InspectedPackage[], blueprint: string | undefined): string {
  const names = packages.map(({ name }) => name).filter((name) => name !== blueprint);
  return names.length === 0 ? '' : `; --like may name ${names.join(', ')}`;
}

type Shown = (path: string) => string;

function packageLines({ name, registered, host, conventions, models }: InspectedPackage, at: Shown): readonly string[] {
  const where = registered.map(({ path, line }) => `${at(path)}:${line}`).join(', ');
  const paths = (host?.served ?? []).flatMap(({ prefix }) => prefix ?? []);
  const above = (host?.served ?? []).flatMap(({ guards }) => guards);
  const guards = [...above, ...(conventions?.security.router ?? [])].map(({ text }) => text);
  const handlers = conventions?.security.handlers ?? [];
  return [
    `${name}  ${paths.join(' and ')}`,
    `    registered   ${where === '' ? 'by no line that is seen' : where}`,
    ...(guards.length === 0 ? [] : [`    guarded by   ${[...new Set(guards)].join(', ')}`]),
    ...handlers.map((each) => {
      const own = [...each.guards, ...each.checks].map(({ text }) => text).join(', ');
      return `    ${each.method.toUpperCase().padEnd(6)} ${each.path ?? '?'}  ${each.name}${own === '' ? '' : `  guarded by ${own}`}`;
    }),
    ...models.flatMap((each) => modelLines(each, at)),
  ];
}

function modelLines({ name, table, path, line, fields }: InspectedModel, at: Shown): readonly string[] {
  const shown = fields.map((field) => {
    const type = field.type.replace(/\s+/g, ' ');
    const notes = [field.isKey ? 'key' : '', field.mayBeNull ? 'optional' : '', field.refersTo ?? ''].filter(Boolean);
    return `        ${field.name}  ${type}${notes.length === 0 ? '' : `  (${notes.join(', ')})`}`;
  });
  return [`    ${name}  table ${table ?? 'of an unknown name'}  (${at(path)}:${line})`, ...shown];
}

/** One line for each finding, as compilers write them, and how to mend it. */
export function showFindings(findings: readonly Finding[], from: string): string {
  const lines = findings.flatMap(({ code, reason, at, fix }) => [
    `${shownPath(at.path, from)}:${at.line}: [${code}] ${reason}`,
    `    ${fix}`,
  ]);
  return printable(lines.join('\n'));
}
