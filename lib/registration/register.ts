import type { Host, ModuleFile } from '../wiring/host.js';
import { registerModels } from './models.js';
import type { EditOutcome } from './outcome.js';
import { handedOnNames } from './re-export.js';
import type { RegistrationRequest } from './request.js';
import { registerRouter } from './routers.js';

/** The package that is registered. */
export type NewPackage = Pick<
  RegistrationRequest,
  'package' | 'singular' | 'modelName' | 'slug' | 'ownPrefix' | 'lineLength' | 'provides'
> & {
  /** Nothing is done for the models of a package that has none. */
  readonly hasModels?: boolean;
};

/** What registering a package in one file of the host came to. */
export type FileOutcome = { readonly file: ModuleFile; readonly outcome: EditOutcome };

/**
 * Registers a package in every place of the host where its blueprint is. `read` gives a file's text as it is by now;
 * a file that is edited twice has the first edit in the second outcome's text.
 */
export async function registerPackage(
  host: Host,
  { hasModels = true, ...pkg }: NewPackage,
  read: (path: string) => string,
): Promise<readonly FileOutcome[]> {
  const texts = new Map<string, string>();
  const outcomes: FileOutcome[] = [];
  const requestFor = ({ module, isPackage }: ModuleFile, blueprint: string | undefined): RegistrationRequest => {
    const { importRoot } = host;
    return { ...pkg, module, isPackage, importRoot, ...(blueprint === undefined ? {} : { blueprint }) };
  };
  const take = async (
    file: ModuleFile,
    request: RegistrationRequest,
    register: (source: string, request: RegistrationRequest) => Promise<EditOutcome>,
  ): Promise<void> => {
    const outcome = await register(texts.get(file.path) ?? read(file.path), request);
    if (outcome.kind === 'edited') texts.set(file.path, outcome.source);
    outcomes.push({ file, outcome });
  };

  for (const file of hasModels ? host.models : []) {
    const { mode, sibling } = file;
    const shown = sibling === undefined ? host.blueprint : sibling.package;
    const below =
      sibling !== undefined && sibling.package === undefined
        ? { below: sibling.line, ...(sibling.shown === undefined ? {} : { shown: sibling.shown }) }
        : {};
    await take(file, { ...requestFor(file, shown), mode, ...below, ...listsOf(file) }, registerModels);
  }
  const handedOn = await handedOnBy(host, requestFor, read);
  const receiver = host.receiver === undefined ? {} : { receiver: host.receiver };
  for (const file of host.routers) {
    const { mode } = file;
    const others = handedOn.filter(({ from }) => from.slice(0, from.lastIndexOf('.')) !== file.module);
    const request = { ...requestFor(file, host.blueprint), mode, handedOn: others, ...receiver, ...listsOf(file) };
    await take(file, request, registerRouter);
  }
  return outcomes;
}

const listsOf = (file: object): Pick<RegistrationRequest, 'lists'> =>
  'lists' in file && Array.isArray(file.lists) ? { lists: file.lists } : {};

/** The names under which the host's modules hand the blueprint's router on, each with that of the new package's. */
async function handedOnBy(
  host: Host,
  requestFor: (file: ModuleFile, blueprint: string | undefined) => RegistrationRequest,
  read: (path: string) => string,
): Promise<NonNullable<RegistrationRequest['handedOn']>> {
  const names = [];
  for (const file of host.routers) {
    if (file.mode !== 're-export') continue;
    names.push(...(await handedOnNames(read(file.path), requestFor(file, host.blueprint))));
  }
  return names;
}
