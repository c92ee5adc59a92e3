/** What was done, and what to do next. */
import { relative } from 'node:path';
import { newFiles } from '../../lib/plan/plan.js';
import { showByHand } from '../../lib/plan/show.js';
import { printable } from '../../lib/refusal.js';
import type { Run } from './run.js';

/** More files than these are only counted. */
const MANY = 3;

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

export function report(run: Run): void {
  if (!run.isDone) return;
  const { lead, plan } = run;
  const from = lead.env.cwd;
  const changed = plan.changes.filter(({ before }) => before !== undefined);
  const edited = changed.length > MANY ? [`${changed.length} files`] : changed.map(({ path }) => relative(from, path));
  const count = newFiles(plan).length;
  const done = [
    ...(count > 0 ? [`wrote ${count} ${count === 1 ? 'file' : 'files'}`] : []),
    ...(edited.length > 0 ? [`edited ${listed(edited)}`] : []),
  ].join(' and ');
  const lines = [`${done.charAt(0).toUpperCase()}${done.slice(1)}.`];
  if (plan.byHand.length > 0) lines.push('', showByHand(plan, from));
  for (const each of plan.packages) {
    const [model] = each.models;
    if (model === undefined) continue;
    const root = relative(from, each.host.root);
    const tests = relative(each.host.root, each.folder);
    lines.push(
      '',
      `Run its tests:  ${root === '' ? '' : `cd ${root} && `}python -m pytest ${tests}`,
      `Open:           http://127.0.0.1:8000/docs (its paths stand below ${model.path})`,
    );
  }
  lead.log(printable(lines.join('\n')));
}
