/** Has the units of work of the host make the new package's repository, as they make the blueprint's. */
import type { Project } from '../project/project.js';
import { endOfLineAt, indentAt } from '../python/style.js';
import { childOf, type PythonNode, walk } from '../python/syntax.js';
import { unitUses } from '../wiring/units-of-work.js';
import type { UseSite } from '../wiring/use-site.js';
import type { Use } from '../wiring/uses.js';
import { copyReference, type Need, nameOf } from './copied-import.js';
import { draftedOrByHand, type EditDraft } from './finish.js';
import { type HostFile, isObstacle, type Obstacle, readHostFile, unreadable } from './host-file.js';
import { anchorOf, copyOf, insertCopy, type Replacement } from './insert-copy.js';
import { counterpartName } from './names.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';

export async function draftUnit(
  project: Project,
  path: string,
  request: RegistrationRequest,
): Promise<EditDraft | EditOutcome> {
  const file = await readHostFile(project, path, request);
  if (isObstacle(file)) return unreadable(file);
  const [known] = unitUses(file, file.package);
  if (known !== undefined) return { kind: 'unchanged', because: `line ${known.node.line} already has ${known.target}` };
  const uses = unitUses(file, file.blueprint);
  const [first] = uses;
  if (first === undefined) return { kind: 'unchanged', because: 'no unit of work has a repository of the blueprint' };
  const copies = copied(file, uses);
  const isKnown = (after: HostFile): boolean =>
    unitUses(after, after.package).length >= uses.length * Math.max(1, request.repositories?.length ?? 0);
  return draftedOrByHand(file, copies, {
    followed: 'blueprint',
    like: first.node.line,
    notes: [],
    unknown: 'layer-shape-unknown',
    isRegistered: isKnown,
  });
}

function copied(file: HostFile, uses: readonly Use[]): EditDraft['copies'] | Obstacle {
  const texts: string[] = [];
  const needs: Need[] = [];
  const touched: PythonNode[] = [];
  const edits: EditDraft['copies']['edits'][number][] = [];
  for (const [unit, own] of byUnit(uses)) {
    const [{ site, node }] = own;
    if (site === undefined) return unknown(`${node.text} is used here in a way that is not understood.`, node);
    const changes: Replacement[] = [];
    for (const { node: each, reference } of own) {
      const found = reference && copyReference(file, reference, anchorOf(site), 'layer-shape-unknown');
      if (found === undefined) return unknown(`${each.text} is not imported.`, each);
      if (isObstacle(found)) return found;
      changes.push({ node: each, text: found.expression });
      needs.push(...found.needs.filter((need) => !needs.some((other) => nameOf(other.form) === nameOf(need.form))));
    }
    const named = nameIn(unit);
    const [first, ...further] = file.request.repositories ?? [];
    const name = named && (first?.name ?? counterpartName(named.text, file.request));
    if (named === undefined || name === named.text) {
      return unknown(`${named?.text ?? node.text} is not called after ${file.request.blueprint}.`, node);
    }
    const kept = keptElsewhere(unit, named.text);
    if (kept !== undefined) return unknown(`${kept.text} is set in another place, too.`, kept);
    const there = site.among.flatMap((each) => nameIn(each)?.text ?? []);
    const double = [name, ...further.map((each) => each.name)].find(
      (each) => each !== undefined && there.includes(each),
    );
    if (double !== undefined) return unknown(`There is a ${double} already.`, node);
    const all = further.map(({ type, name: other }) =>
      copyOf(file.source, unit, [
        ...changes.map((each) => ({ ...each, text: each.text.replace(/\w+$/, type) })),
        ...sameNames(unit, named.text, other),
      ]),
    );
    const between = endOfLineAt(file.source, unit.end).repeat(unit.type === 'decorated_definition' ? 2 : 1);
    const text = [copyOf(file.source, unit, [...changes, ...sameNames(unit, named.text, name ?? '')]), ...all].join(
      between + indentAt(file.source, unit.start),
    );
    texts.push(text);
    const isFirst = unit.type === 'decorated_definition' && site.among.length === 1;
    const gap = isFirst ? endOfLineAt(file.source, unit.end) : '';
    for (const edit of insertCopy(file, site, text, () => undefined)) {
      edits.push({ ...edit, insert: gap + edit.insert });
    }
    touched.push(unit, anchorOf(site));
  }
  const further = (file.request.repositories ?? [])
    .slice(1)
    .flatMap(({ type }) =>
      needs.flatMap((need): readonly Need[] =>
        need.form.kind === 'from' && /^[A-Z]/.test(need.form.name)
          ? [{ ...need, form: { ...need.form, name: type } }]
          : [],
      ),
    );
  return {
    texts,
    needs: [...needs, ...further],
    notes: [],
    edits,
    touched: [...touched, ...needs.map(({ sibling }) => sibling)],
  };
}

const unknown = (reason: string, { line }: PythonNode): Obstacle => ({ id: 'layer-shape-unknown', reason, line });

function byUnit(uses: readonly Use[]): ReadonlyMap<PythonNode, readonly [Use, ...Use[]]> {
  const groups = new Map<PythonNode, [Use, ...Use[]]>();
  for (const use of uses) {
    const unit: PythonNode = use.site?.unit ?? use.node;
    const group = groups.get(unit);
    if (group === undefined) groups.set(unit, [use]);
    else group.push(use);
  }
  return groups;
}

/** The name under which a unit of work keeps a repository: on the left of a statement, or that of a property. */
export function nameIn(unit: UseSite['unit']): PythonNode | undefined {
  const definition = childOf(unit, 'definition');
  if (definition !== undefined) return childOf(definition, 'name');
  const left = unit.named[0] && childOf(unit.named[0], 'left');
  return left?.type === 'attribute' ? childOf(left, 'attribute') : left;
}

/** The private name of a property's repository where something else of the class has it: `self._users = None`. */
export function keptElsewhere(unit: PythonNode, name: string): PythonNode | undefined {
  if (childOf(unit, 'definition') === undefined || unit.parent === undefined) return undefined;
  return [...walk(unit.parent)].find(
    ({ type, text, start }) =>
      type === 'identifier' && text === `_${name}` && (start < unit.start || start >= unit.end),
  );
}

/** The same name wherever the unit has it, as a private one and in words too: `self._users`, `"_users"`. */
export function sameNames(unit: PythonNode, from: string, to: string): readonly Replacement[] {
  return [...walk(unit)].flatMap((node): readonly Replacement[] => {
    const isSame = /^(?:identifier|string_content)$/.test(node.type) && node.text.replace(/^_/, '') === from;
    return isSame ? [{ node, text: node.text.replace(from, to) }] : [];
  });
}
