/** A plan as one patch that `git apply` takes. */
import { relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';

/** A file with both texts; one that is new has none before, one that goes none after. */
export type PatchedFile = {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

/** `from` is the folder that the paths are relative to: the repository's, where there is one. */
export function patchOf(changes: readonly PatchedFile[], from: string): string {
  return changes.map((change) => filePatch(change, from)).join('');
}

function filePatch({ path, before, after }: PatchedFile, from: string): string {
  const shown = relative(from, path);
  const [old, now] = [quoted(`a/${shown}`), quoted(`b/${shown}`)];
  const mode =
    before === undefined ? ['new file mode 100644'] : after === undefined ? ['deleted file mode 100644'] : [];
  const head = [`diff --git ${old} ${now}`, ...mode];
  const body = createTwoFilesPatch('old', 'new', before ?? '', after ?? '', '', '', { context: 3 });
  const hunks = body.indexOf('@@');
  if (hunks < 0) return `${head.join('\n')}\n`;
  const names = [
    `--- ${before === undefined ? '/dev/null' : tabbed(old)}`,
    `+++ ${after === undefined ? '/dev/null' : tabbed(now)}`,
  ];
  return `${[...head, ...names].join('\n')}\n${body.slice(hunks)}`;
}

/** A name with a space ends with a tab in the lines above the hunks, so that git sees where it ends. */
const tabbed = (name: string): string => (name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name);

/** As git quotes names that a patch cannot hold as they are. */
function quoted(name: string): string {
  if (!/["\\\u0000-\u001f\u007f-\uffff]/.test(name)) return name;
  const bytes = [...new TextEncoder().encode(name)];
  const text = bytes.map((byte) => {
    if (byte === 0x22 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
    return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, '0')}` : String.fromCharCode(byte);
  });
  return `"${text.join('')}"`;
}
