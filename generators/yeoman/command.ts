/** How the person at the shell asks for the same again. */
import { basename } from 'node:path';
import { commandLine } from '../../lib/plan/command-line.js';
import type { Draft } from '../../lib/plan/request.js';
import type { Run } from './run.js';

export function commandOf(run: Run): string {
  const isYo =
    /^(?:yo|yo-complete)$/.test(basename(process.argv[1] ?? '').replace(/\.[cm]?js$/, '')) ||
    /[\\/]yo[\\/]/.test(process.argv[1] ?? '');
  const { spec } = run.lead.options as { readonly spec?: unknown };
  const door = isYo ? 'yo backend-package' : 'npx generator-backend-package';
  if (typeof spec === 'string') return `${door} --spec=${JSON.stringify(spec)}`;
  return [...run.drafts.values()].map((draft) => commandLine(doorTo(isYo, draft), draft)).join(' && ');
}

function doorTo(isYo: boolean, { isNew, added }: Draft): string {
  const word = isNew ? '' : added === undefined ? 'model' : 'field';
  if (isYo) return word === '' ? 'yo backend-package' : `yo backend-package:${word}`;
  return `npx generator-backend-package ${word}`.trimEnd();
}
