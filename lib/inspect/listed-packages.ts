/** The packages of a backend and their models by name alone, for shells that complete them. */
import { reachAgain } from '../backend/backend.js';
import { mappedTables } from '../framework/mapped-models.js';
import type { HostFiles } from '../project/files.js';
import { locateHost } from '../wiring/host.js';
import { calledIn, featuresOf, isTableOf } from './feature-parts.js';

export type ListedPackage = { readonly name: string; readonly models: readonly string[] };

/** None where the backend cannot be told: a shell has nowhere to say why. */
export async function listedPackages(files: HostFiles, start: string): Promise<readonly ListedPackage[]> {
  const host = await locateHost(files, start);
  if (!('root' in host)) return [];
  const seen = reachAgain(host.code, host.app.path, host.byLayer === undefined ? 'folders' : 'layers');
  if (seen === undefined) return [];
  const tables = mappedTables(host.code).filter(({ table }) => table.isClass);
  return featuresOf(host.code, seen).map((folder) => ({
    name: calledIn(seen.features, folder, host.blueprint ?? ''),
    models: tables.filter((each) => isTableOf(each, seen.features, folder)).map(({ table }) => table.name),
  }));
}
