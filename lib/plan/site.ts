/** Where the application will serve a new package: read from the host with all edits of the run in it. */
import type { AppName } from '../backend/app-search.js';
import { singularSegment } from '../naming/inflect.js';
import { baseOfPaths } from '../package/routes.js';
import type { Project } from '../project/project.js';
import type { Refusal } from '../refusal.js';
import { type NewPackage, registerPackage } from '../registration/register.js';
import { counterparts } from '../registration/spelling.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import type { Served, ShownLine } from '../wiring/served.js';
import { servedAfter } from '../wiring/served-host.js';
import type { PackagePlace } from './package-place.js';
import type { Change, ServedPath } from './plan.js';
import { takenPathProblem } from './taken-path.js';

export type Site = {
  /** The one that is asked by the tests is first. */
  readonly paths: readonly [ServedPath, ...ServedPath[]];
  /** How the tests ask for it: the app where that is not the started one, and the path in it. */
  readonly inTests: { readonly app: AppName | undefined; readonly path: string };
  /** Where the interactive documents are. */
  readonly docs: string;
  /** What has to be known of paths that are not certain. */
  readonly notes: readonly string[];
};

type Asked = {
  readonly host: Host;
  readonly registration: NewPackage;
  /** Whether the host's files are edited in this run. */
  readonly registers: boolean;
  readonly isNew: boolean;
  /** The files of the package. */
  readonly changes: readonly Change[];
  readonly place: PackagePlace;
  /** What its router is called. */
  readonly router: string;
  /** What the handlers put before their paths, that of the list first. */
  readonly bases: readonly [string, ...string[]];
};

/** What handlers put before their paths where their decorators have the prefix. */
export function basesOf(style: Style, slug: string): Asked['bases'] {
  const base = baseOfPaths(style, slug);
  const isOne = style.prefix !== 'handlers' || style.pathNouns.length === 0;
  return isOne ? [base] : [base, baseOfPaths(style, singularSegment(slug))];
}

export async function siteOf(asked: Asked): Promise<Site | readonly Refusal[]> {
  const { host, registration, registers, isNew, changes, place, router, bases } = asked;
  const outcomes = await registerPackage(host, registration);
  const isRefused = outcomes.some(({ outcome }) => outcome.kind === 'refused');
  const edits = outcomes.flatMap(({ file, outcome }) =>
    outcome.kind === 'edited' && !isRefused ? [{ path: file.path, after: outcome.source }] : [],
  );
  const api = place.files.find(({ file }) => file === 'api.py')?.path ?? '';
  const { slug = '' } = registration;
  const after = withoutKeys(host.code.with([...changes, ...edits]), slug);
  const { served, routes } = servedAfter(host, after, { path: api, name: router });
  // What cannot be registered is refused as that, or left to the user.
  if (isRefused && served.length === 0) return likelySite(asked);
  const [first, ...others] = served.flatMap(({ prefix, ...each }) =>
    prefix === undefined ? [] : bases.map((base) => ({ ...each, path: withKeys(prefix + base, slug) })),
  );
  const unknown = unclear(host, served);
  if (unknown.length > 0 && !registers) return likelySite(asked);
  const problems = [...unknown, ...served.flatMap(unread)];
  if (first === undefined || problems.length > 0) return problems;
  const taken = [first, ...others].flatMap(({ path, order }) => {
    return (registers && isNew ? takenPathProblem(routes, order, path, place) : undefined) ?? [];
  });
  if (taken.length > 0) return taken;
  const inner = first.mounted === undefined ? first.path : withKeys(first.mounted.prefix + bases[0], slug);
  return {
    paths: [first, ...others],
    inTests: { app: first.mounted?.app, path: inner },
    docs: `${first.path.slice(0, first.path.length - inner.length)}/docs`,
    notes: [],
  };
}

/** The key of a record above as a part of a path that can be read like any other. */
const keyless = (slug: string): string => slug.replaceAll(/\{(\w+)\}/g, '~$1~');

const withKeys = (path: string, slug: string): string =>
  slug.includes('{') ? path.replaceAll(/~(\w+)~/g, '{$1}') : path;

/** The project with the paths of the package as if no record were above: what it is included with is read as a path. */
function withoutKeys(project: Project, slug: string): Project {
  const [, key] = /\{(\w+)\}/.exec(slug) ?? [];
  if (key === undefined) return project;
  const spelled = [slug.replaceAll(/[{}]/g, '$&$&'), slug];
  const changes = project.mentioning(project.root, key).flatMap((path) => {
    const text = project.at(path)?.source ?? '';
    const after = spelled.reduce((last, each) => last.replaceAll(each, keyless(slug)), text);
    return after === text ? [] : [{ path, after }];
  });
  return project.with(changes);
}

/** The paths have to be known: the tests of a package ask for them. */
function unclear({ routers, app }: Host, served: readonly Served[]): readonly Refusal[] {
  const lines = served.flatMap((each) => (each.prefix === undefined ? [each.unread.prefix[0]] : []));
  if (served.length > 0 && lines.length === 0) return [];
  const [line] = lines;
  const what =
    line === undefined
      ? 'It is not seen where the application includes the routers of its packages, so the paths of a new one are not known.'
      : `The prefix under which the application serves the routers of its packages cannot be read here: ${short(line)}.`;
  const hint =
    'Give the prefix as text where they are included; a package written by hand is registered with --register-only.';
  const at = line === undefined ? { path: (routers[0] ?? app).path } : { path: line.path, line: line.line };
  return [{ id: 'prefix-unclear', status: 3, reason: what, at, hint }];
}

/** What guards the package has to be known, and its tests need the app that has it. */
function unread({ unread: { guards }, mounted, prefix }: Served): readonly Refusal[] {
  const hidden = guards.map((line): Refusal => {
    const reason = `What guards the routers that are included here cannot be read: ${short(line)}.`;
    const hint = 'Write the dependencies as a list, or write the package by hand and register it with --register-only.';
    return { id: 'security-unclear', status: 3, reason, at: { path: line.path, line: line.line }, hint };
  });
  if (mounted === undefined || mounted.app !== undefined) return hidden;
  const reason = `The app that would serve ${prefix} is mounted by another one and made in a function, where tests cannot reach it.`;
  const hint = 'Keep that app in a variable of its module.';
  return [...hidden, { id: 'app-mounted', status: 3, reason, hint }];
}

function short({ text }: ShownLine): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** The path that the package has if it is included as the blueprint is; what includes it is up to the user. */
function likelySite({ host, registration, registers }: Asked): Site {
  const { slug = '' } = registration;
  const [served] = host.served;
  const segments = (served?.prefix ?? '').split('/');
  const last = segments.at(-1) ?? '';
  const isBlueprints =
    host.blueprint !== undefined &&
    counterparts({ ...registration, blueprint: host.blueprint }).some(([from]) => from === last);
  const path = [...(isBlueprints ? segments.slice(0, -1) : segments), slug].join('/');
  const note = `The tests of ${registration.package} ask for ${path}: where it is included under another path, change it there.`;
  return {
    paths: [{ path, guards: served?.guards ?? [] }],
    inTests: { app: undefined, path },
    docs: '/docs',
    notes: registers ? [] : [note],
  };
}
