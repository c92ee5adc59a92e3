/** A plan as one patch that `git apply` takes. */
import { relative } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Change } from './plan.js';

/** `from` is the folder that the paths are relative to: the repository's, where there is one. */
export function patchOf(changes: readonly Change[], from: string): string {
  return changes.map((change) => filePatch(change, from)).join('');
}

function filePatch({ path, before, after }: Change, from: string): string {
  const shown = relative(from, path);
  const [old, now] = [quoted(`a/${shown}`), quoted(`b/${shown}`)];
  const head = [`diff --git ${old} ${now}`, ...(before === undefined ? ['new file mode 100644'] : [])];
  const body = createTwoFilesPatch('old', 'new', before ?? '', after, '', '', { context: 3 });
  const hunks = body.indexOf('@@');
  if (hunks < 0) return `${head.join('\n')}\n`;
  const names = [`--- ${before === undefined ? '/dev/null' : tabbed(old)}`, `+++ ${tabbed(now)}`];
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
