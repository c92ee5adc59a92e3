/** Imports the parts of a new feature where a package of the host gathers those of a layer: `schemas/__init__.py`. */

import type { Project } from '../project/project.js';
import type { ImportBinding, ImportForm } from '../python/imports.js';
import type { PythonNode } from '../python/syntax.js';
import { starBinding } from '../wiring/model-imports.js';
import { below } from '../wiring/searched-file.js';
import { refusedWith } from './by-hand.js';
import { type Need, nameOf, needOf } from './copied-import.js';
import { drafted, type EditDraft } from './finish.js';
import { type HostFile, isObstacle, type Obstacle, readHostFile, unreadable } from './host-file.js';
import { importLines } from './import-needs.js';
import { isUsed, ownParts } from './names.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';

/** Names that the new feature has no counterpart of are left out: a schema with a password, a query by address. */
export async function draftGathered(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<EditDraft | EditOutcome> {
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return unreadable(file);
  const [known] = importsOf(file, file.package);
  if (known !== undefined)
    return { kind: 'unchanged', because: `line ${known.statement.line} already imports ${file.realPath(known)}` };
  const needs: Need[] = [];
  const touched: PythonNode[] = [];
  for (const binding of importsOf(file, file.blueprint)) {
    const inside = below(binding.path, file.blueprint) ?? [];
    const ours = ownParts(inside, file.request);
    // Where it is not known what the new feature has, names that say nothing of the blueprint are its own.
    const isOwn = file.request.provides === undefined && ours.at(-1) === inside.at(-1) && inside.at(-1) !== '*';
    if (!isProvided(file, ours) || (isOwn && inside.length > 1)) continue;
    const need = needOf(file, binding, inside.length, ours);
    if (isObstacle(need)) return byHand(file, { ...need, id: 'layer-shape-unknown' }, needs);
    const form = withoutAlias(need.form, binding.form);
    const name = nameOf(form);
    if (name !== '*' && isUsed(file, name, binding.statement)) {
      const reason = `The file already uses the name ${name}.`;
      return byHand(file, { id: 'name-taken', reason, line: binding.statement.line }, [need]);
    }
    needs.push({ ...need, form });
    touched.push(binding.statement);
  }
  const all = inOrder(needs, furtherNeeds(file, needs));
  const like = touched[0]?.line;
  if (like === undefined) return { kind: 'unchanged', because: 'nothing that is gathered here has a counterpart' };
  const attempt = drafted(
    file,
    { texts: [], needs: all, notes: [], edits: [], touched },
    {
      followed: 'blueprint',
      like,
      notes: [],
      unknown: 'layer-shape-unknown',
      isRegistered: (after) => importsOf(after, after.package).length === all.length,
    },
  );
  return 'obstacle' in attempt ? byHand(file, attempt.obstacle, all) : attempt;
}

/** What a further model of a feature that is gathered here brings: a name beside those that are imported. */
export async function draftFurther(
  project: Project,
  path: string,
  request: RegistrationRequest,
  [role = '', name = '']: readonly string[],
): Promise<EditDraft | EditOutcome> {
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return unreadable(file);
  const beside = importsOf(file, file.package).filter((each) => below(each.path, file.package)?.[0] === role);
  const [like] = beside;
  const named = beside.find(({ form }) => form.kind === 'from' && form.name === name);
  if (like === undefined || like.form.kind !== 'from' || like.form.name === '*' || named !== undefined)
    return { kind: 'unchanged', because: 'a further model brings nothing that is gathered here' };
  const { line } = like.statement;
  const need: Need = {
    sibling: like.statement,
    name: nameOf(like.form),
    form: { kind: 'from', module: like.form.module, name },
    comment: '',
  };
  if (isUsed(file, name, like.statement)) {
    return byHand(file, { id: 'name-taken', reason: `The file already uses the name ${name}.`, line }, [need]);
  }
  const isImported = (after: HostFile): boolean =>
    importsOf(after, after.package).length > importsOf(file, file.package).length;
  const attempt = drafted(
    file,
    { texts: [], needs: [need], notes: [], edits: [], touched: [like.statement] },
    { followed: 'own-import', like: line, notes: [], unknown: 'layer-shape-unknown', isRegistered: isImported },
  );
  return 'obstacle' in attempt ? byHand(file, attempt.obstacle, [need]) : attempt;
}

function byHand(file: HostFile, obstacle: Obstacle, needs: readonly Need[]): Promise<EditOutcome> {
  const isGathered = (after: HostFile): boolean => importsOf(after, after.package).length >= Math.max(1, needs.length);
  return refusedWith(file, obstacle, [importLines(needs).join('\n')], isGathered);
}

/** What the new package uses through this one and the blueprint has no counterpart of. */
function furtherNeeds(file: HostFile, needs: readonly Need[]): readonly Need[] {
  const named = needs.filter(({ form }) => form.kind === 'from' && form.name !== '*');
  return (file.request.gathered ?? []).flatMap((dotted): readonly Need[] => {
    const [role = '', name = ''] = dotted.split('.');
    const isOfRole = ({ sibling }: Need): boolean =>
      importsOf(file, file.blueprint).some(
        ({ statement, path }) => statement === sibling && below(path, file.blueprint)?.[0] === role,
      );
    const like = named.find((each) => isOfRole(each));
    const isThere = named.some(({ form }) => form.kind === 'from' && form.name === name);
    if (like?.form.kind !== 'from' || isThere || isUsed(file, name, like.sibling)) return [];
    return [{ ...like, form: { kind: 'from', module: like.form.module, name } }];
  });
}

/** Both, in the order of the names where the copied ones are in it. */
function inOrder(copied: readonly Need[], further: readonly Need[]): readonly Need[] {
  const names = copied.map(({ form }) => nameOf(form));
  const isSorted = names.every((name, index) => index === 0 || (names[index - 1] ?? '') <= name);
  const all = [...copied, ...further];
  if (!isSorted || further.length === 0) return all;
  return all.sort((left, right) => (nameOf(left.form) < nameOf(right.form) ? -1 : 1));
}

/** What a file imports of a feature, what a star brings as one. */
function importsOf(file: HostFile, owner: string): readonly ImportBinding[] {
  const { bindings, stars } = file.imports;
  const own = bindings.filter(({ path, typeOnly, nested }) => !typeOnly && !nested && below(path, owner) !== undefined);
  const starred = stars.flatMap(({ path, module, statement, typeOnly }) =>
    typeOnly || below(path, owner) === undefined ? [] : [starBinding(path, module, statement)],
  );
  return [...own, ...starred].sort((left, right) => left.statement.start - right.statement.start);
}

function isProvided({ request }: HostFile, inside: readonly string[]): boolean {
  const name = inside.filter((part) => part !== '*').join('.');
  return request.provides?.some((each) => each === name || each.startsWith(`${name}.`)) ?? true;
}

/** A name that is imported as it is keeps its own, whatever else the file calls so. */
function withoutAlias(form: ImportForm, original: ImportForm): ImportForm {
  if (form.kind === 'import' || original.kind === 'import' || original.alias !== undefined) return form;
  return { kind: 'from', module: form.module, name: form.name };
}
