/** The packages of the backend around a shell. */
import { create as createStore } from 'mem-fs';
import { create } from 'mem-fs-editor';
import { type ListedPackage, listedPackages } from '../../lib/inspect/listed-packages.js';
import { hostFiles } from '../yeoman/host-files.js';

/** None where something is wrong with it. */
export async function packagesHere(): Promise<readonly ListedPackage[]> {
  try {
    return await listedPackages(hostFiles(create(createStore())), process.cwd());
  } catch {
    return [];
  }
}
