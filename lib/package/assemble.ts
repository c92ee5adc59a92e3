import { formatPython } from '../python/format.js';
import { type ImportedName, printImports, sortNames } from './imports.js';

/** What a template printed for one file, with what it imports and which names the file re-exports for it. */
export type RenderedPiece = {
  readonly file: string;
  readonly text: string;
  readonly imports: readonly ImportedName[];
  readonly exports: readonly string[];
};

/** Pieces become one file: its imports, its `__all__`, and the pieces in their order, formatted as a whole. */
export async function assemble(
  pieces: readonly RenderedPiece[],
  style: { readonly importRoot: string; readonly lineLength: number },
): Promise<string> {
  const imports = printImports(
    pieces.flatMap((piece) => piece.imports),
    style.importRoot,
  );
  const names = sortNames(pieces.flatMap((piece) => piece.exports));
  const exported = names.length > 0 ? `__all__ = [${names.map((name) => JSON.stringify(name)).join(', ')}]` : '';
  const parts = [imports, exported, ...pieces.map((piece) => piece.text.trim())].filter((part) => part !== '');
  if (parts.length === 0) return '';
  return formatPython(`${parts.join('\n\n')}\n`, { lineWidth: style.lineLength });
}
