/** Settings of Python tools, from the files where the tools themselves look: upward to the repository's folder. */
import { dirname, join } from 'node:path';
import { parse } from 'smol-toml';
import { type HostFiles, textOf } from './files.js';
import { foldersUpward } from './paths.js';

/** A table of a TOML file. */
export type TomlTable = Readonly<Record<string, unknown>>;

/** The folders in which tools look for their settings: upward to `top`, and the folder alone outside of that. */
export function settingsFolders(from: string, top: string): readonly string[] {
  const folders = foldersUpward(from, top);
  return folders.length === 0 ? [from] : folders;
}

/** What a TOML file says; nothing for no file and for a broken one, of which the host's own tools say what is wrong. */
export function readToml(files: HostFiles, path: string): TomlTable | undefined {
  const text = textOf(files, path);
  if (text === undefined) return undefined;
  try {
    const table = parse(text);
    return isWithin(table, DEEPEST) ? table : undefined;
  } catch {
    return undefined;
  }
}

/** Levels of tables and lists: no tool has settings below them, and whoever walks them has a stack that ends. */
const DEEPEST = 100;

function isWithin(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((each) => isWithin(each, depth - 1));
}

/** The value at a path of keys: `tool`, `ruff`, `line-length`. */
export function valueAt(table: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TomlTable)[key] : undefined,
    table,
  );
}

/** The value of one key in a section of an INI file: `setup.cfg`, `pytest.ini`, `tox.ini`. */
export function iniValue(text: string, section: RegExp, key: string): string | undefined {
  let isIn = false;
  let value: string | undefined;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const header = /^\[([^\]]+)\]/.exec(line)?.[1];
    if (header !== undefined) {
      if (value !== undefined) break;
      isIn = section.test(header.trim());
    } else if (value !== undefined && /^[ \t]+\S/.test(line)) value += ` ${line.trim()}`;
    else if (value !== undefined) break;
    else if (isIn) value = new RegExp(`^${key}[ \\t]*[=:][ \\t]*(.*)$`).exec(line)?.[1]?.trim();
  }
  return value;
}

/** A value that was found, with the file that says so. */
export type Setting<Value> = { readonly value: Value; readonly path: string };

/**
 * The settings of ruff that hold for a folder: the nearest file that has any, which for `pyproject.toml` needs a table
 * `tool.ruff`; what it extends lies below it.
 */
export function ruffSettings(files: HostFiles, from: string, top: string): Setting<TomlTable> | undefined {
  for (const folder of settingsFolders(from, top)) {
    for (const name of ['.ruff.toml', 'ruff.toml', 'pyproject.toml']) {
      const path = join(folder, name);
      const value = ruffTable(files, path, 0);
      if (value !== undefined) return { value, path };
    }
  }
  return undefined;
}

function ruffTable(files: HostFiles, path: string, depth: number): TomlTable | undefined {
  const all = readToml(files, path);
  const own = path.endsWith('pyproject.toml') ? valueAt(all, 'tool', 'ruff') : all;
  if (typeof own !== 'object' || own === null) return undefined;
  const extended = valueAt(own, 'extend');
  const below =
    typeof extended === 'string' && depth < 4 ? ruffTable(files, join(dirname(path), extended), depth + 1) : undefined;
  return { ...below, ...own };
}

/** Whether ruff is asked to check a rule, as `B904`: the longest prefix that selects it or leaves it out decides. */
export function selectsRule(ruff: TomlTable | undefined, rule: string): boolean {
  const longest = (...keys: readonly string[]): number => {
    const words = [valueAt(ruff, 'lint'), ruff].flatMap((table) => keys.map((key) => valueAt(table, key))).flat();
    const lengths = words.flatMap((word) =>
      word === 'ALL' ? [0] : typeof word === 'string' && rule.startsWith(word) ? [word.length] : [],
    );
    return Math.max(-1, ...lengths);
  };
  return longest('select', 'extend-select') > longest('ignore', 'extend-ignore');
}

/** The first table `tool.<name>` of a `pyproject.toml` from a folder upward. */
export function toolSettings(
  files: HostFiles,
  from: string,
  top: string,
  name: string,
): Setting<TomlTable> | undefined {
  for (const folder of settingsFolders(from, top)) {
    const path = join(folder, 'pyproject.toml');
    const value = valueAt(readToml(files, path), 'tool', name);
    if (typeof value === 'object' && value !== null) return { value: value as TomlTable, path };
  }
  return undefined;
}
