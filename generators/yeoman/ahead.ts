/** Checks that come before the first question, and with a command line that is wrong already. */
import { lookAhead } from '../../lib/plan/ahead.js';
import { BackendPackageError, type Refusal, say } from '../../lib/refusal.js';
import { type PackageInput, type PackageSpec, packageSpec } from '../../lib/request/package.js';
import { hostFlags, isOnlyRegistered } from './flags.js';
import { hostFiles } from './host-files.js';
import { type Instance, type Run, startOf } from './run.js';
import { terminalColumns } from './terminal.js';

type Look = (name?: string) => Promise<readonly Refusal[]>;

/** What is known of the backend so far, for a package by its name or for any. */
export function looker({ texts }: Run, generator: Instance, isNew: boolean): Look {
  const look = lookAhead(hostFiles(generator.fs), texts);
  const asked = {
    start: startOf(generator),
    flags: hostFlags(generator),
    isNew,
    isRegisteredOnly: isOnlyRegistered(generator),
  };
  return (name) => look({ ...asked, name });
}

/** @throws BackendPackageError when no answer could help */
export async function checkAhead(generator: Instance, look: Look): Promise<void> {
  const refusals = await look();
  if (refusals.length > 0) throw new BackendPackageError(refusals, generator.env.cwd);
}

/** Why a package's name cannot be taken here, for its question. */
export async function nameProblemHere(look: Look, name: string): Promise<string | undefined> {
  const refusals = await look(name);
  return refusals.length === 0 ? undefined : say(refusals);
}

/**
 * The package that a command line asks for.
 *
 * @throws BackendPackageError(2) with everything that is wrong with it, and with the backend where `look` is given
 */
export async function specFrom(generator: Instance, input: PackageInput, look?: Look): Promise<PackageSpec> {
  try {
    return packageSpec(input, undefined, terminalColumns());
  } catch (error) {
    if (!(error instanceof BackendPackageError)) throw error;
    const more = look === undefined ? [] : await look(input.package);
    throw new BackendPackageError([...error.refusals, ...more], generator.env.cwd);
  }
}
