/** What the host defines, as code of the package names it. */
import type { Style } from '../style/style-values.js';
import { type Code, py, symbol } from './print/code.js';

/** `get_db`, or `db_helper.session_getter` for a part of an object. */
export function sourceCode({ module, name, member }: Style['session']): Code {
  return py`${symbol(module, name)}${member !== undefined && `.${member}`}`;
}
