import { basename } from 'node:path';
import { ROLES, rolesIn } from './feature.js';
import type { HostFiles } from './files.js';
import type { RouterUse } from './follow.js';

/** Names of a package of people, the likeliest one first. */
const PEOPLE = ['users', 'user', 'accounts', 'account', 'members', 'customers', 'profiles', 'people'];

/**
 * The folder of the package that shows how things are done: `users`, or one of people, or the one with the most of
 * the roles, the first registered among equals. Nothing where no package's router is reached.
 */
export function chooseBlueprint(files: HostFiles, uses: readonly RouterUse[]): string | undefined {
  const folders = [...new Set(uses.map(({ feature }) => feature))];
  const depth = (folder: string): number => folder.split(/[\\/]/).length;
  for (const name of PEOPLE) {
    const named = folders.filter((folder) => basename(folder).toLowerCase() === name);
    const [first] = named.sort((left, right) => depth(left) - depth(right));
    if (first !== undefined) return first;
  }
  const score = (folder: string): number => {
    const roles = rolesIn(files, folder);
    return ROLES.filter((role) => roles.has(role)).length;
  };
  let best: string | undefined;
  for (const folder of folders) if (best === undefined || score(folder) > score(best)) best = folder;
  return best;
}
