/** Who makes the tables: the host, in one place for all packages. A package that makes its own is not written. */
import { CREATION_WORD } from '../../framework/creations.js';
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
        `a ${CREATION_WORD} in the package itself`,
        'Call it once for all packages, below the imports of the application, and run the command again.',
      );
    }
    return undefined;
  },
};
