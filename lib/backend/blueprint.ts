/** Chooses the package that new ones are written like. */
import { basename, join } from 'node:path';
import { tablesIn } from '../framework/tables.js';
import type { Project } from '../project/project.js';
import { ROLES, rolesIn } from './features.js';

/** Names of a package of people, the likeliest one first. */
const PEOPLE = ['users', 'user', 'accounts', 'account', 'members', 'customers', 'profiles', 'people'];

/**
 * The folder of the package that shows how things are done: `users`, or one of people, or the one with the most of
 * the roles, the first registered among equals; one whose models have tables goes first. `folders` are the packages.
 */
export function chooseBlueprint(project: Project, folders: readonly string[]): string | undefined {
  const depth = (folder: string): number => folder.split(/[\\/]/).length;
  for (const name of PEOPLE) {
    const named = folders.filter((folder) => basename(folder).toLowerCase() === name);
    const [first] = named.sort((left, right) => depth(left) - depth(right));
    if (first !== undefined) return first;
  }
  const score = (folder: string): number => {
    const roles = rolesIn(project.files, folder);
    return ROLES.filter((role) => roles.has(role)).length + (mapsTables(project, folder) ? 2 : 0);
  };
  let best: string | undefined;
  for (const folder of folders) if (best === undefined || score(folder) > score(best)) best = folder;
  return best;
}

function mapsTables(project: Project, folder: string): boolean {
  const { files } = project;
  return (rolesIn(files, folder).get('models') ?? []).some((stem) => {
    const inner = files.list(join(folder, stem)).map((name) => join(folder, stem, name));
    return [join(folder, `${stem}.py`), ...inner].some((path) => {
      const module = project.at(path);
      return module !== undefined && tablesIn(module).length > 0;
    });
  });
}
