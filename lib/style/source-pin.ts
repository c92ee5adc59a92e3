/** A pin that names something to import: `"app.core.db:get_db"`. */
import type { Source } from '../framework/base-and-session.js';
import type { Pin } from './dimension.js';

export function sourcePin(example: string): Pin<Source> {
  return {
    expects: `a module and a name of it, as in ${JSON.stringify(example)}`,
    read(given) {
      const [, module, name, member] =
        /^([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*):([A-Za-z_]\w*)(?:\.([A-Za-z_]\w*))?$/.exec(String(given)) ?? [];
      if (module === undefined || name === undefined) return undefined;
      return { module, name, ...(member === undefined ? {} : { member }) };
    },
  };
}
