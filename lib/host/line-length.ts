import { join } from 'node:path';
import { parse } from 'smol-toml';
import { DEFAULT_CONVENTIONS } from './conventions.js';
import { type HostFiles, textOf } from './files.js';
import type { Host } from './locate.js';

type Tool = { readonly 'line-length'?: unknown };

/** The longest line that the host's formatter leaves, from `ruff.toml` or `pyproject.toml`; without one the default. */
export function lineLengthOf(files: HostFiles, { root, project }: Pick<Host, 'root' | 'project'>): number {
  for (const folder of new Set([root, project])) {
    for (const name of ['.ruff.toml', 'ruff.toml', 'pyproject.toml']) {
      const found = given(textOf(files, join(folder, name)), name);
      if (found !== undefined) return found;
    }
  }
  return DEFAULT_CONVENTIONS.lineLength;
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
