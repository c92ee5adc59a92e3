/** Plans a package in a copy of a sample backend, and tries it as a run does. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { create as createStore } from 'mem-fs';
import { create, type MemFsEditor } from 'mem-fs-editor';
import { hostFiles } from '../../generators/yeoman/host-files.js';
import { provePlan } from '../../generators/yeoman/proof.js';
import type { Plan } from '../../lib/plan/plan.js';
import { planRun } from '../../lib/plan/plan-run.js';
import type { Draft } from '../../lib/plan/request.js';
import type { ProofVerdict } from '../../lib/proof/verdict.js';
import { verdictLine } from '../../lib/proof/verdict-line.js';
import { packageSpec } from '../lib/asked.js';

export const FIELDS: readonly string[] = ['number:str.32:unique', 'total:decimal.10.2:ge=0'];

export type Planned = { readonly fs: MemFsEditor; readonly plan: Plan };

/** The plan for a package, or the ids of what is refused. */
export async function planned(
  start: string,
  name: string,
  more: Partial<Draft> = {},
  fields: readonly string[] = FIELDS,
): Promise<Planned | readonly string[]> {
  const fs: MemFsEditor = create(createStore());
  const spec = packageSpec({ package: name, fields });
  const draft: Draft = {
    name,
    slug: spec.slug,
    start,
    flags: {},
    models: [{ spec: spec.model, path: '' }],
    registers: true,
    isRegisteredOnly: false,
    isNew: true,
    ...more,
  };
  const { plan, refusals } = await planRun(hostFiles(fs), [draft], { columns: undefined });
  return plan === undefined ? refusals.map(({ id }) => id) : { fs, plan };
}

export type Tried = {
  readonly python?: string | undefined;
  readonly level?: 'auto' | 'import' | 'full';
  readonly isPublic?: boolean;
  readonly seconds?: number;
};

/** The line of the plan, or what is wrong with it, each with the id in front. */
export async function tried({ fs, plan }: Planned, cwd: string, how: Tried): Promise<readonly string[]> {
  const { python, level = 'auto', isPublic = false, seconds = 60 } = how;
  const verdict = await provePlan({ fs, cwd }, plan, { level, isPublic, python, seconds });
  return verdict === undefined ? [] : told(verdict, cwd);
}

function told(verdict: ProofVerdict, cwd: string): readonly string[] {
  if (verdict.kind !== 'failed') return [verdictLine(verdict, cwd)];
  return verdict.refusals.map(({ id, reason, at }) => {
    const place = at === undefined ? '' : ` ${at.path.slice(cwd.length + 1)}:${at.line}`;
    return `[${id}]${place} ${reason}`;
  });
}

/** Every file and folder below a folder, with its bytes and its time. */
export function treeOf(folder: string): ReadonlyMap<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = entry.isFile() ? readFileSync(path, 'latin1') : '';
      return [path, `${statSync(path).mtimeMs} ${text}`];
    }),
  );
}
