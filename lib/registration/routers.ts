import { findInclusions, hasPrefix, type Inclusion } from '../host/inclusions.js';
import { isWithin } from '../python/imports.js';
import { type Change, copyOf, insertCopy } from './clone.js';
import { edited, type HostFile, isObstacle, type Obstacle, readHostFile, refused } from './host-file.js';
import { lastSibling, likelyReceiver } from './include-router.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';
import { routerLines } from './standard.js';
import { newTags } from './tags.js';
import { freeName, wire } from './wire.js';

/** Why nothing is edited, and what to paste when that is better than the standard's lines. */
type Refusal = { readonly obstacle: Obstacle; readonly paste?: string };

/** Includes the package's router in the file, as the blueprint's is: same receiver, same arguments. */
export async function registerRouter(source: string, request: RegistrationRequest): Promise<EditOutcome> {
  const file = await readHostFile(source, request);
  if (isObstacle(file)) return refused(file, routerLines(request).join('\n'));
  const because = registered(file);
  if (because !== undefined) return { kind: 'unchanged', because };
  const attempt = await follow(file);
  if (!('obstacle' in attempt)) return attempt;
  const receiver = likelyReceiver(file, findInclusions(file.tree, file.imports));
  const standard = routerLines(request, receiver, freeName(file, `${request.package}_api`)).join('\n');
  return refused(attempt.obstacle, attempt.paste ?? standard);
}

/** Says where the package's router is in use already; a commented-out line is no use. */
function registered(file: HostFile): string | undefined {
  const included = findInclusions(file.tree, file.imports).find(
    ({ reference }) => reference && isWithin(reference.target, file.package),
  );
  const used = included?.reference ?? file.imports.references().find(({ target }) => isRouterOf(target, file.package));
  return used && `line ${used.node.line} already uses ${used.target}`;
}

function isRouterOf(target: string, owner: string): boolean {
  return isWithin(target, owner) && /router$/i.test(target);
}

async function follow(file: HostFile): Promise<EditOutcome | Refusal> {
  if (!file.tree.complete) return unknown('The grammar does not understand a part of the file.');
  const inclusions = findInclusions(file.tree, file.imports);
  const ours = inclusions.filter(({ reference }) => reference && isWithin(reference.target, file.blueprint));
  const [blueprint, second] = ours;
  if (blueprint === undefined) return { obstacle: notIncluded(file, inclusions) };
  const { line } = blueprint.call.node;
  if (second !== undefined) {
    const lines = ours.map(({ call }) => call.node.line).join(', ');
    const reason = `Routers of ${file.blueprint} are included several times: lines ${lines}.`;
    return { obstacle: { id: 'router-ambiguous', reason, line: second.call.node.line } };
  }
  const { call, receiver, reference, router, statement } = blueprint;
  if (statement === undefined || receiver === undefined) {
    return unknown('include_router is not called by a plain statement like router.include_router(…).', line);
  }
  if (call.splat || call.positional.length > 1 || reference === undefined || router === undefined) {
    return unknown('include_router is called with arguments that cannot be seen here.', line);
  }
  const anchor = lastSibling(statement, receiver, inclusions);
  const wiring = wire(file, reference, anchor, 'router-shape-unknown');
  if (isObstacle(wiring)) return { obstacle: wiring };
  const tags = call.keywords.get('tags');
  const retagged = tags === undefined ? [] : newTags(tags, file.request);
  if ('type' in retagged) {
    return unknown(
      `The tag ${retagged.text} speaks of ${file.request.blueprint}; its counterpart is not known.`,
      retagged.line,
    );
  }
  const changes: readonly Change[] = [{ node: router, text: wiring.expression }, ...retagged];
  const copy = copyOf(file.source, statement, changes);
  const paste = wiring.line === undefined ? copy : `${wiring.line}\n${copy}`;
  const prefixed = prefixProblem(blueprint, inclusions);
  if (prefixed !== undefined) {
    const bare = copyOf(file.source, statement, [...changes, ...withoutPrefix(blueprint)]);
    return { obstacle: prefixed, paste: wiring.line === undefined ? bare : `${wiring.line}\n${bare}` };
  }

  const edits = [...(wiring.edit ? [wiring.edit] : []), insertCopy(file.source, statement, copy, anchor)];
  const outcome = await edited(file, edits, line, registered);
  return isObstacle(outcome) ? { obstacle: outcome, paste } : outcome;
}

/** Whether the new router needs the prefix in the call depends on whether it has one of its own. */
function prefixProblem(blueprint: Inclusion, inclusions: readonly Inclusion[]): Obstacle | undefined {
  const { call, receiver } = blueprint;
  const id = 'prefix-in-include';
  if (hasPrefix(blueprint)) {
    const prefix = call.keywords.get('prefix')?.text;
    const reason = `The prefix ${prefix} is given where the router is included: leave it out for a router that has its own.`;
    return { id, reason, line: call.node.line };
  }
  if (!call.keywords.has('prefix')) return undefined;
  const sibling = inclusions.find((each) => each.receiver === receiver && hasPrefix(each));
  if (sibling === undefined) return undefined;
  const reason = `The blueprint's prefix is empty here and that of line ${sibling.call.node.line} is not: which habit to follow is not clear.`;
  return { id, reason, line: call.node.line };
}

/** For the text to paste: the router that is written has its own prefix. */
function withoutPrefix({ call, router }: Inclusion): readonly Change[] {
  const prefix = call.keywords.get('prefix')?.parent;
  const siblings = prefix?.parent?.named.filter(({ type }) => type !== 'comment') ?? [];
  const before = prefix && siblings[siblings.indexOf(prefix) - 1];
  if (prefix === undefined || before === undefined || router === undefined) return [];
  return [{ node: { start: before.end, end: prefix.end }, text: '' }];
}

function notIncluded(file: HostFile, inclusions: readonly Inclusion[]): Obstacle {
  const used = file.imports.references().find(({ target }) => isRouterOf(target, file.blueprint));
  if (used !== undefined) {
    const reason = `${used.target} is used here in a way that is not understood.`;
    return { id: 'router-shape-unknown', reason, line: used.node.line };
  }
  const star = file.imports.stars[0];
  const hidden = inclusions.find(({ router }) => router && !file.imports.isBound(rootOf(router.text), router));
  if (star !== undefined && hidden !== undefined) {
    const reason = `The import * in line ${star.statement.line} may hide where ${hidden.router?.text} comes from.`;
    return { id: 'router-shape-unknown', reason, line: hidden.call.node.line };
  }
  const what = inclusions.length === 0 ? 'includes no router' : `does not include the router of ${file.blueprint}`;
  return { id: 'router-include-missing', reason: `The file ${what}.` };
}

function rootOf(expression: string): string {
  return /^\w*/.exec(expression)?.[0] ?? '';
}

function unknown(reason: string, line?: number): Refusal {
  return { obstacle: { id: 'router-shape-unknown', reason, ...(line === undefined ? {} : { line }) } };
}
