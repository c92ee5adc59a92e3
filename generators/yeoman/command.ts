/** How the person at the shell asks for the same again. */
import { basename } from 'node:path';
import { commandLine } from '../../lib/plan/command-line.js';
import type { Run } from './run.js';

export function commandOf(run: Run): string {
  const isYo =
    /^(?:yo|yo-complete)$/.test(basename(process.argv[1] ?? '').replace(/\.[cm]?js$/, '')) ||
    /[\\/]yo[\\/]/.test(process.argv[1] ?? '');
  return [...run.drafts.values()].map((draft) => commandLine(doorTo(isYo, draft.isNew), draft)).join(' && ');
}

function doorTo(isYo: boolean, isNew: boolean): string {
  if (isYo) return isNew ? 'yo backend-package' : 'yo backend-package:model';
  return isNew ? 'npx generator-backend-package' : 'npx generator-backend-package model';
}
