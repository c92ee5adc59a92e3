/** Adds a package's name to the lists from which a host imports its packages. */

import type { NameInList } from '../framework/name-lists.js';
import type { Project } from '../project/project.js';
import { isWithin } from '../python/imports.js';
import { elementsOf, type Likeness, type UseSite } from '../wiring/use-site.js';
import { bareName, dotted, namesIn, type Use } from '../wiring/uses.js';
import { refusedWith } from './by-hand.js';
import { copyUses } from './copy-uses.js';
import { type Attempt, drafted, type EditDraft } from './finish.js';
import { type HostFile, isObstacle, readHostFile, unreadable } from './host-file.js';
import type { EditOutcome, RefusalId } from './outcome.js';
import { prefixed } from './prefix.js';
import type { RegistrationRequest } from './request.js';

const NAME: Likeness = (node) => (node.type === 'string' && /^["'][\w.:]+["']$/.test(node.text) ? 'name' : undefined);

/** Names the package in each list that names the blueprint. `what` tells what the names are imported for. */
export async function draftName(
  project: Project,
  path: string,
  request: RegistrationRequest,
  what: 'router' | 'models',
): Promise<EditDraft | EditOutcome> {
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return unreadable(file);
  const shown = namesIn(file, file.blueprint);
  const known = namesIn(file, file.package);
  const missing = shown.filter(({ holder }) => known.every((each) => each.holder !== holder));
  const [first] = known;
  if (first !== undefined && missing.length === 0) {
    return { kind: 'unchanged', because: `line ${first.node.line} already names ${first.node.text}` };
  }
  const id: RefusalId = what === 'router' ? 'router-shape-unknown' : 'models-shape-unknown';
  const attempt = missing.length === 0 ? unseen(file, id, what) : add(file, missing, known.length, id);
  return 'obstacle' in attempt
    ? refusedWith(file, attempt.obstacle, [attempt.paste], isNamed(known.length + 1))
    : attempt;
}

const isNamed =
  (times: number) =>
  (after: HostFile): boolean =>
    namesIn(after, after.package).length >= times;

function add(file: HostFile, names: readonly NameInList[], known: number, id: RefusalId): Attempt {
  const uses = names.map((name) => useOf(file, name));
  const copies = copyUses(file, uses, {
    likeness: NAME,
    unknown: id,
    sorted: false,
    adapt: (site, rewriting) => prefixed(file, site, rewriting),
  });
  if (isObstacle(copies)) return { obstacle: copies };
  return drafted(file, copies, {
    followed: 'blueprint',
    like: names[0]?.node.line ?? 1,
    notes: copies.notes,
    unknown: id,
    isRegistered: (after) => namesIn(after, after.package).length === known + names.length,
  });
}

function useOf(file: HostFile, { node, unit, holder }: NameInList): Use {
  const text = dotted(node.text.slice(1, -1));
  const bare = bareName(file.blueprint);
  const target = isWithin(text, bare) ? file.blueprint + text.slice(bare.length) : text;
  const site: UseSite = { kind: 'element', node, unit, holder, among: elementsOf(holder) };
  return { node, target, reference: undefined, site };
}

function unseen({ request }: HostFile, id: RefusalId, what: string): Attempt {
  const shown = request.blueprint === '' ? 'packages' : request.blueprint;
  const reason = `The ${what} of ${shown} ${what === 'router' ? 'is' : 'are'} imported here by name, from a list that was not found.`;
  return { obstacle: { id, reason } };
}
