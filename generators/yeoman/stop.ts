/** The one place in which refusals become the error that ends a run. */
import { BackendPackageError, type Refusal } from '../../lib/refusal.js';
import { noteRefusals } from './json-output.js';

type Refusals = Refusal | readonly Refusal[];

/** The error of refusals; paths in its message are relative to `from`. */
export function errorOf(refusals: Refusals, from?: string): BackendPackageError {
  const error = new BackendPackageError(refusals, from);
  noteRefusals(error.refusals);
  return error;
}

/** Ends the run where there is a reason to. */
export function stopFor(refusals: Refusals | undefined, from?: string): void {
  if (refusals !== undefined && (!Array.isArray(refusals) || refusals.length > 0)) throw errorOf(refusals, from);
}

/** What an error of any kind says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
