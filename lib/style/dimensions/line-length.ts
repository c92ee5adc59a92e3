/** How long a line of the package may be. */
import { DEFAULT_LINE_LENGTH, lineLengthIn } from '../../project/line-length.js';
import type { Dimension } from '../dimension.js';

export const lineLength: Dimension<number> = {
  id: 'line-length',
  default: DEFAULT_LINE_LENGTH,
  learn({ files, host, top, shown }) {
    const found = lineLengthIn(files, host.packages, top);
    return found && { value: found.value, at: shown(found.path) };
  },
  pin: {
    expects: 'a whole number from 40 to 320',
    read: (given) => (typeof given === 'number' && given >= 40 && given <= 320 ? Math.trunc(given) : undefined),
  },
};
