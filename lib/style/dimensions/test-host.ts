/** The host that the client of tests asks for, where the application answers to some names alone. */
import { trustedHost } from '../../framework/trusted-hosts.js';
import type { Dimension } from '../dimension.js';

export const testHost: Dimension<string | undefined> = {
  id: 'test-host',
  default: undefined,
  learn({ host, modules, at }) {
    const found = trustedHost(modules, host.root);
    return found && { value: found.host, at: at(found.module, found.line) };
  },
};
