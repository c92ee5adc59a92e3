import { relative } from 'node:path';
import { writtenFiles } from '../../lib/plan/plan.js';
import { printable } from '../../lib/plan/show.js';
import type { Run } from './run.js';

/** What was done, and what to do next. */
export function report(run: Run): void {
  if (!run.isDone) return;
  const { lead, plan } = run;
  const from = lead.env.cwd;
  const count = writtenFiles(plan).length;
  const edited = plan.edits.map((edit) => relative(from, edit.path));
  const lines = [
    `Wrote ${count} ${count === 1 ? 'file' : 'files'}${edited.length > 0 ? ` and edited ${edited.join(' and ')}` : ''}.`,
  ];
  for (const each of plan.packages) {
    const root = relative(from, each.host.root);
    const tests = relative(each.host.root, each.folder);
    lines.push(
      '',
      `Run its tests:  ${root === '' ? '' : `cd ${root} && `}python -m pytest ${tests}`,
      `Open:           http://127.0.0.1:8000/docs (its paths stand below ${each.path})`,
    );
  }
  lead.log(printable(lines.join('\n')));
}
