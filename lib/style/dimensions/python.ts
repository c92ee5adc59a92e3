/** The oldest Python that the host runs on, as [major, minor]. */
import { isOlder, pythonOf, type Version } from '../../project/versions.js';
import type { Dimension } from '../dimension.js';

const OLDEST: Version = [3, 9];

export const python: Dimension<Version> = {
  id: 'python',
  default: [3, 10],
  learn({ files, requiring, shown }) {
    const found = pythonOf(files, requiring);
    if (found?.least === undefined) return undefined;
    const [major, minor] = found.least;
    if (isOlder(found.least, OLDEST)) {
      return {
        id: 'python-old',
        status: 3,
        at: { path: found.path },
        reason: `The backend admits Python ${major}.${minor}; a package needs ${OLDEST.join('.')} or newer.`,
        hint: 'If it runs on a newer one, raise it there, or pin it in pyproject.toml: python = "3.11" below [tool.backend-package].',
      };
    }
    return { value: found.least, at: shown(found.path) };
  },
  pin: {
    expects: 'a version from "3.9" on',
    read(given) {
      const match = /^3\.(\d+)$/.exec(String(given));
      return match && Number(match[1]) >= OLDEST[1] ? [3, Number(match[1])] : undefined;
    },
  },
};
