/** `__init__.py`: what the package makes known of itself, where the host's packages do that. */
import type { Context } from '../context.js';
import type { ImportedName } from '../print/names.js';

export function reExports({ conventions, module }: Context): readonly ImportedName[] {
  return conventions.exports.map(({ name, target }) => {
    const parts = [module, ...target.split('.')];
    return { module: parts.slice(0, -1).join('.'), name: parts.at(-1) ?? '', local: name };
  });
}
