import ejs from 'ejs';
import type { Conventions } from '../host/conventions.js';
import type { PackageSpec } from '../spec/package.js';
import type { RenderedPiece } from './assemble.js';
import { context, type HostEnums } from './context.js';
import type { Piece } from './pieces.js';

/** Prints one piece with the text of its template. */
export function renderPiece(
  piece: Piece,
  template: string,
  pkg: PackageSpec,
  conventions: Conventions,
  enums?: HostEnums,
): RenderedPiece {
  const ctx = context(pkg, piece.file, piece.model ?? pkg.model, conventions, enums);
  const text = ejs.render(template, piece.view(ctx));
  const exports = piece.file === 'models.py' && piece.exports ? [conventions.base.name, ...piece.exports] : [];
  return { file: piece.file, text, imports: ctx.names.imports, exports };
}
