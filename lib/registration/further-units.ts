/** Has the units of work of the host make the repositories of further models, as they make those that the package has. */
import type { Project } from '../project/project.js';
import { endOfLineAt, indentAt } from '../python/style.js';
import type { PythonNode } from '../python/syntax.js';
import { unitUses } from '../wiring/units-of-work.js';
import type { Use } from '../wiring/uses.js';
import type { Need } from './copied-import.js';
import { draftedOrByHand, type EditDraft } from './finish.js';
import { type HostFile, isObstacle, type Obstacle, readHostFile, unreadable } from './host-file.js';
import { copyOf, insertCopy } from './insert-copy.js';
import { isUsed } from './names.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';
import { keptElsewhere, nameIn, sameNames } from './units-of-work.js';

export async function draftFurtherUnits(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<EditDraft | EditOutcome> {
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return unreadable(file);
  const uses = unitUses(file, file.package);
  const shown = lastOfEach(uses);
  const there = uses.flatMap(({ site }) => (site === undefined ? [] : (nameIn(site.unit)?.text ?? [])));
  const missing = (request.repositories ?? []).filter(({ name }) => !there.includes(name));
  if (missing.length === 0) return { kind: 'unchanged', because: 'every repository of the package is here' };
  const isKnown = (after: HostFile): boolean =>
    unitUses(after, after.package).length >= uses.length + missing.length * Math.max(1, shown.length);
  return draftedOrByHand(file, copied(file, shown, missing), {
    followed: 'own-import',
    like: shown[0]?.node.line ?? 1,
    notes: [],
    unknown: 'layer-shape-unknown',
    isRegistered: isKnown,
  });
}

/** Of each class the last annotation, statement or property that has a repository of the package. */
function lastOfEach(uses: readonly Use[]): readonly Use[] {
  const last = new Map<string, Use>();
  for (const use of uses) last.set(`${use.site?.holder.start} ${use.site?.among[0]?.start}`, use);
  return [...last.values()];
}

function copied(
  file: HostFile,
  shown: readonly Use[],
  missing: NonNullable<RegistrationRequest['repositories']>,
): EditDraft['copies'] | Obstacle {
  const texts: string[] = [];
  const needs: Need[] = [];
  const touched: PythonNode[] = [];
  const edits: EditDraft['copies']['edits'][number][] = [];
  if (shown.length === 0) return unknown(`No unit of work has a repository of ${file.request.package}.`, 1);
  for (const { node, reference, site } of shown) {
    const named = site === undefined ? undefined : nameIn(site.unit);
    if (site === undefined || named === undefined || reference === undefined) {
      return unknown(`${node.text} is used here in a way that is not understood.`, node.line);
    }
    const { unit } = site;
    const kept = keptElsewhere(unit, named.text);
    if (kept !== undefined) return unknown(`${kept.text} is set in another place, too.`, kept.line);
    const taken = missing.find(({ name }) => site.among.some((each) => nameIn(each)?.text === name));
    if (taken !== undefined) return unknown(`There is a ${taken.name} already.`, node.line);
    const { form, statement } = reference.via;
    for (const { type } of missing) {
      const isNamed = form.kind === 'from' && form.name === /\w+$/.exec(node.text)?.[0];
      if (!isNamed || needs.some((each) => each.form.kind === 'from' && each.form.name === type)) continue;
      if (isUsed(file, type, statement)) return unknown(`The file already uses the name ${type}.`, statement.line);
      needs.push({
        sibling: statement,
        name: form.name,
        form: { kind: 'from', module: form.module, name: type },
        comment: '',
      });
    }
    const uses = unitUses(file, file.package).filter((each) => each.site?.unit === unit);
    const between = endOfLineAt(file.source, unit.end).repeat(unit.type === 'decorated_definition' ? 2 : 1);
    const text = missing
      .map(({ type, name }) =>
        copyOf(file.source, unit, [
          ...uses.map((each) => ({ node: each.node, text: each.node.text.replace(/\w+$/, type) })),
          ...sameNames(unit, named.text, name),
        ]),
      )
      .join(between + indentAt(file.source, unit.start));
    texts.push(text);
    edits.push(...insertCopy(file, site, text, () => undefined));
    touched.push(unit);
  }
  return { texts, needs, notes: [], edits, touched: [...touched, ...needs.map(({ sibling }) => sibling)] };
}

const unknown = (reason: string, line: number): Obstacle => ({ id: 'layer-shape-unknown', reason, line });
