import type { HostFiles } from '../../lib/project/files.js';
import type { Host } from '../../lib/wiring/host.js';

/** Files that exist only here, by their absolute paths. */
export function inMemory(texts: Readonly<Record<string, string>>): HostFiles {
  const below = (folder: string): readonly string[] =>
    Object.keys(texts).filter((path) => path.startsWith(`${folder}/`));
  return {
    bytes: (path) => {
      const text = texts[path];
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    list: (folder) =>
      [...new Set(below(folder).map((path) => path.slice(folder.length + 1).split('/')[0] ?? ''))].sort(),
    canWrite: (path) => texts[path] !== undefined,
    real: (path) => path,
    lstat: (path) => {
      const text = texts[path];
      if (text !== undefined) return { kind: 'file', links: 1, size: text.length };
      return below(path).length > 0 ? { kind: 'folder', links: 1, size: 0 } : undefined;
    },
  };
}

export const HOST: Pick<Host, 'root' | 'importRoot'> = { root: '/b', importRoot: 'app' };
