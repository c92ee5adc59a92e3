/** Includes a package's router in a file, as the blueprint's is. */
import { INCLUDE_WORD, includesRouters } from '../framework/inclusions.js';
import type { Project } from '../project/project.js';
import { assignments, calls } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { walk } from '../python/syntax.js';
import { hiddenRouter, routerLikeness, routerUses } from '../wiring/router-uses.js';
import type { UseSite } from '../wiring/use-site.js';
import { stringLikeness, type Use } from '../wiring/uses.js';
import { refusedWith } from './by-hand.js';
import { chosen, routerChanges } from './chosen-routers.js';
import { copyUses } from './copy-uses.js';
import { type Attempt, drafted, type EditDraft, type EditReport, settledAttempt } from './finish.js';
import { type HostFile, isObstacle, type Obstacle, readHostFile, unreadable } from './host-file.js';
import { draftName } from './named-packages.js';
import { freeName } from './names.js';
import type { EditOutcome } from './outcome.js';
import { newPath } from './paths.js';
import { prefixed, segmentOf } from './prefix.js';
import { registerReExport } from './re-export.js';
import type { RegistrationRequest } from './request.js';
import { likelyReceiver, routerWithoutBlueprint } from './router-without-blueprint.js';
import { routerLines } from './standard.js';
import { missingUses } from './unregistered-uses.js';

/** Includes the package's router in the file, as the blueprint's is: same receivers, same arguments. */
export async function registerRouter(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<EditOutcome> {
  return settledAttempt(await draftRouter(project, path, request));
}

/** The edits for that, which are not judged yet. */
export async function draftRouter(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<EditDraft | EditOutcome> {
  if (request.mode === 'names') return draftName(project, path, request, 'router');
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return unreadable(file);
  const known = routerUses(file, file.package);
  const [first] = known;
  if (first !== undefined && missing(file, known).length === 0) {
    return { kind: 'unchanged', because: `line ${first.node.line} already uses ${first.target}` };
  }
  const attempt = request.mode === 're-export' ? registerReExport(file) : follow(file, known);
  if (!('obstacle' in attempt)) return attempt;
  const receiver = request.receiver ?? likelyReceiver(file);
  const { ownPrefix } = request;
  const isBare = ownPrefix === false || (ownPrefix === undefined && request.provides !== undefined);
  const isPrefixed = ownPrefix === false || (isBare && /^prefix-/.test(attempt.obstacle.id));
  const lines = routerLines(request, {
    receiver,
    free: (wished) => freeName(file, wished),
    prefix: isPrefixed ? segmentOf(file) : undefined,
    dependencies: followedUses(file).flatMap(({ site }) => dependenciesOf(site) ?? [])[0],
  });
  const { obstacle, paste } = attempt;
  return refusedWith(file, obstacle, [paste, lines.join('\n')], isIncluded(known.length + 1));
}

const isIncluded =
  (times: number) =>
  (after: HostFile): boolean =>
    routerUses(after, after.package).length >= times;

/** What is done with the blueprint's routers, on the object that was named where one was. */
function followedUses(file: HostFile): readonly Use[] {
  const { receiver } = file.request;
  const all = routerUses(file, file.blueprint);
  return receiver === undefined ? all : all.filter((use) => isOn(file, use, receiver));
}

/** The places of the blueprint's that a package which has some of them is not in yet. */
function missing(file: HostFile, known: readonly Use[]): readonly Use[] {
  return missingUses(file, chosen(file, followedUses(file)) ?? [], known);
}

function follow(file: HostFile, known: readonly Use[]): Attempt {
  const { receiver } = file.request;
  const uses = followedUses(file);
  if (uses.length === 0) {
    const isOpen = file.blueprint === '' || receiver !== undefined;
    return isOpen ? routerWithoutBlueprint(file) : { obstacle: notIncluded(file) };
  }
  if (uses.length > MOST_USES) return { obstacle: tooMany(file, uses) };
  const ours = known.length > 0 ? missing(file, known) : chosen(file, uses);
  const obstacle =
    routerChanges(file) ??
    (ours === undefined
      ? ambiguous(file, uses)
      : ours.map((use) => hiddenArguments(use) ?? dedicated(file, use)).find(Boolean));
  if (obstacle !== undefined || ours === undefined) return { obstacle: obstacle ?? ambiguous(file, uses) };
  const copies = copyUses(file, ours, {
    likeness: ours.some(({ reference }) => reference === undefined) ? stringLikeness : routerLikeness(file),
    unknown: 'router-shape-unknown',
    sorted: false,
    adapt: (site, rewriting) => prefixed(file, site, rewriting),
  });
  if (isObstacle(copies)) return { obstacle: copies };
  const left = known.length > 0 ? [] : uses.filter((use) => !ours.includes(use));
  const notes = left.map(({ node, target }) => `line ${node.line}: the new package has no counterpart of ${target}`);
  const ending: EditReport = {
    followed: 'blueprint',
    like: ours[0]?.node.line ?? 1,
    notes: [...copies.notes, ...notes],
    unknown: 'router-shape-unknown',
    isRegistered: (after) => routerUses(after, after.package).length === known.length + ours.length,
  };
  return drafted(file, copies, ending);
}

/** Nobody reads a plan of more lines, and each one is a path that the new package is served at. */
const MOST_USES = 100;

function tooMany({ request }: HostFile, uses: readonly Use[]): Obstacle {
  const reason = `${request.blueprint} is included ${uses.length} times here; no more than ${MOST_USES} lines are copied.`;
  return { id: 'router-many', reason, ...(uses[0] && { line: uses[0].node.line }) };
}

/** Whether a use is an inclusion on the object that was named, or in a collection that it goes through. */
function isOn(file: HostFile, { site }: Use, receiver: string): boolean {
  if (site === undefined) return false;
  if (site.kind === 'statement') return site.receiver === receiver;
  return calls(file.tree.root).some(({ callee }) => callee.text === `${receiver}.${INCLUDE_WORD}`);
}

function ambiguous(file: HostFile, uses: readonly Use[]): Obstacle {
  const lines = uses.map(({ node }) => node.line);
  const shown = uses.map(({ target, node }) => `${target} in line ${node.line}`);
  const reason = `Several routers of ${file.blueprint} are included, and none is called after it: ${shown.join(', ')}.`;
  const line = lines[1];
  return { id: 'router-ambiguous', reason, ...(line === undefined ? {} : { line }) };
}

/** An object for the blueprint alone: what it includes is below the blueprint's path. */
function dedicated(file: HostFile, { site }: Use): Obstacle | undefined {
  const made = assignments(file.tree.root).find(({ name }) => name === site?.receiver);
  const path =
    made &&
    [...walk(made.value)].find(
      ({ type, text }) =>
        type === 'string_content' && text.startsWith('/') && newPath(text, file.request) !== undefined,
    );
  return path && unknown(`${site?.receiver} has the path ${path.text}, which is the blueprint's alone.`, path.line);
}

/** A call of `include_router` with arguments that are not spelled out. */
function hiddenArguments({ site }: { readonly site: UseSite | undefined }): Obstacle | undefined {
  if (site === undefined || site.kind === 'element') return undefined;
  const call = calls(site.unit).find(
    ({ callee, positional, splat }) => callee.text.endsWith(INCLUDE_WORD) && (splat || positional.length > 1),
  );
  return call && unknown(`${INCLUDE_WORD} is called with arguments that cannot be seen here.`, call.node.line);
}

/** The guards that the blueprint gets in the call that includes it, on one line. */
function dependenciesOf(site: UseSite | undefined): string | undefined {
  if (site === undefined) return undefined;
  const given = calls(site.unit).find(({ callee }) => callee.text.endsWith(INCLUDE_WORD));
  return given?.keywords.get('dependencies')?.text.replace(/\s+/g, ' ');
}

function notIncluded(file: HostFile): Obstacle {
  const used = file.imports
    .references()
    .find(({ node, target }) => isWithin(target, file.blueprint) && /router/i.test(node.text));
  if (used !== undefined)
    return unknown(`${used.target} is used here in a way that is not understood.`, used.node.line);
  const star = file.imports.stars[0];
  const hidden = hiddenRouter(file);
  if (star !== undefined && hidden !== undefined) {
    return unknown(
      `The import * in line ${star.statement.line} may hide where ${hidden.text} comes from.`,
      hidden.line,
    );
  }
  const what = includesRouters(file) ? `does not include the router of ${file.blueprint}` : 'includes no router';
  return { id: 'router-include-missing', reason: `The file ${what}.` };
}

function unknown(reason: string, line: number): Obstacle {
  return { id: 'router-shape-unknown', reason, line };
}
