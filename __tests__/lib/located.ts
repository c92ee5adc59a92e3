/** The host of a test's files; what keeps it from being found is thrown, for a test to expect. */
import { BackendPackageError } from '../../lib/refusal.js';
import { type Host, locateHost as hostOrRefusals } from '../../lib/wiring/host.js';

export async function locateHost(...given: Parameters<typeof hostOrRefusals>): Promise<Host> {
  const found = await hostOrRefusals(...given);
  if ('root' in found) return found;
  throw new BackendPackageError(found);
}
