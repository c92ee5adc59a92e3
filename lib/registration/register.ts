import type { Host, ModuleFile } from '../host/locate.js';
import { registerModels } from './models.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';
import { registerRouter } from './routers.js';

/** The package that is registered. */
export type NewPackage = Pick<RegistrationRequest, 'package' | 'singular' | 'lineLength' | 'provides'>;

/** What registering a package in one file of the host came to. */
export type FileOutcome = { readonly file: ModuleFile; readonly outcome: EditOutcome };

/**
 * Registers a package in every place of the host where its blueprint is. `read` gives a file's text as it is by now;
 * a file that is edited twice has the first edit in the second outcome's text.
 */
export async function registerPackage(
  host: Host,
  pkg: NewPackage,
  read: (path: string) => string,
): Promise<readonly FileOutcome[]> {
  const texts = new Map<string, string>();
  const outcomes: FileOutcome[] = [];
  const places = [
    ...host.models.map((file) => ({ file, register: registerModels })),
    ...host.routers.map((file) => ({ file, register: registerRouter })),
  ];
  for (const { file, register } of places) {
    const { path, module, isPackage } = file;
    // TODO host without a blueprint: the one obvious place.
    const { importRoot, blueprint = 'users' } = host;
    const source = texts.get(path) ?? read(path);
    const outcome = await register(source, { ...pkg, module, isPackage, importRoot, blueprint });
    if (outcome.kind === 'edited') texts.set(path, outcome.source);
    outcomes.push({ file, outcome });
  }
  return outcomes;
}
