/** Who makes the tables: the host, in one place for all packages. A package that makes its own is not written. */
import { type Dimension, refuse } from '../dimension.js';

export const tables: Dimension<'host'> = {
  id: 'tables',
  default: 'host',
  learn({ host }) {
    const reason = host.nothing.models;
    if (reason?.id === 'in-package') {
      return refuse(
        'tables-in-package',
        reason.at === undefined ? undefined : { path: reason.at },
        'a create_all in the package itself',
      );
    }
    return undefined;
  },
};
