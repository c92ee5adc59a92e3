/** A plan as JSON: packages with their style, and every change with its diff. */
import type { Guard } from '../framework/guards.js';
import { patchOf } from '../plan/patch.js';
import type { Change, ModelPlan, PackagePlan, Plan } from '../plan/plan.js';
import { type ShownValue, shownValues } from '../style/explain.js';
import { OPERATIONS } from '../style/operations.js';
import type { Style } from '../style/style-values.js';
import type { Undoing } from '../undo/plan-undo.js';
import { type Places, shownIn } from './places.js';
import { linesJson } from './refusal-json.js';

export function planJson({ packages, changes, byHand, byHandTried, notes }: Plan, places: Places): object {
  return {
    packages: packages.map((each) => packageJson(each, places)),
    changes: changes.map((each) => changeJson(each, places)),
    byHand: byHand.map((each) => linesJson(each, places)),
    tried: byHandTried ?? null,
    notes,
  };
}

/** A plan of the same form: every file that changes back or goes, and those that stay in the notes. */
export function undoingJson({ files, kept }: Undoing, places: Places): object {
  const changes = files.map((each) => ({
    path: shownIn(places, each.path),
    action: each.after === undefined ? 'delete' : 'edit',
    why: 'undo',
    evidence: '',
    replaces: null,
    diff: patchOf([each], places.folder),
  }));
  const notes = kept.map((path) => `${shownIn(places, path)} stays, because you have changed it.`);
  return { packages: [], changes, byHand: [], tried: null, notes };
}

function packageJson({ name, isNew, folder, host, models, conventions, notes }: PackagePlan, places: Places): object {
  return {
    name,
    isNew,
    project: shownIn(places, host.project),
    folder: shownIn(places, folder),
    like: host.blueprint ?? null,
    models: models.map(modelJson),
    style: conventions === undefined ? [] : shownValues(conventions).map(valueJson),
    guards: conventions === undefined ? [] : guardsJson(conventions),
    notes,
  };
}

function modelJson({ name, fields, paths }: ModelPlan): object {
  return {
    name,
    fields,
    paths: paths.map(({ path, guards }) => ({ path, guards: guards.map(guardJson) })),
  };
}

/** What guards a package itself, each once: its dependencies, and what its handlers check of their callers besides. */
function guardsJson({ security: { guards, checks } }: Style): readonly object[] {
  const all = [...guards, ...OPERATIONS.flatMap((operation) => checks[operation] ?? [])];
  return all.filter(({ at }, index) => all.findIndex((each) => each.at === at) === index).map(guardJson);
}

/** A dependency, a decorator or a check that lets only some callers in, and the line that has it. */
export function guardJson({ text, at }: Pick<Guard, 'text' | 'at'>): object {
  return { text, at };
}

/** What `at` says is seen from the package's `project`. */
export function valueJson({ id, value, at, pin }: ShownValue): object {
  return { id, value, at: at ?? null, pin: pin ?? null };
}

function changeJson(change: Change, places: Places): object {
  const { path, before, why, evidence, replaces } = change;
  return {
    path: shownIn(places, path),
    action: before === undefined ? 'create' : replaces === undefined ? 'edit' : 'replace',
    why,
    evidence,
    replaces: replaces ?? null,
    diff: patchOf([change], places.folder),
  };
}
