import { formatPython } from '../python/format.js';
import { type ImportedName, printImports, sortNames } from './imports.js';
import type { Piece } from './pieces.js';

/** What a template printed for one file, with what it imports and which names the file re-exports for it. */
export type RenderedPiece = Pick<Piece, 'id' | 'file' | 'place' | 'requires' | 'after'> & {
  readonly text: string;
  readonly imports: readonly ImportedName[];
  readonly exports: readonly string[];
};

export type Style = { readonly importRoot: string; readonly lineLength: number; readonly router: string };

export function printAll(names: readonly string[]): string {
  return `__all__ = [${sortNames(names)
    .map((name) => JSON.stringify(name))
    .join(', ')}]`;
}

/** Pieces become one new file: its imports, its `__all__`, and the pieces, formatted as a whole. */
export async function assemble(pieces: readonly RenderedPiece[], style: Style): Promise<string> {
  const imports = printImports(
    pieces.flatMap((piece) => piece.imports),
    style.importRoot,
  );
  const names = pieces.flatMap((piece) => piece.exports);
  const body = pieces.map((piece) => piece.text.trim()).join('\n\n\n');
  const parts = [imports, names.length > 0 ? printAll(names) : '', body].filter((part) => part !== '');
  if (parts.length === 0) return '';
  return formatPython(`${parts.join('\n\n')}\n`, { lineWidth: style.lineLength });
}
