import { join } from 'node:path';
import { parse } from 'smol-toml';
import { DEFAULT_CONVENTIONS } from '../style/conventions.js';
import type { Host } from '../wiring/host.js';
import { type HostFiles, textOf } from './files.js';

type Tool = { readonly 'line-length'?: unknown };

/** The longest line that the host's formatter leaves, from `ruff.toml` or `pyproject.toml`; without one the default. */
export function lineLengthOf(files: HostFiles, host: Pick<Host, 'root' | 'project'>): number {
  return configured(files, host) ?? DEFAULT_CONVENTIONS.lineLength;
}

function configured(files: HostFiles, { root, project }: Pick<Host, 'root' | 'project'>): number | undefined {
  for (const folder of new Set([root, project])) {
    for (const name of ['.ruff.toml', 'ruff.toml', 'pyproject.toml']) {
      const found = given(textOf(files, join(folder, name)), name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/**
 * The longest line that an insertion may make: what the host's formatter leaves, or else the longest one in the files that
 * a package is registered in and in the blueprint itself.
 */
export function longestLine(files: HostFiles, host: Host): number {
  const told = configured(files, host);
  if (told !== undefined) return told;
  const folder = host.blueprint === undefined ? host.packages : join(host.packages, host.blueprint);
  const own = files
    .list(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(folder, name));
  const paths = new Set([...own, ...[host.app, ...host.routers, ...host.models].map(({ path }) => path)]);
  const lines = [...paths].flatMap((path) => (textOf(files, path) ?? '').split(/\r\n|\r|\n/));
  // What cannot be broken shows nothing: comments, and lines with a long text.
  const code = lines.filter((line) => !/^\s*#|\S{50}|https?:/.test(line)).map(({ length }) => length);
  return code.reduce((longest, length) => Math.max(longest, length), DEFAULT_CONVENTIONS.lineLength);
}

function given(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  try {
    const all = parse(text) as Tool & { readonly tool?: { readonly ruff?: Tool; readonly black?: Tool } };
    const length =
      name === 'pyproject.toml' ? (all.tool?.ruff ?? all.tool?.black)?.['line-length'] : all['line-length'];
    return typeof length === 'number' && length >= 40 && length <= 320 ? length : undefined;
  } catch {
    // A broken file shows nothing; the host's own tools say what is wrong with it.
    return undefined;
  }
}
