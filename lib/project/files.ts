/** The files of a host as the run sees them, and their texts. */
/** What is at a path, links not followed. */
export type FileEntry = {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Hard links to the same file; 1 for a file that so far exists only in memory. */
  readonly links: number;
  /** Bytes. */
  readonly size: number;
};

/** The host as the run sees it: what the run holds in memory laid over the disk. Paths are absolute. */
export type HostFiles = {
  /** The bytes of a file, or nothing where there is none. */
  bytes(path: string): Uint8Array | undefined;
  /** The names in a folder, sorted; none where there is no folder. */
  list(folder: string): readonly string[];
  lstat(path: string): FileEntry | undefined;
  /** Whether this user may read and write the file there; what exists only in memory may be. */
  canWrite(path: string): boolean;
  /** The path with the links on it followed, as far as it exists. */
  real(path: string): string;
};

/** The text of a file that is UTF-8, with its BOM; nothing where there is no file or another encoding. */
export function textOf(files: HostFiles, path: string): string | undefined {
  const bytes = files.bytes(path);
  return bytes && decode(bytes);
}

export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text of a file whatever its encoding: for looking only, never for editing. */
export function anyTextOf(files: HostFiles, path: string): string | undefined {
  const bytes = files.bytes(path);
  if (bytes === undefined) return undefined;
  // What PowerShell redirects into a file: `pip freeze > requirements.txt`.
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  if (mark === 0xfffe) return new TextDecoder('utf-16le').decode(bytes);
  return decode(bytes) ?? new TextDecoder('latin1').decode(bytes);
}

/** The same files with other texts in some of them, which may be new. */
export function overlaid(files: HostFiles, texts: ReadonlyMap<string, string>): HostFiles {
  const encoded = new Map<string, Uint8Array>();
  const bytesOf = (path: string, text: string): Uint8Array => {
    const bytes = encoded.get(path) ?? new TextEncoder().encode(text);
    encoded.set(path, bytes);
    return bytes;
  };
  let folders: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const namesIn = (folder: string): ReadonlySet<string> => {
    folders ??= namesByFolder(texts.keys());
    return folders.get(folder) ?? new Set();
  };
  return {
    bytes: (path) => {
      const text = texts.get(path);
      return text === undefined ? files.bytes(path) : bytesOf(path, text);
    },
    list: (folder) => {
      const names = files.list(folder);
      const more = [...namesIn(folder)].filter((name) => !names.includes(name));
      return more.length === 0 ? names : [...names, ...more].sort();
    },
    canWrite: (path) => texts.has(path) || files.canWrite(path),
    real: files.real,
    lstat: (path) => {
      const entry = files.lstat(path);
      const text = texts.get(path);
      if (text !== undefined) {
        return { kind: entry?.kind ?? 'file', links: entry?.links ?? 1, size: bytesOf(path, text).length };
      }
      return entry ?? (namesIn(path).size === 0 ? undefined : { kind: 'folder', links: 1, size: 0 });
    },
  };
}

/** What each folder on the way to a path holds of it. */
function namesByFolder(paths: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    for (
      let end = path.lastIndexOf('/'), last = path.length;
      end > 0;
      last = end, end = path.lastIndexOf('/', end - 1)
    ) {
      const folder = path.slice(0, end);
      const known = folders.get(folder);
      const name = path.slice(end + 1, last);
      // What is above is known, too.
      if (known?.has(name)) break;
      if (known === undefined) folders.set(folder, new Set([name]));
      else known.add(name);
    }
  }
  return folders;
}
