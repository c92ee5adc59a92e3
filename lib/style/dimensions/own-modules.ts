/** The host's modules where no package holds them all (`api`, `models`, `schemas`): they are imported behind the libraries. */
import { join } from 'node:path';
import type { Dimension } from '../dimension.js';

export const ownModules: Dimension<readonly string[]> = {
  id: 'own-modules',
  default: [],
  learn({ files, host, modules: { root }, shown }) {
    if (host.importRoot !== '') return undefined;
    const holdsPython = (name: string): boolean =>
      files.lstat(join(root, name))?.kind === 'folder' &&
      files.list(join(root, name)).some((each) => each === '__init__.py' || isPython(each));
    const found = files.list(root).flatMap((name) => {
      if (isPython(name)) return name.slice(0, -'.py'.length);
      return /^[A-Za-z]\w*$/.test(name) && holdsPython(name) ? name : [];
    });
    return { value: [...found].sort(), at: shown(root) };
  },
};

const isPython = (name: string): boolean => /^[A-Za-z]\w*\.py$/.test(name);
