// Prints one file of a new package in a host that is given as texts, or in a sample backend with its style.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble, styleOf } from '../../../lib/package/assemble.js';
import { spellingIn } from '../../../lib/package/import-spelling.js';
import { piecesOf } from '../../../lib/package/pieces.js';
import { styleFor } from '../../../lib/plan/style-for-new-package.js';
import { isRefusal } from '../../../lib/refusal.js';
import { modelSpec } from '../../../lib/request/model.js';
import { learnStyle } from '../../../lib/style/style.js';
import { COMMAND } from '../../styles/styles.js';
import { parseFields } from '../asked.js';
import { locateHost } from '../located.js';
import { inMemory } from '../memory.js';

export const STYLES: string = join(import.meta.dirname, '..', '..', 'styles');

export function textsBelow(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
}

/** A file of the package that is written in a sample backend, by the name that the generator has for it. */
export async function printed(style: string, file: string): Promise<string> {
  const folder = join(STYLES, style, 'backend');
  return printedIn({ ...textsBelow(folder), [join(folder, '.git', 'HEAD')]: '' }, folder, file);
}

export async function printedIn(
  texts: Readonly<Record<string, string>>,
  folder: string,
  file: string,
): Promise<string> {
  const files = inMemory(texts);
  const host = await locateHost(files, folder);
  const learned = learnStyle(files, host);
  if (isRefusal(learned)) throw new Error(learned.reason);
  const names = { name: 'invoices', slug: 'invoices', model: 'Invoice' };
  const conventions = styleFor(learned, host, names);
  const spec = modelSpec('Invoice', parseFields(COMMAND.slice(1), new Set()));
  const pkg = { ...names, path: '/invoices', models: [spec], first: 'Invoice', classes: new Map(), enums: new Map() };
  const pieces = piecesOf(true, [{ spec, path: '' }], pkg, conventions).filter((piece) => piece.file === file);
  if (pieces.length === 0) return '';
  const habits = styleOf(conventions, 'invoices');
  const module = `${host.importRoot}.invoices.${file.replace('.py', '')}`;
  return assemble(pieces, habits, spellingIn(habits.habits, module, file));
}
