/** The plan for a package that somebody has written by hand: it is registered and nothing else. */
import { join } from 'node:path';
import type { Role } from '../backend/features.js';
import { singular } from '../naming/names.js';
import type { HostFiles } from '../project/files.js';
import { isFile } from '../project/paths.js';
import type { Refusal } from '../refusal.js';
import { layerCounterpart } from '../registration/names.js';
import { readPackage, readParts } from '../style/package-contents.js';
import type { Host } from '../wiring/host.js';
import type { LearnedHost } from './learned-host.js';
import type { PlannedPackage } from './plan.js';
import type { Draft } from './request.js';

/** The files that a feature of that name has in the layers of the host. */
function partsByLayer(
  host: Host,
  { parts }: NonNullable<Host['byLayer']>,
  name: string,
): readonly { readonly role: Role; readonly path: string }[] {
  const { importRoot, blueprint = '', root } = host;
  const asked = { importRoot, blueprint, package: name, singular: singular(name) };
  return parts.flatMap(({ role, file, isShared }) => {
    const dotted = layerCounterpart(file.module, asked);
    return isShared ? [] : [{ role, path: `${join(root, ...dotted.split('.'))}.py` }];
  });
}

export async function planRegisteredOnly(
  files: HostFiles,
  { host, longest }: LearnedHost,
  { name, slug, tag }: Draft,
): Promise<PlannedPackage | readonly Refusal[]> {
  const folder = join(host.packages, name);
  const parts = host.byLayer && partsByLayer(host, host.byLayer, name).filter(({ path }) => isFile(files, path));
  const isThere = parts === undefined ? files.lstat(folder)?.kind === 'folder' : parts.length > 0;
  if (!isThere) {
    return [{ id: 'package-missing', status: 2, reason: `There is no package ${name} to register.`, looked: folder }];
  }
  const { names, ownPrefix, model, hasModels } =
    parts === undefined ? await readPackage(files, host, folder) : readParts(host, parts, name);
  const registration = {
    package: name,
    singular: singular(name),
    slug,
    ...(tag === undefined ? {} : { tag }),
    provides: names,
    hasModels,
    // What they are called there is told by the blueprint's.
    ...(names.some((each) => /^crud\.|Repo/.test(each)) ? { repositories: [] } : {}),
    lineLength: longest,
    ...(ownPrefix === undefined ? {} : { ownPrefix }),
    ...(model === undefined ? {} : { modelName: model }),
  };
  return {
    plan: { name, isNew: true, models: [], host, folder, files: [], docs: '/docs', notes: [] },
    changes: [],
    registration,
  };
}
