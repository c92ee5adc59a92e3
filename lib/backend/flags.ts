/** The flags with which a person says what is meant, checked against the files. */
import { resolve } from 'node:path';
import type { HostFiles } from '../project/files.js';
import { isFile } from '../project/paths.js';
import { BackendPackageError } from '../refusal.js';

/** What the person says of the host; paths are absolute or relative to where the run was started. */
export type HostFlags = {
  readonly backend?: string | undefined;
  readonly main?: string | undefined;
  readonly routerFile?: string | undefined;
  readonly router?: string | undefined;
  readonly like?: string | undefined;
};

/** The same with absolute paths that are there. */
export type GivenPaths = { readonly [K in keyof HostFlags]: string | undefined };

/** @throws BackendPackageError(2) when a flag is not what it says */
export function checkFlags(files: HostFiles, start: string, flags: HostFlags): GivenPaths {
  const wrong = (flag: string, why: string): never => {
    throw new BackendPackageError({ id: 'flag-wrong', status: 2, reason: `${flag}: ${why}` });
  };
  const pythonFile = (flag: string, value: string | undefined): string | undefined => {
    if (value === undefined) return undefined;
    const path = resolve(start, value);
    if (!path.endsWith('.py') || !isFile(files, path)) return wrong(flag, `${path} is not an existing Python file.`);
    return path;
  };
  const backend = flags.backend === undefined ? undefined : resolve(start, flags.backend);
  if (backend !== undefined && files.lstat(backend)?.kind !== 'folder') {
    wrong('--backend', `${backend} is not an existing folder.`);
  }
  const { router, like } = flags;
  if (router !== undefined && !/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(router)) {
    wrong('--router', `${router} is not the name of an object, as in api_router.`);
  }
  if (like !== undefined && !/^[A-Za-z_]\w*(?:[./][A-Za-z_]\w*)*$/.test(like)) {
    wrong('--like', `${like} is not the name of a package, as in users.`);
  }
  return {
    backend,
    main: pythonFile('--main', flags.main),
    routerFile: pythonFile('--router-file', flags.routerFile),
    router,
    like,
  };
}
