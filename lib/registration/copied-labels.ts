/** Paths and labels of a blueprint that are named after its router and not after its package. */
import { plural } from '../naming/inflect.js';
import { isNeutral } from '../naming/neutral-words.js';
import { dottedParts } from '../python/find.js';
import type { PythonNode } from '../python/syntax.js';
import type { FollowedRequest, HostFile } from './host-file.js';
import { hasSeveralRouters } from './names.js';
import { type NewPath, newPath } from './paths.js';
import { type Joiners, respelled } from './spelling.js';

/**
 * The request as if the blueprint were called what its one router is called here: `people` for `people_router` of a
 * package `auth`. Paths and tags may have that name too.
 */
function calledAs(file: HostFile, node: PythonNode): FollowedRequest | undefined {
  const name = dottedParts(node)?.[0] ?? '';
  const stem = name
    .replace(/^_+|^router_/g, '')
    .replace(/_?(?:apis?|routers?|routes?|endpoints?|views?)$/, '')
    .toLowerCase();
  if (stem === '' || stem === name || isNeutral(stem) || respelled(stem, file.request) !== undefined) return undefined;
  return hasSeveralRouters(file) ? undefined : { ...file.request, blueprint: plural(stem) };
}

/** The path of the new package where that of the blueprint is named after its router. */
export function calledPath(file: HostFile, node: PythonNode, path: string, underscored: boolean): NewPath | undefined {
  const called = calledAs(file, node);
  const found = called && newPath(path, called, underscored);
  return found === 'unclear' ? undefined : found;
}

/** The same for a label that is nothing but the router's name. */
export function calledLabel(
  file: HostFile,
  node: PythonNode,
  text: string,
  joiners: Partial<Joiners>,
): string | undefined {
  const called = calledAs(file, node);
  return called && respelled(text, called, joiners);
}
