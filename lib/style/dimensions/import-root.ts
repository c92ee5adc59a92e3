/** The dotted name of the package that holds the feature packages: `app` in `app.users`; empty for bare imports. */
import type { Dimension } from '../dimension.js';

export const importRoot: Dimension<string> = {
  id: 'import-root',
  default: 'app',
  learn: ({ host }) => ({ value: host.importRoot }),
};
