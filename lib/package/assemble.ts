/** A new file of the package: its imports, its `__all__`, and its pieces. */
import { formatPython } from '../python/format.js';
import type { Style } from '../style/style-values.js';
import { type FirstParty, printImports, sortNames } from './imports.js';
import type { Piece } from './pieces.js';

/** How a file of the package is put together. */
export type FileStyle = {
  readonly firstParty: FirstParty;
  readonly lineLength: number;
  /** What the package's router is called. */
  readonly router: string;
};

export function styleOf({ importRoot, base, session, app, lineLength, router }: Style, name: string): FileStyle {
  const modules = [importRoot === '' ? name : importRoot, base.module, session.module, app?.module ?? ''];
  return { firstParty: new Set(modules.map((module) => module.split('.')[0] ?? '')), lineLength, router };
}

export function printAll(names: readonly string[]): string {
  return `__all__ = [${sortNames(names)
    .map((name) => JSON.stringify(name))
    .join(', ')}]`;
}

/** Pieces become one new file: its imports, its `__all__`, and the pieces, formatted as a whole. */
export async function assemble(pieces: readonly Piece[], style: FileStyle): Promise<string> {
  const imports = printImports(
    pieces.flatMap((piece) => piece.imports),
    style.firstParty,
  );
  const names = pieces.flatMap((piece) => piece.exports);
  const body = pieces.map((piece) => piece.text.trim()).join('\n\n\n');
  const parts = [imports, names.length > 0 ? printAll(names) : '', body].filter((part) => part !== '');
  if (parts.length === 0) return '';
  return formatPython(`${parts.join('\n\n')}\n`, { lineWidth: style.lineLength });
}
