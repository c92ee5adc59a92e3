/** Writes packages into a backend as a run plans them, in this process: without Yeoman, without a proof. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { create as createStore } from 'mem-fs';
import { create } from 'mem-fs-editor';
import { hostFiles } from '../../generators/yeoman/host-files.js';
import { urlSegment } from '../../lib/naming/names.js';
import type { PackagePlan } from '../../lib/plan/plan.js';
import { planRun } from '../../lib/plan/plan-run.js';
import type { Draft } from '../../lib/plan/request.js';
import type { PackageInput, PackageSpec } from '../../lib/request/package.js';
import { packageSpec } from '../lib/asked.js';

/** What a package is asked to have besides its name and its fields. */
export type Asked = Pick<PackageInput, 'model' | 'path' | 'settings'>;
export type FurtherModel = {
  readonly name: string;
  readonly fields: readonly string[];
  readonly options?: Pick<Asked, 'settings'>;
};
/** What was planned and written, or the ids of what is refused. */
type Written = PackagePlan | readonly string[];

export function writePackage(
  start: string,
  name: string,
  fields: readonly string[],
  more: Asked = {},
): Promise<Written> {
  const spec = packageSpec({ ...more, package: name, fields });
  return write(start, spec, { isNew: true, path: '' });
}

/** A further model of a package that is there. */
export function writeModel(
  start: string,
  name: string,
  { name: model, fields, options = {} }: FurtherModel,
): Promise<Written> {
  const spec = packageSpec({ ...options, package: name, model, fields });
  return write(start, spec, { isNew: false, path: `/${urlSegment(spec.model.collection)}` });
}

async function write(
  start: string,
  { name, slug, model }: PackageSpec,
  { isNew, path }: { readonly isNew: boolean; readonly path: string },
): Promise<Written> {
  const models = [{ spec: model, path }];
  const draft: Draft = { name, slug, start, flags: {}, models, registers: true, isRegisteredOnly: false, isNew };
  const { plan, refusals } = await planRun(hostFiles(create(createStore())), [draft], { columns: undefined });
  const [planned] = plan?.packages ?? [];
  if (plan === undefined || planned === undefined) return refusals?.map(({ id }) => id) ?? [];
  for (const change of plan.changes) {
    mkdirSync(dirname(change.path), { recursive: true });
    writeFileSync(change.path, change.after);
  }
  return planned;
}
