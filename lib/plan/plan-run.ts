/** Plans one run: every package that was handed in, and their registration in the host. */
import type { HostFiles } from '../project/files.js';
import { moduleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import { AIOSQLITE, findRequirement } from '../project/requirements.js';
import type { Refusal } from '../refusal.js';
import type { BackReference } from '../request/fields.js';
import { answerNotes } from './answer-notes.js';
import { withBackReferences } from './back-references.js';
import { chained, isShared, type RestOfRun } from './chained.js';
import { notGathered } from './gathered-names.js';
import { closedCircles, type Owned } from './import-circles.js';
import { withKeptDeletes } from './kept-deletes.js';
import { hostReader } from './learned-host.js';
import { BELOW } from './parent-path.js';
import type { Change, PackagePlan, Plan, PlannedPackage } from './plan.js';
import { planPackage } from './plan-package.js';
import { withoutCircles } from './reference-circles.js';
import { keptModels, type Made, referredFirst } from './reference-order.js';
import { planRegistration } from './registration.js';
import { type Draft, settled } from './request.js';
import type { Shell } from './shell.js';
import { unplacedTag } from './tag.js';
import { withLinesAdded } from './with-lines.js';
import { apartFrom, inSpecFile, takenInRun } from './within-run.js';

/** The plan, or every reason why there is none; nothing is written by either. */
export type Planned =
  | { readonly plan: Plan; readonly refusals?: never }
  | {
      readonly plan?: never;
      readonly refusals: readonly Refusal[];
      /** What would be written with the lines that the refusals print; nothing where more than the registration is wrong. */
      readonly byHand?: Plan | undefined;
    };

const NO_REGISTER = '--no-register writes the package and leaves its registration to you.';

export async function planRun(files: HostFiles, handedIn: readonly Draft[], shell: Shell): Promise<Planned> {
  const drafts = handedIn.map(settled);
  const read = hostReader(files, shell.texts);
  const refusals: Refusal[] = [];
  const planned: (PlannedPackage & { readonly draft: Draft })[] = [];
  const made = (draft: Draft): Made => ({ name: draft.name, models: draft.models.map(({ spec }) => spec) });
  const all = drafts.map(made);
  const asked = drafts.filter(({ models }) => models.length > 0).map(({ name }) => name);
  const slugs = new Map(drafts.filter(({ isNew }) => isNew).map((each) => [each.name, slugOf(each)]));
  const besides = restOf(planned);
  const plan = async (draft: Draft, backs: readonly BackReference[]): ReturnType<typeof planPackage> => {
    const reading = await read(draft.start, draft.flags, { isWritten: !draft.isRegisteredOnly, asked });
    const rest = { ...besides(draft), kept: keptModels(all, made(draft)), slugs, backs };
    if ('host' in reading) return planPackage(files, draft, reading, shell, rest);
    return [...reading, ...(await behindChoice(files, draft, reading, shell))];
  };
  const { circles, left } = withoutCircles(drafts, made);
  refusals.push(...circles.flatMap(({ each, refusal }) => inSpecFile(each, [refusal])));
  const refused: Made[] = [];
  for (const [index, draft] of referredFirst(left, made).entries()) {
    if (drafts.length > 1) shell.onPackage?.(draft.name, index + 1, drafts.length);
    const one = await plan(draft, []);
    if ('plan' in one) planned.push({ ...one, draft });
    else {
      refusals.push(...inSpecFile(draft, apartFrom(refused, made(draft), one)));
      refused.push(made(draft));
    }
  }
  refusals.push(...takenInRun(planned));
  for (const [index, each] of planned.entries()) {
    const backs = planned.filter((other) => other !== each).flatMap((other) => other.backs ?? []);
    const own = isShared(each, planned) ? [] : backs.filter((back) => isWrittenBy(each, back));
    const again = own.length === 0 ? undefined : await plan(each.draft, own);
    if (again !== undefined && 'plan' in again) planned[index] = { ...again, draft: each.draft };
  }
  const together = chained(planned);
  if ('reason' in together) refusals.push(together);
  planned.sort((left, right) => drafts.indexOf(left.draft) - drafts.indexOf(right.draft));
  const registrants = planned
    .filter(({ draft, registration: { further = [], makers = [], repositories = [] } }) => {
      const isMore = further.length + makers.length + repositories.length > 0;
      return draft.isNew || draft.isRegisteredOnly || isMore;
    })
    .map(({ plan, registration, draft }) => ({
      host: plan.host,
      registration,
      registers: draft.registers,
      isThere: !draft.isNew && !draft.isRegisteredOnly,
    }));
  const registered = await planRegistration(files, registrants);
  const direct = notGathered(
    planned.map((each) => each.plan),
    [...('reason' in together ? [] : together), ...registered.changes],
  );
  if (direct.length > 0 && drafts.every((each) => each.direct === undefined)) {
    return planRun(
      files,
      handedIn.map((each) => ({ ...each, direct })),
      shell,
    );
  }
  const foreign = planned.map((each) => ({
    ...each,
    backs: (each.backs ?? []).filter(
      (back) => !planned.some((other) => isWrittenBy(other, back) && !isShared(other, planned)),
    ),
  }));
  const written = [...('reason' in together ? [] : together), ...registered.changes];
  const kept = await withKeptDeletes(files, planned, written);
  const { changes, refusals: unwritten } = await withBackReferences(files, foreign, kept.changes);
  refusals.push(...kept.refusals, ...unwritten);
  for (const host of new Set(planned.map(({ plan }) => plan.host))) {
    const owned = planned.filter(({ plan }) => plan.host === host).map(({ plan }) => ownedBy(plan));
    refusals.push(...closedCircles(host, owned, changes));
  }
  // The package is written without its registration only where nothing else is wrong.
  const isRegistrationAlone = refusals.length === 0 && drafts.every(({ isRegisteredOnly }) => !isRegisteredOnly);
  refusals.push(
    ...registered.refusals.map((each) =>
      isRegistrationAlone && each.hint === undefined ? { ...each, hint: NO_REGISTER } : each,
    ),
  );
  if (refusals.length === 0) refusals.push(...planned.flatMap((each) => unplacedTag(each, each.draft, changes)));
  const packages = planned.map((each) => each.plan);
  const notes = [
    ...registered.notes,
    ...packages.flatMap((each) => each.notes),
    ...backNotes(foreign.flatMap(({ backs }) => backs)),
    ...driverNotes(files, planned),
    ...answerNotes(planned.map(({ plan }) => plan)),
  ];
  const whole = { packages, changes, byHand: registered.byHand, notes };
  if (refusals.length === 0) return { plan: whole };
  const told = distinct(refusals);
  const lines = told.flatMap(({ paste = [] }) => paste);
  const isWhole = refusals.length === registered.refusals.length && registered.isToldWhole;
  return { refusals: told, byHand: isWhole ? withLinesAdded(whole, lines) : undefined };
}

/** Why a package could not be written or registered whichever of several things is meant, where nothing else is wrong. */
async function behindChoice(
  files: HostFiles,
  draft: Draft,
  refusals: readonly Refusal[],
  { onPackage: _, ...shell }: Shell,
): Promise<readonly Refusal[]> {
  if (refusals.some(({ ways }) => ways === undefined)) return [];
  const reasons: Refusal[] = [];
  for (const way of refusals.flatMap(({ ways = [] }) => ways)) {
    const chosen = await planRun(files, [{ ...draft, flags: { ...draft.flags, ...way } }], shell);
    const found = (chosen.refusals ?? []).filter(({ ways }) => ways === undefined);
    if (found.length === 0) return [];
    reasons.push(...found);
  }
  return reasons;
}

/**
 * What was planned so far besides a draft. A package that is planned for the first time comes to all others: their changes are
 * laid over the host as they come, and not all of them anew for each package.
 */
function restOf(
  planned: readonly (PlannedPackage & { readonly draft: Draft })[],
): (draft: Draft) => Pick<RestOfRun, 'others' | 'code'> {
  const others: Change[] = [];
  const hosts = new Map<Project, Project>();
  let seen = 0;
  return (draft) => {
    if (planned.some((each) => each.draft === draft)) {
      const rest = planned.filter((each) => each.draft !== draft).flatMap((each) => each.changes);
      return { others: rest, code: (host) => host.with(rest) };
    }
    const more = planned.slice(seen).flatMap((each) => each.changes);
    seen = planned.length;
    others.push(...more);
    for (const [host, code] of hosts) hosts.set(host, code.with(more));
    const code = (host: Project): Project => {
      const known = hosts.get(host) ?? host.with(others);
      hosts.set(host, known);
      return known;
    };
    return { others, code };
  };
}

const slugOf = ({ slug, models }: Draft): string =>
  models.some(({ spec, path }) => path === '' && spec.settings.scopes?.under !== undefined) ? BELOW : slug;

/** What uses a model without the application. */
function backNotes(backs: readonly BackReference[]): readonly string[] {
  return backs.map(
    ({ model, from }) =>
      `${model} now looks for ${from.model} by its name: what uses ${model} without the application (a script, a test file by itself) has to import ${from.module}, too.`,
  );
}

/** Whether a package writes the model that gets the other end of a reference. */
function isWrittenBy({ plan: { models, files, host } }: PlannedPackage, { module, model }: BackReference): boolean {
  return (
    models.some(({ name }) => name === model) && files.some((path) => moduleFile(host.root, path).module === module)
  );
}

function ownedBy({ name, host, files, conventions }: PackagePlan): Owned {
  if (conventions?.layout.kind !== 'layers') return { name, modules: [] };
  return { name, modules: files.map((path) => moduleFile(host.root, path).module) };
}

/** The tests of a package with an asynchronous session run on SQLite: what they need and the backend does not list. */
function driverNotes(files: HostFiles, planned: readonly PlannedPackage[]): readonly string[] {
  const hosts = planned.flatMap(({ plan }) => (plan.conventions?.sessionKind === 'async' ? [plan.host] : []));
  const lacking = hosts.filter(({ root }) => !findRequirement(files, root, AIOSQLITE).isListed);
  if (lacking.length === 0) return [];
  return ['The tests need aiosqlite, which the backend does not list: add it to what it needs for development.'];
}

function distinct(refusals: readonly Refusal[]): readonly Refusal[] {
  return [...new Map(refusals.map((each) => [JSON.stringify(each), each])).values()];
}
