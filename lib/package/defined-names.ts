/** What the modules of a package define: what a package of the host may gather. */
import { roleOfFile } from './modules.js';
import type { Piece } from './pieces.js';

/** What each module of the package defines, by layer below what it is for: `crud.create_invoice`. */
export function definedNames(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap(({ file, text }) => {
    const role = roleOfFile(file);
    const names = [...text.matchAll(/^(?:(?:async )?def|class) (\w+)|^(\w+)(?=: | = )/gm)];
    return role === undefined ? [] : names.map(([, defined, assigned]) => `${role}.${defined ?? assigned}`);
  });
}
