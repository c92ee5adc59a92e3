/** Why nothing was proven, in the one line that the plan says it in. */
import type { HostLine, Late, Ran, RefusedAct, Silent, Stopped } from './report.js';

const ACTS: Readonly<Record<RefusedAct['kind'], string>> = {
  network: 'opens a connection',
  file: 'writes to a file outside of it',
  process: 'starts another program',
  database: 'opens a database',
  code: 'calls C by itself, where nothing can be seen',
};

/** A reason, and the line of the host that shows it. */
export type Unproven = { readonly why: string; readonly at: HostLine | null };

export function whyUnproven(report: Stopped | Late | Silent | Ran): Unproven {
  if (report.kind === 'silent') {
    return { why: `Python ended without an answer${report.said === '' ? '' : `: ${report.said}`}`, at: null };
  }
  if (report.kind === 'late') return { why: 'importing the application takes too long', at: report.at };
  if (report.kind === 'ran') return { why: 'the application does not start every time', at: null };
  return { why: whyStopped(report), at: report.at };
}

function whyStopped({ missing, error, missingModule, isRefused, refused }: Stopped): string {
  if (missing.length > 0) {
    const what = missing.length === 1 ? 'an environment variable that is' : 'environment variables that are';
    return `the application needs ${what} not set: ${missing.join(', ')}`;
  }
  const act = isRefused ? refused.at(-1) : undefined;
  if (act !== undefined) return `importing the application ${ACTS[act.kind]}: ${act.what}`;
  if (missingModule !== null) return `the host's Python has no module ${missingModule}`;
  return `the application does not start as it is: ${error}`;
}
