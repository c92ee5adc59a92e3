/** The flags with which a person says what is meant, checked against the files. */
import { resolve } from 'node:path';
import type { HostFiles } from '../project/files.js';
import { isFile } from '../project/paths.js';
import type { Refusal, RefusalPlace } from '../refusal.js';

/** What the person says of the host; paths are absolute or relative to where the run was started. */
export type HostFlags = {
  readonly backend?: string | undefined;
  readonly main?: string | undefined;
  readonly routerFile?: string | undefined;
  readonly router?: string | undefined;
  readonly like?: string | undefined;
};

/** The same with absolute paths that are there. */
export type GivenPaths = { readonly [K in keyof HostFlags]-?: string | undefined };

/** The flags with absolute paths, or what is wrong with each of them. */
export function checkFlags(files: HostFiles, start: string, flags: HostFlags): GivenPaths | readonly Refusal[] {
  const { router, like } = flags;
  const backend = flags.backend && resolve(start, flags.backend);
  const main = flags.main && resolve(start, flags.main);
  const routerFile = flags.routerFile && resolve(start, flags.routerFile);
  const problems = [
    folderProblem(files, '--backend', backend),
    fileProblem(files, '--main', main),
    fileProblem(files, '--router-file', routerFile),
    formProblem('--router', router, /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/, 'the name of an object, as in api_router'),
    formProblem('--like', like, /^[A-Za-z_]\w*(?:[./][A-Za-z_]\w*)*$/, 'the name of a package, as in users'),
  ].filter((problem) => problem !== undefined);
  return problems.length > 0 ? problems : { backend, main, routerFile, router, like };
}

function folderProblem(files: HostFiles, flag: string, path: string | undefined): Refusal | undefined {
  const isThere = path === undefined || files.lstat(path)?.kind === 'folder';
  return isThere ? undefined : wrongFlag(flag, 'this is not an existing folder.', { path });
}

function fileProblem(files: HostFiles, flag: string, path: string | undefined): Refusal | undefined {
  const isThere = path === undefined || (path.endsWith('.py') && isFile(files, path));
  return isThere ? undefined : wrongFlag(flag, 'this is not an existing Python file.', { path });
}

function formProblem(flag: string, value: string | undefined, form: RegExp, what: string): Refusal | undefined {
  return value === undefined || form.test(value) ? undefined : wrongFlag(flag, `${value} is not ${what}.`);
}

/** A flag that is not what it says. */
export function wrongFlag(flag: string, why: string, at?: RefusalPlace): Refusal {
  return { id: 'flag-wrong', status: 2, reason: `${flag}: ${why}`, at };
}
