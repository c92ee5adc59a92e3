/** Checks that come before the first question, and with a command line that is wrong already. */
import { lookAhead } from '../../lib/plan/ahead.js';
import { type Refusal, say } from '../../lib/refusal.js';
import { type PackageInput, type PackageSpec, packageSpec } from '../../lib/request/package.js';
import { hostFlags, isOnlyRegistered } from './flags.js';
import { hostFiles } from './host-files.js';
import type { Instance } from './instance.js';
import { type Run, startOf } from './run.js';
import { stopFor } from './stop.js';
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

/** Ends the run where no answer could help. */
export async function checkAhead(generator: Instance, look: Look): Promise<void> {
  stopFor(await look(), generator.env.cwd);
}

/** Why a package's name cannot be taken here, for its question. */
export async function nameProblemHere(look: Look, name: string): Promise<string | undefined> {
  const refusals = await look(name);
  return refusals.length === 0 ? undefined : say(refusals);
}

/**
 * The package that is asked for, or everything that is wrong with it, after what was `wrong` already, and with the backend
 * where `look` is given.
 */
export async function specFrom(
  input: PackageInput,
  look?: Look,
  wrong: readonly Refusal[] = [],
): Promise<PackageSpec | readonly Refusal[]> {
  const spec = packageSpec(input, undefined, terminalColumns());
  const problems = [...wrong, ...('model' in spec ? [] : spec)];
  if (problems.length === 0) return spec;
  return [...problems, ...(look === undefined ? [] : await look(input.package))];
}
