/** Which folders of a backend are its packages, what they are called, and which tables are of one. */
import { basename, dirname, join } from 'node:path';
import type { Backend } from '../backend/backend.js';
import type { Features } from '../backend/features.js';
import { featureFolders } from '../backend/router-references.js';
import type { MappedTable } from '../framework/mapped-models.js';
import { singular } from '../naming/inflect.js';
import type { Project } from '../project/project.js';

/** The folders whose routers are used, and beside them those that look the same and are not. */
export function featuresOf(code: Project, { features, uses }: Pick<Backend, 'features' | 'uses'>): readonly string[] {
  return [...new Set([...uses.map(({ feature }) => feature), ...featureFolders(code, features)])];
}

export function isTableOf({ table: { module } }: MappedTable, features: Features, folder: string): boolean {
  return features.of(module.path) === folder || features.files(folder, 'models').includes(module.path);
}

/**
 * What the package is called where commands name it: by layer `inventory`, whose router is in `routes/inventory.py`
 * where that of the blueprint `users` is in `routes/users.py`.
 */
export function calledIn(features: Features | undefined, folder: string, blueprint: string): string {
  const name = basename(folder);
  const one = singular(name);
  const shown = features?.kind === 'layers' ? features.files(join(dirname(folder), blueprint), 'api') : [];
  const likeIt = shown.find((path) => path.includes(blueprint));
  if (features === undefined || likeIt === undefined || one === name || blueprint === singular(blueprint)) return name;
  const own = features.files(folder, 'api');
  const at = likeIt.lastIndexOf(blueprint);
  const isCalled = (word: string): boolean =>
    own.includes(likeIt.slice(0, at) + word + likeIt.slice(at + blueprint.length));
  return isCalled(one) && !isCalled(name) ? one : name;
}
