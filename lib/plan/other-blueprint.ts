/** Another package to follow where the blueprint cannot be: one that shows as much, and that guards what it does. */
import { relative } from 'node:path';
import type { HostFiles } from '../project/files.js';
import type { Refusal } from '../refusal.js';
import { blueprintRecords } from '../style/blueprint-handlers.js';
import { openBlueprint } from '../style/blueprint-modules.js';
import { otherCallers } from '../style/caller-of.js';
import { OPERATIONS } from '../style/operations.js';
import { guardsOf } from '../style/security-of.js';
import type { Style } from '../style/style-values.js';
import type { Host } from '../wiring/host.js';
import { styleProblem } from './style-problem.js';

/** Refusals that are about the whole backend: another package changes nothing. */
const OF_BACKEND = /^(?:app|databases|imports|invalid|orm(?!-sqlmodel)|prefix|pydantic|python|versions)-/;
const MOST_TRIED = 5;
/** How many of the five operations have to be shown. */
const ENOUGH = 3;
/** Of how many a package is named that can only be asked for. */
const SOME = 2;

type Learned = { readonly host: Host; readonly learned: Style | Refusal };

/**
 * The backend with the other package, or with the ones that are left to `--like` in what is said; nothing where the blueprint
 * can be followed, or no other package can. `read` reads the backend without some packages.
 */
export async function followingAnother<Found extends Learned>(
  files: HostFiles,
  found: Found,
  asked: readonly string[],
  read: (passedOver: readonly string[]) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  const problem = styleProblem(found.learned);
  const { blueprint, root } = found.host;
  if (problem === undefined || blueprint === undefined || OF_BACKEND.test(problem.id)) return undefined;
  const isAboutGuards = problem.id.startsWith('security-');
  const passedOver = [...asked, blueprint];
  const left: string[] = [];
  for (let count = 0; count < MOST_TRIED; count += 1) {
    const other = await read(passedOver);
    if (other?.host.blueprint === undefined) break;
    const { host, learned } = other;
    const isWritten = !('reason' in learned) && styleProblem(learned) === undefined;
    const shown = isWritten ? shownBy(files, host) : [];
    const mayBeOpen = (): boolean => !isAboutGuards && otherCallers(files, host).length === 0;
    const mayFollow = isWritten && shown.length >= SOME && (isGuardedWhole(learned) || mayBeOpen());
    if (mayFollow && shown.length < ENOUGH) {
      left.push(`--like ${host.blueprint} can be written, which shows ${shown.join(' and ')} alone.`);
    } else if (mayFollow) {
      const { path, line } = problem.at ?? {};
      const place = path && ` (${relative(root, path)}${line === undefined ? '' : `:${line}`})`;
      const note = `Written like ${host.blueprint}, since ${blueprint} cannot be followed: ${problem.reason}${place ?? ''}`;
      return { ...other, host: { ...host, notes: [note, ...host.notes] } };
    }
    passedOver.push(other.host.blueprint);
  }
  if (left.length === 0) return undefined;
  const hint = [problem.hint ?? [], left].flat().join('\n');
  return { ...found, learned: { ...problem, hint } };
}

/** The operations that the handlers of the followed package show. */
function shownBy(files: HostFiles, host: Host): readonly string[] {
  const modules = openBlueprint(files, host, host.code);
  const records = modules === undefined ? undefined : blueprintRecords(modules);
  return OPERATIONS.filter((operation) => records?.has(operation) === true);
}

/** Whether each operation is guarded by something. */
function isGuardedWhole({ security, guardsAbove }: Style): boolean {
  const isAbove = guardsAbove.length > 0 || security.router.length > 0;
  return isAbove || OPERATIONS.every((operation) => guardsOf(security, operation).length > 0);
}
