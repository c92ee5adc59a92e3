/** The largest whole number that a path or a query may have: PostgreSQL could not compare greater ones with a key. */
import type { Style } from '../style/style-values.js';
import type { Context } from './context.js';
import { definedIn, hasStandardDeps, roleOfFile } from './modules.js';
import type { Part } from './print/code.js';

const VALUE = '2**31 - 1';

export function maxInteger(context: Context): Part {
  if (hasStandardDeps(context.conventions)) {
    return roleOfFile(context.file) === 'deps' ? 'MAX_INTEGER' : definedIn(context, 'deps', 'MAX_INTEGER');
  }
  return context.file === 'api.py' && isNamed(context.conventions) ? 'MAX_INT' : VALUE;
}

/** The line that names it in the module of the handlers, where these need it more than once. */
export function maxIntegerLine({ file, conventions }: Context): string | undefined {
  if (hasStandardDeps(conventions)) return file === 'deps.py' ? `MAX_INTEGER = ${VALUE}` : undefined;
  return file === 'api.py' && isNamed(conventions) ? `MAX_INT = ${VALUE}` : undefined;
}

function isNamed({ paging, key, recordForm, depends }: Style): boolean {
  const ofList = paging.kind === 'query' ? 1 : 0;
  const isInPaths = key.kind === 'int' && recordForm.kind === 'key';
  return ofList + (!isInPaths ? 0 : depends === 'default' ? 3 : 1) > 1;
}
