import type { Host, ModelsFile, ModuleFile, RoutersFile } from '../host/locate.js';
import { registerModels } from './models.js';
import type { EditOutcome } from './outcome.js';
import type { RegistrationRequest } from './request.js';
import { registerRouter } from './routers.js';

/** The package that is registered. */
export type NewPackage = Pick<
  RegistrationRequest,
  'package' | 'singular' | 'modelName' | 'slug' | 'ownPrefix' | 'lineLength' | 'provides'
>;

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
  const { importRoot, blueprint, receiver } = host;
  const texts = new Map<string, string>();
  const outcomes: FileOutcome[] = [];
  const apply = async (file: ModelsFile | RoutersFile, role: 'models' | 'router', edit: Edit): Promise<void> => {
    const { path, module, isPackage } = file;
    const request = { ...pkg, module, isPackage, importRoot, ...(blueprint === undefined ? {} : { blueprint }) };
    const outcome =
      file.mode === 'strings' ? namedInStrings(request, role) : await edit(texts.get(path) ?? read(path), request);
    if (outcome.kind === 'edited') texts.set(path, outcome.source);
    outcomes.push({ file, outcome });
  };
  for (const file of host.models) await apply(file, 'models', inMode(file.mode));
  for (const file of host.routers) await apply(file, 'router', throughReceiver(receiver));
  return outcomes;
}

type Edit = (source: string, request: RegistrationRequest) => Promise<EditOutcome>;

const inMode =
  (mode: ModelsFile['mode']): Edit =>
  (source, request) =>
    registerModels(source, mode === 'strings' ? request : { ...request, mode });

const throughReceiver =
  (receiver: string | undefined): Edit =>
  (source, request) =>
    registerRouter(source, receiver === undefined ? request : { ...request, receiver });

function namedInStrings({ importRoot, package: name }: RegistrationRequest, role: 'models' | 'router'): EditOutcome {
  const dotted = [importRoot, name, role].filter((part) => part !== '').join('.');
  const reason = 'The packages are named in strings here; what stands around them is not understood.';
  return { kind: 'refused', id: `${role}-shape-unknown`, reason, paste: `"${dotted}"` };
}
