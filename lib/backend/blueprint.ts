/** Chooses the package that new ones are written like. */
import { basename } from 'node:path';
import { handlersOf, recordHandlers } from '../framework/handlers.js';
import type { Operation } from '../framework/operations.js';
import { tablesIn } from '../framework/tables.js';
import { singular } from '../naming/names.js';
import type { Project } from '../project/project.js';
import { type Features, ROLES, type Role } from './features.js';

/** Names of a package of people, the likeliest one first. */
const PEOPLE = ['users', 'user', 'accounts', 'account', 'members', 'customers', 'profiles', 'people'];

/** How many of the five operations a package has that is followed where `users` only reads or has one, and where it has none. */
const ENOUGH = 3;
const SOME = 2;

/**
 * The folder of the package that shows how things are done: `users`, or one of people, or the one with the most of
 * the roles, the first registered among equals; one whose models have tables goes first, one whose handlers show fewer than
 * two operations last. `folders` are the packages.
 */
export function chooseBlueprint(project: Project, folders: readonly string[], features: Features): string | undefined {
  const depth = (folder: string): number => folder.split(/[\\/]/).length;
  const people = PEOPLE.flatMap((name) => {
    const named = folders.filter((folder) => basename(folder).toLowerCase() === name);
    return named.sort((left, right) => depth(left) - depth(right))[0] ?? [];
  })[0];
  const shownBy = (folder: string): number => operationsOf(project, folder, features).length;
  if (people !== undefined) {
    // Where people only sign in or are only read, what is done with records is shown by another package.
    const shown = operationsOf(project, people, features);
    const isShown = shown.length > 1 && shown.some((each) => each !== 'list' && each !== 'get') && !isSignUp(shown);
    const least = shown.length === 0 ? SOME : ENOUGH;
    const others = isShown ? [] : folders.filter((folder) => folder !== people && shownBy(folder) >= least);
    if (others.length === 0) return people;
    // By layer a feature may work on another one's models, which says nothing of where its own would be.
    const mapped = others.filter((folder) => features.kind === 'layers' && mapsTables(project, folder, features));
    return chooseBlueprint(project, mapped.length > 0 ? mapped : others, features);
  }
  const score = (folder: string): number => {
    const roles = ROLES.filter((role) => filesFor(features, folder, role).length > 0);
    const shown = features.kind === 'layers' ? shownBy(folder) : 0;
    return roles.length + (mapsTables(project, folder, features) ? 2 : 0) + shown;
  };
  // What only signs people in shows nothing that is done with records, nor who may.
  const able = folders.filter((folder) => shownBy(folder) > 1);
  const signing = (folder: string): boolean => SIGN_IN.test(basename(folder));
  const others = folders.filter((folder) => !signing(folder) && mapsTables(project, folder, features));
  let best: string | undefined;
  for (const folder of able.length > 0 ? able : others.length > 0 ? others : folders)
    if (best === undefined || score(folder) > score(best)) best = folder;
  return best;
}

const SIGN_IN = /^(?:auths?|authentication|logins?|oauth2?|tokens?)$/i;

/** People who sign up and are shown say nothing of who else may do what: everybody signs up. */
const isSignUp = (shown: readonly Operation[]): boolean =>
  shown.length === 2 && shown.includes('create') && shown.includes('get');

/** Whether some package shows what is done with records: tables of its own, or two of the operations. */
export function showsRecords(project: Project, folders: readonly string[], features: Features): boolean {
  const isShown = (folder: string): boolean => operationsOf(project, folder, features).length > 1;
  return showsTables(project, folders, features) || folders.some(isShown);
}

/** Whether some package has tables of its own, or a part in the models of all. */
export function showsTables(project: Project, folders: readonly string[], features: Features): boolean {
  return folders.some((folder) => mapsTables(project, folder, features));
}

/** The files for a role, and the one that all features share. */
function filesFor(features: Features, feature: string, role: Role): readonly string[] {
  return [...features.files(feature, role), ...[features.shared(feature, role) ?? []].flat()];
}

/** Which of the five operations a router has: by layer every router has the same shared files, the login's too. */
function operationsOf(project: Project, feature: string, features: Features): readonly Operation[] {
  const modules = features.files(feature, 'api').flatMap((path) => project.at(path) ?? []);
  return [...recordHandlers(modules.flatMap(handlersOf), singular).keys()];
}

function mapsTables(project: Project, feature: string, features: Features): boolean {
  return filesFor(features, feature, 'models').some((path) => {
    const module = project.at(path);
    return module !== undefined && tablesIn(module).length > 0;
  });
}
