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

/** The same files with another text in one of them, which may be new. */
export function overlaid(files: HostFiles, path: string, text: string): HostFiles {
  const bytes = new TextEncoder().encode(text);
  const nameIn = (folder: string): string | undefined =>
    path.startsWith(`${folder}/`) ? path.slice(folder.length + 1).split('/')[0] : undefined;
  return {
    bytes: (each) => (each === path ? bytes : files.bytes(each)),
    list: (folder) => {
      const names = files.list(folder);
      const name = nameIn(folder);
      return name === undefined || names.includes(name) ? names : [...names, name].sort();
    },
    canWrite: (each) => each === path || files.canWrite(each),
    real: files.real,
    lstat: (each) => {
      const entry = files.lstat(each);
      if (each === path) return { kind: entry?.kind ?? 'file', links: entry?.links ?? 1, size: bytes.length };
      return entry ?? (nameIn(each) === undefined ? undefined : { kind: 'folder', links: 1, size: 0 });
    },
  };
}
