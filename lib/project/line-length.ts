/** How long a line may be: what the host's formatters and linters are set to. */
import { join } from 'node:path';
import { type HostFiles, textOf } from './files.js';
import { iniValue, ruffSettings, type Setting, settingsFolders, toolSettings } from './settings.js';

export const DEFAULT_LINE_LENGTH = 88;

/**
 * The longest line that the host's tools leave in a folder: ruff's setting, else Black's, isort's or flake8's. A tool
 * that is set up without a length has its own default.
 */
export function lineLengthIn(files: HostFiles, from: string, top: string): Setting<number> | undefined {
  const ruff = ruffSettings(files, from, top);
  const given = ruff && lengthOf(ruff.value['line-length']);
  if (ruff !== undefined && given !== undefined) return { value: given, path: ruff.path };
  const black = toolSettings(files, from, top, 'black');
  if (black !== undefined) {
    return { value: lengthOf(black.value['line-length']) ?? DEFAULT_LINE_LENGTH, path: black.path };
  }
  if (ruff !== undefined) return { value: DEFAULT_LINE_LENGTH, path: ruff.path };
  const isort = toolSettings(files, from, top, 'isort');
  const sorted = isort && lengthOf(isort.value['line_length']);
  if (isort !== undefined && sorted !== undefined) return { value: sorted, path: isort.path };
  return iniLength(files, from, top);
}

/**
 * The longest line that an insertion may make: what the host's tools leave, or else the longest one among the given
 * files, which are those around the insertion.
 */
export function longestLine(files: HostFiles, from: string, top: string, paths: Iterable<string>): number {
  const told = lineLengthIn(files, from, top);
  if (told !== undefined) return told.value;
  const lines = [...paths].flatMap((path) => (textOf(files, path) ?? '').split(/\r\n|\r|\n/));
  // What cannot be broken shows nothing: comments, and lines with a long text.
  const code = lines.filter((line) => !/^\s*#|\S{50}|https?:/.test(line)).map(({ length }) => length);
  return code.reduce((longest, length) => Math.max(longest, length), DEFAULT_LINE_LENGTH);
}

const INI = [
  ['setup.cfg', /^(?:flake8|pycodestyle)$/, 'max[-_]line[-_]length'],
  ['.flake8', /^flake8$/, 'max[-_]line[-_]length'],
  ['tox.ini', /^flake8$/, 'max[-_]line[-_]length'],
  ['setup.cfg', /^(?:tool:)?isort$/, 'line_length'],
  ['.isort.cfg', /^settings$/, 'line_length'],
] as const;

function iniLength(files: HostFiles, from: string, top: string): Setting<number> | undefined {
  for (const folder of settingsFolders(from, top)) {
    for (const [name, section, key] of INI) {
      const path = join(folder, name);
      const value = lengthOf(Number(iniValue(textOf(files, path) ?? '', section, key) ?? ''));
      if (value !== undefined) return { value, path };
    }
  }
  return undefined;
}

const lengthOf = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 40 && value <= 320 ? value : undefined;
