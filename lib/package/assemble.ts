/** A new file of the package: its imports, its `__all__`, and its pieces. */
import { formatPython } from '../python/format.js';
import { type IsOwn, sortNames } from '../python/import-order.js';
import type { Docstring } from '../style/docstrings.js';
import type { Style } from '../style/style-values.js';
import type { ImportHabits, Spelling } from './import-spelling.js';
import type { Piece } from './pieces.js';
import { docstringText } from './print/docstring.js';
import { printAllImports } from './type-imports.js';

/** How a file of the package is put together. */
export type FileStyle = {
  /** The top-level packages that are the host's own. */
  readonly isOwn: IsOwn;
  readonly lineLength: number;
  readonly quotes: Style['quotes'];
  /** What the package's router is called. */
  readonly router: string;
  readonly habits: ImportHabits;
};

export function styleOf(style: Style, name: string): FileStyle {
  const { importRoot, ownModules, base, session, app, schemaBase, lineLength, quotes, router } = style;
  const sources = [base, session, app, schemaBase.body, schemaBase.answer].flatMap((each) => each?.module ?? []);
  const modules = [importRoot === '' ? name : importRoot, ...sources];
  const tops = modules.map((module) => module.split('.')[0] ?? '').filter((top) => top !== 'sqlmodel');
  const firstParty = new Set([...tops, ...ownModules]);
  // By layer the modules of a feature are the host's, unless it imports those in another way.
  const ofLayers = style.evidence['packageImports'] === undefined ? [] : Object.values(style.modules);
  const names = style.layout.kind === 'layers' ? ofLayers : [name];
  const whole = (module: string): string => (importRoot === '' ? module : `${importRoot}.${module}`);
  const own = names.map(whole);
  const gathered = style.gatheredNames.map(({ from, of, direct = [] }) => ({
    from,
    module: whole(style.modules[of]),
    direct,
  }));
  const habits = { own, imports: style.imports, packageImports: style.packageImports, gathered };
  return { isOwn: (top) => firstParty.has(top), lineLength, quotes, router, habits };
}

export function quoteOf({ quotes }: FileStyle): string {
  return quotes === 'single' ? "'" : '"';
}

function printAll(names: readonly string[], style: FileStyle): string {
  const quote = quoteOf(style);
  const listed = sortNames(names).map((name) => `${quote}${name}${quote}`);
  return `__all__ = [${listed.join(', ')}]`;
}

/** Pieces become one new file: what it says of itself, its imports, its `__all__`, and the pieces, formatted as a whole. */
export async function assemble(
  pieces: readonly Piece[],
  style: FileStyle,
  spell: Spelling,
  doc?: Docstring,
): Promise<string> {
  const imports = printAllImports(
    pieces.flatMap((piece) => piece.imports),
    style.isOwn,
    spell,
  );
  const names = pieces.flatMap((piece) => piece.exports);
  const body = pieces.map((piece) => piece.text.trim()).join('\n\n\n');
  const parts = [
    doc === undefined ? '' : docstringText(doc),
    imports,
    names.length > 0 ? printAll(names, style) : '',
    body,
  ].filter((part) => part !== '');
  if (parts.length === 0) return '';
  return formatPython(`${parts.join('\n\n')}\n`, printed(style));
}

/** What the formatter has to know of a file. */
export function printed({ lineLength, quotes }: FileStyle): Parameters<typeof formatPython>[1] {
  return { lineWidth: lineLength, quotes };
}
