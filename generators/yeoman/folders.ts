/** Folders that a run speaks of. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that git takes the paths of a patch from: the repository's, else the one that the user is in. */
export function patchFolder(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
