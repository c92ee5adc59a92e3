/** The verdict on a plan in the one line that the plan has for it. */
import { shownPath } from '../refusal.js';
import { spokenName } from './said.js';
import type { OwnSession, ProofVerdict } from './verdict.js';

/** Paths are as seen from `from`. */
export function verdictLine(verdict: Exclude<ProofVerdict, { readonly kind: 'failed' }>, from: string): string {
  if (verdict.kind === 'unproven') {
    const { why, at } = verdict;
    return `not proven: ${why}${at === null ? '' : ` (${shownPath(at.path, from)}:${at.line})`}`;
  }
  const { routes, tables, guards, refused, like, isRegistered, tests, session } = verdict.facts;
  const counted = (count: number, word: string): string => `+${count} ${word}${count === 1 ? '' : 's'}`;
  const who = {
    guarded: ` guarded like ${like}'`,
    fewer: ` with a guard that those of ${like} do not have`,
    open: ` open to everybody, as those of ${like} are`,
    public: ' open to more callers than those of the blueprint, as asked',
    unknown: '',
  }[guards];
  const parts = [
    'starts',
    ...(isRegistered ? [`${counted(routes, 'route')}${routes === 0 ? '' : who}`] : ['its routes are not registered']),
    ...(isRegistered && refused !== undefined
      ? [`middleware answers ${refused} without credentials, to tests too`]
      : []),
    ...(isRegistered || tables > 0 ? [counted(tables, 'table')] : []),
    ...(tests === undefined ? [] : [`tests ${tests} passed${session === undefined ? '' : throughOwn(session)}`]),
  ];
  return `proven: ${parts.join(', ')}`;
}

function throughOwn({ name, whyNot }: OwnSession): string {
  const own = spokenName(name);
  return whyNot === undefined ? `, also through ${own}` : `; not tried through ${own}: ${whyNot}`;
}
