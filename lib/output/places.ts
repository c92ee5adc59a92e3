/** How paths are written in a document. */
import { relative } from 'node:path';

/** The folder that paths are relative to, and in which `git apply` takes the diffs. */
export type Places = { readonly folder: string };

export function shownIn({ folder }: Places, path: string): string {
  return relative(folder, path).replaceAll('\\', '/') || '.';
}
