/** Which folders of a backend are its packages, and which tables are of one. */
import type { Backend } from '../backend/backend.js';
import type { Features } from '../backend/features.js';
import { featureFolders } from '../backend/router-references.js';
import type { MappedTable } from '../framework/mapped-models.js';
import type { Project } from '../project/project.js';

/** The folders whose routers are used, and beside them those that look the same and are not. */
export function featuresOf(code: Project, { features, uses }: Pick<Backend, 'features' | 'uses'>): readonly string[] {
  return [...new Set([...uses.map(({ feature }) => feature), ...featureFolders(code, features)])];
}

export function isTableOf({ table: { module } }: MappedTable, features: Features, folder: string): boolean {
  return features.of(module.path) === folder || features.files(folder, 'models').includes(module.path);
}
