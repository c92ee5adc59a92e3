/** Where a backend makes the models of its blueprint known. */
import { dirname } from 'node:path';
import type { Backend } from '../backend/backend.js';
import { CREATION_WORD, findCreations } from '../framework/creations.js';
import { alembicEnvironments, isMigrationFile, projectFolders } from '../framework/migrations.js';
import type { Module } from '../project/module.js';
import { dottedFolder, type ModuleFile } from '../project/paths.js';
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

/**
 * Where models are made known where no package shows it: the files that make tables, and the env.py files of Alembic.
 * What makes tables beside the base itself cannot import a model, which imports the base.
 */
export function modelsPlacesAlone({ modules, reached, app }: Backend, project: string, top: string): ModelsPlaces {
  const { run } = alembicEnvironments(modules, projectFolders(top, app.path), project);
  const isPlace = (module: Module): boolean => {
    const creations = findCreations(module);
    const owners = creations.map(({ owner }) => owner?.text);
    return creations.length > 0 && !isMigrationFile(module.path) && !owners.some((owner) => defines(module, owner));
  };
  const environments = run.flatMap((path) => modules.at(path) ?? []);
  const files = [
    ...reached.filter(isPlace).map((module) => ({ ...placeOf(module), mode: 'create-all' as const })),
    ...environments.map((module) => ({ ...placeOf(module), mode: 'imports' as const })),
  ];
  const beside = reached.find((module) => findCreations(module).length > 0);
  if (files.length > 0 || beside !== undefined) {
    return { files, nothing: files.length > 0 ? undefined : throughRouter(beside), notes: [] };
  }
  const text = `Nothing here makes tables: no ${CREATION_WORD}, and no Alembic.`;
  return { files: [], nothing: { id: 'no-tables', text }, notes: [] };
}

const placeOf = ({ path, module, isPackage }: Module): ModuleFile => ({ path, module, isPackage });

function defines({ tree }: Module, name: string | undefined): boolean {
  return tree.root.named.some(({ type, children }) => {
    return type === 'class_definition' && children.some((each) => each.field === 'name' && each.text === name);
  });
}

function throughRouter(creation: Module | undefined): Reason {
  const text = 'The models are known once the router is imported.';
  return { id: 'through-router', text, ...(creation === undefined ? {} : { at: creation.path }) };
}

function inOneFile(path: string): Reason {
  return {
    id: 'one-file',
    text: 'The models of all features are in one file, which the host knows already.',
    at: path,
  };
}
