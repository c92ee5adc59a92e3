/** What the running application is called; nothing where that is not seen. */
import type { AppName } from '../../backend/app-search.js';
import type { Dimension } from '../dimension.js';

export const app: Dimension<AppName | undefined> = {
  id: 'app',
  default: { module: 'app.main', name: 'app', isFactory: false },
  learn: ({ host, shown }) => ({ value: host.appName, at: shown(host.app.path) }),
};
