import { calls } from '../python/find.js';
import { isWithin } from '../python/imports.js';
import { anchorOf, copyOf, insertCopy } from './clone.js';
import { edited } from './finish.js';
import { below, type HostFile, isObstacle, notUnderstood, type Obstacle, readHostFile, refused } from './host-file.js';
import { importEdits, importLines } from './import-needs.js';
import { counterpart, freeName } from './names.js';
import { likelyReceiver, onlyRouter } from './only-router.js';
import type { EditOutcome } from './outcome.js';
import type { Place } from './place.js';
import { type Prefixed, prefixed } from './prefix.js';
import type { RegistrationRequest } from './request.js';
import { rewrite } from './rewrite.js';
import { hiddenRouter, includesRouters, type RouterUse, routerChanges, routerRole, routerUses } from './router-uses.js';
import { routerLines } from './standard.js';
import { type Need, wire } from './wire.js';

/** Why nothing is edited, and what to paste when that is better than the standard's lines. */
export type Refusal = { readonly obstacle: Obstacle; readonly paste?: string };

/** Includes the package's router in the file, as the blueprint's is: same receivers, same arguments. */
export async function registerRouter(source: string, request: RegistrationRequest): Promise<EditOutcome> {
  const file = await readHostFile(source, request);
  if (isObstacle(file)) return refused(file, routerLines(request).join('\n'));
  const [known] = routerUses(file, file.package);
  if (known !== undefined) {
    const { node, target } = known.reference;
    return { kind: 'unchanged', because: `line ${node.line} already uses ${target}` };
  }
  const attempt = await follow(file);
  if (!('obstacle' in attempt)) return attempt;
  const receiver = request.receiver ?? likelyReceiver(file);
  const standard = routerLines(request, receiver, freeName(file, `${request.package}_api`)).join('\n');
  return refused(attempt.obstacle, attempt.paste ?? standard);
}

/**
 * Where the segment of a package's paths comes from in this file: `include` when the blueprint gets it where it is
 * included, `router` when it is included without, `none` when the blueprint is not included here or it is not clear.
 */
export async function prefixHabit(
  source: string,
  request: RegistrationRequest,
): Promise<{ readonly where: 'include' | 'router' | 'none'; readonly line?: number }> {
  const { ownPrefix: _, ...rest } = request;
  const file = await readHostFile(source, rest);
  if (isObstacle(file)) return { where: 'none' };
  const found = placesOf(file).flatMap((place): { where: Prefixed['where']; line: number }[] => {
    const rewriting = rewrite(file, place.unit, place.node);
    const prefix = isObstacle(rewriting) ? rewriting : prefixed(file, place, rewriting);
    return isObstacle(prefix) ? [] : [{ where: prefix.where, line: place.node.line }];
  });
  const [first] = found;
  return first === undefined || found.some(({ where }) => where !== first.where) ? { where: 'none' } : first;
}

function placesOf(file: HostFile): readonly Place[] {
  return routerUses(file, file.blueprint).flatMap(({ place }) => place ?? []);
}

async function follow(file: HostFile): Promise<EditOutcome | Refusal> {
  const { receiver } = file.request;
  const all = routerUses(file, file.blueprint);
  const uses = receiver === undefined ? all : all.filter((use) => isOn(file, use, receiver));
  if (uses.length === 0) {
    const isOpen = file.blueprint === '' || receiver !== undefined;
    return isOpen ? onlyRouter(file) : { obstacle: notIncluded(file) };
  }
  const changes = routerChanges(file);
  if (changes !== undefined) return { obstacle: changes };
  const targets = new Set(uses.map(({ reference }) => reference.target));
  if (targets.size > 1 && file.request.provides === undefined) return ambiguous(file, uses);

  const role = routerRole(file);
  const copies: string[] = [];
  const needs: Need[] = [];
  const notes: string[] = [];
  const edits = [];
  const touched = [];
  const followed: Place[] = [];
  for (const { reference, place } of uses) {
    const { node, target } = reference;
    if (counterpart(below(target, file.blueprint) ?? [], file.request) === undefined && targets.size > 1) {
      notes.push(`line ${node.line}: the new package has no counterpart of ${target}`);
      continue;
    }
    if (place === undefined) return unknown(`${node.text} is used here in a way that is not understood.`, node.line);
    const hidden = hiddenArguments(place);
    if (hidden !== undefined)
      return unknown('include_router is called with arguments that cannot be seen here.', hidden);
    const anchor = anchorOf(place);
    const wiring = wire(file, reference, anchor, 'router-shape-unknown');
    if (isObstacle(wiring)) return { obstacle: wiring };
    const rewriting = rewrite(file, place.unit, node);
    if (isObstacle(rewriting)) return { obstacle: rewriting };
    const prefix = prefixed(file, place, rewriting);
    if (isObstacle(prefix)) return { obstacle: prefix };
    const copy = copyOf(file.source, place.unit, [{ node, text: wiring.expression }, ...prefix.changes]);
    followed.push(place);
    copies.push(copy);
    needs.push(...wiring.needs);
    notes.push(...rewriting.notes);
    edits.push(...insertCopy(file, place, copy, role));
    touched.push(place.unit, anchor, ...wiring.needs.map(({ sibling }) => sibling));
  }
  const [first] = followed;
  if (first === undefined)
    return unknown(`The new package has no counterpart of ${[...targets].join(', ')}.`, uses[0]?.reference.node.line);
  const damaged = notUnderstood(file, touched);
  if (damaged !== undefined)
    return unknown('The grammar does not understand a part of the file that matters.', damaged);
  const like = first.node.line;
  const isRegistered = (after: HostFile): boolean => routerUses(after, after.package).length === followed.length;
  const outcome = await edited(
    file,
    [...importEdits(file, needs), ...edits],
    { rung: 'blueprint', like, notes },
    isRegistered,
  );
  return isObstacle(outcome) ? { obstacle: outcome, paste: [...importLines(needs), ...copies].join('\n') } : outcome;
}

/** Whether a use is an inclusion on the object that was named, or in a collection that it goes through. */
function isOn(file: HostFile, { place }: RouterUse, receiver: string): boolean {
  if (place === undefined) return false;
  if (place.kind === 'statement') return place.receiver === receiver;
  const loops = calls(file.tree.root).filter(({ callee }) => callee.text.endsWith('.include_router'));
  return loops.some(({ callee }) => callee.text === `${receiver}.include_router`);
}

function ambiguous(file: HostFile, uses: readonly RouterUse[]): Refusal {
  const lines = uses.map(({ reference }) => reference.node.line);
  const reason = `Several routers of ${file.blueprint} are included: lines ${lines.join(', ')}.`;
  const line = lines[1];
  return { obstacle: { id: 'router-ambiguous', reason, ...(line === undefined ? {} : { line }) } };
}

/** The line of a call of `include_router` with arguments that are not spelled out. */
function hiddenArguments({ unit, kind }: Place): number | undefined {
  if (kind === 'element') return undefined;
  return calls(unit).find(
    ({ callee, positional, splat }) => callee.text.endsWith('include_router') && (splat || positional.length > 1),
  )?.node.line;
}

function notIncluded(file: HostFile): Obstacle {
  const used = file.imports
    .references()
    .find(({ node, target }) => isWithin(target, file.blueprint) && /router/i.test(node.text));
  if (used !== undefined) {
    const reason = `${used.target} is used here in a way that is not understood.`;
    return { id: 'router-shape-unknown', reason, line: used.node.line };
  }
  const star = file.imports.stars[0];
  const hidden = hiddenRouter(file);
  if (star !== undefined && hidden !== undefined) {
    const reason = `The import * in line ${star.statement.line} may hide where ${hidden.text} comes from.`;
    return { id: 'router-shape-unknown', reason, line: hidden.line };
  }
  const what = includesRouters(file) ? `does not include the router of ${file.blueprint}` : 'includes no router';
  return { id: 'router-include-missing', reason: `The file ${what}.` };
}

function unknown(reason: string, line?: number): Refusal {
  return { obstacle: { id: 'router-shape-unknown', reason, ...(line === undefined ? {} : { line }) } };
}
