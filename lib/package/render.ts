import ejs from 'ejs';
import type { Conventions } from '../style/conventions.js';
import type { RenderedPiece } from './assemble.js';
import { context, type PackageNames } from './context.js';
import type { Piece } from './pieces.js';

/** Prints one piece with the text of its template. */
export function renderPiece(
  piece: Piece,
  template: string,
  pkg: PackageNames,
  conventions: Conventions,
): RenderedPiece {
  const ctx = context(pkg, piece.file, piece.model, conventions);
  const text = ejs.render(template, piece.view(ctx));
  const { id, file, place, requires, after } = piece;
  // The base stands in `__all__` because `create_all` is called through the package's models.
  const exports =
    file === 'models.py' && piece.exports.length > 0 ? [conventions.base.name, ...piece.exports] : piece.exports;
  const needed = requires.map((each) => (each === 'router' ? conventions.router : each));
  return { id, file, place, requires: needed, after, text, imports: ctx.names.imports, exports };
}
