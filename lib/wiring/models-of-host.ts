/** Where a backend makes the models of its blueprint known. */
import { dirname } from 'node:path';
import type { Backend } from '../backend/backend.js';
import { CREATION_WORD } from '../framework/creations.js';
import { alembicEnvironments, projectFolders } from '../framework/migrations.js';
import { dottedFolder } from '../project/paths.js';
import { type ModelsPlaces, modelsPlaces, type Reason } from './models-places.js';

export function placesOfModels(
  { modules, features, reached, app }: Backend,
  feature: string,
  project: string,
  top: string,
): ModelsPlaces {
  const own = features.files(feature, 'models').flatMap((path) => modules.at(path) ?? []);
  const shared = features.shared(feature, 'models');
  if (shared !== undefined) return { files: [], nothing: inOneFile(shared), notes: [] };
  const { run, unused } = alembicEnvironments(modules, projectFolders(top, app.path), project);
  const search = {
    modules,
    features,
    packages: dottedFolder(modules.root, dirname(feature)),
    blueprint: feature,
    own,
    app: reached,
    environments: run.flatMap((path) => modules.at(path) ?? []),
    scripts: modules.mentioning(project, CREATION_WORD).flatMap((path) => modules.at(path) ?? []),
  };
  const places = modelsPlaces(search);
  const left = unused.map((path) => `${path} is run by no Alembic configuration; it is left as it is.`);
  return { ...places, notes: [...places.notes, ...left] };
}

function inOneFile(path: string): Reason {
  return {
    id: 'one-file',
    text: 'The models of all features are in one file, which the host knows already.',
    at: path,
  };
}
