import type { ModuleFile } from '../project/paths.js';
import type { Project } from '../project/project.js';
import type { Host } from '../wiring/host.js';
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

type Register = (project: Project, path: string, request: RegistrationRequest) => Promise<EditOutcome>;

/** What registering a package in one file of the host came to. */
export type FileOutcome = { readonly file: ModuleFile; readonly outcome: EditOutcome };

/**
 * Registers a package in every place of the host where its blueprint is. `code` is the host with the edits that were made
 * so far; a file that is edited twice has the first edit in the second outcome's text.
 */
export async function registerPackage(
  host: Host,
  { hasModels = true, ...pkg }: NewPackage,
  code: Project = host.code,
): Promise<readonly FileOutcome[]> {
  let edited = code;
  const outcomes: FileOutcome[] = [];
  const requestLike = (blueprint: string | undefined): RegistrationRequest => {
    return { ...pkg, importRoot: host.importRoot, ...(blueprint === undefined ? {} : { blueprint }) };
  };
  const take = async (file: ModuleFile, request: RegistrationRequest, register: Register): Promise<void> => {
    const outcome = await register(edited, file.path, request);
    if (outcome.kind === 'edited') edited = edited.with(file.path, outcome.source);
    outcomes.push({ file, outcome });
  };

  for (const file of hasModels ? host.models : []) {
    const { mode, sibling } = file;
    const shown = sibling === undefined ? host.blueprint : sibling.package;
    const below =
      sibling !== undefined && sibling.package === undefined
        ? { below: sibling.line, ...(sibling.shown === undefined ? {} : { shown: sibling.shown }) }
        : {};
    await take(file, { ...requestLike(shown), mode, ...below, ...listsOf(file) }, registerModels);
  }
  const like = requestLike(host.blueprint);
  const handedOn = await handedOnBy(host, code, like);
  const receiver = host.receiver === undefined ? {} : { receiver: host.receiver };
  for (const file of host.routers) {
    const { mode } = file;
    const others = handedOn.filter(({ from }) => from.slice(0, from.lastIndexOf('.')) !== file.module);
    const request = { ...like, mode, handedOn: others, ...receiver, ...listsOf(file) };
    await take(file, request, registerRouter);
  }
  return outcomes;
}

const listsOf = (file: object): Pick<RegistrationRequest, 'lists'> =>
  'lists' in file && Array.isArray(file.lists) ? { lists: file.lists } : {};

/** The names under which the host's modules hand the blueprint's router on, each with that of the new package's. */
async function handedOnBy(
  host: Host,
  code: Project,
  request: RegistrationRequest,
): Promise<NonNullable<RegistrationRequest['handedOn']>> {
  const names = [];
  for (const file of host.routers) {
    if (file.mode !== 're-export') continue;
    names.push(...(await handedOnNames(code, file.path, request)));
  }
  return names;
}
