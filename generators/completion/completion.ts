/** `generator-backend-package completion`: what makes a shell complete this command, and what it asks back for a line. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Refusal } from '../../lib/refusal.js';
import type { Known } from './candidates.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** What is printed: a script for a shell, or the words that can follow in a line. */
export async function completion(
  [shell, ...others]: readonly string[],
  line: unknown,
  options: Known['options'],
): Promise<string | Refusal> {
  if (typeof line === 'string') return answer(line, options);
  const known = SHELLS.find((each) => each === shell);
  if (known !== undefined && others.length === 0)
    return readFileSync(fileURLToPath(new URL(`./completion.${known}`, import.meta.url)), 'utf8');
  const given = shell === undefined ? 'completion needs the shell' : 'completion takes one of three shells';
  return {
    id: 'shell-unknown',
    status: 2,
    reason: `${given}: ${SHELLS.join(', ')}.`,
    hint: 'It prints a script: eval "$(generator-backend-package completion bash)"',
  };
}

/** A line each: the word, a space where it is finished, a tab and what it is. */
async function answer(line: string, options: Known['options']): Promise<string> {
  const words = wordsOf(line);
  const start = words.findIndex((word) => /(?:^|[/\\])generator-backend-package[^/\\]*$/.test(word));
  const begun = words.at(-1) ?? '';
  // What is quoted would have to be quoted again.
  if (start === -1 || start === words.length - 1 || /["'\\]/.test(begun)) return '';
  const { candidates } = await import('./candidates.js');
  const packages = async (): ReturnType<Known['packages']> => (await import('./host-names.js')).packagesHere();
  const found = await candidates(words.slice(start + 1, -1), begun, { options, packages });
  return found.map(({ word, description = '', isOpen }) => `${word}${isOpen ? '' : ' '}\t${description}\n`).join('');
}

/** The words of a line up to the cursor; the last one is being written, and may be empty. */
function wordsOf(line: string): readonly string[] {
  const words = line.match(/(?:"(?:[^"\\]|\\.)*"?|'[^']*'?|\\.|[^\s"'\\])+/gs) ?? [];
  const isAfterSpace = /(?:^|[^\\])\s$/.test(line);
  return isAfterSpace ? [...words, ''] : words;
}
